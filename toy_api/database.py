"""One SQLite database, in memory or in a file, that many threads may use.

A change that was acknowledged survives the end of the process, however rough: the
file is written ahead (WAL) and each change is committed before it is answered.
One connection behind one lock is the fastest that SQLite gives to threads.
"""

import sqlite3
import threading
import weakref
from contextlib import AbstractContextManager, suppress
from zlib import crc32

APPLICATION_ID = 0x746F7961  # "toya": so another program's file is recognised
BUSY_SECONDS = 3  # to wait for another process that writes to the same file
KEPT = 8  # results that are read again and again
LONGEST_KEPT = 101  # rows: a page, and one more that tells if there is another


class DatabaseError(Exception):
    """The database did not do what was asked; nothing was changed."""


class Transaction:
    """Inside another one it is a part of that. (A generator is 3 times as slow.)"""

    def __init__(self, database: "Database"):
        self._database = database

    def __enter__(self) -> None:
        self._database.enter()

    def __exit__(self, wrong: type | None, *_) -> None:
        self._database.leave(wrong)


class Database:
    """Runs SQL. A new database gets these tables; another program's is refused."""

    def __init__(self, path: str, tables: list[str]):
        self._lock = threading.RLock()
        self._depth = 0  # of transactions, of the thread that holds the lock
        self._results: dict[tuple, list[tuple]] = {}  # of `read`
        self._version: tuple | None = None  # of the database, when they were read
        try:
            self._connection = sqlite3.connect(
                path,
                timeout=BUSY_SECONDS,
                isolation_level=None,  # no hidden BEGIN: transactions are ours
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise DatabaseError(f"The database says: {error}.") from error
        weakref.finalize(self, self._connection.close)  # at the latest
        try:
            self._prepare(tables)
        except DatabaseError:
            self.close()
            raise

    def run(self, sql: str, *values, **named) -> list[tuple]:
        """The rows that this statement gives; raises DatabaseError.

        The values stand for each `?` in it, or the named ones for each `:name`.
        """
        with self._lock:
            try:
                return self._connection.execute(sql, named or values).fetchall()
            except sqlite3.Error as error:
                self._forget_pages()
                raise DatabaseError(f"The database says: {error}.") from error

    def read(self, sql: str, **named) -> list[tuple]:
        """As `run`, but what was read is kept until anything changes in the database.

        SQLite counts the changes: those of others, and those of this connection.
        """
        with self._lock:
            if self._depth:  # what is read may still be taken back
                return self.run(sql, **named)
            others = self.run("PRAGMA data_version")
            version = (others, self._connection.total_changes)
            asked = (sql, *named.items())
            if version != self._version or len(self._results) == KEPT:
                self._results.clear()
                self._version = version
            rows = self._results.get(asked)
            if rows is None:
                rows = self.run(sql, **named)
                if len(rows) <= LONGEST_KEPT:
                    self._results[asked] = rows
            return rows

    def transaction(self) -> AbstractContextManager[None]:
        """What is done inside is done whole or not at all; nobody writes between."""
        return Transaction(self)

    def enter(self) -> None:
        """Begin a transaction, or a part of the one that this thread is in."""
        self._lock.acquire()
        try:
            if self._depth == 0:
                self.run("BEGIN IMMEDIATE")
            self._depth += 1
        except BaseException:
            self._lock.release()
            raise

    def leave(self, wrong: type | None) -> None:
        """End what `enter` began; where something went wrong, nothing was done."""
        try:
            if self._depth == 1:
                self._roll_back() if wrong else self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth -= 1
            self._lock.release()

    def _forget_pages(self) -> None:
        """So that a file that was damaged is read anew when it is whole again."""
        self._results.clear()
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA shrink_memory")

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):  # a lost connection has nothing to take back
            self._connection.rollback()

    def close(self) -> None:
        """End the connection; what was committed is in the file."""
        with self._lock:
            self._connection.close()

    def _prepare(self, tables: list[str]) -> None:
        """Make the tables of a new database; touch none that is not ours, or older."""
        version = crc32("".join(tables).encode()) & 0x7FFFFFFF
        ours = self.run("PRAGMA application_id") == [(APPLICATION_ID,)]
        if not ours and self.run("SELECT name FROM sqlite_schema"):
            raise DatabaseError("It is a database of another program.")
        if ours and self.run("PRAGMA user_version") != [(version,)]:
            raise DatabaseError("Another version of this server made it.")
        self.run("PRAGMA journal_mode = WAL")
        self.run("PRAGMA synchronous = NORMAL")
        self.run("PRAGMA wal_autocheckpoint = 4000")  # pages, before they are moved
        with self.transaction():
            self.is_new = self.run("PRAGMA application_id") != [(APPLICATION_ID,)]
            if self.is_new:
                self.run(f"PRAGMA application_id = {APPLICATION_ID}")
                self.run(f"PRAGMA user_version = {version}")
                for statement in tables:
                    self.run(statement)

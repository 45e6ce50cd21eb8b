"""Where messages are kept: one SQLite database, in memory or in a file.

A message that was acknowledged survives the end of the process, however rough:
the file is written ahead (WAL) and each change is committed before it is answered.
One connection behind one lock is the fastest that SQLite gives to threads.
"""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .clock import Clock, RealClock, as_timestamp
from .message import Draft, Message

APPLICATION_ID = 0x746F7961  # "toya", so that another program's file is recognised
SCHEMA = f"""
    PRAGMA application_id = {APPLICATION_ID};
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT, sender TEXT NOT NULL,
        recipient TEXT NOT NULL, body TEXT NOT NULL, tags TEXT,
        status TEXT NOT NULL DEFAULT 'queued',
        created INTEGER NOT NULL, updated INTEGER NOT NULL
    );
    CREATE TABLE retired (id INTEGER PRIMARY KEY);
"""
COLUMNS = "id, sender, recipient, body, tags, status, created, updated"
AUTHORED = "sender, recipient, body, tags"


class StoreError(Exception):
    """The database did not do what was asked; nothing was changed."""


class RetiredId(ValueError):
    """This id belonged to a message that was deleted; an id is never used again."""


class Store:
    """Keeps messages; every method may be called from any thread."""

    def __init__(
        self,
        path: str = ":memory:",
        clock: Clock | None = None,
        examples: Sequence[Draft] = (),
    ):
        self.clock = clock or RealClock()
        self.examples = examples  # the messages of a new database
        self._lock = threading.RLock()
        self._open(path)

    def add(self, draft: Draft) -> Message:
        """Keep this message under the next id."""
        return self._insert(None, draft)

    def get(self, id: int) -> Message | None:
        rows = self._run(f"SELECT {COLUMNS} FROM messages WHERE id = ?", id)
        return _as_message(rows[0]) if rows else None

    def find(self, sender=None, recipient=None, text=None) -> list[Message]:
        """All messages, oldest id first, that fit every condition given.

        `text` is looked for inside the body; ASCII letters match in either case.
        """
        sql = f"""SELECT {COLUMNS} FROM messages
            WHERE (?1 IS NULL OR sender = ?1) AND (?2 IS NULL OR recipient = ?2)
            AND (?3 IS NULL OR instr(lower(body), lower(?3))) ORDER BY id"""
        return [_as_message(row) for row in self._run(sql, sender, recipient, text)]

    def replace(self, id: int, draft: Draft) -> Message | None:
        """Put this draft in the message's place, or None where no such message is.

        A draft equal to the one that is kept changes nothing, not even the time.
        """
        with self.transaction():
            self._run(
                f"""UPDATE messages SET ({AUTHORED}, updated) = (?1, ?2, ?3, ?4, ?5)
                WHERE id = ?6 AND ({AUTHORED}) IS NOT (?1, ?2, ?3, ?4)""",
                *_authored(draft), self.clock.now(), id,
            )  # fmt: skip
            return self.get(id)

    def add_at(self, id: int, draft: Draft) -> Message:
        """Keep this message under a chosen id; raises RetiredId if it was in use."""
        with self.transaction():
            if self._run("SELECT id FROM retired WHERE id = ?", id):
                raise RetiredId(id)
            return self._insert(id, draft)

    def delete(self, id: int) -> bool:
        """Forget the message and retire its id; False where no such message is."""
        with self.transaction():
            found = self._run("DELETE FROM messages WHERE id = ? RETURNING id", id)
            if found:
                self._run("INSERT INTO retired VALUES (?)", id)
            return bool(found)

    def reset(self) -> None:
        """Begin anew: the messages, the ids and the clock as at the start."""
        with self.transaction():
            self.clock.reset()
            for table in ("messages", "retired", "sqlite_sequence"):
                self._run(f"DELETE FROM {table}")
            self._add_examples()

    def digest(self) -> str:
        """A SHA-256 over all messages: equal digests mean equal messages."""
        rows = self._run(f"SELECT {COLUMNS} FROM messages ORDER BY id")
        return hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()

    def count(self) -> int:
        return self._run("SELECT count(*) FROM messages")[0][0]

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done inside is done whole or not at all, and nobody writes between."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                self._run("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.rollback()

    def _insert(self, id: int | None, draft: Draft) -> Message:
        sql = f"""INSERT INTO messages (id, {AUTHORED}, created, updated)
            VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING {COLUMNS}"""
        now = self.clock.now()
        return _as_message(self._run(sql, id, *_authored(draft), now, now)[0])

    def _run(self, sql: str, *values) -> list[tuple]:
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"The database says: {error}.") from error

    def _open(self, path: str) -> None:
        try:
            self._connection = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=3
            )
        except sqlite3.Error as error:
            raise StoreError(f"The database says: {error}.") from error
        self._run("PRAGMA journal_mode = WAL")
        self._run("PRAGMA synchronous = NORMAL")
        with self.transaction():
            self._prepare(path)

    def _prepare(self, path: str) -> None:
        (owner,) = self._run("PRAGMA application_id")[0]
        if owner == APPLICATION_ID:
            return
        if self._run("SELECT name FROM sqlite_schema"):
            raise StoreError(f"{path} is a database of another program.")
        for statement in SCHEMA.split(";"):
            self._run(statement)
        self._add_examples()

    def _add_examples(self) -> None:
        for draft in self.examples:
            self.add(draft)


def _authored(draft: Draft) -> tuple[str, str, str, str | None]:
    tags = draft.tags if draft.tags is None else json.dumps(draft.tags)
    return draft.sender, draft.recipient, draft.body, tags


def _as_message(row: tuple) -> Message:
    id, sender, recipient, body, tags, status, created, updated = row
    draft = Draft(sender, recipient, body, json.loads(tags) if tags else None)
    return Message(id, draft, status, as_timestamp(created), as_timestamp(updated))

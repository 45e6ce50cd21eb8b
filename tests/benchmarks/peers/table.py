"""The messages of a peer in SQLite: one connection behind a lock, as in toy_api."""

import json
import os
import sqlite3
import threading
import time

COLUMNS = ["id", "from", "to", "body", "status", "created", "updated"]
TABLE = """CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT,
    "from" TEXT NOT NULL, "to" TEXT NOT NULL, body TEXT NOT NULL,
    status TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL)"""
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)


class Table:
    """Any thread may call any method."""

    def __init__(self, file: str = ""):
        file = file or os.environ["BENCHMARK_DB"]
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            file, timeout=10, isolation_level=None, check_same_thread=False
        )
        self._run("PRAGMA journal_mode = WAL")
        self._run("PRAGMA synchronous = NORMAL")

    def fill(self, drafts) -> None:
        """Make the table, and put these messages into it."""
        self._run("BEGIN")
        self._run(TABLE)
        for draft in drafts:
            self.add(draft)
        self._run("COMMIT")

    def get(self, id: int) -> dict | None:
        rows = self._run(f"SELECT {NAMES} FROM messages WHERE id = ?", id)
        return as_document(rows[0]) if rows else None

    def page(self, after: int, limit: int) -> list[dict]:
        sql = f"SELECT {NAMES} FROM messages WHERE id > ? ORDER BY id LIMIT ?"
        return [as_document(row) for row in self._run(sql, after, limit)]

    def add(self, draft: dict) -> dict:
        sql = f"""INSERT INTO messages ("from", "to", body, status, created, updated)
            VALUES (?, ?, ?, 'queued', ?, ?) RETURNING {NAMES}"""
        moment = now()
        return as_document(self._run(sql, *authored(draft), moment, moment)[0])

    def replace(self, id: int, draft: dict) -> dict | None:
        sql = f"""UPDATE messages SET "from" = ?, "to" = ?, body = ?, updated = ?
            WHERE id = ? RETURNING {NAMES}"""
        rows = self._run(sql, *authored(draft), now(), id)
        return as_document(rows[0]) if rows else None

    def remove(self, id: int) -> bool:
        return bool(self._run("DELETE FROM messages WHERE id = ? RETURNING id", id))

    def close(self) -> None:
        self._connection.close()

    def _run(self, sql: str, *values) -> list[tuple]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()


def as_document(row: tuple) -> dict:
    return dict(zip(COLUMNS, row, strict=True))


def authored(draft: dict) -> list[str]:
    return [draft[name] for name in ("from", "to", "body")]


def now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def is_draft(document: object) -> bool:
    """Whether this has what a message needs, and no more is looked at."""
    if not isinstance(document, dict):
        return False
    return all(isinstance(document.get(name), str) for name in ("from", "to", "body"))


def draft_in(content: bytes) -> dict | None:
    """The draft in this JSON; None where there is none."""
    try:
        document = json.loads(content)
    except ValueError:
        return None
    return document if is_draft(document) else None

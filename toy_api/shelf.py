"""What is kept beside the messages: small things of several kinds, each by its key."""

import json

from .clock import Clock
from .database import Database

SHELF = """CREATE TABLE shelf (account TEXT, kind TEXT, key, value TEXT,
    made INTEGER NOT NULL, PRIMARY KEY (account, kind, key)) WITHOUT ROWID"""
OF_A_MESSAGE = ("picture", "sent", "scheduled", "facts", "feedback")  # kinds, by id
Key = str | int


class Shelf:
    """Keeps values that JSON can hold, for one account; any thread may use it."""

    def __init__(self, database: Database, account: str, clock: Clock):
        self._database, self._account, self._clock = database, account, clock

    def put(self, kind: str, key: Key, value: object) -> None:
        """Keep this under its key, in the place of what was there."""
        sql = "INSERT OR REPLACE INTO shelf VALUES (?, ?, ?, ?, ?)"
        made = self._clock.now()
        self._database.run(sql, self._account, kind, key, json.dumps(value), made)

    def add(self, kind: str, value: object) -> int:
        """Keep this under the next number of its kind; none is given twice."""
        with self._database.transaction():
            number = 1 + (self.get("last", kind) or 0)
            self.put("last", kind, number)
            self.put(kind, number, value)
            return number

    def put_all(self, kind: str, keys: list[int], value: object) -> None:
        """Keep this under each of these keys."""
        sql = """INSERT OR REPLACE INTO shelf
            SELECT ?, ?, value, ?, ? FROM json_each(?)"""
        kept, made = json.dumps(value), self._clock.now()
        self._database.run(sql, self._account, kind, kept, made, json.dumps(keys))

    def get(self, kind: str, key: Key) -> object:
        """What is kept under this key, or None."""
        sql = "SELECT value FROM shelf WHERE account = ? AND kind = ? AND key = ?"
        rows = self._database.run(sql, self._account, kind, key)
        return json.loads(rows[0][0]) if rows else None

    def some(self, kind: str, keys: list[int]) -> dict[int, object]:
        """What is kept under these keys, by key."""
        sql = """SELECT key, value FROM shelf WHERE account = ? AND kind = ?
            AND key IN (SELECT value FROM json_each(?))"""
        rows = self._database.run(sql, self._account, kind, json.dumps(keys))
        return {key: json.loads(value) for key, value in rows}

    def all(self, kind: str) -> list[tuple[Key, object]]:
        """Keys and values of this kind, in the order of the keys."""
        sql = """SELECT key, value FROM shelf WHERE account = ? AND kind = ?
            ORDER BY key"""
        rows = self._database.run(sql, self._account, kind)
        return [(key, json.loads(value)) for key, value in rows]

    def drop(self, kind: str, key: Key) -> None:
        """Forget what is kept under this key."""
        sql = "DELETE FROM shelf WHERE account = ? AND kind = ? AND key = ?"
        self._database.run(sql, self._account, kind, key)

    def forget(self, id: int) -> None:
        """Forget all that belongs to the message with this id."""
        kinds = ", ".join("?" for _ in OF_A_MESSAGE)
        sql = f"DELETE FROM shelf WHERE account = ? AND kind IN ({kinds}) AND key = ?"
        self._database.run(sql, self._account, *OF_A_MESSAGE, id)

    def prune(self, kind: str, before: int) -> None:
        """Forget what was kept earlier than this moment, in seconds since 1970."""
        sql = "DELETE FROM shelf WHERE account = ? AND kind = ? AND made < ?"
        self._database.run(sql, self._account, kind, before)

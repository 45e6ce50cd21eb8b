"""Where messages are kept, found, changed and forgotten."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager

from .clock import Clock, RealClock, as_timestamp
from .database import Database
from .message import Draft, Message

MESSAGES = """CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sender TEXT NOT NULL,
    recipient TEXT NOT NULL, body TEXT NOT NULL, tags TEXT, media TEXT,
    status TEXT NOT NULL DEFAULT 'queued',
    created INTEGER NOT NULL, updated INTEGER NOT NULL)"""
RETIRED = "CREATE TABLE retired (id INTEGER PRIMARY KEY)"
AUTHORED = "sender, recipient, body, tags, media"
COLUMNS = f"id, {AUTHORED}, status, created, updated"


class RetiredId(ValueError):
    """This id belonged to a message that was deleted; an id is never used again."""


class Store:
    """Keeps messages; every method may be called from any thread."""

    def __init__(self, path=":memory:", clock: Clock | None = None, examples=()):
        self.clock = clock or RealClock()
        self.examples: Sequence[Draft] = examples  # the messages of a new store
        self._database = Database(path, [MESSAGES, RETIRED])
        if self._database.is_new:
            self._add_examples()

    def add(self, draft: Draft) -> Message:
        """Keep this message under the next id."""
        return self._insert(None, draft)

    def get(self, id: int) -> Message | None:
        rows = self._database.run(f"SELECT {COLUMNS} FROM messages WHERE id = ?", id)
        return _as_message(rows[0]) if rows else None

    def find(self, sender=None, recipient=None, text=None) -> list[Message]:
        """All messages, oldest id first, that fit every condition given.

        `text` is looked for inside the body; ASCII letters match in either case.
        """
        sql = f"""SELECT {COLUMNS} FROM messages WHERE sender = ifnull(:sender, sender)
            AND recipient = ifnull(:recipient, recipient)
            AND instr(lower(body), ifnull(lower(:text), '')) ORDER BY id"""
        found = self._database.run(sql, sender=sender, recipient=recipient, text=text)
        return [_as_message(row) for row in found]

    def replace(self, id: int, draft: Draft) -> Message | None:
        """Put this draft in the message's place, or None where no such message is.

        A draft equal to the one that is kept changes nothing, not even the time.
        """
        sql = f"""UPDATE messages SET ({AUTHORED}, updated) = (?, ?, ?, ?, ?, ?)
            WHERE id = ? AND ({AUTHORED}) IS NOT (?, ?, ?, ?, ?)"""
        new = _authored(draft)
        with self.transaction():
            self._database.run(sql, *new, self.clock.now(), id, *new)
            return self.get(id)

    def add_at(self, id: int, draft: Draft) -> Message:
        """Keep this message under a chosen id; raises RetiredId if it was in use."""
        with self.transaction():
            if self._database.run("SELECT id FROM retired WHERE id = ?", id):
                raise RetiredId(id)
            return self._insert(id, draft)

    def delete(self, id: int) -> None:
        """Forget the message and retire its id."""
        with self.transaction():
            sql = "INSERT INTO retired SELECT id FROM messages WHERE id = ?"
            self._database.run(sql, id)
            self._database.run("DELETE FROM messages WHERE id = ?", id)

    def reset(self) -> None:
        """Begin anew: the messages, the ids and the clock as at the start."""
        with self.transaction():
            self.clock.reset()
            for table in ("messages", "retired", "sqlite_sequence"):
                self._database.run(f"DELETE FROM {table}")
            self._add_examples()

    def digest(self) -> str:
        """A SHA-256 over all messages: equal digests mean equal messages."""
        rows = self._database.run(f"SELECT {COLUMNS} FROM messages ORDER BY id")
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def count(self) -> int:
        return self._database.run("SELECT count(*) FROM messages")[0][0]

    def transaction(self) -> AbstractContextManager[None]:
        """What is done inside is done whole or not at all; nobody writes between."""
        return self._database.transaction()

    def close(self) -> None:
        self._database.close()

    def _insert(self, id: int | None, draft: Draft) -> Message:
        sql = f"""INSERT INTO messages (id, {AUTHORED}, created, updated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING {COLUMNS}"""
        now = self.clock.now()
        (row,) = self._database.run(sql, id, *_authored(draft), now, now)
        return _as_message(row)

    def _add_examples(self) -> None:
        for draft in self.examples:
            self.add(draft)


def _authored(draft: Draft) -> list[str | None]:
    rich = (draft.tags, draft.media)
    texts = [
        None if each is None else json.dumps(each, sort_keys=True) for each in rich
    ]
    return [draft.sender, draft.recipient, draft.body, *texts]


def _as_message(row: tuple) -> Message:
    id, sender, recipient, body, *texts, status, created, updated = row
    draft = Draft(
        sender, recipient, body, *[text and json.loads(text) for text in texts]
    )
    return Message(id, draft, status, as_timestamp(created), as_timestamp(updated))

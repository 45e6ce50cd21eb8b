"""Where messages are kept, found, changed and forgotten."""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager

from .clock import Clock, RealClock
from .database import Database
from .message import Draft, Message
from .rows import AUTHORED, COLUMNS, NEW, NEXT_ID, TABLES, as_message, authored, fitting
from .shelf import SHELF, Shelf


class RetiredId(ValueError):
    """This id belonged to a message that was deleted; an id is never used again."""


class Store:
    """Keeps the messages of one account; any thread may call any method."""

    def __init__(
        self,
        path=":memory:",
        clock: Clock | None = None,
        examples: Sequence[Draft] = (),  # the messages of a new account
        account="",
        realm="",  # accounts of the same name in two realms are two accounts
        database: Database | None = None,  # one that is open already
    ):
        self.clock = clock or RealClock()
        self.account, self.examples = account, examples
        self._realm, self._owner = realm, f"{realm}/{account}" if realm else account
        self._database = database or Database(path, [*TABLES, SHELF])
        self.shelf = Shelf(self._database, self._owner, self.clock)
        sql = "INSERT INTO accounts VALUES (?) ON CONFLICT DO NOTHING RETURNING name"
        with self.transaction():
            if self._database.run(sql, self._owner):
                self._add_examples()

    def for_account(self, name: str, clock: Clock, examples=None) -> "Store":
        """The same database as another account sees it: with messages of its own."""
        own = self.examples if examples is None else examples
        return Store("", clock, own, name, self._realm, self._database)

    def add(self, draft: Draft) -> Message:
        """Keep this message under the next id."""
        return self._insert(None, draft)

    def get(self, id: int) -> Message | None:
        sql = f"SELECT {COLUMNS} FROM messages WHERE account = ? AND id = ?"
        rows = self._database.run(sql, self._owner, id)
        return as_message(rows[0]) if rows else None

    def find(self, sender=None, recipient=None, text=None, **part) -> list[Message]:
        """The messages that fit every condition given, oldest id first.

        `text` is looked for inside the body; ASCII letters match in either case.
        A part of them: those with an id `after` this one, or the last ones `before`
        it; at most `limit`; without the first `offset` of them.
        """
        conditions = {"sender": sender, "recipient": recipient, "text": text}
        backwards = "before" in part
        sql = f"""SELECT {COLUMNS} FROM messages WHERE {fitting(conditions)}
            AND id {"<" if backwards else ">"} :start
            ORDER BY id {"DESC" if backwards else ""} LIMIT :limit OFFSET :offset"""
        start = part.get("before", part.get("after", 0))
        page = {"account": self._owner, "start": start, "limit": -1, "offset": 0}
        rows = self._database.read(sql, **conditions, **(page | part))
        return [as_message(row) for row in rows[:: -1 if backwards else 1]]

    def replace(self, id: int, draft: Draft) -> Message | None:
        """Put this draft in the message's place, or None where no such message is.

        A draft equal to the one that is kept changes nothing, not even the time.
        """
        sql = f"""UPDATE messages SET ({AUTHORED}, updated) = (?1, ?2, ?3, ?4, ?5, ?6)
            WHERE account = ?7 AND id = ?8
            AND ({AUTHORED}) IS NOT (?1, ?2, ?3, ?4, ?5)"""
        with self.transaction():
            now = self.clock.now()
            self._database.run(sql, *authored(draft), now, self._owner, id)
            return self.get(id)

    def add_at(self, id: int, draft: Draft) -> Message:
        """Keep this message under a chosen id; raises RetiredId if it was in use."""
        sql = "SELECT id FROM retired WHERE account = ? AND id = ?"
        with self.transaction():
            if self._database.run(sql, self._owner, id):
                raise RetiredId(id)
            return self._insert(id, draft)

    def move(self, old: str, new: str, recipient=None, error=None, id=None):
        """Another status for these, all or one or those to one recipient; their ids."""
        sql = """UPDATE messages INDEXED BY by_status SET status = ?, error = ?,
            updated = ? WHERE account = ? AND status = ? AND id = ifnull(?, id)
            AND recipient = ifnull(?, recipient) RETURNING id"""
        now = self.clock.now()
        values = [new, error, now, self._owner, old, id, recipient]
        return sorted(id for (id,) in self._database.run(sql, *values))

    def delete(self, id: int) -> bool:
        """Forget the message and retire its id; whether there was one."""
        sql = "DELETE FROM messages WHERE account = ? AND id = ? RETURNING id"
        with self.transaction():
            if found := self._database.run(sql, self._owner, id):
                self._database.run("INSERT INTO retired VALUES (?, ?)", self._owner, id)
                self.shelf.forget(id)
            return bool(found)

    def reset(self) -> None:
        """Begin anew: the messages, the ids and the clock as at the start."""
        with self.transaction():
            self.clock.reset()
            for table in ("messages", "retired", "shelf"):
                sql = f"DELETE FROM {table} WHERE account = ?"
                self._database.run(sql, self._owner)
            self._add_examples()

    def digest(self) -> str:
        """A SHA-256 over all messages: equal digests mean equal messages."""
        sql = f"SELECT {COLUMNS} FROM messages WHERE account = ? ORDER BY id"
        rows = self._database.run(sql, self._owner)
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def count(self) -> int:
        sql = "SELECT count(*) FROM messages WHERE account = ?"
        return self._database.run(sql, self._owner)[0][0]

    def newest_change(self) -> int:
        """When a message was changed last, in seconds since 1970; 0 without any."""
        sql = "SELECT max(updated) FROM messages WHERE account = ?"
        return self._database.run(sql, self._owner)[0][0] or 0

    def transaction(self) -> AbstractContextManager[None]:
        """What is done inside is done whole or not at all; nobody writes between."""
        return self._database.transaction()

    def close(self) -> None:
        self._database.close()

    def _insert(self, id: int | None, draft: Draft) -> Message:
        sql = f"""INSERT INTO messages (account, id, {AUTHORED}, created, updated)
            VALUES (?1, ifnull(?2, {NEXT_ID}), ?3, ?4, ?5, ?6, ?7, ?8, ?8)
            RETURNING id"""  # the rest is known; to return it would take longer
        values, now = authored(draft), self.clock.now()
        ((id,),) = self._database.run(sql, self._owner, id, *values, now)
        return as_message((id, *values, NEW, None, now, now))

    def _add_examples(self) -> None:
        for draft in self.examples:
            self.add(draft)

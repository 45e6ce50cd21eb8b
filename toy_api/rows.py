"""A message as a row of the database, and back."""

import json
from collections.abc import Iterable
from functools import lru_cache

from .clock import as_timestamp
from .message import Draft, Message

NEW = "queued"  # the status of a message when it is kept
MESSAGES = f"""CREATE TABLE messages (account TEXT, id INTEGER, sender TEXT NOT NULL,
    recipient TEXT NOT NULL, body TEXT NOT NULL, tags TEXT, media TEXT,
    status TEXT NOT NULL DEFAULT '{NEW}', error INTEGER, created INTEGER NOT NULL,
    updated INTEGER NOT NULL, PRIMARY KEY (account, id)) WITHOUT ROWID"""
BY_STATUS = "CREATE INDEX by_status ON messages (account, status)"  # to carry them on
RETIRED = """CREATE TABLE retired (account TEXT, id INTEGER, PRIMARY KEY (account, id))
    WITHOUT ROWID"""
ACCOUNTS = "CREATE TABLE accounts (name TEXT PRIMARY KEY)"
TABLES = [MESSAGES, BY_STATUS, RETIRED, ACCOUNTS]
AUTHORED = "sender, recipient, body, tags, media"
COLUMNS = f"id, {AUTHORED}, status, error, created, updated"
NEXT_ID = """1 + max(
    ifnull((SELECT max(id) FROM messages WHERE account = ?1), 0),
    ifnull((SELECT max(id) FROM retired WHERE account = ?1), 0))"""
CONDITIONS = {
    "sender": "sender = :sender",
    "recipient": "recipient = :recipient",
    "text": "instr(lower(body), lower(:text))",
}


def fitting(wanted: dict[str, str | None]) -> str:
    """What a row must be like to fit the conditions that are given, as SQL."""
    given = [CONDITIONS[name] for name, value in wanted.items() if value is not None]
    return " AND ".join(["account = :account", *given])


def authored(draft: Draft) -> Iterable[str | None]:
    """The values of the columns that the author decides."""
    rich = (draft.tags, draft.media)
    texts = [None if x is None else json.dumps(x, sort_keys=True) for x in rich]
    return draft.sender, draft.recipient, draft.body, *texts


@lru_cache(maxsize=2048)  # what is read again and again is made once
def as_message(row: tuple) -> Message:
    """The message in a row of COLUMNS."""
    id, sender, recipient, body, *texts, status, error, created, updated = row
    rich = [text and json.loads(text) for text in texts]
    draft = Draft(sender, recipient, body, *rich)
    times = as_timestamp(created), as_timestamp(updated)
    return Message(id, draft, status, *times, error)

"""The log of a class: every exchange of everybody, in the database.

It is read as the log of a single account is, and survives what the database survives.
"""

import json
from typing import NamedTuple

from ..database import Database
from ..exchange import Exchange, Request, Response
from ..rules.masking import as_shown
from ..rules.records import as_record, from_record

JOURNAL = """CREATE TABLE journal (place INTEGER PRIMARY KEY AUTOINCREMENT,
    learner TEXT NOT NULL, account TEXT NOT NULL, number INTEGER NOT NULL,
    at REAL NOT NULL, size INTEGER NOT NULL, record TEXT NOT NULL)"""
BY_ACCOUNT = "CREATE INDEX by_account ON journal (learner, account, number)"
BY_LEARNER = "CREATE INDEX by_learner ON journal (learner)"
KEPT = 1000  # exchanges of each account
KEPT_BYTES = 8 * 1024 * 1024  # of their records
NOW_AND_THEN = 50  # exchanges, between two looks at what is too old


class Entry(NamedTuple):
    """One exchange of the class: its place among all of them, and whose it is."""

    place: int
    learner: str
    account: str
    exchange: Exchange


class Journal:
    """The newest exchanges of one account, oldest first; secrets are masked."""

    def __init__(self, database: Database, learner: str, account="", mark=""):
        self._database, self._owner = database, (learner, account)
        self._mark = mark  # stands before the number in each Request-Id

    def add(self, request: Request, response: Response) -> None:
        """Number this exchange, put the number in the response, and keep both."""
        with self._database.transaction():
            number = self._next()
            response.headers["Request-Id"] = f"{self._mark}{number}"
            exchange = as_shown(Exchange(number, request, response))
            record = json.dumps(as_record(exchange))
            sql = """INSERT INTO journal (learner, account, number, at, size, record)
                VALUES (?, ?, ?, ?, ?, ?)"""
            values = [*self._owner, number, request.arrived, len(record), record]
            self._database.run(sql, *values)
            if number % NOW_AND_THEN == 0:
                self._forget_old(number)

    def another(self, name: str) -> "Journal":
        """That of another account; its numbers bear the account's name."""
        return Journal(self._database, self._owner[0], name, f"{name}-")

    def after(self, number: int = 0) -> list[Exchange]:
        """The kept exchanges with a higher number than this, newest last."""
        sql = """SELECT record FROM journal
            WHERE learner = ? AND account = ? AND number > ? ORDER BY number"""
        rows = self._database.run(sql, *self._owner, number)
        return [from_record(json.loads(record)) for (record,) in rows]

    def _next(self) -> int:
        sql = "SELECT max(number) FROM journal WHERE learner = ? AND account = ?"
        return 1 + (self._database.run(sql, *self._owner)[0][0] or 0)

    def _forget_old(self, number: int) -> None:
        """All but the newest, which are never so few that the numbers begin anew."""
        sql = """DELETE FROM journal WHERE place IN (SELECT place FROM (
                SELECT place, number, sum(size) OVER (ORDER BY number DESC) AS total
                FROM journal WHERE learner = ? AND account = ?)
            WHERE number <= ? OR total > ? AND number < ?)"""
        oldest = number - KEPT
        self._database.run(sql, *self._owner, oldest, KEPT_BYTES, number)


def entries_after(database: Database, place: int, most: int) -> list[Entry]:
    """What the whole class did behind this place, at most so much of it."""
    sql = """SELECT place, learner, account, record FROM journal WHERE place > ?
        ORDER BY place LIMIT ?"""
    return [_as_entry(row) for row in database.run(sql, place, most)]


def entry_at(database: Database, place: int) -> Entry | None:
    """The exchange at this place, if it is still kept."""
    sql = "SELECT place, learner, account, record FROM journal WHERE place = ?"
    rows = database.run(sql, place)
    return _as_entry(rows[0]) if rows else None


def newest_place(database: Database, learner: str | None = None) -> int:
    """The place of the newest exchange, of all or of this learner; 0 without any."""
    whose, values = ("WHERE learner = ?", [learner]) if learner else ("", [])
    sql = f"SELECT place FROM journal {whose} ORDER BY place DESC LIMIT 1"
    rows = database.run(sql, *values)
    return rows[0][0] if rows else 0


def last_seen(database: Database, learner: str) -> float | None:
    """When this learner's last request arrived, in seconds since 1970."""
    sql = "SELECT at FROM journal WHERE learner = ? ORDER BY place DESC LIMIT 1"
    rows = database.run(sql, learner)
    return rows[0][0] if rows else None


def _as_entry(row: tuple) -> Entry:
    place, learner, account, record = row
    return Entry(place, learner, account, from_record(json.loads(record)))

"""What the class shares: who is there, how far they are, what the teacher shows."""

import time
from hashlib import sha256
from typing import NamedTuple

from ..database import Database
from ..representations.layout import laid_out
from ..rules.records import as_news
from .journal import Entry, entries_after, entry_at, last_seen, newest_place
from .progress import Progress
from .register import TEACHER, Register, key_of
from .summary import Course, as_table, learners_told, lessons_told

MOST = 200  # exchanges that are told at once


class Sign(NamedTuple):
    """How to join: where the class is, its code, and both as a picture."""

    url: str
    code: str
    qr: str  # SVG; may be empty


class Room:
    """Made of what is in the database, so each process sees the same."""

    def __init__(self, database: Database, course: Course, sign: Sign):
        self._database, self.course, self.sign = database, course, sign
        self.register, self.progress = Register(database), Progress(database)

    def summary(self) -> tuple[str, dict]:
        """All that the board shows, and a name for exactly this state of it."""
        names, attempts = self.register.names(), self.progress.attempts()
        seen = {key: last_seen(self._database, key) for key in names}
        partners = self.register.partners()
        told = {
            "join": self.sign._asdict(),
            "announcement": self.register.kept("announcement"),
            "pinned": self.pinned(),
            "learners": learners_told(self.course, names, partners, attempts, seen),
            "lessons": lessons_told(self.course, names, attempts),
        }
        mark = sha256(laid_out(told).encode()).hexdigest()[:16]
        return mark, {"now": time.time(), **told}

    def table(self) -> str:
        """The same without anybody's name, as CSV."""
        attempts = self.progress.attempts()
        lessons = lessons_told(self.course, self.register.names(), attempts)
        return as_table(self.course, lessons, attempts)

    def news(self, place: int) -> list[tuple[int, dict]]:
        """What everybody did behind this place; the newest, if it is none."""
        newest, names = newest_place(self._database), self.register.names()
        if not 0 < place <= newest:
            place = max(0, newest - MOST)
        entries = entries_after(self._database, place, MOST)
        return [(each.place, told(each, names)) for each in entries]

    def entry(self, place: int) -> Entry | None:
        """The exchange at this place."""
        return entry_at(self._database, place)

    def newest_of(self, learner: str) -> Entry | None:
        """What this learner did last."""
        return self.entry(newest_place(self._database, learner))

    def partner_of(self, name: str) -> str | None:
        """The name of whose account this learner uses, if it is not their own."""
        return self.register.names().get(self.register.partners().get(key_of(name), ""))

    def pinned(self) -> dict | None:
        """The exchange that the teacher has frozen; whose it is is not told."""
        place = self.register.kept("pinned")
        entry = entry_at(self._database, place) if place else None
        return told(entry, {}) if entry else None


def told(entry: Entry, names: dict[str, str]) -> dict:
    """An exchange as the inspector shows it."""
    learner = "teacher" if entry.learner == TEACHER else names.get(entry.learner, "")
    whose = {"place": entry.place, "learner": learner, "account": entry.account}
    return whose | as_news(entry.exchange)

"""How far everybody is: the state of each exercise that somebody tried."""

import time
from typing import NamedTuple

from ..database import Database

PROGRESS = """CREATE TABLE progress (learner TEXT, exercise TEXT, state TEXT NOT NULL,
    tries INTEGER NOT NULL, belief TEXT, advice TEXT, began REAL NOT NULL,
    changed REAL NOT NULL, PRIMARY KEY (learner, exercise)) WITHOUT ROWID"""
TRYING, RIGHT = STATES = ("trying", "right")


class Attempt(NamedTuple):
    """What one learner has done about one exercise; times in seconds since 1970."""

    learner: str
    exercise: str
    state: str
    tries: int
    belief: str | None  # the misconception that the last wrong answer shows
    advice: str | None  # what was answered to it
    began: float
    changed: float


class Progress:
    """What was right once stays right."""

    def __init__(self, database: Database):
        self._database = database

    def note(self, learner: str, exercise: str, state: str, belief=None, advice=None):
        """This learner has checked an answer to this exercise."""
        sql = """INSERT INTO progress VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?6)
            ON CONFLICT DO UPDATE SET state = ?3, tries = tries + 1, belief = ?4,
            advice = ?5, changed = ?6 WHERE state <> 'right'"""
        values = [learner, exercise, state, belief, advice, time.time()]
        self._database.run(sql, *values)

    def attempts(self) -> list[Attempt]:
        """Of everybody, the latest last."""
        rows = self._database.run("SELECT * FROM progress ORDER BY changed")
        return [Attempt(*row) for row in rows]

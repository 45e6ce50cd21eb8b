"""All that belongs to one account: its messages, its time, its log, its lock."""

from collections import Counter
from contextlib import suppress

from ..clock import Clock
from ..database import DatabaseError
from ..guards.answers import Answers
from ..guards.throttling import Window
from ..rules.recording import Log
from ..store import Store
from .broadcasts import Broadcasts
from .carrier import carry


class World:
    """What the resources and rules of one account share."""

    def __init__(self, store: Store, clock: Clock, log: Log, closed: bool = False):
        self.store, self.clock, self.log = store, clock, log
        self.closed = self.closed_at_start = closed  # to who does not say who asks
        self.answers = Answers(store.shelf, clock)
        self.broadcasts = Broadcasts(store)
        self.window = Window()
        self.failed: Counter[str] = Counter()  # requests that were to fail, by name
        self.running: set[str] = set()  # keys of requests that are being worked on

    def another(self, account: str) -> "World":
        """The world of another account, in the same database."""
        clock = type(self.clock)()
        store = self.store.for_account(account, clock)
        return World(store, clock, self.log.another(), self.closed_at_start)

    def pass_time(self) -> None:
        """A moment passes, and what can be done in it is done."""
        self.clock.tick()
        with suppress(DatabaseError):  # the next moment tries again
            self.broadcasts.work()

    def carry(self) -> int:
        """Take the messages that are on their way one step on; how many there were."""
        return len(carry(self.store))

    def reset(self) -> None:
        """Begin anew: as at the start, but for the log, which goes on."""
        self.store.reset()
        self.closed = self.closed_at_start
        self.broadcasts.reset()
        self.window.reset()
        self.failed.clear()

"""All that belongs to one account: its messages, its time, its log, its lock."""

from collections import Counter
from contextlib import suppress

from ..database import DatabaseError
from ..exchange import App
from ..guards.kept_answers import Answers
from ..guards.throttling import Window
from ..representations.documents import as_document
from ..rules.recording import Log
from ..store import Store
from .broadcasts import Broadcasts
from .callbacks import Callbacks
from .carrier import carry
from .courier import Courier
from .outbox import Outbox
from .subaccounts import Subaccounts


class World:
    """What the resources and rules of one account share."""

    def __init__(
        self, store: Store, log: Log, secret: str, courier: Courier, closed: bool
    ):
        self.store, self.clock, self.log = store, store.clock, log
        self.secret, self.courier = secret, courier
        self.closed = self.closed_at_start = closed  # to who does not say who asks
        self.outbox = Outbox(store, secret)
        courier.serve(self.outbox)
        self.answers = Answers(store.shelf, store.clock)
        self.broadcasts = Broadcasts(store)
        self.window = Window()
        self.failed: Counter[str] = Counter()  # requests that were to fail, by name
        self.running: set[str] = set()  # keys of requests that are being worked on
        self.callbacks = Callbacks(store, self.outbox)
        self.subaccounts = Subaccounts(store, secret)
        self.below: dict[str, World] = {}  # the accounts below this one, by their sids
        self.dialect: App  # all that Twilio's dialect answers for this account

    def another(self, account: str, secret: str) -> "World":
        """The world of another account, in the same database."""
        store = self.store.for_account(account, type(self.clock)(), self.store.examples)
        log, closed = self.log.another(account), self.closed_at_start
        return World(store, log, secret, self.courier, closed)

    def beget(self, sid: str, secret: str) -> "World":
        """The world of an account below this one: empty, in the same database."""
        store = self.store.for_account(sid, type(self.clock)(), ())
        log, closed = self.log.another(sid), self.closed_at_start
        world = World(store, log, secret, self.courier, closed)
        world.subaccounts = self.subaccounts.of(sid)
        self.below[sid] = world
        return world

    def pass_time(self) -> None:
        """A moment passes, and what can be done in it is done."""
        self.clock.tick()
        if self.broadcasts.unfinished:  # seldom, and `suppress` takes its time, too
            with suppress(DatabaseError):  # the next moment tries again
                self.broadcasts.work()

    def carry(self) -> int:
        """A moment passes, and the messages on their way go one step; how many."""
        self.clock.tick()
        with self.store.transaction():
            moved = carry(self.store)
            told = map(self.store.get, moved)
            self.outbox.tell_all((each.status, as_document(each)) for each in told)
            self.callbacks.tell(moved)
        if moved:
            self.courier.wake()
        return len(moved) + sum(world.carry() for world in [*self.below.values()])

    def reset(self) -> None:
        """Begin anew: as at the start, but for the log, which goes on."""
        self.subaccounts.reset()
        for world in [*self.below.values()]:
            world.reset()
            self.courier.leave(world.outbox)
        self.below.clear()
        self.store.reset()
        self.closed = self.closed_at_start
        self.broadcasts.reset()
        self.outbox.due.clear()
        self.window.reset()
        self.failed.clear()

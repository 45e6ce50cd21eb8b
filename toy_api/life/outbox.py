"""Who wants to be told, and what is still to be told to them."""

from collections.abc import Iterable

from ..clock import as_timestamp
from ..guards.signing import make_secret
from ..store import Store

EVENTS = ["sending", "sent", "delivered", "undelivered"]  # what a message becomes
SUBSCRIPTION, DELIVERY = "subscription", "delivery"
WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
MOST_ATTEMPTS = 5
DAY = 24 * 60 * 60  # seconds that a delivery can be looked up


class Outbox:
    """The subscriptions of one account, and what they were and will be told."""

    def __init__(self, store: Store, secret: str):
        self._store, self._shelf, self._secret = store, store.shelf, secret
        self.due: dict[int, float] = {}  # when what failed is tried again (monotonic)

    def subscribe(self, target: str, events: list[str]) -> int:
        """Tell this target of these events from now on; the subscription's number."""
        wish = {"target": target, "events": events}
        return self._shelf.add(SUBSCRIPTION, wish)

    def subscriptions(self) -> list[tuple[int, dict]]:
        """All of them, by number: `target` and `events`."""
        return self._shelf.all(SUBSCRIPTION)

    @property
    def account_secret(self) -> str:
        """What forms are signed with."""
        return self._secret

    def secret_of(self, number: int) -> str:
        """What the subscription's signatures are made with."""
        return make_secret(self._secret, number)

    def address(self, number: int) -> tuple[str, str]:
        """The subscription's target and its secret; no target if it was cancelled."""
        wish = self._shelf.get(SUBSCRIPTION, number) or {"target": ""}
        return wish["target"], self.secret_of(number)

    def now(self) -> int:
        """The time of this account, in seconds since 1970."""
        return self._store.clock.now()

    def cancel(self, number: int) -> None:
        """Tell this target nothing more."""
        with self._store.transaction():
            self._shelf.drop(SUBSCRIPTION, number)
            for id, _ in self.deliveries(number):
                self._shelf.drop(DELIVERY, id)

    def tell(self, event: str, data: dict) -> None:
        """Put this event in for each subscription that wants to know of it."""
        self.tell_all([(event, data)])

    def tell_all(self, events: Iterable[tuple[str, dict]]) -> None:
        """The same for many; where nobody has subscribed, they are not even made."""
        now = self.now()
        self._shelf.prune(DELIVERY, now - DAY)
        wishes = self.subscriptions()
        for event, data in events if wishes else ():
            content = {"type": f"message.{event}", "timestamp": as_timestamp(now)}
            for number, wish in wishes:
                if event in wish["events"]:
                    told = {"subscription": number, "content": content | {"data": data}}
                    start = {"attempts": [], "state": WAITING}
                    self._shelf.add(DELIVERY, told | start)

    def post(self, target: str, form: dict[str, str]) -> None:
        """Put in a form for a target that nobody has subscribed."""
        start = {"subscription": 0, "attempts": [], "state": WAITING}
        self._shelf.prune(DELIVERY, self.now() - DAY)
        self._shelf.add(DELIVERY, {"target": target, "form": form} | start)

    def deliveries(self, number: int) -> list[tuple[int, dict]]:
        """What this subscription was told and will be, oldest first."""
        every = self._shelf.all(DELIVERY)
        return [each for each in every if each[1]["subscription"] == number]

    def waiting(self) -> list[tuple[int, dict]]:
        """What has not been delivered yet, and is not given up."""
        every = self._shelf.all(DELIVERY)
        return [each for each in every if each[1]["state"] == WAITING]

    def note(self, id: int, outcome: int | str) -> None:
        """Write down an attempt: the status that came, or why none did."""
        with self._store.transaction():
            delivery = self._shelf.get(DELIVERY, id)
            if not delivery:  # it was cancelled meanwhile
                self.due.pop(id, None)
                return
            delivery["attempts"].append(outcome)
            if isinstance(outcome, int) and 200 <= outcome < 300:
                delivery["state"] = DELIVERED
            elif len(delivery["attempts"]) == MOST_ATTEMPTS:
                delivery["state"] = FAILED
            if delivery["state"] != WAITING:
                self.due.pop(id, None)
            self._shelf.put(DELIVERY, id, delivery)

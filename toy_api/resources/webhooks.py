"""Webhooks at /webhooks: who wants to be called when something happens to a message."""

from ..exchange import Request, Response, respond, respond_json
from ..life.courier import Postman
from ..life.outbox import EVENTS, Outbox
from ..rules.content import json_of
from ..rules.problems import Problem
from .reading import number_of, prepare

LONGEST = 500  # characters
MOST = 20  # subscriptions of one account
PRIVATE = {"Cache-Control": "no-store"}


class WebhookList:
    """All subscriptions, and the place where new ones are made."""

    def __init__(self, outbox: Outbox, postman: Postman):
        self.outbox, self.postman = outbox, postman

    def get(self, request: Request) -> Response:
        """The subscriptions, without their secrets."""
        prepare(request)
        every = self.outbox.subscriptions()
        return respond_json(200, [{"id": id} | wish for id, wish in every], PRIVATE)

    def post(self, request: Request) -> Response:
        """Subscribes a target; its secret is told here, and nowhere else."""
        prepare(request)
        wish = json_of(request)
        if wrong := self._errors_in(wish):
            raise Problem(422, "Nothing was subscribed: see errors.", errors=wrong)
        if len(self.outbox.subscriptions()) >= MOST:
            raise Problem(409, f"There are {MOST} subscriptions. Delete one first.")
        wish = {"target": wish["target"], "events": wish.get("events", EVENTS)}
        id = self.outbox.subscribe(**wish)
        document = {"id": id} | wish | {"secret": self.outbox.secret_of(id)}
        return respond_json(201, document, PRIVATE | {"Location": f"/webhooks/{id}"})

    def _errors_in(self, wish: object) -> dict[str | None, str | None]:
        if not isinstance(wish, dict) or not set(wish) <= {"target", "events"}:
            return {None: "Send a JSON object with target and, if you like, events."}
        target, events = wish.get("target"), wish.get("events", EVENTS)
        if not isinstance(target, str) or len(target) > LONGEST:
            return {"target": f"Send an address as text, of at most {LONGEST} letters."}
        if not isinstance(events, list) or not all(each in EVENTS for each in events):
            return {"events": f"Send a list of some of these: {', '.join(EVENTS)}."}
        advice = self.postman.advice(target)
        return {"target": advice} if advice else {}


class OneWebhook:
    """A single subscription."""

    def __init__(self, outbox: Outbox):
        self.outbox = outbox

    def get(self, request: Request, id: str) -> Response:
        """The subscription, without its secret."""
        prepare(request)
        number, wish = find(self.outbox, id)
        return respond_json(200, {"id": number} | wish, PRIVATE)

    def delete(self, request: Request, id: str) -> Response:
        """Ends the subscription: from now on, nobody is called."""
        prepare(request)
        self.outbox.cancel(find(self.outbox, id)[0])
        return respond(204)


class DeliveryList:
    """What a subscription was told, and what became of it."""

    def __init__(self, outbox: Outbox):
        self.outbox = outbox

    def get(self, request: Request, id: str) -> Response:
        """The deliveries, oldest first: the status, or the failure, of each attempt."""
        prepare(request)
        number, _ = find(self.outbox, id)
        entries = [as_entry(*each) for each in self.outbox.deliveries(number)]
        return respond_json(200, entries, PRIVATE)


def find(outbox: Outbox, id: str) -> tuple[int, dict]:
    """The subscription with this id; raises Problem 404 where there is none."""
    number = number_of(id, "webhook")
    for each in outbox.subscriptions():
        if each[0] == number:
            return each
    raise Problem(404, f"There is no webhook {number}. GET /webhooks lists them.")


def as_entry(id: int, delivery: dict) -> dict[str, object]:
    """A delivery as clients see it."""
    told = {"id": f"event_{id}", "type": delivery["content"]["type"]}
    return told | {"state": delivery["state"], "attempts": delivery["attempts"]}

"""Messages as Twilio's API has them: other URLs, forms and names, the same store."""

from urllib.parse import urlsplit

from ..exchange import Request, Response, respond, respond_json
from ..life.world import World
from ..message import Message
from ..rules.parameters import pairs_of
from .envelopes import envelope, page_of
from .refusals import Refusal
from .renderings import as_feedback, as_twilio
from .searching import FILTERS, search
from .segments import segments_of
from .sids import message_id
from .wishes import form_of, wish_of

FINAL = ("delivered", "undelivered", "failed", "canceled")
LONGEST = 4000  # characters of an address
PRIVATE = {"Cache-Control": "no-store"}


class Messages:
    """All messages of an account, and the place where new ones are sent."""

    def __init__(self, world: World):
        self.world, self.store = world, world.store

    def get(self, request: Request, account: str) -> Response:
        """A page of the messages that fit the filters, newest first."""
        given = given_in(request, FILTERS)
        page = page_of(given)
        found = [render(self.world, each) for each in search(self.store, given, page)]
        document = envelope(request.path, given, page, found, "messages")
        return respond_json(200, document, PRIVATE)

    def post(self, request: Request, account: str) -> Response:
        """Sends a message, now or at the time that is given."""
        if self.world.subaccounts.status() != "active":
            raise Refusal(20005, account)
        wish = wish_of(form_of(request), self.store.clock.now())
        self._check_callback(wish.facts.get("callback"))
        with self.store.transaction():
            message = self.store.add(wish.draft)
            self.store.shelf.put("facts", message.id, wish.facts)
            status = "accepted" if wish.facts.get("pooled") else "queued"
            if wish.send_at:
                status = "scheduled"
                self.store.shelf.put("scheduled", message.id, wish.send_at)
            self.store.move("queued", status, id=message.id)
        kept = message._replace(status=status)
        document = render(self.world, kept, is_new=True)
        return respond_json(201, document, PRIVATE | {"Location": document["uri"]})

    def _check_callback(self, address: str | None) -> None:
        """Raise Refusal where nothing can be told at this address."""
        if address and len(address) > LONGEST:
            raise Refusal(21609, f"It has more than {LONGEST} characters.")
        if advice := address and self.world.courier.postman.advice(address):
            raise Refusal(21609, advice)
        if address and "_" in (urlsplit(address).hostname or ""):
            raise Refusal(21609, "The name of a host has no underscore.")


class SingleMessage:
    """One message, by its sid."""

    def __init__(self, world: World):
        self.world, self.store = world, world.store

    def get(self, request: Request, account: str, sid: str) -> Response:
        """The message as it is now."""
        message = find(self.world, request, sid)
        return respond_json(200, render(self.world, message), PRIVATE)

    def post(self, request: Request, account: str, sid: str) -> Response:
        """Changes it: an empty Body redacts it, Status=canceled calls it back."""
        form = form_of(request)
        with self.store.transaction():
            message = find(self.world, request, sid)
            if form.get("Status", [""])[-1]:
                self._cancel(message, form["Status"][-1])
            if "Body" in form:
                if form["Body"][-1]:
                    raise Refusal(20001, "Body can only be emptied.")
                self._redact(message)
            message = find(self.world, request, sid)
        return respond_json(200, render(self.world, message), PRIVATE)

    def delete(self, request: Request, account: str, sid: str) -> Response:
        """Deletes the message, once nothing more can become of it."""
        with self.store.transaction():
            message = find(self.world, request, sid)
            if message.status not in FINAL:
                raise Refusal(20009)
            self.store.delete(message.id)
        return respond(204)

    def _redact(self, message: Message) -> None:
        """Take the text away; all that was made of it stays as it is."""
        if message.draft.body:
            facts = self.store.shelf.get("facts", message.id) or {}
            facts["segments"] = segments_of(message.draft.body)
            self.store.shelf.put("facts", message.id, facts)
        self.store.replace(message.id, message.draft._replace(body=""))

    def _cancel(self, message: Message, status: str) -> None:
        if status != "canceled":
            raise Refusal(20001, f"Status {status} can not be set; canceled can.")
        if not self.store.move("scheduled", "canceled", id=message.id):
            raise Refusal(30409)
        self.store.shelf.drop("scheduled", message.id)
        self.world.callbacks.tell([message.id])
        self.world.courier.wake()


class Feedback:
    """What the recipient was seen to do with a message."""

    def __init__(self, world: World):
        self.world = world

    def post(self, request: Request, account: str, sid: str) -> Response:
        """Keeps the outcome: confirmed, or unconfirmed."""
        outcome = form_of(request).get("Outcome", ["confirmed"])[-1]
        if outcome not in ("confirmed", "unconfirmed"):
            raise Refusal(20001, "Outcome must be confirmed or unconfirmed.")
        store = self.world.store
        with store.transaction():
            message = find(self.world, request, sid)
            store.shelf.put("feedback", message.id, outcome)
        document = as_feedback(store.account, message, outcome, store.clock.now())
        return respond_json(200, document, PRIVATE)


def find(world: World, request: Request, sid: str) -> Message:
    """The message with this sid; raises Refusal where there is none."""
    id = message_id(world.store.account, sid)
    message = world.store.get(id) if id else None
    if not message:
        raise Refusal(20404, request.path)
    return message


def render(world: World, message: Message, is_new: bool = False) -> dict:
    """The message as Twilio shows it."""
    shelf = world.store.shelf
    facts = shelf.get("facts", message.id) or {}
    facts["sent"] = shelf.get("sent", message.id)
    return as_twilio(world.store.account, message, facts, is_new)


def given_in(request: Request, known: list[str]) -> dict[str, str]:
    """The query's values by name; what is not known here counts for nothing."""
    pairs = pairs_of(request.query, "query")
    return {name: value for name, value in pairs if name in known}

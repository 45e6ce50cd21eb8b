"""The lab: begin anew, compare states, read what crossed the wire.

These controls are not part of the API that is taught, and are not recorded.
"""

import json

from ..exchange import Request, Response, respond, respond_json
from ..life.world import World
from ..rules.content import JSON
from ..rules.events import KIND, last_number, stream_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from ..rules.problems import Problem
from ..rules.recording import Log
from ..rules.records import as_news, as_record
from ..store import Store

TEXT = "text/plain"
MOST_NEWS = 200  # exchanges at once


class Lab:
    """What the lab offers."""

    def get(self, request: Request) -> Response:
        """The controls, by name."""
        negotiate(request, [JSON])
        parameters(request, [])
        names = ["exchanges", "inspector", "state", "reset", "lock", "carrier"]
        links = {name: f"/lab/{name}" for name in names}
        return respond_json(200, links, {"Cache-Control": "no-store"})


class State:
    """The stored messages, as one number that changes when any of them does."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """A SHA-256 over the stored messages: equal hashes mean equal messages."""
        negotiate(request, [JSON])
        parameters(request, [])
        state = {"messages": self.store.count(), "hash": self.store.digest()}
        return respond_json(200, state, {"Cache-Control": "no-store"})


class Reset:
    """Back to the start."""

    def __init__(self, world: World):
        self.world = world

    def post(self, request: Request) -> Response:
        """Forgets all messages and brings back those of the start."""
        parameters(request, [])
        self.world.reset()
        return respond(204)


class Lock:
    """Whether the API is closed to who does not say who asks."""

    def __init__(self, world: World):
        self.world = world

    def post(self, request: Request) -> Response:
        """Closes the API, until the lock is deleted or all begins anew."""
        parameters(request, [])
        self.world.closed = True
        return respond(204)

    def delete(self, request: Request) -> Response:
        """Opens the API again."""
        parameters(request, [])
        self.world.closed = False
        return respond(204)


class Carrier:
    """Who takes the messages to their recipients, step by step."""

    def __init__(self, world: World):
        self.world = world

    def post(self, request: Request) -> Response:
        """Takes each message that is on its way one step on."""
        negotiate(request, [JSON])
        parameters(request, [])
        moved = self.world.carry()
        return respond_json(200, {"moved": moved}, {"Cache-Control": "no-store"})


class Exchanges:
    """What crossed the wire, newest last, credentials masked."""

    def __init__(self, log: Log):
        self.log = log

    def get(self, request: Request) -> Response:
        """The kept exchanges numbered above `after`, as JSON or as wire text."""
        kind = negotiate(request, [JSON, TEXT])
        exchanges = self.log.after(_as_number(parameters(request, ["after"])))
        fields = {"Vary": "Accept", "Cache-Control": "no-store"}
        if kind == JSON:
            records = json.dumps(
                [as_record(each) for each in exchanges]
            )  # for programs
            return respond(200, fields | {"Content-Type": JSON}, records.encode())
        pairs = [(each.request, each.response) for each in exchanges]
        text = "\n\n".join(half.as_text() for pair in pairs for half in pair)
        fields["Content-Type"] = f"{TEXT}; charset=utf-8"
        return respond(200, fields, text.encode())


class News:
    """The same for a page that looks on: as it happens, and in short."""

    def __init__(self, log: Log):
        self.log = log

    def get(self, request: Request) -> Response:
        """The exchanges behind the last one that the page has seen, as events."""
        negotiate(request, [KIND])
        parameters(request, [])
        found = self.log.after(last_number(request))[-MOST_NEWS:]
        whose = {"learner": "", "account": ""}
        news = [
            (each.number, whose | {"place": each.number} | as_news(each))
            for each in found
        ]
        return stream_of("exchange", news)


def _as_number(given: dict[str, str]) -> int:
    after = given.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= 15):
        raise Problem(400, "after is the number of an exchange, such as 12.")
    return int(after)

"""What the teacher shows to everybody."""

import time

from ..exchange import Request, Response, respond, respond_json
from ..rules.headers import Headers
from ..rules.parameters import parameters
from ..rules.problems import Problem
from .desk import document_of, text_of
from .register import TEACHER
from .room import Room, told
from .worlds import Worlds

LEFT_OUT = ("host", "content-length", "connection", "transfer-encoding", "expect")
GONE = "There is no such exchange any more: choose a newer one."


class Announcement:
    """What the teacher tells everybody."""

    def __init__(self, room: Room):
        self.room = room

    def put(self, request: Request) -> Response:
        """Shows this text on the board."""
        parameters(request, [])
        words = {"text": text_of(request, "text"), "at": time.time()}
        self.room.register.keep("announcement", words)
        return respond(204)

    def delete(self, request: Request) -> Response:
        """Takes it away."""
        parameters(request, [])
        self.room.register.keep("announcement", None)
        return respond(204)


class Pin:
    """The exchange that is frozen on the board, to talk about."""

    def __init__(self, room: Room):
        self.room = room

    def put(self, request: Request) -> Response:
        """Freezes the exchange at this place."""
        parameters(request, [])
        place = _place_in(request)
        if not self.room.entry(place):
            raise Problem(404, GONE)
        self.room.register.keep("pinned", place)
        return respond(204)

    def delete(self, request: Request) -> Response:
        """Takes it away."""
        parameters(request, [])
        self.room.register.keep("pinned", None)
        return respond(204)


class Replays:
    """A request of somebody, sent once more: into the teacher's own world."""

    def __init__(self, room: Room, worlds: Worlds):
        self.room, self.worlds = room, worlds

    def post(self, request: Request) -> Response:
        """Sends the request of the exchange at this place again; the new exchange."""
        parameters(request, [])
        entry = self.room.entry(_place_in(request))
        if not entry or not entry.exchange.request.method:
            raise Problem(404, GONE)
        known = entry.exchange.request
        fields = [
            (name, value)
            for name, value in known.headers.items()
            if name.lower() not in LEFT_OUT and "****" not in value
        ]
        again = known.but(headers=Headers(fields), head=b"")
        self.worlds.site_of(TEACHER)(again)
        newest = self.room.newest_of(TEACHER)
        return respond_json(201, told(newest, {}))


def _place_in(request: Request) -> int:
    place = document_of(request).get("place")
    if not isinstance(place, int) or not 0 < place < 10**15:
        raise Problem(422, "The place is the number of an exchange in the class.")
    return place

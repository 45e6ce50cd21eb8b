"""What the pages of the teacher ask for again and again."""

from ..exchange import Request, Response, respond, respond_json
from ..rules.content import JSON
from ..rules.events import KIND, last_event, last_number, stream_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from .room import Room

CSV = "text/csv"
FRESH = {"Cache-Control": "no-store"}


class Summary:
    """How far the class is."""

    def __init__(self, room: Room):
        self.room = room

    def get(self, request: Request) -> Response:
        """The state of every exercise and learner; as CSV nobody is named."""
        parameters(request, [])
        if negotiate(request, [JSON, CSV]) == CSV:
            return csv_of(self.room)
        _, document = self.room.summary()
        return respond_json(200, document, FRESH | {"Vary": "Accept"})


class Table:
    """The same, for who has only a link."""

    def __init__(self, room: Room):
        self.room = room

    def get(self, request: Request) -> Response:
        """The state of every exercise, as a file of CSV; nobody is named."""
        negotiate(request, [CSV])
        parameters(request, [])
        return csv_of(self.room)


class BoardFeed:
    """News for the board."""

    def __init__(self, room: Room):
        self.room = room

    def get(self, request: Request) -> Response:
        """The summary, unless it is the one that the client has seen."""
        negotiate(request, [KIND])
        parameters(request, [])
        mark, document = self.room.summary()
        is_known = mark == last_event(request)
        return stream_of("board", [] if is_known else [(mark, document)])


class ClassFeed:
    """News for the inspector."""

    def __init__(self, room: Room):
        self.room = room

    def get(self, request: Request) -> Response:
        """What crossed the wire behind the last event that the client has seen."""
        negotiate(request, [KIND])
        parameters(request, [])
        return stream_of("exchange", self.room.news(last_number(request)))


def csv_of(room: Room) -> Response:
    """The anonymous table as a file to keep."""
    fields = {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": 'attachment; filename="class.csv"',
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept",
    }
    return respond(200, fields | FRESH, room.table().encode())

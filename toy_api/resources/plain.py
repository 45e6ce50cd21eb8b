"""Messages at /messages, each at /messages/{id}: the plain dialect."""

from ..exchange import Request, Response, respond
from ..message import Message
from ..representations.faces import FACES, as_json, as_json_list
from ..representations.pages import STYLE
from ..rules.content import JSON, json_of
from ..rules.labels import labels_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from ..rules.problems import Problem
from ..selection.pagination import PAGING, link_field, one_more, page_of, turn
from ..store import RetiredId, Store
from .reading import PATCHES, conditions_of, draft_of, number_of, patch_of, prepare

LARGEST_CHOSEN_ID = 1_000_000_000
FRESH = {"Cache-Control": "no-cache"}  # ask again each time whether it has changed


class MessageList:
    """All messages, and the place where new ones are created."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """A page of the messages that fit the filters, oldest first; Link leads on."""
        negotiate(request, [JSON])
        given = parameters(request, ["from", "to", "q", *PAGING])
        page = page_of(given)
        found = self.store.find(**conditions_of(given), **one_more(page))
        shown, around = turn(page, [message.id for message in found])
        kept = set(shown)
        content = as_json_list([each for each in found if each.id in kept])
        fields = labels_of(JSON) | FRESH | link_field(request.path, given, around)
        return respond(200, fields, content)

    def post(self, request: Request) -> Response:
        """Creates a message; Location says where it lives from now on."""
        prepare(request)
        return _created(self.store.add(draft_of(json_of(request))))


class OneMessage:
    """A single message."""

    accept_patch = ", ".join(PATCHES)

    def __init__(self, store: Store, faces=FACES):
        self.store, self.faces = store, faces

    def get(self, request: Request, id: str) -> Response:
        """The message as it is now, with the face that the client likes best."""
        kind = negotiate(request, [*self.faces])
        parameters(request, [])
        content = self.faces[kind](self._message(id))
        fields = labels_of(kind, STYLE) | FRESH | {"Vary": "Accept"}
        return respond(200, fields, content)

    def put(self, request: Request, id: str) -> Response:
        """Replaces the whole message, or creates it here where none ever was."""
        prepare(request)
        number = number_of(id)
        document = json_of(request)
        with self.store.transaction():
            stored = self.store.get(number)
            if not stored:
                return self._create_at(number, document)
            kept = self.store.replace(number, draft_of(document, stored))
        return respond(200, labels_of(JSON), as_json(kept))

    def patch(self, request: Request, id: str) -> Response:
        """Changes what the patch names: merge patch (RFC 7396) or JSON Patch (6902)."""
        prepare(request)
        patch, read = patch_of(request)
        with self.store.transaction():
            stored = self._message(id)
            kept = self.store.replace(stored.id, draft_of(patch, stored, read))
        return respond(200, labels_of(JSON), as_json(kept))

    def delete(self, request: Request, id: str) -> Response:
        """Deletes the message; its id is never used again."""
        parameters(request, [])
        with self.store.transaction():
            if not self.store.delete(number_of(id)):
                self._message(id)  # tells that there is none
        return respond(204)

    def _message(self, id: str) -> Message:
        if not (message := self.store.get(number_of(id))):
            detail = f"There is no message {id}. GET /messages lists all there are."
            raise Problem(404, detail)
        return message

    def _create_at(self, number: int, document: object) -> Response:
        if number > LARGEST_CHOSEN_ID:
            raise Problem(404, f"Choose an id of at most {LARGEST_CHOSEN_ID}.")
        try:
            return _created(self.store.add_at(number, draft_of(document)))
        except RetiredId:
            detail = f"Message {number} was deleted, and an id is never used again. "
            raise Problem(409, f"{detail}POST to /messages instead.") from None


def _created(message: Message) -> Response:
    fields = labels_of(JSON) | {"Location": f"/messages/{message.id}"}
    return respond(201, fields, as_json(message))  # a GET finds these bytes ready

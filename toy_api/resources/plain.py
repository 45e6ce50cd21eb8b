"""Messages at /messages, each at /messages/{id}: the plain dialect."""

import re

from ..exchange import Request, Response, respond, respond_json
from ..fields import is_phone_number
from ..message import Draft, InvalidMessage, Message
from ..representations.documents import (
    as_document,
    from_document,
    from_operations,
    from_patch,
)
from ..representations.patches import MalformedPatch, PatchConflict
from ..rules.content import JSON, JSON_PATCH, MERGE_PATCH, json_of, media_type_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from ..rules.problems import Problem
from ..store import RetiredId, Store

ID = re.compile("[1-9][0-9]{0,14}", re.ASCII)
LARGEST_CHOSEN_ID = 1_000_000_000
PATCHES = {MERGE_PATCH: from_patch, JSON_PATCH: from_operations}


class MessageList:
    """All messages, and the place where new ones are created."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """The messages that fit the filters, oldest first; none is an empty list."""
        negotiate(request, [JSON])
        wanted = parameters(request, ["from", "to", "q"])
        _check_numbers(wanted)
        found = self.store.find(wanted.get("from"), wanted.get("to"), wanted.get("q"))
        return respond_json(200, [as_document(message) for message in found])

    def post(self, request: Request) -> Response:
        """Creates a message; Location says where it lives from now on."""
        _prepare(request)
        return _created(self.store.add(_draft_of(json_of(request))))


class OneMessage:
    """A single message."""

    accept_patch = ", ".join(PATCHES)

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request, id: str) -> Response:
        """The message as it is now."""
        _prepare(request)
        return respond_json(200, as_document(self._message(id)))

    def put(self, request: Request, id: str) -> Response:
        """Replaces the whole message, or creates it here where none ever was."""
        _prepare(request)
        number = _as_number(id)
        document = json_of(request)
        with self.store.transaction():
            stored = self.store.get(number)
            if not stored:
                return self._create_at(number, document)
            kept = self.store.replace(number, _draft_of(document, stored))
        return respond_json(200, as_document(kept))

    def patch(self, request: Request, id: str) -> Response:
        """Changes what the patch names: merge patch (RFC 7396) or JSON Patch (6902)."""
        _prepare(request)
        patch = json_of(request, [*PATCHES], "Accept-Patch")
        read = PATCHES[media_type_of(request)]
        with self.store.transaction():
            stored = self._message(id)
            kept = self.store.replace(stored.id, _draft_of(patch, stored, read))
        return respond_json(200, as_document(kept))

    def delete(self, request: Request, id: str) -> Response:
        """Deletes the message; its id is never used again."""
        parameters(request, [])
        with self.store.transaction():
            self.store.delete(self._message(id).id)
        return respond(204)

    def _message(self, id: str) -> Message:
        message = self.store.get(_as_number(id))
        if not message:
            detail = f"There is no message {id}. GET /messages lists all there are."
            raise Problem(404, detail)
        return message

    def _create_at(self, number: int, document: object) -> Response:
        if number > LARGEST_CHOSEN_ID:
            raise Problem(404, f"Choose an id of at most {LARGEST_CHOSEN_ID}.")
        try:
            return _created(self.store.add_at(number, _draft_of(document)))
        except RetiredId:
            detail = f"Message {number} was deleted, and an id is never used again. "
            raise Problem(409, f"{detail}POST to /messages instead.") from None


def _prepare(request: Request) -> None:
    """Refuses what no answer could satisfy, before anything is changed."""
    negotiate(request, [JSON])
    parameters(request, [])


def _draft_of(document: object, stored=None, read=from_document) -> Draft:
    try:
        return read(document, stored)
    except InvalidMessage as invalid:
        count = len(invalid.errors)
        detail = f"{count} field{'s are' if count > 1 else ' is'} wrong: see errors."
        raise Problem(422, detail, errors=invalid.errors) from None
    except MalformedPatch as malformed:
        raise Problem(400, str(malformed)) from None
    except PatchConflict as conflict:
        raise Problem(409, f"{conflict.args[0]} GET the message, then try.") from None


def _created(message: Message) -> Response:
    location = {"Location": f"/messages/{message.id}"}
    return respond_json(201, as_document(message), location)


def _as_number(id: str) -> int:
    if not ID.fullmatch(id):
        raise Problem(404, "No message lives here: an id is a whole number, such as 1.")
    return int(id)


def _check_numbers(wanted: dict[str, str]) -> None:
    for name in ("from", "to"):
        if name in wanted and not is_phone_number(wanted[name]):
            detail = f"{name} is not a phone number such as +15558675310. "
            raise Problem(400, f"{detail}In a query a + means a space: write %2B.")

"""A WRONG API, on purpose, over the same messages: what others do, to learn from it.

It promises to be an honest API (`crooked_contract`) and tells the lies below, no
others. Nothing here is an example to follow.
"""

from html import escape

from ..exchange import Request, Response, respond, respond_json
from ..message import InvalidMessage, Message
from ..representations.documents import as_document, from_document
from ..rules.content import json_of
from ..rules.parameters import parameters
from ..rules.problems import Problem
from ..selection.pagination import page_of
from ..store import Store
from .reading import ID, draft_of

GREETING = "Grüße vom Mond ☕\n"
LIES = {  # what is promised, and what is done; the sections are those of RFC 9110
    "limit": "GET /crooked/messages promises at most `limit` messages; it sends all.",
    "created": "POST /crooked/messages promises 201, Location and the message "
    "(§15.3.2); it answers 200, without Location, and wraps the message.",
    "refused": "POST /crooked/messages promises 422 for an invalid message "
    "(§15.5.21); it answers 200, and the error hides in the content.",
    "missing": "GET /crooked/messages/{id} promises 404 where no message is "
    "(§15.5.5); it answers 200 with null.",
    "id": "GET /crooked/messages/{id} promises that `id` is an integer; it is text.",
    "label": "PUT /crooked/messages/{id} promises application/json; its JSON is "
    "labelled text/html (§8.3).",
    "deleted": "DELETE /crooked/messages/{id} promises with its 204 that the message "
    "is gone (§9.3.5); it is still there.",
    "safe": "GET /crooked/delete promises to change nothing (§9.2.1); it deletes.",
    "charset": "GET /crooked/greeting promises charset=utf-8; its label names no "
    "charset (§8.3.2).",
}


class CrookedHome:
    """A page whose links do not lead somewhere: each of them deletes."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """The messages as a page, each with a link that deletes it."""
        parameters(request, [])
        items = [
            f'<li>{escape(each.draft.body)} <a href="/crooked/delete?id={each.id}">'
            "delete</a></li>"
            for each in self.store.find()
        ]
        lines = ["<!doctype html>", "<title>Crooked</title>", "<ul>", *items, "</ul>"]
        page = "\n".join(lines) + "\n"
        fields = {"Content-Type": "text/html; charset=utf-8"}
        return respond(200, fields, page.encode())


class CrookedDelete:
    """The lie `safe`."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """Deletes the message with the id in the query."""
        id = parameters(request, ["id"]).get("id", "")
        if ID.fullmatch(id):
            self.store.delete(int(id))
        return respond_json(200, {"success": True})


class CrookedList:
    """The lies `limit`, `created` and `refused`."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """All messages; a limit is read, and then forgotten."""
        page_of(parameters(request, ["limit"]))
        return respond_json(200, [as_document(each) for each in self.store.find()])

    def post(self, request: Request) -> Response:
        """Creates a message without 201 and Location; hides an error in a 200."""
        try:
            message = self.store.add(from_document(json_of(request)))
        except InvalidMessage as invalid:
            named = [f"{name}: " if name else "" for name in invalid.errors]
            whys = invalid.errors.values()
            error = "; ".join(map(str.__add__, named, whys))
            return respond_json(200, {"success": False, "error": error})
        return respond_json(200, {"success": True, "message": as_document(message)})


class CrookedMessage:
    """The lies `missing`, `id`, `label` and `deleted`."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request, id: str) -> Response:
        """The message with its id as text; null where there is none."""
        parameters(request, [])
        message = self._find(id)
        document = message and as_document(message) | {"id": str(message.id)}
        return respond_json(200, document)

    def put(self, request: Request, id: str) -> Response:
        """Replaces the message, as it should, and calls its JSON a page."""
        parameters(request, [])
        document = json_of(request)
        with self.store.transaction():
            stored = self._find_or_refuse(id)
            if isinstance(document, dict) and document.get("id") == str(stored.id):
                document["id"] = stored.id  # as it was read here
            kept = self.store.replace(stored.id, draft_of(document, stored))
        return respond_json(200, as_document(kept), {"Content-Type": "text/html"})

    def delete(self, request: Request, id: str) -> Response:
        """Says that the message is gone, and does nothing."""
        parameters(request, [])
        self._find_or_refuse(id)
        return respond(204)

    def _find(self, id: str) -> Message | None:
        return self.store.get(int(id)) if ID.fullmatch(id) else None

    def _find_or_refuse(self, id: str) -> Message:
        message = self._find(id)
        if not message:
            raise Problem(404, f"There is no message {id}.")
        return message


class CrookedGreeting:
    """The lie `charset`: text beyond ASCII, and no word in which charset it is."""

    def get(self, request: Request) -> Response:
        """A greeting in UTF-8, labelled as text and no more."""
        parameters(request, [])
        return respond(200, {"Content-Type": "text/plain"}, GREETING.encode())

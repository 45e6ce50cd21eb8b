"""A WRONG API, on purpose, over the same messages: what others do, to learn from it.

Each class says what is wrong with it. Nothing here is an example to follow.
"""

from html import escape

from ..exchange import Request, Response, respond, respond_json
from ..message import InvalidMessage
from ..representations.documents import as_document, from_document
from ..rules.content import json_of
from ..rules.parameters import parameters
from ..store import Store

GREETING = "Grüße vom Mond ☕\n"


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
    """Wrong: a GET, which everybody takes for safe, deletes (RFC 9110 §9.2.1)."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """Deletes the message with the id in the query."""
        id = parameters(request, ["id"]).get("id", "")
        if id.isascii() and id.isdigit() and len(id) <= 15:
            self.store.delete(int(id))
        return respond_json(200, {"success": True})


class CrookedList:
    """Wrong: a refusal is a 200, too, and it never says where a new message is."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request) -> Response:
        """All messages; this one is as it should be."""
        parameters(request, [])
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


class CrookedGreeting:
    """Wrong: text beyond ASCII, and no word in which charset it is."""

    def get(self, request: Request) -> Response:
        """A greeting in UTF-8, labelled as text and no more."""
        parameters(request, [])
        return respond(200, {"Content-Type": "text/plain"}, GREETING.encode())

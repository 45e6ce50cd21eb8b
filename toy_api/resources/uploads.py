"""A picture that belongs to a message, at /messages/{id}/picture."""

from base64 import b64decode, b64encode

from ..exchange import Request, Response, respond
from ..rules.content import media_type_of, refuse_coding
from ..rules.labels import labels_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from ..rules.problems import Problem
from ..store import Store
from .reading import number_of

KINDS = ["image/png", "image/jpeg", "image/gif", "image/webp"]  # nothing in them runs
KIND = "picture"


class Picture:
    """The picture of one message, if somebody sent one."""

    def __init__(self, store: Store):
        self.store = store

    def get(self, request: Request, id: str) -> Response:
        """The picture: the bytes that were sent, with the label that they had."""
        parameters(request, [])
        kind, content = self._picture(id)
        negotiate(request, [kind])
        fields = labels_of(kind) | {"Cache-Control": "no-cache"}
        return respond(200, fields, b64decode(content))

    def put(self, request: Request, id: str) -> Response:
        """Keeps this picture with the message, in the place of another one."""
        parameters(request, [])
        kind = media_type_of(request)
        if kind not in KINDS:
            raise Problem(
                415, "Send a picture, and say so.", {"Accept": ", ".join(KINDS)}
            )
        refuse_coding(request)
        if not request.body or "Content-Range" in request.headers:
            raise Problem(400, "Send the whole picture: its bytes are the content.")
        with self.store.transaction():
            number = self._number(id)
            is_new = not self.store.shelf.get(KIND, number)
            self.store.shelf.put(KIND, number, [kind, b64encode(request.body).decode()])
        if is_new:
            return respond(201, {"Location": f"/messages/{number}/picture"})
        return respond(204)

    def delete(self, request: Request, id: str) -> Response:
        """Takes the picture away; the message stays."""
        parameters(request, [])
        with self.store.transaction():
            self._picture(id)
            self.store.shelf.drop(KIND, number_of(id))
        return respond(204)

    def _picture(self, id: str) -> list[str]:
        picture = self.store.shelf.get(KIND, self._number(id))
        if not picture:
            raise Problem(404, "This message has no picture. PUT brings one here.")
        return picture

    def _number(self, id: str) -> int:
        number = number_of(id)
        if not self.store.get(number):
            raise Problem(404, f"There is no message {id}.")
        return number

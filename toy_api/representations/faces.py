"""The faces of a message: the same message, as each of the media types it has."""

from collections.abc import Callable
from functools import lru_cache

from ..message import Message
from .documents import as_document
from .layout import laid_out
from .pages import as_page, as_text
from .pictures import as_bubble, as_stripes
from .sounds import as_morse

KEPT = 2048  # texts, since a message is read more often than it is changed


@lru_cache(maxsize=KEPT)
def as_json(message: Message) -> bytes:
    """The message as a JSON document, laid out for people (RFC 8259)."""
    return f"{laid_out(as_document(message))}\n".encode()


def as_json_list(messages: list[Message]) -> bytes:
    """The messages as one JSON document."""
    lines = b",\n  ".join(map(_as_member, messages))  # encoded once each
    return b"[\n  " + lines + b"\n]\n" if messages else b"[]\n"


@lru_cache(maxsize=KEPT)
def _as_member(message: Message) -> bytes:
    return laid_out(as_document(message), "\n  ").encode()


FACES: dict[str, Callable[[Message], bytes]] = {  # what is preferred comes first
    "application/json": as_json,
    "text/html": as_page,
    "text/plain": as_text,
    "image/svg+xml": as_bubble,
    "image/png": as_stripes,
    "audio/wav": as_morse,
}

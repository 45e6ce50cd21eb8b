"""The faces of a message: the same message, as each of the media types it has."""

import json
from collections.abc import Callable

from ..message import Message
from .documents import as_document
from .pages import as_page, as_text
from .pictures import as_bubble, as_stripes
from .sounds import as_morse


def as_json(message: Message) -> bytes:
    """The message as a JSON document, laid out for people (RFC 8259)."""
    text = json.dumps(as_document(message), indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


FACES: dict[str, Callable[[Message], bytes]] = {  # what is preferred comes first
    "application/json": as_json,
    "text/html": as_page,
    "text/plain": as_text,
    "image/svg+xml": as_bubble,
    "image/png": as_stripes,
    "audio/wav": as_morse,
}

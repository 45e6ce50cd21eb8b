"""News as a text that a browser reads by EventSource (WHATWG, HTML §9.2).

A stream need not be endless: this one ends with the newest event, and tells when to
ask again. Then the browser names the last event that it has seen, so nothing is lost
when a laptop was closed or the server began anew, and nobody holds a connection.
"""

import json
from collections.abc import Iterable

from ..exchange import Request, Response, respond

KIND = "text/event-stream"
AGAIN = 1000  # milliseconds until the browser comes back


def stream_of(name: str, events: Iterable[tuple[str | int, object]]) -> Response:
    """These events, each with its id and a document, all of this name."""
    lines = [f"retry: {AGAIN}\n"]
    for id, document in events:
        data = json.dumps(document)  # escapes every line end
        lines.append(f"event: {name}\nid: {id}\ndata: {data}\n")
    fields = {"Content-Type": KIND, "Cache-Control": "no-store"}
    return respond(200, fields, "\n".join([*lines, ""]).encode())


def last_event(request: Request) -> str:
    """The id of the last event that the client has seen; empty where it saw none."""
    return request.headers.get("Last-Event-ID") or ""


def last_number(request: Request) -> int:
    """The same where ids are numbers; 0 for what is none."""
    seen = last_event(request)
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 16 else 0

"""The words of HTTP: a request, a response, and both as text on the wire (RFC 9112)."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from types import SimpleNamespace
from typing import NamedTuple, Self

from .representations.layout import laid_out
from .rules.headers import Headers

REASONS = {status.value: status.phrase for status in HTTPStatus}
REASONS |= {413: "Content Too Large", 414: "URI Too Long"}  # as RFC 9110 §15 says
REASONS |= {416: "Range Not Satisfiable", 422: "Unprocessable Content"}


class Grant(NamedTuple):
    """Who asks, and what for they may ask: to "read", or to "write" as well."""

    account: str
    scope: str
    expires: int | None = None  # in seconds since 1970; None: never


class Half(SimpleNamespace):
    """One half of an exchange; two are equal when all that they hold is."""

    def but(self, **facts) -> Self:
        """The same half with these facts instead; this one stays as it is."""
        return type(self)(**self.__dict__ | facts)

    def json(self) -> object:
        """The content, read as JSON."""
        return json.loads(self.body)


class Request(Half):
    """What a client asks: a method, a target, header fields and perhaps content."""

    def __init__(
        self,
        method: str,
        target: str,
        headers: Headers | None = None,
        body: bytes = b"",
        version: str = "HTTP/1.1",
        head: bytes = b"",  # all before the content, where it crossed a wire
        refusal: Exception | None = None,  # why it is not even looked at
        grant: Grant | None = None,  # None: nobody said who asks
        arrived: float = 0,  # in seconds since 1970, once it is here
    ):
        self.method, self.target, self.version = method, target, version
        self.headers, self.body, self.head = headers or Headers(), body, head
        self.refusal, self.grant, self.arrived = refusal, grant, arrived

    @property
    def path(self) -> str:
        """The target's path, still percent-encoded (RFC 9110 §4.2.3, RFC 3986 §3.3)."""
        return _divide(self.target)[0]

    @property
    def query(self) -> str:
        """The target's query without its `?`, still encoded (RFC 3986 §3.4)."""
        return _divide(self.target)[1]

    def as_text(self) -> str:
        """The request as it crossed the wire, its lines ended by LF."""
        arrived = self.head.decode("latin-1").replace("\r\n", "\n")
        if not self.method:  # what a door could not read
            return arrived
        start = f"{self.method} {self.target} {self.version}"
        return _wire_text(arrived or _head(start, self.headers), self)


class Response(Half):
    """What the server answers: a status, header fields and perhaps content."""

    def __init__(
        self,
        status: int,
        headers: Headers | None = None,
        body: bytes = b"",
        delay: float = 0,  # seconds that it spends on its way
        lost: bool = False,  # on its way: the client never sees it
    ):
        self.status, self.headers, self.body = status, headers or Headers(), body
        self.delay, self.lost = delay, lost

    @property
    def reason(self) -> str:
        """The phrase that stands behind the status for people (RFC 9112 §4)."""
        return REASONS.get(self.status, "")

    def as_text(self) -> str:
        """The response as it crossed the wire, its lines ended by LF."""
        start = f"HTTP/1.1 {self.status} {self.reason}"
        return _wire_text(_head(start, self.headers), self)


class Exchange(NamedTuple):
    """One request and the response to it, numbered in the order of the answers."""

    number: int
    request: Request
    response: Response


App = Callable[[Request], Response]  # all that answers has this shape
Fields = dict[str, str]  # header fields, named as the RFC writes them


def respond(status: int, fields: Fields | None = None, body: bytes = b"") -> Response:
    """A response with these header fields and this content."""
    return Response(status, Headers((fields or {}).items()), body)


def respond_json(status: int, document: object, more: Fields | None = None) -> Response:
    """A response that carries this document as JSON, laid out for people (RFC 8259)."""
    fields = {"Content-Type": "application/json"} | (more or {})
    return respond(status, fields, f"{laid_out(document)}\n".encode())


@lru_cache(maxsize=256)  # half a dozen rules ask where the same request goes
def _divide(target: str) -> tuple[str, str]:
    """Path and query, without `http://host`, as a client writes it for a proxy."""
    origin_form = re.sub("^https?://[^/?]*", "", target, flags=re.IGNORECASE)
    path, _, query = origin_form.partition("?")
    return path if path.startswith("*") else "/" + path.lstrip("/"), query


def _head(start: str, headers: Headers) -> str:
    return "\n".join([start, *map(": ".join, headers.items())])


def _wire_text(head: str, half: Request | Response) -> str:
    try:
        return f"{head}\n\n{half.body.decode('utf-8')}"
    except UnicodeDecodeError:
        kind = half.headers.get("Content-Type") or "an unnamed kind"
        return f"{head}\n\n({len(half.body):,} bytes of {kind})"

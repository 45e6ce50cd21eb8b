"""Every exchange is written down, credentials masked: the one place of the facts."""

import re
import threading
from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from wsgiref.headers import Headers

from ..exchange import App, Exchange, Request, Response

KEPT = 1000  # exchanges
KEPT_BYTES = 32 * 1024 * 1024  # of heads and content, in all
SECRET = re.compile(r"(?i)(proxy-)?authorization|(set-)?cookie")
LINE = rb"(?:[^\r\n]|\r(?!\n))*"
SECRET_LINE = re.compile(
    rb"(?i)(authorization|cookie)" + LINE + rb"(?:\r?\n[ \t]" + LINE + rb")*"
)
MASK = "****"
Half = TypeVar("Half", Request, Response)  # of an exchange


class Log:
    """The newest exchanges, oldest first; the number of each is its Request-Id."""

    def __init__(self, tell: Callable[[Exchange], None] | None = None):
        self._exchanges: deque[Exchange] = deque()
        self._bytes = 0
        self._count = 0
        self._lock = threading.Lock()
        self._tell = tell

    def add(self, request: Request, response: Response) -> None:
        """Number this exchange, put the number in the response, and keep both."""
        with self._lock:
            self._count += 1
            response.headers["Request-Id"] = str(self._count)
            asked = replace(request, refusal=None)  # it holds on to the connection
            exchange = Exchange(self._count, masked(asked), masked(response))
            self._keep(exchange)
        if self._tell:
            self._tell(exchange)

    def after(self, number: int = 0) -> list[Exchange]:
        """The kept exchanges with a higher number than this, newest last."""
        with self._lock:
            return [each for each in self._exchanges if each.number > number]

    def _keep(self, exchange: Exchange) -> None:
        self._exchanges.append(exchange)
        self._bytes += _size(exchange)
        while len(self._exchanges) > KEPT or self._bytes > KEPT_BYTES:
            self._bytes -= _size(self._exchanges.popleft())


def recorded(app: App, log: Log) -> App:
    """Writes each exchange into the log as it crosses the wire."""

    def answer(request: Request) -> Response:
        response = app(request)
        log.add(request, response)
        return response

    return answer


def masked(half: Half) -> Half:
    """This half without what proves who sent it; the scheme, as in Basic, stays."""
    if isinstance(half, Request) and not half.method:  # bytes that were refused
        return replace(half, head=SECRET_LINE.sub(rb"\1: ****", half.head))
    if not any(map(SECRET.fullmatch, half.headers.keys())):
        return half
    fields = [(name, _mask(name, value)) for name, value in half.headers.items()]
    if isinstance(half, Request):
        half = replace(half, head=b"")  # as it arrived, it tells them
    return replace(half, headers=Headers(fields))


def as_record(exchange: Exchange) -> dict[str, object]:
    """The exchange as a JSON document, its content as Base64."""
    number, request, response = exchange
    return {
        "number": number,
        "request": {"method": request.method, "target": request.target}
        | {"version": request.version, "head": request.head.decode("latin-1")}
        | _record_half(request),
        "response": {"status": response.status} | _record_half(response),
    }  # fmt: skip


def from_record(record: dict) -> Exchange:
    """The exchange that `as_record` made this document of."""
    request, response = (
        record[half]
        | {"headers": Headers([tuple(pair) for pair in record[half]["headers"]])}
        | {"body": b64decode(record[half]["body"])}
        for half in ("request", "response")
    )
    request["head"] = request["head"].encode("latin-1")
    return Exchange(record["number"], Request(**request), Response(**response))


def _record_half(half: Request | Response) -> dict[str, object]:
    pairs = [list(pair) for pair in half.headers.items()]
    return {"headers": pairs, "body": b64encode(half.body).decode()}


def _mask(name: str, value: str) -> str:
    if not SECRET.fullmatch(name):
        return value
    scheme, space, _ = value.partition(" ")
    return f"{scheme} {MASK}" if space and name.lower().endswith("ion") else MASK


def _size(exchange: Exchange) -> int:
    _, request, response = exchange
    return len(request.head) + len(request.body) + len(response.body)

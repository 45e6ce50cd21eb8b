"""Every exchange is written down, and read with credentials masked."""

import threading
import time
from collections import deque
from collections.abc import Callable

from ..exchange import App, Exchange, Request, Response
from .masking import as_shown

KEPT = 1000  # exchanges
KEPT_BYTES = 32 * 1024 * 1024  # of heads and content, in all


class Log:
    """The newest exchanges, oldest first; the number of each is its Request-Id."""

    def __init__(self, tell: Callable[[Exchange], None] | None = None, mark: str = ""):
        self._mark = mark  # stands before the number in each Request-Id
        self._exchanges: deque[Exchange] = deque()
        self._bytes = 0
        self._count = 0
        self._lock = threading.Lock()
        self._tell = tell

    def add(self, request: Request, response: Response) -> None:
        """Number this exchange, put the number in the response, and keep both."""
        with self._lock:
            self._count += 1
            response.headers["Request-Id"] = f"{self._mark}{self._count}"
            exchange = Exchange(self._count, request, response)
            self._keep(exchange)
        if self._tell:
            self._tell(as_shown(exchange))

    def another(self, name: str) -> "Log":
        """An empty log that tells the same listener; its numbers bear this name."""
        return Log(self._tell, f"{name}-")

    def after(self, number: int = 0) -> list[Exchange]:
        """The kept exchanges with a higher number than this, newest last."""
        with self._lock:
            found = [each for each in self._exchanges if each.number > number]
        return [as_shown(each) for each in found]

    def _keep(self, exchange: Exchange) -> None:
        self._exchanges.append(exchange)
        self._bytes += _size(exchange)
        while len(self._exchanges) > KEPT or self._bytes > KEPT_BYTES:
            self._bytes -= _size(self._exchanges.popleft())


def recorded(app: App, log: Log) -> App:
    """Writes each exchange into the log as it crosses the wire."""

    def answer(request: Request) -> Response:
        if not request.arrived:  # no door of ours has noted it
            request = request.but(arrived=time.time())
        response = app(request)
        log.add(request, response)
        return response

    return answer


def _size(exchange: Exchange) -> int:
    _, request, response = exchange
    return len(request.head) + len(request.body) + len(response.body)

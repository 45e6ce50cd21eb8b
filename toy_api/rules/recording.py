"""Every exchange is written down: the one place where the facts are."""

import threading
from collections import deque
from collections.abc import Callable

from ..exchange import App, Exchange, Request, Response

KEPT = 1000  # exchanges
KEPT_BODY = 64 * 1024  # bytes of content kept of each


class Log:
    """The newest exchanges, oldest first; the number of each is its Request-Id."""

    def __init__(self, tell: Callable[[Exchange], None] | None = None):
        self._exchanges: deque[Exchange] = deque(maxlen=KEPT)
        self._count = 0
        self._lock = threading.Lock()
        self._tell = tell

    def add(self, request: Request, response: Response) -> None:
        """Number this exchange, put the number in the response, and keep both."""
        with self._lock:
            self._count += 1
            response.headers["Request-Id"] = str(self._count)
            exchange = Exchange(self._count, request, response)
            self._exchanges.append(exchange)
        if self._tell:
            self._tell(exchange)

    def after(self, number: int = 0) -> list[Exchange]:
        """The kept exchanges with a higher number than this, newest last."""
        with self._lock:
            return [each for each in self._exchanges if each.number > number]


def recorded(app: App, log: Log) -> App:
    """Writes each exchange into the log as it crosses the wire."""

    def answer(request: Request) -> Response:
        response = app(request)
        log.add(request, response)
        return response

    return answer

"""Not so fast: who asks too often is told when to come back (RFC 6585 §4).

The fields RateLimit and RateLimit-Policy are those of the IETF's draft "RateLimit
header fields for HTTP".
"""

import math
import time
from collections.abc import Callable
from urllib.parse import unquote

from ..exchange import App, Request, Response
from ..rules.problems import Problem

QUOTA = 3  # requests in a window
WINDOW = 2.0  # seconds, from the first of them on


class Window:
    """Counts the requests from a first one on, for some seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Forget what was counted."""
        self._ends, self._count = 0.0, 0

    def count(self) -> tuple[int, int]:
        """How many requests are left after this one, and the whole seconds to wait."""
        now = self._clock()
        if now >= self._ends:
            self._ends, self._count = now + WINDOW, 0
        self._count += 1
        return QUOTA - self._count, math.ceil(self._ends - now)


def throttled(app: App, path: str, window: Window) -> App:
    """Answers 429 with Retry-After below this path, when the quota is used up."""

    def answer(request: Request) -> Response:
        if not unquote(request.path).startswith(path):
            return app(request)
        left, seconds = window.count()
        fields = {
            "RateLimit-Policy": f'"busy";q={QUOTA};w={WINDOW:.0f}',
            "RateLimit": f'"busy";r={max(0, left)};t={seconds}',
        }
        if left < 0:
            detail = f"At most {QUOTA} requests in {WINDOW:.0f} seconds. Wait for "
            fields["Retry-After"] = str(seconds)
            raise Problem(429, f"{detail}{seconds}, then send it again.", fields)
        response = app(request)
        for name, value in fields.items():
            response.headers[name] = value
        return response

    return answer

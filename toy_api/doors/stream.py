"""The bytes that one client sends, read with a limit and until a deadline.

What is asked for may not be here yet. So all that reads is a generator: it yields while
it waits, and its caller comes back when more has come (`yield from` passes this on).
"""

import time
from collections.abc import Generator
from selectors import EVENT_READ as READ
from typing import TypeVar

Result = TypeVar("Result")
Steps = Generator[int, None, Result]  # yields what it waits for, such as READ


class Stream:
    """What has come and is not read yet; `feed` adds to it."""

    def __init__(self) -> None:
        self._received = bytearray()
        self.deadline = time.monotonic()  # who waits longer is not waited for

    def allow(self, seconds: float) -> None:
        """From now on, wait for this long in all, however slowly the bytes come."""
        self.deadline = time.monotonic() + seconds

    def feed(self, data: bytes) -> None:
        """This has come."""
        self._received += data

    def read(self, count: int) -> Steps[bytes]:
        """Exactly this many bytes."""
        while len(self._received) < count:
            yield READ
        return self._take(count)

    def read_until(self, end: bytes, limit: int) -> Steps[bytes]:
        """What comes before `end`, which is dropped; ValueError if not in `limit`."""
        searched = 0
        while (found := self._received.find(end, searched)) < 0:
            if len(self._received) > limit:
                raise ValueError(f"more than {limit} bytes")
            searched = max(0, len(self._received) - len(end) + 1)
            yield READ
        if found > limit:
            raise ValueError(f"more than {limit} bytes")
        taken = self._take(found + len(end))
        return taken[: -len(end)]

    def skip(self, unwanted: bytes) -> Steps[None]:
        """Drop this from the front, as often as it is there; wait for what follows."""
        while unwanted.startswith(start := self._received[: len(unwanted)]):
            if start == unwanted:
                self._take(len(unwanted))
            else:
                yield READ

    def drain(self) -> Steps[None]:
        """Read on and on, and forget it."""
        while True:
            self._received.clear()
            yield READ

    def peek(self) -> bytes:
        """The bytes that are here already."""
        return bytes(self._received)

    def _take(self, count: int) -> bytes:
        taken = bytes(self._received[:count])
        del self._received[:count]
        return taken

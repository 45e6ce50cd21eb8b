"""The bytes that one client sends, read with a limit and until a deadline."""

import socket
import time


class Stream:
    """Reads from a socket; raises EOFError at its end, TimeoutError at the deadline."""

    def __init__(self, connection: socket.socket):
        self._connection = connection
        self._received = bytearray()
        self._deadline = time.monotonic()

    def allow(self, seconds: float) -> None:
        """From now on, wait for this long in all, however slowly the bytes come."""
        self._deadline = time.monotonic() + seconds

    def read(self, count: int) -> bytes:
        """Exactly this many bytes."""
        while len(self._received) < count:
            self._receive()
        return self._take(count)

    def read_until(self, end: bytes, limit: int) -> bytes:
        """What comes before `end`, which is dropped; ValueError if not in `limit`."""
        searched = 0
        while (found := self._received.find(end, searched)) < 0:
            if len(self._received) > limit:
                raise ValueError(f"more than {limit} bytes")
            searched = max(0, len(self._received) - len(end) + 1)
            self._receive()
        if found > limit:
            raise ValueError(f"more than {limit} bytes")
        taken = self._take(found + len(end))
        return taken[: -len(end)]

    def skip(self, unwanted: bytes) -> None:
        """Drop this from the front, as often as it is there; wait for what follows."""
        while unwanted.startswith(start := self._received[: len(unwanted)]):
            if start == unwanted:
                self._take(len(unwanted))
            else:
                self._receive()

    def drain(self) -> None:
        """Read to the end and forget it."""
        while True:
            self._received.clear()
            self._receive()

    def peek(self) -> bytes:
        """The bytes that are here already."""
        return bytes(self._received)

    def _take(self, count: int) -> bytes:
        taken = bytes(self._received[:count])
        del self._received[:count]
        return taken

    def _receive(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the bytes did not come in time")
        self._connection.settimeout(left)
        data = self._connection.recv(65536)
        if not data:
            raise EOFError("the client closed the connection")
        self._received += data

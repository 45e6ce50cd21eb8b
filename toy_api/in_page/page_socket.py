"""A connection where there is no network: a simulated wire.

It is two ends in memory. What a client sends waits at the server's end, and the server
gets its turn at once. The bytes are those that would cross a network, so `requests`,
`http.client` and plain sockets work unchanged.
"""

import errno
import os
import socket
import sys
import time

from ..doors.connection import AGAIN, DONE, READ, Connection
from .page_server import server_at
from .turns import sleep, take_turns

_quiet = os.pipe()  # to look at: nothing ever comes


class FarEnd:
    """The server's end; it never waits, the client does."""

    def __init__(self) -> None:
        self.came, self.sent = bytearray(), bytearray()
        self.no_more = False  # comes from the client

    def recv(self, most: int) -> bytes:
        """What has come from the client."""
        if not self.came and not self.no_more:
            raise BlockingIOError
        return _taken(self.came, most)

    def send(self, data: bytes) -> int:
        """All of it waits for the client."""
        self.sent += data
        return len(data)

    def _nothing(self, *_) -> None:
        """Of no meaning here."""

    setblocking = setsockopt = shutdown = close = _nothing


class PageSocket(socket.socket):
    """The client's end: what `socket.socket` is in a page."""

    def connect(self, address: tuple) -> None:
        """Reach the server at this address; raises ConnectionRefusedError."""
        self._server = server_at(address)
        if not self._server:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
        self._address, self._far, self._owed = address, FarEnd(), 0.0
        self._connection = Connection(self._server.answer, self._far)

    def send(self, data: bytes, *_) -> int:
        """Send it; the server gets its turn. Raises BrokenPipeError."""
        if self._connection.wish == DONE or not server_at(self._address):
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        self._far.came += data
        self._serve()
        return len(data)

    sendall = send

    def shutdown(self, how: int) -> None:
        """Nothing more is going to be sent."""
        if how != socket.SHUT_RD:
            self._far.no_more = True
            self._serve()

    def recv(self, most: int, *_) -> bytes:
        """What the server sent; raises TimeoutError where it comes too late."""
        if self._server.busy:
            raise TimeoutError("the server is busy: it waits for this very call")
        while not self._far.sent and self._connection.wish != DONE:
            self._wait_in_vain()
        self._wait(self._owed)
        return _taken(self._far.sent, most)

    def recv_into(self, buffer, *_) -> int:
        """As `recv`, into this buffer; how many bytes came."""
        data = self.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def setsockopt(self, *_) -> None:
        """Of no meaning here."""

    def fileno(self) -> int:
        """Something to look at for news; here none come by themselves."""
        return _quiet[0] if super().fileno() >= 0 else -1

    def _serve(self) -> None:
        """The server goes on until it waits for the client."""
        while not self._server.busy and self._can_go_on():
            try:
                self._connection.go_on()
            except Exception as error:  # a mistake of the app ends one connection
                print(f"toy_api: a connection ended with {error!r}", file=sys.stderr)
        self._owed += self._server.owed
        self._server.owed = 0.0
        take_turns()

    def _can_go_on(self) -> bool:
        news = self._far.came or self._far.no_more
        return self._connection.wish in ((AGAIN, READ) if news else (AGAIN,))

    def _wait_in_vain(self) -> None:
        """Both ends wait: whoever has less patience gives up."""
        self._wait(max(0.0, self._connection.stream.deadline - time.monotonic()))
        self._connection.expire()

    def _wait(self, seconds: float) -> None:
        limit = self.gettimeout()
        if limit is not None and seconds > limit:
            sleep(limit)
            self._owed = max(0.0, self._owed - limit)
            raise TimeoutError("timed out")
        sleep(seconds)
        self._owed = 0.0


def _taken(waiting: bytearray, most: int) -> bytes:
    taken = bytes(waiting[:most])
    del waiting[:most]
    return taken

"""Many clients in one thread: raw sockets and a selector."""

import re
import selectors
import socket
from time import perf_counter

from asking import Asker

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked", re.IGNORECASE)
CLOSE = re.compile(rb"\r\nconnection:[ \t]*close", re.IGNORECASE)


class Client:
    """One connection, which asks again as soon as it is answered."""

    def __init__(self, crowd: "Crowd"):
        self._crowd = crowd
        self.answered = 0
        self.connect()

    def connect(self) -> None:
        """Open a connection; the request waits until it is open."""
        self._socket = socket.socket()
        self._socket.setblocking(False)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ask()
        self._socket.connect_ex(("127.0.0.1", self._crowd.port))
        self._crowd.selector.register(self._socket, selectors.EVENT_WRITE, self)

    def go_on(self) -> None:
        """The socket can take or give something."""
        try:
            if self._unsent:
                self._send()
            else:
                self._receive()
        except OSError:
            self._crowd.errors += 1
            self._begin_anew()

    def leave(self) -> None:
        """End the connection."""
        self._crowd.selector.unregister(self._socket)
        self._socket.close()

    def _ask(self) -> None:
        self._unsent, self._buffer = self._crowd.asker.next(), b""
        self._asked = perf_counter()

    def _send(self) -> None:
        self._unsent = self._unsent[self._socket.send(self._unsent) :]
        if not self._unsent:
            self._crowd.selector.modify(self._socket, selectors.EVENT_READ, self)

    def _receive(self) -> None:
        data = self._socket.recv(262_144)
        self._buffer += data
        if is_whole(self._buffer, ended=not data):
            self._count()
        elif not data:
            raise ConnectionError("it ended before the answer did")

    def _count(self) -> None:
        self.answered += 1
        crowd, status = self._crowd, int(self._buffer[9:12])
        crowd.times.append(perf_counter() - self._asked)
        crowd.errors += not 200 <= status < 300
        crowd.asker.note(status, self._buffer)
        if self.answered == crowd.most:
            self.leave()
            crowd.busy -= 1
        elif not crowd.keep or CLOSE.search(self._buffer.partition(b"\r\n\r\n")[0]):
            self._begin_anew()
        else:
            self._ask()
            self._crowd.selector.modify(self._socket, selectors.EVENT_WRITE, self)

    def _begin_anew(self) -> None:
        self.leave()
        self.connect()


class Crowd:
    """So many clients of one server, and what they saw."""

    def __init__(self, port: int, asker: Asker, keep: bool = True, most: int = 0):
        self.port, self.asker, self.keep = port, asker, keep
        self.most = most  # answers for each client; 0: as many as it gets
        self.times: list[float] = []  # seconds to each answer
        self.errors = self.busy = 0
        self.selector = selectors.DefaultSelector()

    def run(self, size: int, seconds: float) -> list[int]:
        """Ask for so long, or until each has its answers; how many each client got."""
        start = perf_counter()
        self.busy = size
        clients = [Client(self) for _ in range(size)]
        while self.busy and perf_counter() - start < seconds:
            for key, _ in self.selector.select(0.05):
                key.data.go_on()
        self.seconds = perf_counter() - start
        for client in clients:
            if not self.most or client.answered < self.most:
                client.leave()
        self.selector.close()
        return [client.answered for client in clients]


def is_whole(answer: bytes, ended: bool) -> bool:
    """Whether these bytes are a whole answer (RFC 9112 §6.3)."""
    head, blank, body = answer.partition(b"\r\n\r\n")
    if not blank:
        return False
    if head[9:12] in (b"204", b"304"):
        return True
    if found := LENGTH.search(head):
        return len(body) >= int(found[1])
    if CHUNKED.search(head):
        return body.endswith(b"0\r\n\r\n")
    return ended

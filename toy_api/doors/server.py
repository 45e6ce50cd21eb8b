"""The door to the network: an App on a TCP socket, one thread for all connections.

A thread for each would cost more than its request: threads fight over the interpreter.
So one of them leads: it asks the system which clients did something, and goes on with
the conversation of each, in turn. Where an answer takes long on purpose (`Gate.pause`),
another thread leads from then on.
"""

import math
import selectors
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from ..exchange import App, Request, Response
from ..rules.problems import Problem
from .connection import AGAIN, DONE, UNREAD, Connection
from .framing import as_bytes
from .gate import Gate
from .listening import listen_at, room_for, url_of
from .stream import READ

CONNECTIONS = room_for(500)
AT_ONCE = 64  # new connections, before the others get their turn again
TICK = 0.1  # seconds between two looks at the deadlines


class Server:
    """Listens at once; `serve_forever` answers with the app until `stop`."""

    def __init__(self, app: App, host="127.0.0.1", port=0, gate: Gate | None = None):
        self.app, self.gate = app, gate or Gate()
        self.gate.on_pause = self._hand_over
        self._listener = listen_at(host, port)
        self.server_address = self._listener.getsockname()
        self._open: set[Connection] = set()
        self._ready: deque[Connection] = deque()  # they can go on
        self._returned: deque[Connection] = deque()  # from a pause
        self._current: Connection | None = None
        self._leader: threading.Thread | None = None
        self._sweep = 0.0  # when to look at the deadlines again
        self._stopping, self._ended = False, threading.Event()
        self._bell, self._rope = socket.socketpair()  # wakes the thread that leads
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._bell, READ, lambda: self._bell.recv(4096))
        self._selector.register(self._listener, READ, self._accept)

    @property
    def url(self) -> str:
        """Where the server is found, without a slash at the end."""
        return url_of(*self.server_address[:2])

    def serve_forever(self) -> None:
        """Answer until another thread calls `stop`."""
        self._leader = threading.current_thread()
        self._lead()
        self._ended.wait()

    def stop(self) -> None:
        """Stop listening and end the connections that are open."""
        self._stopping = True
        if not self._leader:
            self._end_all()
        self._ring()
        self._ended.wait()

    def _lead(self) -> None:
        me = threading.current_thread()
        while self._leader is me and not self._stopping:
            if not self._ready:
                self._look()
            elif (connection := self._ready.popleft()) in self._open:
                self._serve(connection, connection.go_on)
        if self._leader is me:
            self._end_all()

    def _look(self) -> None:
        """Wait until a client does something, or a deadline may have passed."""
        for key, _ in self._selector.select(TICK):
            if isinstance(key.data, Connection):
                self._ready.append(key.data)
            else:
                key.data()
        while self._returned:
            self._watch(self._returned.popleft())
        if (now := monotonic()) > self._sweep:
            self._sweep = now + TICK
            for each in [each for each in self._open if each.stream.deadline < now]:
                self._serve(each, each.expire)

    def _serve(self, connection: Connection, how: Callable[[], None]) -> None:
        leader, self._current = self._leader, connection
        try:
            how()
        except BaseException as error:  # a mistake of the app ends one connection
            print(f"toy_api: a connection ended with {error!r}", file=sys.stderr)
        if self._leader is leader:
            self._settle(connection)
        else:
            self._returned.append(connection)
            self._ring()

    def _settle(self, connection: Connection) -> None:
        """Watch for what the connection waits for now."""
        wish = connection.wish
        if wish == DONE:
            self._selector.unregister(connection.socket)
            return self._end(connection)
        if wish == AGAIN:
            self._ready.append(connection)
        if connection.watched != (wish or READ):
            connection.watched = wish or READ
            self._selector.modify(connection.socket, connection.watched, connection)

    def _watch(self, connection: Connection) -> None:
        if connection.wish == DONE:
            return self._end(connection)
        connection.watched = connection.wish or READ
        self._selector.register(connection.socket, connection.watched, connection)
        self._ready.append(connection)  # perhaps it can go on already

    def _answer(self, request: Request) -> Response:
        with self.gate:
            response = self.app(request)
            self.gate.pause(response.delay)
        return response

    def _hand_over(self) -> None:
        """The answer to the current client takes its time: another thread leads on."""
        if self._leader is threading.current_thread() and self._current:
            self._selector.unregister(self._current.socket)
            self._current.stream.deadline = math.inf
            self._leader = threading.Thread(target=self._lead, daemon=True)
            self._leader.start()

    def _ring(self) -> None:
        with suppress(OSError):  # it has stopped meanwhile
            self._rope.send(b"!")

    def _accept(self) -> None:
        with suppress(OSError):  # no more, or it left before it was let in
            for _ in range(AT_ONCE):
                client, _ = self._listener.accept()
                if len(self._open) >= CONNECTIONS:
                    self._turn_away(client)
                    continue
                connection = Connection(self._answer, client)
                self._open.add(connection)
                self._watch(connection)

    def _turn_away(self, client: socket.socket) -> None:
        problem = Problem(503, "Too many connections at once.", {"Retry-After": "1"})
        refusal = self._answer(UNREAD.but(refusal=problem))
        refusal.headers["Connection"] = "close"
        client.setblocking(False)
        with client, suppress(OSError):
            client.send(as_bytes(refusal))
            client.shutdown(socket.SHUT_WR)
            client.recv(65536)  # closed with something unread, it would be lost

    def _end(self, connection: Connection) -> None:
        self._open.discard(connection)
        with connection.socket, suppress(OSError):  # the client was quicker
            connection.socket.shutdown(socket.SHUT_WR)

    def _end_all(self) -> None:
        for each in [*self._open]:
            self._end(each)
        for each in (self._selector, self._listener, self._bell, self._rope):
            each.close()
        self._ended.set()

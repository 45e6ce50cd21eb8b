"""The door to the network: an App on a TCP socket, a thread for each connection."""

import socket
import time
from contextlib import suppress
from dataclasses import replace
from socketserver import BaseRequestHandler, ThreadingTCPServer

from ..exchange import App, Request
from ..rules.problems import Problem
from .framing import (
    as_bytes,
    body_length,
    expects_continue,
    parse_head,
    read_chunks,
    read_head,
    wants_close,
)
from .gate import Gate
from .stream import Stream

IDLE_SECONDS = 60  # that a connection may wait for its next request
HEAD_SECONDS = 10  # for a whole head, once its first byte is here
BODY_SECONDS = 20
SEND_SECONDS = 20
LINGER_SECONDS = 2  # that a refused client gets to read the refusal
CONNECTIONS = 500
UNREAD = Request("", "/")  # stands for what could not be read as a request


class Server(ThreadingTCPServer):
    """Listens at once; `serve_forever` answers with the app until `stop`."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 1024  # with the usual 5, a class waits for seconds, silently
    allow_reuse_address = not hasattr(socket, "SO_EXCLUSIVEADDRUSE")  # not on Windows

    def __init__(
        self,
        app: App,
        host: str = "127.0.0.1",
        port: int = 0,
        gate: Gate | None = None,
    ):
        self.app = app
        self.gate = gate or Gate()
        self._open: set[socket.socket] = set()
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), Connection)

    @property
    def url(self) -> str:
        """Where the server is found, without a slash at the end."""
        host, port = self.server_address[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def stop(self) -> None:
        """Stop listening and end the connections that are open."""
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            with suppress(OSError):  # it was closed meanwhile
                connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, connection: socket.socket, address) -> None:
        if len(self._open) < CONNECTIONS:
            self._open.add(connection)
            return super().process_request(connection, address)
        problem = Problem(503, "Too many connections at once.", {"Retry-After": "1"})
        refusal = self.app(replace(UNREAD, refusal=problem))
        refusal.headers["Connection"] = "close"
        connection.setblocking(False)
        with suppress(OSError):
            connection.send(as_bytes(refusal))
        self.shutdown_request(connection)

    def shutdown_request(self, connection: socket.socket) -> None:
        self._open.discard(connection)
        super().shutdown_request(connection)


class Connection(BaseRequestHandler):
    """One client's connection: exchanges, one after the other."""

    def handle(self) -> None:
        self.socket: socket.socket = self.request
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = Stream(self.socket)
        with suppress(OSError, EOFError):  # the client went away, or fell silent
            while self._serve_one():
                pass

    def _serve_one(self) -> bool:
        """Answer one request; False where the connection ends with it."""
        self.stream.allow(IDLE_SECONDS)
        self.stream.skip(b"\r\n")
        request = self._read_request()
        keep = not request.refusal and not wants_close(request)
        self._answer(request, keep)
        if request.refusal:
            self._linger()
        return keep

    def _read_request(self) -> Request:
        """The next request; one that can not be read says why it is refused."""
        request = UNREAD
        try:
            self.stream.allow(HEAD_SECONDS)
            head = read_head(self.stream)
            request = replace(UNREAD, head=head)
            request = parse_head(head)
            self.stream.allow(BODY_SECONDS)
            body = self._read_body(request)
            return replace(request, body=body) if body else request
        except Problem as problem:
            return replace(request, refusal=problem)
        except (TimeoutError, EOFError) as error:
            if request is UNREAD:
                request = replace(UNREAD, head=self.stream.peek())
            return replace(request, refusal=_unfinished(error))

    def _read_body(self, request: Request) -> bytes:
        length = body_length(request)
        if expects_continue(request) and length != 0 and not self.stream.peek():
            self.socket.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        return read_chunks(self.stream) if length is None else self.stream.read(length)

    def _answer(self, request: Request, keep: bool) -> None:
        """One write for each response; the gate lets one thread at a time work.

        Threads that do not fight over the interpreter answer twice as much. What
        the socket does not take at once is sent behind the gate: a slow reader
        holds up nobody else.
        """
        self.socket.settimeout(0)
        with self.server.gate:
            response = self.server.app(request)
            if request.refusal and self._is_head(request):
                response.body = b""
            if not keep or request.version == "HTTP/1.0":
                response.headers["Connection"] = "keep-alive" if keep else "close"
            payload, sent = as_bytes(response), 0
            with suppress(BlockingIOError):
                if not response.delay and not response.lost:
                    sent = self.socket.send(payload)
        if response.lost:
            raise EOFError("the answer is lost, and the connection with it")
        if sent < len(payload):
            time.sleep(response.delay)
            self.socket.settimeout(SEND_SECONDS)
            self.socket.sendall(payload[sent:])

    def _is_head(self, request: Request) -> bool:
        """Also of what could not be read: no content answers HEAD (RFC 9110 §9.3.2)."""
        return (request.head or self.stream.peek()).startswith(b"HEAD ")

    def _linger(self) -> None:
        """Read on for a moment, or closing would destroy the answer on its way."""
        self.socket.shutdown(socket.SHUT_WR)
        self.stream.allow(LINGER_SECONDS)
        self.stream.drain()


def _unfinished(error: Exception) -> Problem:
    """What is told to a client that sent a part of a request."""
    advice = "Lines end with CR LF, and a blank line ends the head."
    if isinstance(error, TimeoutError):
        return Problem(408, f"The request did not arrive in time. {advice}")
    return Problem(400, f"The connection ended before the request did. {advice}")

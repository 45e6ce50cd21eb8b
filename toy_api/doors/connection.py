"""One client's connection: exchanges, one after the other (RFC 9112 §9)."""

import socket
from contextlib import suppress
from selectors import EVENT_WRITE as WRITE
from time import time

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
from .stream import READ, Steps, Stream

IDLE_SECONDS = 60  # that a connection may wait for its next request
HEAD_SECONDS = 10  # for a whole head, once its first byte is here
BODY_SECONDS = 20
SEND_SECONDS = 20
LINGER_SECONDS = 2  # that a refused client gets to read the refusal
UNREAD = Request("", "/")  # stands for what could not be read as a request
AGAIN, DONE = 0, -1  # besides READ and WRITE: it could go on at once; it has ended


class Connection:
    """A conversation that goes on whenever its client does something.

    It is a generator, so one thread can hold hundreds of them: where it would have to
    wait, it yields what for, and that stands in `wish`.
    """

    def __init__(self, answer: App, client: socket.socket):
        client.setblocking(False)
        with suppress(OSError):  # the client is gone already
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answer, self.socket = answer, client
        self.stream = Stream()
        self._steps = self._converse()
        self.wish = self.watched = next(self._steps)

    def go_on(self) -> None:
        """The client did what was waited for."""
        if self.wish == READ:
            try:
                data = self.socket.recv(65536)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                return self._resume(EOFError("the client closed the connection"))
            self.stream.feed(data)
        self._resume()

    def expire(self) -> None:
        """The client let the deadline pass."""
        self._resume(TimeoutError("it did not come in time"))

    def _resume(self, error: Exception | None = None) -> None:
        try:
            step = self._steps.throw
            self.wish = step(error) if error else next(self._steps)
        except (StopIteration, OSError, EOFError):
            self.wish = DONE  # all is said, or the client went away, or fell silent
        except BaseException:
            self.wish = DONE
            raise

    def _converse(self) -> Steps[None]:
        while (yield from self._serve_one()):
            if self.stream.peek():
                yield AGAIN  # after the others

    def _serve_one(self) -> Steps[bool]:
        """Answer one request; False where the connection ends with it."""
        self.stream.allow(IDLE_SECONDS)
        yield from self.stream.skip(b"\r\n")
        request = yield from self._read_request()
        keep = not request.refusal and not wants_close(request)
        yield from self._reply(request, keep)
        if request.refusal:
            yield from self._linger()
        return keep

    def _read_request(self) -> Steps[Request]:
        """The next request; one that can not be read says why it is refused."""
        request, head = UNREAD, b""
        try:
            self.stream.allow(HEAD_SECONDS)
            head = yield from read_head(self.stream)
            request = parse_head(head)
            request.body = yield from self._read_body(request)  # no copy: it is new
            request.arrived = time()
            return request
        except Problem as problem:
            return request.but(head=head, refusal=problem)
        except (TimeoutError, EOFError) as error:
            if request is UNREAD:
                request = UNREAD.but(head=self.stream.peek())
            return request.but(refusal=_unfinished(error))

    def _read_body(self, request: Request) -> Steps[bytes]:
        length = body_length(request)
        if expects_continue(request) and length != 0 and not self.stream.peek():
            yield from self._send(b"HTTP/1.1 100 Continue\r\n\r\n")
        if length == 0:
            return b""
        self.stream.allow(BODY_SECONDS)
        if length is None:
            return (yield from read_chunks(self.stream))
        return (yield from self.stream.read(length))

    def _reply(self, request: Request, keep: bool) -> Steps[None]:
        response = self.answer(request)
        if response.lost:
            raise EOFError("the answer is lost, and the connection with it")
        if request.refusal and self._is_head(request):
            response.body = b""
        if not keep or request.version == "HTTP/1.0":
            response.headers["Connection"] = "keep-alive" if keep else "close"
        yield from self._send(as_bytes(response))

    def _send(self, data: bytes) -> Steps[None]:
        self.stream.allow(SEND_SECONDS)
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self.socket.send(rest) :]
            except BlockingIOError:
                yield WRITE

    def _is_head(self, request: Request) -> bool:
        """Also of what could not be read: no content answers HEAD (RFC 9110 §9.3.2)."""
        return (request.head or self.stream.peek()).startswith(b"HEAD ")

    def _linger(self) -> Steps[None]:
        """Read on for a moment, or closing would destroy the answer on its way."""
        self.socket.shutdown(socket.SHUT_WR)
        self.stream.allow(LINGER_SECONDS)
        yield from self.stream.drain()


def _unfinished(error: Exception) -> Problem:
    """What is told to a client that sent a part of a request."""
    advice = "Lines end with CR LF, and a blank line ends the head."
    if isinstance(error, TimeoutError):
        return Problem(408, f"The request did not arrive in time. {advice}")
    return Problem(400, f"The connection ended before the request did. {advice}")

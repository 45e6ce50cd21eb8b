"""A server somewhere else, called as if it were an App."""

import http.client
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import ClassVar
from wsgiref.headers import Headers

import pytest

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors import outgoing as module
from toy_api.doors.outgoing import outgoing
from toy_api.exchange import Request, respond

LOOPBACK = ("127.0.0.1", 0)
ASK = Request("GET", "/")


class Watched(HTTPConnection):
    waits: ClassVar = []

    def connect(self):
        self.waits.append(self.timeout)
        super().connect()


def first_byte(listening, answer=b""):
    """The first byte that comes in, and is answered so."""
    connection, _ = listening.accept()
    with connection:
        came = connection.recv(65536)
        connection.sendall(answer)
    return came[:1]


@pytest.fixture
def seen(served):
    """Sends a request out and gives it back as it arrived."""
    arrived = []

    def app(request):
        arrived.append(request)
        return respond(204)

    def send(*words, prefix=""):
        outgoing(served(app) + prefix)(Request(*words))
        return arrived[-1]

    return send


def asking(method, target, body=b"", kind="application/json"):
    fields = [("Host", "toy.test"), ("Content-Type", kind)]
    return Request(method, target, Headers(fields), body)


@pytest.mark.parametrize(
    "request_",
    [
        asking("GET", "/messages/1"),
        asking("HEAD", "/messages/1"),
        asking("DELETE", "/messages/1"),
        asking("OPTIONS", "/messages"),
        asking("POST", "/messages", b"{}"),
        asking("PUT", "/messages/1", b"\xff"),
        asking("GET", "/messages?q=a+b&to=%2B1"),
    ],
    ids=lambda request: f"{request.method} {request.target}",
)
def test_an_answer_is_the_same_from_near_and_from_afar(served, request_):
    near = create_app(clock=ToyClock())(request_)
    afar = outgoing(served(create_app(clock=ToyClock())))(request_)
    assert (afar.status, afar.body) == (near.status, near.body)
    assert afar.headers.items() == near.headers.items()


def test_a_request_arrives_as_it_was(seen):
    fields = Headers([("Host", "else.test"), ("X-Tea", "green")])
    request = seen("PUT", "/a%2Fb?c=%20", fields, b"\x00\xff")
    assert (request.method, request.target) == ("PUT", "/a%2Fb?c=%20")
    assert request.headers.get_all("Host") == ["else.test"]
    assert (request.headers["X-Tea"], request.body) == ("green", b"\x00\xff")


def test_a_field_that_stands_twice_arrives_twice(seen):
    """RFC 9110 §5.3."""
    fields = Headers([("Accept", "text/html"), ("Accept", "application/json")])
    request = seen("GET", "/", fields)
    assert request.headers.get_all("Accept") == ["text/html", "application/json"]


@pytest.mark.parametrize("prefix", ["", "/", "/toy", "/toy/"])
def test_a_url_may_have_a_path(seen, prefix):
    target = seen("GET", "/messages", prefix=prefix).target
    assert target == prefix.rstrip("/") + "/messages"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_where_nobody_answers_it_is_an_os_error(scheme):
    with socket.create_server(LOOPBACK) as taken:
        url = f"{scheme}://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(OSError):
        outgoing(url)(Request("GET", "/"))


@pytest.mark.parametrize("scheme, first", [("http", b"G"), ("https", b"\x16")])
def test_the_scheme_decides_whether_the_call_is_encrypted(scheme, first):
    """RFC 8446 §5.1: a TLS record of a handshake begins with 22."""
    with socket.create_server(LOOPBACK) as other, ThreadPoolExecutor() as pool:
        heard = pool.submit(first_byte, other)
        with pytest.raises(OSError):
            outgoing(f"{scheme}://127.0.0.1:{other.getsockname()[1]}")(ASK)
        assert heard.result() == first


def test_the_wait_for_an_answer_has_an_end(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 0.02)
    monkeypatch.setattr(http.client, "HTTPConnection", Watched)
    with socket.create_server(LOOPBACK) as silent, pytest.raises(TimeoutError):
        outgoing(f"http://127.0.0.1:{silent.getsockname()[1]}")(ASK)
    assert Watched.waits == [0.02]


@pytest.mark.parametrize("words", [b"SSH-2.0-x\r\n", b"", b"HTTP/1.1 many\r\n\r\n"])
def test_what_answers_something_else_than_http_is_an_os_error(words):
    with socket.create_server(LOOPBACK) as other, ThreadPoolExecutor() as pool:
        pool.submit(first_byte, other, words)
        with pytest.raises(OSError):
            outgoing(f"http://127.0.0.1:{other.getsockname()[1]}")(ASK)

"""The simulated wire of a page: HTTP/1.1 to the letter, and as patient as a network."""

import time
from contextlib import closing
from http.client import HTTPConnection, RemoteDisconnected
from socket import SHUT_WR
from types import SimpleNamespace

import pytest
from conformance import CASES
from talking import faults, our_faults, talk

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors import connection as door
from toy_api.exchange import respond
from toy_api.in_page.page_server import PageServer
from toy_api.in_page.page_socket import PageSocket
from toy_api.rules.completion import complete

WHOLE = b"GET /messages/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def reach(address, seconds=None, *_):
    connection = PageSocket()
    connection.settimeout(seconds)
    connection.connect(address)
    return connection


IN_HERE = SimpleNamespace(create_connection=reach, SHUT_WR=SHUT_WR)


@pytest.fixture(scope="module")
def table():
    """One server for the whole table; nothing in it changes what is read."""
    server = PageServer(create_app(clock=ToyClock()))
    yield "127.0.0.1", server.port
    server.stop()


@pytest.fixture
def serve():
    """Serves an app in this page; gives its address."""
    made = []

    def at(app):
        made.append(PageServer(complete(app, ToyClock().now)))
        return "127.0.0.1", made[-1].port

    yield at
    for each in made:
        each.stop()


@pytest.fixture
def call():
    """Asks by the standard library's client, over a connection in this page."""

    def ask(address, path="/messages/1", seconds=5):
        client = HTTPConnection(*address, timeout=seconds)
        client._create_connection = reach
        with closing(client):
            client.request("GET", path)
            answer = client.getresponse()
            return answer.status, answer.read()

    return ask


@pytest.mark.parametrize("case", [pytest.param(each, id=str(each)) for each in CASES])
def test_each_request_gets_what_the_rfc_demands(table, monkeypatch, case):
    monkeypatch.setattr("talking.socket", IN_HERE)
    monkeypatch.setattr(door, "LINGER_SECONDS", 0.05)
    if case.silent:
        monkeypatch.setattr(door, "HEAD_SECONDS", 0.05)
        monkeypatch.setattr(door, "BODY_SECONDS", 0.05)
    heard = talk(table, case)
    assert (faults(case, heard), our_faults(case, heard)) == ([], [])


def test_what_is_sent_in_pieces_is_answered_when_it_is_whole(table):
    with reach(table, 0.05) as line:
        line.sendall(WHOLE[:20])
        with pytest.raises(TimeoutError):
            line.recv(1)
        line.sendall(WHOLE[20:])
        assert line.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_late_answer_is_waited_for(serve, call):
    begin = time.monotonic()
    status, _ = call(serve(lambda _: respond(200).but(delay=0.2)))
    assert (status, time.monotonic() - begin >= 0.2) == (200, True)


def test_an_answer_that_is_too_late_comes_when_one_waits_on(serve):
    with reach(serve(lambda _: respond(204).but(delay=0.2)), 0.15) as line:
        line.sendall(WHOLE)
        with pytest.raises(TimeoutError):
            line.recv(100)
        assert line.recv(100).startswith(b"HTTP/1.1 204")


def test_a_lost_answer_is_the_end_of_the_connection(serve, call):
    with pytest.raises(RemoteDisconnected):
        call(serve(lambda _: respond(200).but(lost=True)))


def test_a_mistake_of_the_app_is_the_end_of_the_connection(serve, call, capsys):
    with pytest.raises(RemoteDisconnected):
        call(serve(lambda _: 1 / 0))
    assert "ended with ZeroDivisionError" in capsys.readouterr().err


def test_a_server_may_call_another_one(serve, call, table):
    front = serve(lambda _: respond(call(table)[0]))
    assert call(front)[0] == 200


def test_a_server_that_calls_itself_waits_in_vain(serve, call):
    def app(_):
        with pytest.raises(TimeoutError) as error:
            call(itself)
        return respond(200, {}, str(error.value).encode())

    itself = serve(app)
    assert call(itself)[1] == b"the server is busy: it waits for this very call"


def test_nobody_listens_where_a_server_has_stopped(table):
    server = PageServer(lambda _: respond(200))
    server.stop()
    for address in [("127.0.0.1", server.port), ("10.0.0.1", table[1])]:
        with PageSocket() as line, pytest.raises(ConnectionRefusedError):
            line.connect(address)


def test_an_open_connection_breaks_when_its_server_stops():
    server = PageServer(lambda _: respond(200))
    with reach(("127.0.0.1", server.port)) as line:
        server.stop()
        with pytest.raises(BrokenPipeError):
            line.sendall(WHOLE)


def test_who_has_said_all_still_gets_the_answer(table):
    with reach(table) as line:
        line.sendall(WHOLE)
        line.shutdown(SHUT_WR)
        assert line.makefile("rb").readline() == b"HTTP/1.1 200 OK\r\n"

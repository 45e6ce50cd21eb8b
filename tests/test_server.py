"""An App on a TCP socket, spoken to in bytes and read by the standard library."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPResponse
from threading import Event, Lock, Thread
from time import sleep
from types import SimpleNamespace

import pytest
import requests
import slow

from toy_api.app import create_app
from toy_api.doors import connection, gate
from toy_api.doors import server as module
from toy_api.doors.framing import BODY_LIMIT
from toy_api.doors.listening import url_of
from toy_api.doors.server import Server
from toy_api.exchange import Response, respond

GET = b"GET /messages/1 HTTP/1.1\r\nHost: x\r\n\r\n"
HEAD = GET.replace(b"GET", b"HEAD")
DELETE = GET.replace(b"GET", b"DELETE")
POST = b"POST /messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
DRAFT = b'{"to": "+15558675310", "from": "+15017122661", "body": "Tea"}'
LENGTH = b"Content-Length: %d\r\n" % len(DRAFT)
EXPECT = b"Expect: 100-continue\r\n"
CONTENT = bytes(range(256)) * 80_000  # more than any socket takes at once
PLAIN = {"Accept": "text/plain"}
TOO_LONG = b"Content-Length: %d\r\n" % (BODY_LIMIT + 1)


def large(request):
    if request.method == "HEAD":
        return respond(204)
    return respond(200, {"Content-Length": str(len(CONTENT))}, CONTENT)


class Client:
    """One connection, raw on the way out; `http.client` reads the answers."""

    def __init__(self, server):
        self.socket = socket.create_connection(server.server_address, timeout=10)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def end(self):
        self.socket.shutdown(socket.SHUT_WR)

    def answer(self, method="GET"):
        reply = HTTPResponse(self, method=method)
        reply.begin()
        reply.content = reply.read()
        return reply

    def answer_to(self, data, method="GET"):
        self.send(data)
        return self.answer(method)

    def rest(self):
        """All that still comes until the server closes the connection."""
        return self.file.read()

    def makefile(self, _):
        return Lent(self.file)


class Lent:
    """A file that stays open when an answer has been read from it."""

    def __init__(self, file):
        self.read, self.readline = file.read, file.readline
        self.readinto, self.flush = file.readinto, file.flush

    def close(self):
        pass


@contextmanager
def serving(app, *where, **more):
    server = Server(app, *where, **more)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


@pytest.fixture
def server(app):
    with serving(app) as started:
        yield started


@pytest.fixture
def client(server):
    with Client(server) as connected:
        yield connected


def has_ipv6():
    with suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False


def in_threads(count, work):
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


def test_requests_reaches_the_server_at_its_url(server):
    answer = requests.get(f"{server.url}/messages/1", timeout=10)
    assert (answer.status_code, answer.reason) == (200, "OK")
    assert answer.json()["id"] == 1


def test_the_url_names_the_address_and_the_port(server):
    host, port = server.server_address
    assert server.url == f"http://{host}:{port}"
    assert host == "127.0.0.1"


def test_an_address_of_ipv6_stands_in_brackets_in_a_url():
    """RFC 3986 §3.2.2."""
    assert url_of("::1", 8000) == "http://[::1]:8000"


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 on this computer")
def test_a_server_can_listen_on_ipv6(app):
    with serving(app, "::1") as server:
        answer = requests.get(f"{server.url}/messages/1", timeout=10)
    assert answer.status_code == 200


def test_many_requests_travel_on_one_connection(client):
    for _ in range(3):
        reply = client.answer_to(GET)
        assert (reply.status, reply.version) == (200, 11)
        assert reply.getheader("Connection") is None


def test_pipelined_requests_are_answered_in_order(client):
    paths = [b"/messages/%d" % number for number in (3, 1, 99, 2)]
    client.send(b"".join(GET.replace(b"/messages/1", path) for path in paths))
    replies = [client.answer() for _ in paths]
    assert [reply.status for reply in replies] == [200, 200, 404, 200]
    assert [reply.getheader("Request-Id") for reply in replies] == ["1", "2", "3", "4"]


def test_content_is_not_taken_for_the_next_request(client):
    content = GET.replace(b"GET", b"DELETE")
    sized = GET[:-2] + b"Content-Length: %d\r\n\r\n" % len(content) + content
    assert client.answer_to(sized).status == 200
    assert client.answer_to(GET).status == 200


def test_chunks_are_content_like_any_other(client):
    chunk = b"%x\r\n%s\r\n0\r\n\r\n" % (len(DRAFT), DRAFT)
    created = client.answer_to(POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
    assert created.status == 201
    assert client.answer_to(GET).status == 200


def test_a_request_may_come_byte_by_byte(client):
    for byte in GET:
        client.send(bytes([byte]))
    assert client.answer().status == 200


@pytest.mark.parametrize("blank", [b"\r\n", b"\r\n\r\n"])
def test_blank_lines_before_a_request_are_forgiven(client, blank):
    """RFC 9112 §2.2."""
    assert client.answer_to(blank + GET).status == 200
    assert client.answer_to(blank + GET).status == 200


def test_a_carriage_return_alone_before_a_request_is_refused(client):
    """RFC 9112 §2.2: a bare CR is invalid or a blank, and no empty line."""
    assert client.answer_to(b"\r" + GET).status == 400


@pytest.mark.parametrize("option", [b"close", b"Close", b"foo, close"])
def test_a_client_that_asks_for_it_gets_its_connection_closed(client, option):
    reply = client.answer_to(GET[:-2] + b"Connection: " + option + b"\r\n\r\n")
    assert (reply.status, reply.getheader("Connection")) == (200, "close")
    assert client.rest() == b""


def test_http_1_0_ends_with_the_answer(client):
    reply = client.answer_to(b"GET /messages/1 HTTP/1.0\r\n\r\n")
    assert (reply.status, reply.getheader("Connection")) == (200, "close")
    assert client.rest() == b""


def test_http_1_0_goes_on_where_it_asks_for_that(client):
    asked = b"GET /messages/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
    for _ in range(2):
        reply = client.answer_to(asked)
        assert (reply.status, reply.getheader("Connection")) == (200, "keep-alive")


@pytest.mark.parametrize(
    "sent, status",
    [
        (b"nonsense\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /\r\n\r\n", 400),
        (GET.replace(b"Host: x\r\n", b""), 400),
        (GET.replace(b"1.1", b"2.0"), 505),
        (GET[:-2] + b"X : y\r\n\r\n", 400),
        (GET[:-2] + b"X: " + b"y" * 140_000 + b"\r\n\r\n", 431),
        (GET.replace(b"/1", b"/" + b"1" * 20_000), 414),
        (GET.replace(b"/1", b"/" + b"1" * 140_000), 414),
        (POST + TOO_LONG + b"\r\n", 413),
        (POST + LENGTH + b"Transfer-Encoding: chunked\r\n\r\n", 400),
        (POST + b"Transfer-Encoding: gzip\r\n\r\n", 501),
        (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (POST + b"Expect: tea\r\n\r\n", 417),
    ],
)
def test_what_is_no_request_gets_a_problem_and_the_connection_ends(
    client, sent, status
):
    reply = client.answer_to(sent)
    assert (reply.status, reply.getheader("Connection")) == (status, "close")
    assert reply.getheader("Content-Type") == "application/problem+json"
    assert reply.getheader("Date")
    client.end()
    assert client.rest() == b""


def test_what_follows_a_refused_request_is_never_obeyed(client, store):
    smuggled = b"5\r\n" + DELETE
    mixed = POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert client.answer_to(mixed + smuggled + DELETE).status == 400
    client.end()
    assert client.rest() == b""
    assert store.get(1)


def test_a_refusal_reaches_a_client_that_is_still_sending(client):
    client.send(POST + b"Content-Length: %d\r\n\r\n" % len(CONTENT) + CONTENT)
    assert client.answer().status == 413


def test_a_client_that_reads_no_refusal_is_not_waited_for(client, monkeypatch):
    monkeypatch.setattr(connection, "LINGER_SECONDS", 0.02)
    assert client.answer_to(b"nonsense\r\n\r\n").status == 400
    with pytest.raises(OSError):
        while True:
            client.send(b"more")


def test_head_has_the_fields_of_get_and_no_content(client):
    got, headed = client.answer_to(GET), client.answer_to(HEAD, "HEAD")
    assert headed.getheader("Content-Length") == got.getheader("Content-Length")
    client.end()
    assert client.rest() == b""


def test_a_refusal_to_head_has_no_content(client):
    """RFC 9110 §9.3.2."""
    reply = client.answer_to(HEAD[:-2] + b"Expect: tea\r\n\r\n", "HEAD")
    assert reply.status == 417
    client.end()
    assert client.rest() == b""


def test_204_has_no_content(client):
    assert client.answer_to(DELETE).status == 204
    client.end()
    assert client.rest() == b""


def test_100_is_said_when_the_content_will_be_read(client):
    client.send(POST + LENGTH + EXPECT + b"\r\n")
    assert client.file.readline() == b"HTTP/1.1 100 Continue\r\n"
    assert client.file.readline() == b"\r\n"
    assert client.answer_to(DRAFT).status == 201


def test_100_is_said_before_chunks(client):
    client.send(POST + EXPECT + b"Transfer-Encoding: chunked\r\n\r\n")
    assert client.file.readline() == b"HTTP/1.1 100 Continue\r\n"
    assert client.file.readline() == b"\r\n"
    assert (
        client.answer_to(b"%x\r\n%s\r\n0\r\n\r\n" % (len(DRAFT), DRAFT)).status == 201
    )


@pytest.mark.parametrize(
    "sent, status",
    [
        (POST + EXPECT + TOO_LONG + b"\r\n", b"413"),
        (POST + b"Expect: tea\r\n" + LENGTH + b"\r\n", b"417"),
        (POST + EXPECT + LENGTH + b"\r\n" + DRAFT, b"201"),
        (GET[:-2] + EXPECT + b"\r\n", b"200"),
        (GET[:-2] + EXPECT + b"Content-Length: 0\r\n\r\n", b"200"),
        (POST.replace(b"1.1", b"1.0") + EXPECT + LENGTH + b"\r\n" + DRAFT, b"201"),
    ],
)
def test_no_100_is_said_when_nothing_is_to_be_waited_for(client, sent, status):
    """RFC 9110 §10.1.1."""
    client.send(sent)
    assert client.file.readline().split()[1] == status


def test_http_1_0_never_gets_100(client):
    client.send(POST.replace(b"1.1", b"1.0") + EXPECT + LENGTH + b"\r\n")
    client.end()
    assert client.file.readline() == b"HTTP/1.1 400 Bad Request\r\n"


@pytest.mark.parametrize(
    "head, cut",
    [
        (LENGTH, DRAFT[:-1]),
        (LENGTH, b""),
        (b"Content-Length: 9999\r\n", DRAFT),
        (b"Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n" % (len(DRAFT), DRAFT)),
        (b"Transfer-Encoding: chunked\r\n", b"fff\r\n" + DRAFT),
    ],
)
def test_a_request_that_is_cut_off_stores_nothing(client, store, head, cut):
    client.send(POST + head + b"\r\n" + cut)
    client.end()
    reply = client.answer()
    assert (reply.status, reply.getheader("Connection")) == (400, "close")
    assert store.count() == 6


@pytest.mark.parametrize("sent, answers", [(b"", 0), (b"\r\n", 0), (GET, 1)])
def test_a_client_that_leaves_between_two_requests_is_let_go(client, sent, answers):
    client.send(sent)
    client.end()
    assert [client.answer().status for _ in range(answers)] == [200] * answers
    assert client.rest() == b""


@pytest.mark.parametrize("sent", [b"GET / HTT", GET[:-2], b"\x16\x03\x01"])
def test_a_client_that_leaves_within_a_head_is_told(client, sent):
    client.send(sent)
    client.end()
    reply = client.answer()
    assert (reply.status, reply.getheader("Connection")) == (400, "close")
    assert client.rest() == b""


def test_the_lab_shows_what_becomes_of_the_connection(server):
    closing = {"Connection": "close"}
    requests.get(f"{server.url}/messages/1", headers=closing, timeout=10)
    log = requests.get(f"{server.url}/lab/exchanges", headers=PLAIN, timeout=10).text
    assert "\nConnection: close\n" in log.partition("\nHTTP/1.1 ")[2]


@pytest.mark.parametrize("sent", ["GET / HTT", "nonsense\r\n\r\n", "G /\r\nX: y"])
def test_the_lab_shows_what_arrived_in_place_of_a_request(server, sent):
    with Client(server) as lost:
        lost.send(sent.encode())
        lost.end()
        lost.rest()
    log = requests.get(f"{server.url}/lab/exchanges", headers=PLAIN, timeout=10).text
    assert log.startswith(sent.strip().replace("\r\n", "\n"))


def test_a_head_that_does_not_come_in_time_is_408(client, monkeypatch):
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.02)
    reply = client.answer_to(GET[:-2])
    assert (reply.status, reply.getheader("Connection")) == (408, "close")
    assert "blank line" in reply.content.decode()


def test_content_that_does_not_come_in_time_is_408(client, store, monkeypatch):
    monkeypatch.setattr(connection, "BODY_SECONDS", 0.02)
    reply = client.answer_to(POST + LENGTH + b"\r\n" + DRAFT[:-1])
    assert (reply.status, reply.getheader("Connection")) == (408, "close")
    assert store.count() == 6


def test_an_idle_connection_ends_silently(client, monkeypatch):
    assert client.answer_to(GET).status == 200
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.02)
    assert client.answer_to(GET).status == 200
    assert client.rest() == b""


def test_stop_ends_open_connections(app):
    with serving(app) as server, Client(server) as connected:
        assert connected.answer_to(GET).status == 200
        server.stop()
        assert connected.rest() == b""


def test_a_stopped_server_listens_no_more(app):
    with serving(app) as server:
        address = server.server_address
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, timeout=10)


def test_a_port_is_free_again_at_once(app):
    with serving(app) as first, Client(first) as connected:
        assert connected.answer_to(GET).status == 200
        port = first.server_address[1]
    with serving(app, "127.0.0.1", port) as second, Client(second) as connected:
        assert connected.answer_to(GET).status == 200


def test_a_port_that_is_taken_is_an_error(server, app):
    with pytest.raises(OSError):
        Server(app, *server.server_address)


def test_one_connection_too_many_is_503(server, monkeypatch):
    monkeypatch.setattr(module, "CONNECTIONS", 1)
    with Client(server) as first, Client(server) as second:
        assert first.answer_to(GET).status == 200
        reply = second.answer()
        assert (reply.status, reply.getheader("Connection")) == (503, "close")
        assert int(reply.getheader("Retry-After")) > 0
        assert first.answer_to(GET).status == 200


def test_a_place_that_was_left_is_free_again(server, monkeypatch):
    monkeypatch.setattr(module, "CONNECTIONS", 1)
    for _ in range(3):
        with Client(server) as only:
            assert only.answer_to(GET).status == 200
            only.end()
            assert only.rest() == b""


def test_a_slow_reader_does_not_hold_up_another_client():
    with serving(large) as server, Client(server) as slow, Client(server) as other:
        slow.send(GET)
        assert slow.file.readline() == b"HTTP/1.1 200 OK\r\n"
        assert other.answer_to(HEAD, "HEAD").status == 204


def test_a_large_answer_arrives_whole():
    with serving(large) as server, Client(server) as connected:
        assert connected.answer_to(GET).content == CONTENT
        assert connected.answer_to(GET).content == CONTENT


def test_a_silent_client_does_not_hold_up_another(server):
    with Client(server) as silent, Client(server) as other:
        silent.send(GET[:-2])
        assert other.answer_to(GET).status == 200
        assert silent.answer_to(b"\r\n").status == 200


def test_clients_that_are_slow_are_let_go_and_hold_up_nobody(server, monkeypatch):
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.3)
    with ThreadPoolExecutor(1) as pool, Client(server) as other:
        gone = pool.submit(slow.main, server.server_address[1], 50, 10)
        assert [other.answer_to(GET).status for _ in range(100)] == [200] * 100
        assert gone.result() == 50


class Narrow:
    """An app that notices when two requests are in it at once."""

    def __init__(self):
        self.free, self.alone = Lock(), []

    def __call__(self, request):
        self.alone.append(self.free.acquire(blocking=False))
        sleep(0.001)  # long enough for another thread to come in
        with suppress(RuntimeError):
            self.free.release()
        return respond(204)


def test_one_request_at_a_time_is_worked_on():
    app = Narrow()
    with serving(app) as server:
        in_threads(20, lambda _: requests.get(server.url, timeout=10).close())
    assert app.alone == [True] * 20


def test_an_app_that_breaks_ends_one_connection_only(server, capsys):
    healthy, server.app = server.app, lambda request: respond(200, {"X": "a\r\nb"})
    with Client(server) as unlucky:
        unlucky.send(GET)
        assert unlucky.rest() == b""
    server.app = healthy
    with Client(server) as other:
        assert other.answer_to(GET).status == 200
    assert "control character" in capsys.readouterr().err


def test_fifty_clients_create_fifty_messages(server, store):
    def create(_):
        with Client(server) as each:
            return each.answer_to(POST + LENGTH + b"\r\n" + DRAFT).getheader("Location")

    places = in_threads(50, create)
    assert {*places} == {f"/messages/{number}" for number in range(7, 57)}
    assert store.count() == 56


def test_ten_clients_tag_one_message_and_no_tag_is_lost(server, store):
    fields = {"Content-Type": "application/merge-patch+json"}

    def tag(number):
        patch = f'{{"tags": {{"t{number}": "x"}}}}'
        requests.patch(f"{server.url}/messages/1", patch, headers=fields).close()

    in_threads(10, tag)
    assert store.get(1).draft.tags == {f"t{number}": "x" for number in range(10)}


@pytest.fixture
def nap(monkeypatch):
    """An answer that is delayed spends its time until `nap.end` is set."""
    found = SimpleNamespace(begun=Event(), end=Event(), lengths=[])

    def sleep(seconds):
        found.lengths.append(seconds)
        if seconds:
            found.begun.set()
            assert found.end.wait(30)

    monkeypatch.setattr(gate, "time", SimpleNamespace(sleep=sleep))
    return found


def test_an_answer_that_is_lost_never_arrives_and_the_connection_ends(server, store):
    with Client(server) as unlucky:
        unlucky.send(DELETE[:-2] + b"Toy-Fault: drop\r\n\r\n" + GET)
        assert unlucky.rest() == b""
    assert store.get(1) is None
    with Client(server) as other:
        assert other.answer_to(GET).status == 404


def test_requests_takes_a_lost_answer_for_a_broken_connection(server, store):
    with pytest.raises(requests.ConnectionError):
        url, fault = f"{server.url}/messages/1", {"Toy-Fault": "drop"}
        requests.delete(url, headers=fault, timeout=10)
    assert store.get(1) is None


def test_an_answer_that_is_lost_ends_no_other_connection(server):
    with Client(server) as other, Client(server) as unlucky:
        assert other.answer_to(GET).status == 200
        unlucky.send(GET[:-2] + b"Toy-Fault: drop\r\n\r\n")
        assert unlucky.rest() == b""
        assert other.answer_to(GET).status == 200


def test_an_answer_that_is_delayed_holds_up_nobody_else(server, store, nap):
    with Client(server) as slow, Client(server) as other:
        slow.send(DELETE[:-2] + b"Toy-Fault: delay=7\r\n\r\n")
        assert nap.begun.wait(10)
        assert other.answer_to(GET).status == 404
        nap.end.set()
        assert slow.answer("DELETE").status == 204
    assert nap.lengths[0] == 7


def test_nothing_of_an_answer_that_is_delayed_is_sent_before(nap):
    nap.lengths, late = [], Response(204, delay=3)
    with serving(lambda request: late) as server, Client(server) as client:
        client.send(GET)
        assert nap.begun.wait(10)
        client.socket.settimeout(0.05)
        with pytest.raises(TimeoutError):
            client.socket.recv(1)
        nap.end.set()


def test_after_an_answer_that_was_delayed_the_connection_goes_on(client, nap):
    nap.end.set()
    late = client.answer_to(GET[:-2] + b"Toy-Fault: delay=5\r\n\r\n")
    assert (late.status, late.getheader("Connection")) == (200, None)
    assert client.answer_to(GET).status == 200
    assert [each for each in nap.lengths if each] == [5]


def test_a_request_that_takes_long_holds_up_nobody_else(monkeypatch, store, clock):
    begun, end = Event(), Event()
    monkeypatch.setattr(
        gate, "time", SimpleNamespace(sleep=lambda _: begun.set() or end.wait(30))
    )
    door = gate.Gate()
    app = create_app(store, clock, pause=door.pause)
    with serving(app, gate=door) as server, Client(server) as slow:
        slow.send(GET[:-2] + b"Toy-Fault: slow=9\r\n\r\n")
        assert begun.wait(10)
        with Client(server) as other:
            assert other.answer_to(GET).status == 200
        end.set()
        assert slow.answer().status == 200

"""Many clients at once, over a real socket: who wins, and that nothing is lost.

Each promise is tried twice: behind the server's gate, and in a web server with a thread
for each request, so that the threads really meet where the messages are kept.
"""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from socketserver import ThreadingMixIn
from threading import Barrier, Event, Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from requests.utils import parse_header_links

from toy_api.app import create_app, example_store
from toy_api.clock import ToyClock
from toy_api.doors.gate import Gate
from toy_api.doors.server import Server
from toy_api.doors.wsgi import as_wsgi

CLIENTS = 50
NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello"}
DOOMED = [range(start, 101, 6) for start in (1, 2)]
JSON = {"Content-Type": "application/json"}


class Client:
    """One connection that stays open, read by `http.client`."""

    def __init__(self, server):
        self.line = HTTPConnection(*server.server_address, timeout=10)

    def __call__(self, method, path, document=None, **fields):
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        body = None if document is None else json.dumps(document)
        self.line.request(method, path, body, JSON | named)
        answer = self.line.getresponse()
        return answer.status, answer.headers, answer.read()


class Threads(ThreadingMixIn, WSGIServer):
    """A thread for each request, and no gate: only the store keeps them apart."""

    daemon_threads, request_queue_size = True, 100


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def running(server, stop):
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stop()
        thread.join()


@contextmanager
def with_gate(store, clock):
    gate = Gate()
    server = Server(create_app(store, clock, pause=gate.pause), gate=gate)
    with running(server, server.stop):
        yield server


@contextmanager
def without_gate(store, clock):
    app, where = as_wsgi(create_app(store, clock)), ("127.0.0.1", 0)
    server = make_server(*where, app, Threads, Quiet)
    with server, running(server, server.shutdown):
        yield server


@pytest.fixture(params=[with_gate, without_gate])
def served(request):
    """A server on a socket, and the store behind it."""
    clock = ToyClock()
    store = example_store(clock)
    with request.param(store, clock) as server:
        yield server, store
    store.close()


@pytest.fixture
def clients(served):
    """Fifty clients, each with a connection of its own."""
    connected = [Client(served[0]) for _ in range(CLIENTS)]
    yield connected
    for client in connected:
        client.line.close()


@pytest.fixture
def at_once(clients):
    """Lets all clients send this at the same moment; their answers in order.

    Where there are several documents, each client sends one of its own.
    """

    def send(method, path, documents=None, **fields):
        start = Barrier(CLIENTS)
        several = documents if isinstance(documents, list) else [documents] * CLIENTS

        def one(client, document):
            start.wait(10)
            return client(method, path, document, **fields)

        with ThreadPoolExecutor(CLIENTS) as pool:
            return list(pool.map(one, clients, several))

    return send


def statuses(answers):
    return Counter(status for status, _, _ in answers)


def signed(word):
    """A message of each client, which says whose it is."""
    return [NEW | {"body": f"{word} {number}"} for number in range(CLIENTS)]


def winner(answers, status):
    """The number of the one client that got this status."""
    (number,) = (n for n, answer in enumerate(answers) if answer[0] == status)
    return number


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_of_fifty_who_know_the_same_version_one_wins(served, clients, at_once, method):
    """RFC 9110 §13.1.1: all the others are told, and nobody's change is lost."""
    kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
    for turn in ("first", "second"):
        known = clients[0]("GET", "/messages/1")[1]["ETag"]
        fields = {"If_Match": known, "Content_Type": kind}
        answers = at_once(method, "/messages/1", signed(turn), **fields)
        assert statuses(answers) == {200: 1, 412: CLIENTS - 1}
        assert served[1].get(1).draft.body == f"{turn} {winner(answers, 200)}"


def test_of_fifty_who_create_at_the_same_place_one_does(served, at_once):
    """RFC 9110 §13.1.2."""
    answers = at_once("PUT", "/messages/42", signed("new"), If_None_Match="*")
    assert statuses(answers) == {201: 1, 412: CLIENTS - 1}
    assert served[1].get(42).draft.body == f"new {winner(answers, 201)}"


@pytest.mark.parametrize("fault", [{}, {"Toy_Fault": "slow=0.02"}])
def test_a_post_that_comes_fifty_times_is_done_once(served, at_once, fault):
    for turn in range(2):
        fields = {"Idempotency_Key": f'"{turn}"'} | fault
        answers = at_once("POST", "/messages", NEW, **fields)
        done = [json.loads(body)["id"] for status, _, body in answers if status == 201]
        assert set(statuses(answers)) <= {201, 409}
        assert set(done) == {7 + turn}
    assert served[1].count() == 8


def test_who_was_told_to_wait_gets_the_answer_later(clients, at_once):
    fields = {"Idempotency_Key": '"k"', "Toy_Fault": "slow=0.02"}
    at_once("POST", "/messages", NEW, **fields)
    status, headers, body = clients[0]("POST", "/messages", NEW, **fields)
    assert (status, json.loads(body)["id"]) == (201, 7)
    assert headers["Idempotent-Replayed"] == "true"


def test_fifty_posts_are_fifty_messages(at_once):
    answers = at_once("POST", "/messages", NEW)
    assert statuses(answers) == {201: CLIENTS}
    assert sorted(json.loads(body)["id"] for _, _, body in answers) == [*range(7, 57)]
    assert len({headers["Request-Id"] for _, headers, _ in answers}) == CLIENTS


def test_one_of_fifty_deletes_a_message(at_once):
    answers = at_once("DELETE", "/messages/1")
    assert statuses(answers) == {204: 1, 404: CLIENTS - 1}


def walk(client, path):
    """All ids in the order in which the pages show them; not for ever."""
    seen = []
    while path and len(seen) < 1000:
        _, headers, body = client("GET", path)
        seen += [each["id"] for each in json.loads(body)]
        links = {x["rel"]: x["url"] for x in parse_header_links(headers["Link"] or "")}
        path = links.get("next")
    return seen


def unrest(server, stop, doomed):
    """Inserts at the end and deletes from among the first, until it is told to stop."""
    client = Client(server)
    for id in doomed:
        if not stop.is_set():
            client("POST", "/messages", NEW)
            client("DELETE", f"/messages/{id}")
    client.line.close()


@contextmanager
def unrest_around(served):
    """A hundred messages, of which two others delete those in `DOOMED` meanwhile."""
    server, store = served
    for _ in range(94):
        store.add(store.examples[0])
    stop = Event()
    others = [Thread(target=unrest, args=(server, stop, each)) for each in DOOMED]
    for other in others:
        other.start()
    yield
    stop.set()
    for other in others:
        other.join()


def test_a_walk_along_the_links_sees_what_stayed_once(served, clients):
    with unrest_around(served):
        walks = [walk(clients[0], "/messages?limit=3") for _ in range(3)]
    stayed = set(range(1, 101)).difference(*DOOMED)
    for seen in walks:
        assert len(set(seen)) == len(seen)
        assert stayed <= set(seen)
    assert served[1].get(1) is None

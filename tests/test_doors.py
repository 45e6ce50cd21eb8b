"""One exchange, four ways in: the same status, the same fields, the same bytes."""

import io
from http.client import HTTPConnection
from threading import Thread
from urllib.parse import unquote_to_bytes
from wsgiref.headers import Headers
from wsgiref.validate import validator

import pytest
import requests
from requests.auth import _basic_auth_str

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors.server import Server
from toy_api.doors.transport import ADDRESS, session
from toy_api.doors.wsgi import as_wsgi
from toy_api.exchange import REASONS, Request
from toy_api.guards.throttling import Window
from toy_api.guards.tokens import issue
from toy_api.life import world

JSON = {"Content-Type": "application/json"}
PATCH = {"Content-Type": "application/merge-patch+json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ADA = {"Authorization": _basic_auth_str("ada", "paper-boat")}
READING = issue("ada", "paper-boat", "read", 4_000_000_000)  # until the year 2096
ASKED = {"Access-Control-Request-Method": "POST"}
BITS = {"Accept": "image/png"}
DRAFT = '{"to": "+15558675310", "from": "+15017122661", "body": "Tea ☕"}'.encode()

EXCHANGES = [
    (200, "GET", "/", {}, b""),
    (200, "GET", "/", {"Accept": "text/html"}, b""),
    (200, "HEAD", "/", {}, b""),
    (406, "GET", "/", {"Accept": "image/png"}, b""),
    (200, "GET", "/messages", {}, b""),
    (200, "HEAD", "/messages", {}, b""),
    (200, "GET", "//messages", {}, b""),
    (200, "GET", "/messages?q=has+tea", {}, b""),
    (200, "GET", "/messages?q=%E2%98%95&to=%2B15017122661", {}, b""),
    (400, "GET", "/messages?to=+15558675310", {}, b""),
    (400, "GET", "/messages?page=2", {}, b""),
    (400, "GET", "/messages?q=%FF", {}, b""),
    (406, "GET", "/messages", {"Accept": "text/html"}, b""),
    (406, "HEAD", "/messages", {"Accept": "text/html"}, b""),
    (200, "GET", "/messages/1", {}, b""),
    (200, "GET", "/messages/%31", {}, b""),
    (404, "GET", "/messages/%2531", {}, b""),
    (404, "GET", "/messages/99", {}, b""),
    (404, "GET", "/messages/", {}, b""),
    (404, "GET", "/messages/%E2%98%95", {}, b""),
    (400, "GET", "/messages/%FF", {}, b""),
    (200, "GET", "/%6Dessages", {}, b""),
    (201, "POST", "/messages", JSON, DRAFT),
    (201, "POST", "/messages", {"Content-Type": "application/json; a=b"}, DRAFT),
    (415, "POST", "/messages", {"Content-Type": "text/plain"}, DRAFT),
    (415, "POST", "/messages", JSON | {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
    (400, "POST", "/messages", JSON, b""),
    (400, "POST", "/messages", JSON, b"{"),
    (400, "POST", "/messages", JSON, b"\xff\x00"),
    (422, "POST", "/messages", JSON, b'{"to": 1, "a/b": 2}'),
    (405, "POST", "/messages/1", JSON, DRAFT),
    (405, "DELETE", "/messages", {}, b""),
    (405, "QUERY", "/messages", JSON, b"{}"),
    (200, "PUT", "/messages/1", JSON, DRAFT),
    (201, "PUT", "/messages/50", JSON, DRAFT),
    (200, "PATCH", "/messages/1", PATCH, '{"body": "né"}'.encode()),
    (415, "PATCH", "/messages/1", JSON, b'{"body": ""}'),
    (422, "PATCH", "/messages/1", PATCH, b'{"to": null}'),
    (204, "DELETE", "/messages/2", {}, b""),
    (404, "DELETE", "/messages/2", {}, b""),
    (409, "PUT", "/messages/2", JSON, DRAFT),
    (204, "OPTIONS", "/messages", {}, b""),
    (204, "OPTIONS", "/messages/1", {}, b""),
    (501, "BREW", "/messages", {}, b""),
    (304, "GET", "/practice/notice", {"If-None-Match": "*"}, b""),
    (304, "HEAD", "/messages/1", {"If-None-Match": "*"}, b""),
    (412, "PUT", "/messages/1", JSON | {"If-Match": '"x"'}, DRAFT),
    (412, "DELETE", "/messages/1", {"If-Match": '"x"'}, b""),
    (428, "DELETE", "/careful/messages/1", {}, b""),
    (206, "GET", "/messages/1", BITS | {"Range": "bytes=2-5"}, b""),
    (416, "GET", "/messages/1", BITS | {"Range": "bytes=999999-"}, b""),
    (200, "GET", "/messages/1", BITS | {"Range": "bytes=2-", "If-Range": '"x"'}, b""),
    (401, "GET", "/messages", {"Authorization": "Basic YWRhOng="}, b""),
    (401, "HEAD", "/messages", {"Authorization": "Bearer x"}, b""),
    (401, "POST", "/tokens", FORM, b"grant_type=client_credentials"),
    (200, "POST", "/tokens", FORM | ADA, b"grant_type=client_credentials"),
    (400, "POST", "/tokens", FORM | ADA, b"grant_type=password"),
    (200, "GET", "/messages", {"Authorization": f"Bearer {READING}"}, b""),
    (403, "DELETE", "/messages/1", {"Authorization": f"Bearer {READING}"}, b""),
    (201, "POST", "/messages", JSON | {"Idempotency-Key": '"a"'}, DRAFT),
    (201, "POST", "/messages", JSON | {"Idempotency-Key": '"a"'}, DRAFT),
    (422, "POST", "/messages", JSON | {"Idempotency-Key": '"a"'}, DRAFT + b" "),
    (400, "POST", "/messages", JSON | {"Idempotency-Key": '"'}, DRAFT),
    (503, "GET", "/messages", {"Toy-Fault": "fail=1"}, b""),
    (204, "OPTIONS", "/messages", {"Origin": "https://friend.example"} | ASKED, b""),
    (200, "GET", "/messages", {"Origin": "https://friend.example"}, b""),
    (200, "GET", "/busy/messages", {}, b""),
    (200, "GET", "/busy/messages", {}, b""),
    (200, "GET", "/busy/messages", {}, b""),
    (429, "GET", "/busy/messages", {}, b""),
    (204, "POST", "/lab/lock", {}, b""),
    (401, "GET", "/messages", {}, b""),
    (200, "GET", "/messages", ADA, b""),
    (200, "POST", "/lab/carrier", {}, b""),
    (200, "GET", "/lab/state", {}, b""),
    (204, "POST", "/lab/reset", {}, b""),
    (400, "GET", "/lab/exchanges?after=x", {}, b""),
    (204, "OPTIONS", "*", {}, b""),  # the last, since requests can not ask it
]
WAYS = ["function", "requests", "wsgi", "socket"]


def new_app():
    """The clock of the throttle stands still here, so that no door is too slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "Window", lambda: Window(lambda: 0.0))
        return create_app(clock=ToyClock(), accounts={"ada": "paper-boat"})


def answer_of(status, reason, fields, body):
    kept = [pair for pair in fields if pair[0].lower() not in ("server", "connection")]
    return status, reason, sorted((name.lower(), value) for name, value in kept), body


def by_function():
    app = new_app()
    for _, method, target, fields, body in EXCHANGES:
        headers = Headers([("Host", "toy.test"), *fields.items()])
        answer = app(Request(method, target, headers, body))
        reason = REASONS[answer.status]
        yield answer_of(answer.status, reason, answer.headers.items(), answer.body)


def by_requests():
    with session(new_app()) as connected:
        for _, method, target, fields, body in EXCHANGES[:-1]:
            prepared = requests.Request(
                method, ADDRESS + "/", fields, data=body
            ).prepare()
            prepared.url = ADDRESS + target  # not tidied up by requests
            answer = connected.get_adapter(ADDRESS).send(prepared)
            status, reason = answer.status_code, answer.reason
            yield answer_of(status, reason, answer.headers.items(), answer.content)


def by_wsgi():
    application = validator(as_wsgi(new_app()))
    for _, method, target, fields, body in EXCHANGES:
        told = []
        environ = environ_of(method, target, fields, body)
        parts = application(environ, lambda *words, told=told: told.append(words))
        content = b"".join(parts)
        parts.close()
        ((status, headers),) = told
        yield answer_of(int(status[:3]), status[4:], headers, content)


def environ_of(method, target, fields, body):
    path, _, query = target.partition("?")
    named = {f"HTTP_{name.upper().replace('-', '_')}": fields[name] for name in fields}
    kind = named.pop("HTTP_CONTENT_TYPE", "")
    decoded = unquote_to_bytes(path).decode("latin-1")
    where = {"REQUEST_URI": "*"} if target == "*" else {}
    return (
        named
        | where
        | {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": "/" if target == "*" else decoded,
            "QUERY_STRING": query,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "toy.test",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "toy.test",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
    )


def by_socket():
    server = Server(new_app())
    Thread(target=server.serve_forever, daemon=True).start()
    connection = HTTPConnection(*server.server_address, timeout=10)
    for _, method, target, fields, body in EXCHANGES:
        headers = {"Host": "toy.test"} | fields
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        yield answer_of(answer.status, answer.reason, answer.getheaders(), content)
    connection.close()
    server.stop()


@pytest.fixture(scope="module")
def answers():
    """All exchanges, each way in one go, since some need what others did."""
    ways = {"requests": by_requests, "wsgi": by_wsgi, "socket": by_socket}
    ways["function"] = by_function
    return {way: list(answer()) for way, answer in ways.items()}


def rows(ways):
    """Each exchange by each of these ways, under a name for the list of tests."""
    for way in ways:
        for number, (status, method, target, *_) in enumerate(EXCHANGES):
            if (way, target) != ("requests", "*"):
                name = f"{way} {status} {method} {target}"
                yield pytest.param(way, number, id=name)


@pytest.mark.filterwarnings("ignore:Unknown REQUEST_METHOD")
@pytest.mark.parametrize("way, number", [*rows(WAYS)])
def test_the_status_is_the_expected_one(answers, way, number):
    assert answers[way][number][0] == EXCHANGES[number][0]


@pytest.mark.filterwarnings("ignore:Unknown REQUEST_METHOD")
@pytest.mark.parametrize("way, number", [*rows(WAYS[1:])])
def test_the_answer_is_the_same_at_every_door(answers, way, number):
    assert answers[way][number] == answers["function"][number]

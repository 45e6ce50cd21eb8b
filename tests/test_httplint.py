"""Every kind of answer, read by `httplint`, which knows the RFCs better than we do."""

import json
from base64 import b64encode
from unittest.mock import Mock
from wsgiref.headers import Headers

import pytest
from linting import EXCUSED, Ear, faults, linted

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.database import DatabaseError
from toy_api.doors.framing import as_bytes, body_length, expects_continue, parse_head
from toy_api.exchange import Request, respond
from toy_api.rules.problems import Problem
from toy_api.store import Store

JSON = {"Content-Type": "application/json"}
MERGE = {"Content-Type": "application/merge-patch+json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PNG = {"Content-Type": "image/png"}
ADA = {"Authorization": f"Basic {b64encode(b'ada:boat').decode()}"}
FRIEND = {"Origin": "https://friend.example"}
ASKING = {"Access-Control-Request-Method": "PUT"}
NUMBERS = {"to": "+15558675310", "from": "+15017122661"}
NEW = json.dumps(NUMBERS | {"body": "Hello"}).encode()
MANY = json.dumps(NUMBERS | {"to": ["+15558675310"], "body": "Hello"}).encode()
GRANT, READ = b"grant_type=client_credentials", b"&scope=read"
PICTURE = b"\x89PNG\r\n\x1a\n and so on"
KEY = {"Idempotency-Key": '"first"'}
BEFORE = [  # what has happened already
    ("PUT", "/messages/1/picture", PNG, PICTURE),
    ("POST", "/broadcasts", JSON, MANY),
    ("POST", "/messages", JSON | KEY, NEW),
    ("DELETE", "/messages/6", {}, b""),
    *[("GET", "/busy/messages", {}, b"")] * 2,
]
FACES = ["application/json", "text/html", "text/plain"]
FACES += ["image/svg+xml", "image/png", "audio/wav"]
ASKED = [  # the wrong API, /crooked, is left out: it is wrong on purpose
    (200, "GET", "/", {}, b""),
    (200, "GET", "/", {"Accept": "text/html"}, b""),
    (200, "GET", "/messages", {}, b""),
    (200, "GET", "/messages?limit=2&after=2&q=e", {}, b""),
    (200, "HEAD", "/messages", {}, b""),
    (204, "OPTIONS", "/messages", {}, b""),
    (204, "OPTIONS", "*", {}, b""),
    (201, "POST", "/messages", JSON, NEW),
    (201, "POST", "/messages", JSON | KEY, NEW),
    (422, "POST", "/messages", JSON | KEY, MANY),
    (400, "POST", "/messages", JSON, b"{"),
    (415, "POST", "/messages", {}, b"x"),
    (415, "POST", "/messages", JSON | {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
    (422, "POST", "/messages", JSON, b"{}"),
    (405, "DELETE", "/messages", {}, b""),
    *[(200, "GET", "/messages/1", {"Accept": face}, b"") for face in FACES],
    *[(200, "HEAD", "/messages/1", {"Accept": face}, b"") for face in FACES],
    (206, "GET", "/messages/1", {"Accept": "image/png", "Range": "bytes=2-5"}, b""),
    (416, "GET", "/messages/1", {"Accept": "image/png", "Range": "bytes=-0"}, b""),
    (304, "GET", "/messages/1", {"If-None-Match": "*"}, b""),
    (412, "GET", "/messages/1", {"If-Match": '"x"'}, b""),
    (406, "GET", "/messages/1", {"Accept": "video/mp4"}, b""),
    (400, "GET", "/messages/1?x=1", {}, b""),
    (404, "GET", "/messages/99", {}, b""),
    (200, "PUT", "/messages/1", JSON, NEW),
    (201, "PUT", "/messages/42", JSON, NEW),
    (409, "PUT", "/messages/6", JSON, NEW),
    (412, "PUT", "/messages/1", JSON | {"If-Match": '"x"'}, NEW),
    (428, "PUT", "/careful/messages/1", JSON, NEW),
    (200, "PATCH", "/messages/1", MERGE, b"{}"),
    (415, "PATCH", "/messages/1", JSON, b"{}"),
    (204, "DELETE", "/messages/1", {}, b""),
    (204, "OPTIONS", "/messages/1", {}, b""),
    (200, "GET", "/messages/1/picture", {}, b""),
    (206, "GET", "/messages/1/picture", {"Range": "bytes=-3"}, b""),
    (204, "PUT", "/messages/1/picture", PNG, PICTURE),
    (201, "PUT", "/messages/2/picture", PNG, PICTURE),
    (415, "PUT", "/messages/2/picture", JSON, PICTURE),
    (204, "DELETE", "/messages/1/picture", {}, b""),
    (404, "GET", "/messages/2/picture", {}, b""),
    (202, "POST", "/broadcasts", JSON, MANY),
    (422, "POST", "/broadcasts", JSON, b"[]"),
    (200, "GET", "/broadcasts/1", {}, b""),
    (404, "GET", "/broadcasts/9", {}, b""),
    (200, "POST", "/tokens", FORM | ADA, GRANT + READ),
    (400, "POST", "/tokens", FORM | ADA, b"grant_type=password"),
    (401, "POST", "/tokens", FORM, GRANT),
    (415, "POST", "/tokens", JSON | ADA, b"{}"),
    (401, "GET", "/messages", {"Authorization": "Bearer x"}, b""),
    (200, "GET", "/messages", ADA, b""),
    (200, "GET", "/busy/messages", {}, b""),
    (200, "GET", "/messages/1", FRIEND, b""),
    (200, "GET", "/messages/1", {"Origin": "https://foe.example"}, b""),
    (204, "OPTIONS", "/messages/1", FRIEND | ASKING, b""),
    (200, "GET", "/practice", {}, b""),
    (200, "GET", "/practice/notice", {}, b""),
    (304, "GET", "/practice/notice", {"If-None-Match": "*"}, b""),
    (503, "GET", "/practice/closed", {}, b""),
    (307, "GET", "/practice/elsewhere", {}, b""),
    *[(n, "GET", f"/practice/moved/{n}", {}, b"") for n in (301, 302, 303, 307, 308)],
    (308, "POST", "/practice/moved/308", JSON, NEW),
    (503, "GET", "/messages", {"Toy-Fault": "fail=1"}, b""),
    (404, "GET", "/nowhere", {}, b""),
    (501, "BREW", "/messages", {}, b""),
    (417, "POST", "/messages", JSON | {"Expect": "tea"}, NEW),
    (413, "POST", "/messages", JSON | {"Content-Length": "9" * 9}, b""),
    (414, "GET", f"/{'x' * 20_000}", {}, b""),
    (431, "GET", "/", {f"X-{number}": "x" for number in range(250)}, b""),
    (200, "GET", "/lab", {}, b""),
    (200, "GET", "/lab/state", {}, b""),
    (200, "GET", "/lab/exchanges", {}, b""),
    (200, "GET", "/lab/exchanges", {"Accept": "text/plain"}, b""),
    (200, "POST", "/lab/carrier", {}, b""),
    (204, "POST", "/lab/reset", {}, b""),
    (204, "POST", "/lab/lock", {}, b""),
    (404, "GET", "/lab/nowhere", {}, b""),
]


@pytest.fixture
def app():
    made = create_app(clock=ToyClock(), accounts={"ada": "boat"})
    for method, target, fields, body in BEFORE:
        assert made(as_request(method, target, fields, body)).status < 300
    return made


def as_request(method, target, fields, body):
    """The request as the door reads it from the wire, refused if it must be."""
    named = {"Host": "toy.test", "User-Agent": "test"} | fields
    if body:
        named |= {"Content-Length": str(len(body))}
    lines = [f"{name}: {value}" for name, value in named.items()]
    head = "\r\n".join([f"{method} {target} HTTP/1.1", *lines]).encode("latin-1")
    request = Request(method, target, Headers(list(named.items())), body)
    try:
        request = parse_head(head).but(body=body)
        body_length(request)
        expects_continue(request)
        return request
    except Problem as problem:
        return request.but(refusal=problem)


@pytest.mark.parametrize(("status", "method", "target", "fields", "body"), ASKED)
def test_the_linter_finds_no_fault(app, status, method, target, fields, body):
    request = as_request(method, target, fields, body)
    answer = app(request)
    assert answer.status == status
    assert faults(request, as_bytes(answer)) == set()


def test_the_linter_finds_no_fault_in_too_many_requests(app):
    request = as_request("GET", "/busy/messages", {}, b"")
    answers = [app(request) for _ in range(2)]
    assert answers[1].status == 429
    assert faults(request, as_bytes(answers[1])) == set()


@pytest.mark.parametrize("scope", ["read", "write"])
def test_the_linter_finds_no_fault_in_what_a_token_gets(app, scope):
    form = GRANT + f"&scope={scope}".encode()
    token = app(as_request("POST", "/tokens", FORM | ADA, form)).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    request = as_request("DELETE", "/messages/1", bearer, b"")
    answer = app(request)
    assert answer.status == (403 if scope == "read" else 204)
    assert faults(request, as_bytes(answer)) == set()


def test_the_linter_finds_no_fault_where_the_door_is_locked(app):
    app(as_request("POST", "/lab/lock", {}, b""))
    request = as_request("GET", "/messages", {}, b"")
    answer = app(request)
    assert answer.status == 401
    assert faults(request, as_bytes(answer)) == set()


@pytest.mark.parametrize(
    ("error", "status"), [(DatabaseError("locked"), 503), (ZeroDivisionError(), 500)]
)
def test_the_linter_finds_no_fault_in_a_mistake_of_the_server(
    monkeypatch, capsys, app, error, status
):
    monkeypatch.setattr(Store, "find", Mock(side_effect=error))
    request = as_request("GET", "/messages", {}, b"")
    answer = app(request)
    assert answer.status == status
    assert faults(request, as_bytes(answer)) == set()


@pytest.mark.parametrize(("name", "status"), EXCUSED)
def test_every_excuse_is_still_needed(app, name, status):
    found = set()
    for expected, *asked in ASKED:
        request = as_request(*asked)
        if expected == status:
            found |= linted(request, as_bytes(app(request)))
    assert name in found


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"Content-Length: ", b"Content-Length: 1"),
        (b"Cache-Control: no-cache", b"Cache-Control: no-cache, no-cache=yes"),
        (b"ETag: ", b"ETag: x"),
        (b"Date: Mon, 01", b"Date: Die, 01"),
        (b"Vary: Accept", b"Vary: A B"),
        (b"200 OK", b"2x0 OK"),
    ],
)
def test_the_linter_would_find_a_fault(app, right, wrong):
    request = as_request("GET", "/messages/1", {}, b"")
    wire = as_bytes(app(request))
    assert right in wire
    assert linted(request, wire.replace(right, wrong)) != set()


def test_a_fault_in_whatever_a_test_gets_would_be_found():
    ear = Ear()
    app = ear.listening(lambda _: respond(200, {"Content-Length": "1"}, b"two"))
    app(Request("GET", "/messages"))
    ((method, target, names),) = ear.faults()
    assert (method, target) == ("GET", "/messages")
    assert "CL_INCORRECT" in names
    assert ear.faults() == []

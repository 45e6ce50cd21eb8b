"""What proves who somebody is never leaves the server."""

import json
from wsgiref.headers import Headers

import pytest

from toy_api.app import create_app
from toy_api.doors.transport import ADDRESS, session
from toy_api.exchange import Request, respond, respond_json
from toy_api.rules.masking import masked
from toy_api.rules.problems import Problem

FORM = "application/x-www-form-urlencoded"
SECRET = "c2VjcmV0OnBhc3N3b3Jk"
TELLING = [
    ("Authorization", f"Basic {SECRET}", "Basic ****"),
    ("authorization", f"Bearer {SECRET}", "Bearer ****"),
    ("AUTHORIZATION", SECRET, "****"),
    ("Proxy-Authorization", f"Digest x={SECRET}, y=1", "Digest ****"),
    ("Cookie", f"session={SECRET}", "****"),
    ("cookie", f"a=b; session={SECRET}", "****"),
]
MALFORMED = [
    "GET / HTTP/1.1\r\nAuthorization : Basic {}\r\nHost: x",
    "GET / HTTP/9.9\r\nauthorization:Basic {}\r\nHost: x",
    "GET / HTTP/1.1\r\nProxy-Authorization: Basic {}",
    "GET / HTTP/1.1\r\nHost: x\nCookie: session={}",
    "GET / HTTP/1.1\r\nHost: x\rAuthorization:\tBearer {}",
    "GET / HTTP/1.1\r\n Authorization: Basic {}\r\n: x",
    "GET / HTTP/1.1\r\nAuthorization: Basic\r\n {}",
    "GET / HTTP/1.1\r\nAuthorization: Basic {0},\r\n\tx={0}",
    "GET / HTTP/1.1\r\nAuthorization Basic {}",
    "GET / HTTP/1.1\r\nAuthorization: Basic\r{}\r\nHost: x",
]


@pytest.mark.parametrize("name, value, shown", TELLING)
def test_credentials_are_masked(name, value, shown):
    fields = Headers([("Host", "x"), (name, value), ("Accept", "*/*")])
    request = masked(Request("GET", "/", fields))
    assert request.headers.items() == [("Host", "x"), (name, shown), ("Accept", "*/*")]


def test_every_one_of_several_credentials_is_masked():
    fields = [("Cookie", SECRET), ("Cookie", SECRET), ("Authorization", SECRET)]
    assert SECRET not in masked(Request("GET", "/", Headers(fields))).as_text()


@pytest.mark.parametrize("head", MALFORMED)
def test_credentials_in_a_refused_head_are_masked(head):
    arrived = head.format(SECRET).encode()
    refused = Request("", "/", head=arrived, refusal=Problem(400, "no"))
    text = masked(refused).as_text()
    assert SECRET not in text
    assert text.startswith("GET / HTTP/")


def test_the_harmless_lines_of_a_refused_head_stay():
    arrived = b"GET / HTTP/1.1\r\nCookie : x\r\nHost: y\r\n"
    refused = Request("", "/", head=arrived, refusal=Problem(400, "no"))
    lines = masked(refused).as_text().splitlines()
    assert (lines[0], lines[2:]) == ("GET / HTTP/1.1", ["Host: y"])


def test_nothing_stands_behind_the_mask_at_the_end_of_a_refused_head():
    refused = Request("", "/", head=b"GET /\r\nCookie: x", refusal=Problem(400, "no"))
    assert masked(refused).as_text() == "GET /\nCookie: ****"


def test_credentials_in_the_fields_of_a_refused_request_are_masked():
    fields = Headers([("Authorization", f"Basic {SECRET}")])
    refused = Request("POST", "/", fields, refusal=Problem(413, "no"))
    assert SECRET not in str(masked(refused).headers.items())


def test_a_cookie_that_is_given_out_can_be_masked():
    shown = masked(respond(200, {"Set-Cookie": SECRET, "ETag": '"1"'}))
    assert shown.headers.items() == [("Set-Cookie", "****"), ("ETag", '"1"')]


def test_a_request_without_credentials_is_kept_as_it_is():
    request = Request("GET", "/", Headers([("X-Cookie-Jar", "1")]))
    assert masked(request).target == request.target


def test_a_head_as_it_arrived_is_not_kept_where_it_tells_a_secret():
    fields = Headers([("Cookie", SECRET)])
    head = f"GET / HTTP/1.1\r\nCookie: {SECRET}".encode()
    kept = masked(Request("GET", "/", fields, head=head))
    assert (kept.head, kept.as_text()) == (b"", "GET / HTTP/1.1\nCookie: ****\n\n")


@pytest.fixture
def token():
    """What the token desk answered, and how the log shows that exchange."""
    app = create_app(accounts={"ada": SECRET})
    with session(app) as connected:
        form = {"grant_type": "client_credentials", "client_secret": SECRET}
        connected.auth = ("ada", SECRET)
        answer = connected.post(f"{ADDRESS}/tokens", data=form)
        shown = connected.get(
            f"{ADDRESS}/lab/exchanges", headers={"Accept": "text/plain"}
        )
    return answer.json()["access_token"], shown.text


def test_a_token_is_given_whole_and_shown_without_its_signature(token):
    given, shown = token
    claim, _, signature = given.rpartition(".")
    assert len(signature) == 32
    assert f'"access_token": "{claim}.****"' in shown
    assert signature not in shown


def test_no_secret_is_shown_wherever_the_client_sent_it(token):
    """RFC 6749 §2.3.1: some send it in the form."""
    _, shown = token
    assert SECRET not in shown
    assert "grant_type=client_credentials&client_secret=****" in shown


def test_a_secret_for_signing_is_masked_where_it_is_given_out():
    shown = masked(respond_json(201, {"url": "/x", "secret": f"whsec_{SECRET}"}))
    assert shown.json() == {"url": "/x", "secret": "whsec_****"}


def test_a_path_is_no_secret():
    head = b"GET /cookies HTTP/9\r\nHost: toy.test"
    assert masked(Request("", "", head=head)).head == head


@pytest.mark.parametrize(
    "document", [{"body": "access_token"}, {"token": "a.b.c"}, {"body": "whsec"}, []]
)
def test_content_without_a_secret_is_kept_as_it_is(document):
    response = respond_json(200, document)
    assert masked(response).body == response.body


@pytest.mark.parametrize("name", ["client_secret", "password", "access_token"])
@pytest.mark.parametrize("place", ["{}=x%20y&a=1", "a=1&{}=x%20y&b=2", "b=2&{}=x%20y"])
def test_only_the_secret_of_a_form_is_masked(name, place):
    body = place.format(name).encode()
    fields = Headers([("Content-Type", f"{FORM}; charset=utf-8")])
    shown = masked(Request("POST", "/tokens", fields, body)).body
    assert shown == body.replace(b"x%20y", b"****")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"password=x"),
        ("application/json", b"client_secret=x"),
        (FORM, b"my_password=x&a=password=y"),
        (FORM, b"password="),
        ("application/json", b'{"body": "\\"secret\\": \\"x\\""}'),
        ("application/json", b'{"my_secret": "x", "password": "", "secret": 1}'),
        ("text/plain", b'{"secret": "x"}'),
    ],
)
def test_what_only_looks_like_a_secret_stays(kind, body):
    request = Request("POST", "/", Headers([("Content-Type", kind)]), body)
    assert masked(request).body == body


@pytest.mark.parametrize(
    "name", ["client_secret", "password", "access_token", "secret"]
)
@pytest.mark.parametrize("kind", ["application/json", "application/merge-patch+json"])
@pytest.mark.parametrize("space", ["", " ", "\r\n\t"])
def test_only_the_secret_of_a_json_text_is_masked(name, kind, space):
    body = json.dumps({"a": "1", name: 'x"\\☕', "b": {name: "y"}}).replace(
        ": ", f"{space}:{space}"
    )
    request = Request("POST", "/", Headers([("Content-Type", kind)]), body.encode())
    assert masked(request).json() == {"a": "1", name: "****", "b": {name: "****"}}


@pytest.mark.parametrize("more", ["", "&q=tea"])
@pytest.mark.parametrize("start", ["/?", "/messages?limit=1&", "http://toy.test/?"])
def test_a_token_in_a_url_is_masked(start, more):
    """RFC 6750 §5.3: it should not be sent there; who does so is not given away."""
    target = f"{start}access_token={SECRET}{more}"
    head = f"GET {target} HTTP/1.1\r\nHost: x".encode()
    shown = masked(Request("GET", target, head=head))
    assert shown.target == f"{start}access_token=****{more}"
    assert SECRET not in shown.as_text()


def test_a_token_in_the_url_of_a_refused_head_is_masked():
    head = f"GET /?access_token={SECRET} HTTP/9\r\nHost: x".encode()
    assert SECRET not in masked(Request("", "/", head=head)).as_text()


def test_another_part_of_a_url_stays():
    target = "/?my_access_token=x&q=access_token=x&access_token="
    request = Request("GET", target)
    assert masked(request).target == request.target

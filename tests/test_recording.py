"""Every exchange is written down, credentials masked."""

import json
from base64 import b64encode
from dataclasses import replace
from wsgiref.headers import Headers

import pytest

from toy_api.app import create_app
from toy_api.doors.wsgi import as_wsgi
from toy_api.exchange import Exchange, Request, respond
from toy_api.rules import recording
from toy_api.rules.masking import masked
from toy_api.rules.problems import Problem
from toy_api.rules.recording import Log, recorded
from toy_api.rules.records import as_record, from_record

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
]


def numbered(*numbers, size=0):
    log = Log()
    for _ in numbers:
        log.add(Request("GET", "/", body=b"x" * size), respond(200))
    return log


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


def test_credentials_stay_out_of_the_log_behind_another_web_server():
    log = Log()
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/", "CONTENT_LENGTH": "9" * 9}
    environ["HTTP_AUTHORIZATION"] = f"Basic {SECRET}"
    as_wsgi(create_app(log=log))(environ, lambda status, fields: None)
    assert len(log.after()) == 1
    assert SECRET not in json.dumps([as_record(each) for each in log.after()])


def test_the_app_still_sees_the_credentials():
    def app(request):
        return respond(200, body=request.headers["Authorization"].encode())

    fields = Headers([("Authorization", f"Basic {SECRET}")])
    answer = recorded(app, Log())(Request("GET", "/", fields))
    assert answer.body.decode() == f"Basic {SECRET}"


def test_a_cookie_that_is_given_out_can_be_masked():
    shown = masked(respond(200, {"Set-Cookie": SECRET, "ETag": '"1"'}))
    assert shown.headers.items() == [("Set-Cookie", "****"), ("ETag", '"1"')]


def test_a_cookie_that_is_given_out_is_masked_in_the_log_only():
    log = Log()
    app = recorded(lambda request: respond(200, {"Set-Cookie": SECRET}), log)
    assert app(Request("GET", "/")).headers["Set-Cookie"] == SECRET
    assert log.after()[0].response.headers["Set-Cookie"] == "****"


def test_a_request_without_credentials_is_kept_as_it_is():
    request = Request("GET", "/", Headers([("X-Cookie-Jar", "1")]))
    assert masked(request) is request


def test_the_number_of_an_exchange_is_its_request_id(api):
    ids = [api("GET", path).headers["Request-Id"] for path in ("/", "/nowhere", "/")]
    assert ids == ["1", "2", "3"]


def test_the_lab_shows_what_crossed_the_wire(api):
    api("DELETE", "/messages/1", headers={"X-Why": "a test"})
    (record,) = api("GET", "/lab/exchanges").json()
    assert (record["number"], record["response"]["status"]) == (1, 204)
    assert record["request"]["method"] == "DELETE"
    assert ["X-Why", "a test"] in record["request"]["headers"]


def test_calls_of_the_lab_are_not_recorded(api):
    for method, path in [
        ("GET", "/lab"),
        ("GET", "/lab/state"),
        ("POST", "/lab/reset"),
    ]:
        assert api(method, path).ok
    assert api("GET", "/lab/nowhere").status_code == 404
    assert api("GET", "/lab/exchanges").json() == []


def test_refusals_are_recorded_too(api):
    api("BREW", "/messages")
    api("POST", "/messages", data="{")
    records = api("GET", "/lab/exchanges").json()
    assert [each["response"]["status"] for each in records] == [501, 415]


def test_only_the_newest_exchanges_are_kept(monkeypatch):
    monkeypatch.setattr(recording, "KEPT", 3)
    assert [each.number for each in numbered(*range(5)).after()] == [3, 4, 5]


def test_the_log_is_finite_in_bytes(monkeypatch):
    monkeypatch.setattr(recording, "KEPT_BYTES", 100)
    log = numbered(*range(9), size=40)
    assert [each.number for each in log.after()] == [8, 9]


def test_the_bytes_of_responses_count_as_well(monkeypatch):
    monkeypatch.setattr(recording, "KEPT_BYTES", 100)
    log = Log()
    for _ in range(4):
        log.add(Request("GET", "/"), respond(200, body=b"x" * 60))
    assert [each.number for each in log.after()] == [4]


def test_an_exchange_that_is_too_large_alone_does_not_stop_the_log(monkeypatch):
    monkeypatch.setattr(recording, "KEPT_BYTES", 100)
    log = numbered(1, size=101)
    assert log.after() == []
    log.add(Request("GET", "/"), respond(200))
    assert [each.number for each in log.after()] == [2]


@pytest.mark.parametrize("number, left", [(0, [1, 2, 3]), (2, [3]), (3, []), (9, [])])
def test_exchanges_after_a_number_are_the_newer_ones(number, left):
    log = numbered(1, 2, 3)
    assert [each.number for each in log.after(number)] == left


def test_each_exchange_is_told_once_with_its_number():
    told = []
    log = Log(told.append)
    log.add(Request("GET", "/"), respond(200))
    log.add(Request("GET", "/"), respond(200))
    assert [each.number for each in told] == [1, 2]


def test_what_is_told_is_masked():
    told = []
    fields = Headers([("Cookie", SECRET)])
    Log(told.append).add(Request("GET", "/", fields), respond(200))
    assert told[0].request.headers["Cookie"] == "****"


def there_and_back(exchange):
    return from_record(json.loads(json.dumps(as_record(exchange))))


def test_an_exchange_comes_back_from_its_record():
    fields = Headers([("Accept", "a/b"), ("Accept", "*/*"), ("X", "caf\xe9")])
    request = Request("PUT", "/x?y=%20", fields, bytes(range(256)), "HTTP/1.0")
    back = there_and_back(Exchange(7, request, respond(200, {"A": "b"}, b"\x00\xff")))
    assert back.number == 7
    assert replace(back.request, headers=fields) == request
    assert back.request.headers.items() == fields.items()


def test_a_response_comes_back_from_its_record():
    response = respond(422, {"Content-Type": "image/png"}, b"\x89\x00\xff")
    back = there_and_back(Exchange(1, Request("GET", "/"), response)).response
    assert (back.status, back.body) == (422, b"\x89\x00\xff")
    assert back.headers.items() == [("Content-Type", "image/png")]


def test_a_head_comes_back_from_its_record_byte_for_byte():
    request = Request("GET", "/", head=b"GET / HTTP/1.1\r\nX:\xff ")
    back = there_and_back(Exchange(1, request, respond(200))).request
    assert back.head == b"GET / HTTP/1.1\r\nX:\xff "


def test_a_head_as_it_arrived_is_not_kept_where_it_tells_a_secret():
    fields = Headers([("Cookie", SECRET)])
    head = f"GET / HTTP/1.1\r\nCookie: {SECRET}".encode()
    kept = masked(Request("GET", "/", fields, head=head))
    assert (kept.head, kept.as_text()) == (b"", "GET / HTTP/1.1\nCookie: ****\n\n")


def test_the_record_holds_content_as_base64():
    exchange = Exchange(1, Request("POST", "/", body=b"\xfb\xff"), respond(204))
    assert as_record(exchange)["request"]["body"] == b64encode(b"\xfb\xff").decode()


def test_a_refused_request_reads_the_same_when_it_comes_back():
    refused = Request("", "/", head=b"GET\r\nX : y", refusal=Problem(400, "no"))
    back = there_and_back(Exchange(1, refused, respond(400)))
    assert back.request.as_text() == "GET\nX : y"


def test_why_a_request_was_refused_is_not_kept_with_its_frames():
    log = Log()
    log.add(Request("", "/", refusal=Problem(413, "too much")), respond(413))
    assert log.after()[0].request.refusal is None

"""Every exchange is written down, credentials masked."""

import json
from wsgiref.headers import Headers

import pytest

from toy_api.app import create_app
from toy_api.doors.wsgi import as_wsgi
from toy_api.exchange import Request, respond
from toy_api.rules import recording
from toy_api.rules.problems import Problem
from toy_api.rules.recording import Log, recorded
from toy_api.rules.records import as_record

SECRET = "c2VjcmV0OnBhc3N3b3Jk"


def numbered(*numbers, size=0):
    log = Log()
    for _ in numbers:
        log.add(Request("GET", "/", body=b"x" * size), respond(200))
    return log


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


def test_a_cookie_that_is_given_out_is_masked_in_the_log_only():
    log = Log()
    app = recorded(lambda request: respond(200, {"Set-Cookie": SECRET}), log)
    assert app(Request("GET", "/")).headers["Set-Cookie"] == SECRET
    assert log.after()[0].response.headers["Set-Cookie"] == "****"


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


def test_why_a_request_was_refused_is_not_kept_with_its_frames():
    log = Log()
    log.add(Request("", "/", refusal=Problem(413, "too much")), respond(413))
    assert log.after()[0].request.refusal is None

"""An exchange as a JSON document, and back."""

import json
from base64 import b64encode
from wsgiref.headers import Headers

import pytest

from toy_api.exchange import Exchange, Grant, Request, respond
from toy_api.rules.problems import Problem
from toy_api.rules.records import (
    as_record,
    from_record,
    from_response_record,
    record_response,
)


def there_and_back(exchange):
    return from_record(json.loads(json.dumps(as_record(exchange))))


def test_an_exchange_comes_back_from_its_record():
    fields = Headers([("Accept", "a/b"), ("Accept", "*/*"), ("X", "caf\xe9")])
    request = Request("PUT", "/x?y=%20", fields, bytes(range(256)), "HTTP/1.0")
    back = there_and_back(Exchange(7, request, respond(200, {"A": "b"}, b"\x00\xff")))
    assert back.number == 7
    assert back.request.but(headers=fields) == request
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


def test_the_record_holds_content_as_base64():
    exchange = Exchange(1, Request("POST", "/", body=b"\xfb\xff"), respond(204))
    assert as_record(exchange)["request"]["body"] == b64encode(b"\xfb\xff").decode()


def test_a_refused_request_reads_the_same_when_it_comes_back():
    refused = Request("", "/", head=b"GET\r\nX : y", refusal=Problem(400, "no"))
    back = there_and_back(Exchange(1, refused, respond(400)))
    assert back.request.as_text() == "GET\nX : y"


@pytest.mark.parametrize(("delay", "lost"), [(0, False), (1.5, False), (0, True)])
def test_how_an_answer_travelled_comes_back_too(delay, lost):
    sent = respond(200, {"A": "b"}, b"tea").but(delay=delay, lost=lost)
    back = from_response_record(json.loads(json.dumps(record_response(sent))))
    assert (back.delay, back.lost, back.status, back.body) == (delay, lost, 200, b"tea")
    assert back.headers.items() == [("A", "b")]


def test_when_a_request_arrived_comes_back_too():
    exchange = Exchange(1, Request("GET", "/", arrived=1700000000.25), respond(200))
    assert there_and_back(exchange).request.arrived == 1700000000.25


def test_fields_that_were_sent_twice_come_back_twice():
    fields = Headers([("Link", "<a>"), ("Link", "<b>")])
    response = respond(200).but(headers=fields)
    back = from_response_record(record_response(response))
    assert back.headers.get_all("Link") == ["<a>", "<b>"]


def test_who_asked_is_no_part_of_a_record():
    request = Request("GET", "/", grant=Grant("ada", "write"))
    assert "ada" not in json.dumps(as_record(Exchange(1, request, respond(200))))

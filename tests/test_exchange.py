"""Requests and responses, and the text in which they cross the wire."""

from email import message_from_string
from http import HTTPStatus
from urllib.parse import urlsplit
from wsgiref.headers import Headers

import pytest

from toy_api.exchange import REASONS, Request, Response, respond, respond_json
from toy_api.rules.problems import Problem

TARGETS = [
    ("/messages", "/messages", ""),
    ("/messages?q=tea", "/messages", "q=tea"),
    ("/messages?q=a?b", "/messages", "q=a?b"),
    ("/messages?", "/messages", ""),
    ("/messages/%31", "/messages/%31", ""),
    ("//messages", "/messages", ""),
    ("///messages", "/messages", ""),
    ("/messages//1", "/messages//1", ""),
    ("http://toy.test/messages?q=1", "/messages", "q=1"),
    ("HTTPS://toy.test:80/messages", "/messages", ""),
    ("http://toy.test", "/", ""),
    ("http://toy.test?q=1", "/", "q=1"),
    ("*", "*", ""),
]
NEWER_PHRASES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}


@pytest.mark.parametrize("target, path, query", TARGETS)
def test_a_target_has_a_path_and_a_query(target, path, query):
    request = Request("GET", target)
    assert (request.path, request.query) == (path, query)


def test_a_url_is_divided_as_the_standard_library_divides_it():
    request = Request("GET", "/messages/%2F?q=%26&from=%2B1")
    parts = urlsplit(request.target)
    assert (request.path, request.query) == (parts.path, parts.query)


def test_a_double_slash_at_the_start_never_names_a_host():
    request = Request("GET", "//evil.example/messages")
    assert request.path == "/evil.example/messages"


def test_a_request_as_text_has_its_start_line_its_fields_and_its_content():
    fields = Headers([("Host", "toy.test"), ("Accept", "*/*")])
    text = Request("POST", "/messages?q=1", fields, "tea ☕".encode()).as_text()
    start, _, rest = text.partition("\n")
    assert start == "POST /messages?q=1 HTTP/1.1"
    parsed = message_from_string(rest)
    assert parsed.items() == [("Host", "toy.test"), ("Accept", "*/*")]
    assert parsed.get_payload() == "tea ☕"


def test_a_head_that_crossed_a_wire_stands_in_the_text_as_it_arrived():
    head = b"GET /?q=%20 HTTP/1.1\r\nhost:toy.test  "
    request = Request("GET", "/?q=%20", Headers([("host", "toy.test")]), head=head)
    assert request.as_text() == "GET /?q=%20 HTTP/1.1\nhost:toy.test  \n\n"


def test_a_response_as_text_begins_with_the_status_and_its_phrase():
    text = respond(404, {"Content-Length": "3"}, b"no\n").as_text()
    assert text == "HTTP/1.1 404 Not Found\nContent-Length: 3\n\nno\n"


def test_text_shows_a_field_that_was_sent_twice_twice():
    fields = Headers([("Accept", "text/html"), ("Accept", "*/*")])
    lines = Request("GET", "/", fields).as_text().splitlines()
    assert lines[1:3] == ["Accept: text/html", "Accept: */*"]


def test_content_that_is_no_text_is_told_by_its_size_and_kind():
    response = respond(200, {"Content-Type": "image/png"}, b"\x89PNG" * 500)
    assert response.as_text().endswith("\n\n(2,000 bytes of image/png)")


def test_content_that_is_no_text_may_lack_a_kind():
    assert respond(200, body=b"\xff").as_text().endswith("(1 bytes of an unnamed kind)")


def test_a_refused_request_as_text_is_what_arrived():
    request = Request("", "/", head=b"G\xcbT /\r\nX", refusal=Problem(400, "no"))
    assert request.as_text() == "GËT /\nX"


def test_a_response_reads_its_content_as_json():
    assert Response(200, body='{"a": ["☕"]}'.encode()).json() == {"a": ["☕"]}


def test_a_json_response_is_laid_out_for_people_in_utf_8():
    response = respond_json(200, {"body": "☕"})
    assert response.body == '{\n  "body": "☕"\n}\n'.encode()
    assert response.headers["Content-Type"] == "application/json"


def test_a_json_response_takes_more_fields():
    response = respond_json(201, {}, {"Location": "/messages/7"})
    assert response.headers["Location"] == "/messages/7"
    assert response.status == 201


def test_the_fields_of_a_json_response_may_say_another_kind():
    kinds = respond_json(200, {}, {"Content-Type": "application/x+json"}).headers
    assert kinds.get_all("Content-Type") == ["application/x+json"]


def test_two_responses_never_share_their_fields():
    first, second = Response(200), Response(200)
    first.headers["Date"] = "now"
    assert "Date" not in second.headers


@pytest.mark.parametrize("status", HTTPStatus)
def test_each_phrase_is_the_one_of_the_registry(status):
    phrase = NEWER_PHRASES.get(status.value, status.phrase)
    assert REASONS[status.value] == phrase


def test_a_status_without_a_phrase_has_an_empty_one():
    assert Response(299).reason == ""
    assert Response(299).as_text().startswith("HTTP/1.1 299 \n")

"""`breaches`: each way to break a description is told, and nothing else is."""

import json
import subprocess
import sys

import pytest
import requests
import responses

from lessons import breaches

MESSAGE = {
    "type": "object",
    "required": ["id", "to"],
    "properties": {
        "id": {"type": "integer", "minimum": 1},
        "to": {"type": "string", "pattern": "^[+]"},
        "status": {"enum": ["queued", "sent", "failed"]},
        "tags": {"$ref": "#/components/schemas/Tags"},
        "error": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
    },
}
ONE = {"$ref": "#/components/schemas/Message"}
KINDS = {"application/json": {"schema": ONE}}
PROBLEM = {"content": {"application/problem+json": {"schema": {"type": "object"}}}}
LIST = {"application/json": {"schema": {"type": "array", "items": ONE}}}
LOCATION = {"required": True, "schema": {"type": "string"}}
DESCRIPTION = {
    "openapi": "3.1.1",
    "paths": {
        "/messages": {
            "get": {"responses": {"200": {"content": LIST}}},
            "post": {
                "responses": {
                    "201": {
                        "headers": {
                            "Location": {"$ref": "#/components/headers/Location"},
                            "ETag": {"schema": {"type": "string"}},
                        },
                        "content": KINDS,
                    },
                    "422": {"$ref": "#/components/responses/Problem"},
                    "5XX": PROBLEM,
                }
            },
        },
        "/messages/{id}": {
            "get": {
                "responses": {
                    "200": {"content": KINDS | {"text/*": {}}},
                    "304": {},
                    "default": PROBLEM,
                }
            },
            "delete": {"responses": {"204": {"description": "It is gone."}}},
        },
        "/messages/newest": {"get": {"responses": {"307": {}}}},
        "/greeting": {"get": {"$ref": "#/nowhere"}},
        "/files/{name}.txt": {"$ref": "#/components/pathItems/File"},
    },
    "components": {
        "schemas": {"Message": MESSAGE, "Tags": {"additionalProperties": False}},
        "headers": {"Location": LOCATION},
        "responses": {"Problem": PROBLEM},
        "pathItems": {
            "File": {
                "get": {
                    "responses": {"200": {"content": {"text/plain; charset=utf-8": {}}}}
                }
            }
        },
    },
}
GOOD = {"id": 1, "to": "+15558675310"}


def answered(call, status=200, body="", kind="application/json", **fields):
    """The response to this call of a mocked API."""
    method, path = call.split()
    body = body if isinstance(body, str) else json.dumps(body)
    with responses.RequestsMock() as mock:
        url = f"https://api.example{path}"
        mock.add(method, url, body, status=status, content_type=kind, headers=fields)
        return requests.request(method, url, allow_redirects=False)


def told(call, *what, **more):
    return breaches(answered(call, *what, **more), DESCRIPTION)


@pytest.mark.parametrize(
    ("call", "status", "body", "more"),
    [
        ("GET /messages", 200, [], {}),
        ("GET /messages?limit=1", 200, [GOOD], {}),
        ("GET /messages/1", 200, GOOD | {"new": 1, "status": "sent"}, {}),
        ("GET /messages/1", 200, GOOD, {"kind": "Application/JSON; charset=UTF-8"}),
        ("GET /messages/1", 200, "☕", {"kind": "text/html"}),
        ("GET /messages/1", 304, "", {}),
        ("GET /messages/9", 404, {}, {"kind": "application/problem+json"}),
        ("POST /messages", 201, GOOD, {"Location": "/messages/1"}),
        ("POST /messages", 422, {}, {"kind": "application/problem+json"}),
        ("POST /messages", 503, {}, {"kind": "application/problem+json"}),
        ("DELETE /messages/1", 204, "", {}),
        ("GET /messages/newest", 307, "", {}),
        ("HEAD /messages/1", 200, "", {}),
        ("GET /files/a.txt", 200, "x", {"kind": 'text/plain;charset="UTF-8"'}),
    ],
)
def test_a_response_that_keeps_the_promise_breaks_nothing(call, status, body, more):
    assert told(call, status, body, **more) == []


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("GET /message", "Nothing is promised for the path /message."),
        ("GET /messages/1/2", "Nothing is promised for the path /messages/1/2."),
        ("GET /messages/", "Nothing is promised for the path /messages/."),
        ("GET /files/a-txt", "Nothing is promised for the path /files/a-txt."),
        ("PUT /messages", "/messages promises GET or POST, and no PUT."),
        ("DELETE /messages/newest", "/messages/newest promises GET, and no DELETE."),
    ],
)
def test_a_call_that_is_not_described_is_told(call, says):
    assert told(call) == [says]


@pytest.mark.parametrize(
    ("call", "status", "says"),
    [
        ("POST /messages", 200, "POST /messages promises 201, 422 or 5XX; it"),
        ("GET /messages", 404, "GET /messages promises 200; it"),
        ("DELETE /messages/7", 500, "DELETE /messages/{id} promises 204; it"),
        ("GET /messages/newest", 200, "GET /messages/newest promises 307; it"),
    ],
)
def test_a_status_that_is_not_described_is_told(call, status, says):
    assert told(call, status, GOOD) == [f"{says} answered {status}."]


def test_a_missing_field_is_told_where_it_is_required():
    says = "201 promises the field Location; there is none."
    assert told("POST /messages", 201, GOOD) == [says]
    assert told("POST /messages", 201, GOOD, location="/messages/1") == []


@pytest.mark.parametrize(
    ("call", "kind", "says"),
    [
        ("/messages", "text/html", "application/json; it came as text/html."),
        ("/messages", None, "application/json; there is no Content-Type."),
        (
            "/messages/1",
            "image/png",
            "application/json or text/*; it came as image/png.",
        ),
        (
            "/files/a.txt",
            "text/plain",
            "text/plain; charset=utf-8; it came as text/plain.",
        ),
        ("/messages", "application/problem+json", "application/json; it came as "),
    ],
)
def test_another_kind_of_content_is_told(call, kind, says):
    response = answered(f"GET {call}", 200, "[]", kind or "x/x")
    response.headers.pop("Content-Type") if kind is None else None
    (sentence,) = breaches(response, DESCRIPTION)
    assert sentence.startswith(f"200 promises {says}")


@pytest.mark.parametrize("body", ["", "{", "None", "<p>no</p>"])
def test_what_is_no_json_is_told(body):
    (sentence,) = told("GET /messages", 200, body)
    assert sentence.startswith("200 promises JSON; the content is none: ")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": "7"}, '`id` promises integer; it is "7".'),
        ({"id": None}, "`id` promises integer; it is null."),
        ({"id": 0}, "`id` promises minimum 1; it is 0."),
        ({"to": "me"}, '`to` promises pattern ^[+]; it is "me".'),
        ({"status": "Sent"}, '`status` promises queued, sent or failed; it is "Sent".'),
        ({"to": ["x" * 99]}, f'`to` promises string; it is ["{"x" * 58}….'),
        ({"error": "no"}, '`error` promises anyOf {"type": "integer"} or {"type": "n'),
        ({"tags": {"a": 1}}, "`tags`: Additional properties are not allowed ('a' was "),
    ],
)
def test_a_value_that_does_not_fit_is_told(changes, says):
    (sentence,) = told("GET /messages/1", 200, GOOD | changes)
    assert sentence.startswith(says)


def test_each_member_that_is_missing_is_told():
    both = ["`id` is missing.", "`to` is missing."]
    assert told("GET /messages/1", 200, {}) == both
    says = told("GET /messages", 200, [GOOD, {"to": "+1"}])
    assert says == ["`[1].id` is missing."]


def test_the_same_in_all_members_is_told_once():
    says = ['`[0].id` promises integer; it is "1".', "`[1].to` is missing."]
    assert told("GET /messages", 200, [{"id": "1", "to": "+"}, {"id": "2"}]) == says


def test_another_kind_of_document_is_told():
    says = 'The content promises array; it is {"id": 1}.'
    assert told("GET /messages", 200, {"id": 1}) == [says]


@pytest.mark.parametrize(
    ("call", "status", "who"),
    [
        ("DELETE /messages/1", 204, "204"),
        ("GET /messages/1", 304, "304"),
        ("HEAD /messages/1", 200, "HEAD"),
        ("GET /messages/newest", 307, "307"),
    ],
)
def test_content_where_none_may_be_is_told(call, status, who):
    response = answered(call, status)
    response._content = b"[1]"
    assert breaches(response, DESCRIPTION) == [
        f"{who} promises no content; 3 bytes came."
    ]


def test_several_breaches_are_told_together():
    says = ["201 promises the field Location; there is none.", "`to` is missing."]
    assert told("POST /messages", 201, {"id": 1}) == says


def test_what_stands_before_the_paths_is_the_server():
    base = DESCRIPTION | {"servers": [{"url": "https://api.example/v1/"}]}
    assert breaches(answered("GET /v1/messages", 200, []), base) == []
    says = ["Nothing is promised for the path /messages."]
    assert breaches(answered("GET /messages", 200, []), base) == says


def test_a_real_response_is_judged_like_a_mocked_one(api):
    response = api("GET", "/messages/1")
    assert breaches(response, DESCRIPTION) == []
    response = api("HEAD", "/messages/1")
    assert breaches(response, DESCRIPTION) == []


def test_the_lessons_start_without_the_library_that_judges():
    words = "import sys, lessons; print('jsonschema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True)
    assert done.stdout == "False\n"

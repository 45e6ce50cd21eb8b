"""The door to any Python web server (PEP 3333)."""

import io
from types import SimpleNamespace
from wsgiref.handlers import SimpleHandler
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from toy_api.doors import wsgi
from toy_api.doors.wsgi import as_wsgi
from toy_api.exchange import Response, respond

DRAFT = '{"to": "+15558675310", "from": "+15017122661", "body": "Tea ☕"}'.encode()

CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}


def environ_of(method, path, body=b"", **more):
    environ = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path}
    environ |= {"QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1"}
    environ |= {"wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO()}
    setup_testing_defaults(environ)
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ | more


@pytest.fixture
def call(app):
    """Calls the app as a strict web server does: (status, fields, content)."""

    def answer(method, path, body=b"", **more):
        told = []
        environ = environ_of(method, path, body, **more)
        parts = validator(as_wsgi(app))(environ, lambda *words: told.append(words))
        try:
            content = b"".join(parts)
        finally:
            parts.close()
        ((status, fields),) = told
        return status, dict(fields), content

    return answer


@pytest.fixture
def seen():
    """What reaches an app behind the door."""
    requests = []

    def app(request):
        requests.append(request)
        return respond(204)

    def send(*words, **more):
        as_wsgi(app)(environ_of(*words, **more), lambda status, fields: None)
        return requests[-1]

    return send


def test_an_answer_passes_the_rules_of_wsgi(call):
    status, fields, content = call("GET", "/messages/1")
    assert status == "200 OK"
    assert fields["Content-Type"] == "application/json"
    assert int(fields["Content-Length"]) == len(content) > 0


def test_content_reaches_the_app(call):
    status, fields, content = call(
        "POST", "/messages", DRAFT, CONTENT_TYPE="application/json"
    )
    assert (status, fields["Location"]) == ("201 Created", "/messages/7")
    assert "Tea ☕" in content.decode()


@pytest.mark.parametrize("method, path", [("DELETE", "/messages/1"), ("OPTIONS", "/")])
def test_an_answer_without_content_passes_the_rules(call, method, path):
    status, fields, content = call(method, path)
    assert (status, content) == ("204 No Content", b"")
    assert "Content-Length" not in fields


def test_head_has_the_fields_of_get_and_no_content(call):
    status, fields, content = call("HEAD", "/messages/1")
    assert (status, content) == ("200 OK", b"")
    assert int(fields["Content-Length"]) > 0


def test_a_phrase_is_the_newest_one(call):
    status, _, _ = call("POST", "/messages", b"{}", CONTENT_TYPE="application/json")
    assert status == "422 Unprocessable Content"


@pytest.mark.parametrize(
    "path, query, target",
    [
        ("/messages", "", "/messages"),
        ("/messages", "q=a+b&to=%2B1", "/messages?q=a+b&to=%2B1"),
        ("/messages/%31", "", "/messages/%2531"),
        ("/a b", "", "/a%20b"),
        ("/a?b#c", "", "/a%3Fb%23c"),
        ("/\xe2\x98\x95", "", "/%E2%98%95"),
        ("/\xff", "", "/%FF"),
        ("/a:b@c;d=e,f!$&'()*+~", "", "/a:b@c;d=e,f!$&'()*+~"),
        ("//a", "", "//a"),
        ("", "", "/"),
        ("", "q=1", "/?q=1"),
    ],
)
def test_a_decoded_path_is_encoded_anew(seen, path, query, target):
    assert seen("GET", path, QUERY_STRING=query).target == target


def test_the_name_of_the_script_is_a_part_of_the_path(seen):
    assert seen("GET", "/messages", SCRIPT_NAME="/toy").target == "/toy/messages"


@pytest.mark.parametrize("name", ["REQUEST_URI", "RAW_URI"])
def test_the_target_as_it_was_sent_comes_first(seen, name):
    request = seen("GET", "/messages/a/b", **{name: "/messages/a%2Fb?q=%2B"})
    assert request.target == "/messages/a%2Fb?q=%2B"


def test_fields_get_their_names_back(seen):
    more = {"HTTP_ACCEPT_LANGUAGE": "de", "HTTP_HOST": "x", "CONTENT_TYPE": "a/b"}
    fields = seen("POST", "/", b"tea", **more).headers
    expected = [("accept-language", "de"), ("host", "x"), ("content-type", "a/b")]
    assert [fields[name] for name, _ in expected] == [text for _, text in expected]
    assert fields.get_all("Content-Length") == ["3"]


def test_an_absent_kind_is_no_field(seen):
    fields = seen("GET", "/", CONTENT_TYPE="", CONTENT_LENGTH="").headers
    assert "Content-Type" not in fields
    assert "Content-Length" not in fields


def test_the_version_is_passed_on(seen):
    assert seen("GET", "/", SERVER_PROTOCOL="HTTP/1.0").version == "HTTP/1.0"


def test_only_the_content_that_is_announced_is_read(seen):
    request = seen(
        "POST", "/", CONTENT_LENGTH="3", **{"wsgi.input": io.BytesIO(b"tea2")}
    )
    assert request.body == b"tea"


def test_content_that_is_cut_off_changes_nothing(call, store):
    before = store.digest()
    cut = {"CONTENT_LENGTH": str(len(DRAFT) + 1), "CONTENT_TYPE": "application/json"}
    status, _, _ = call("POST", "/messages", DRAFT, **cut)
    assert status == "400 Bad Request"
    assert store.digest() == before


@pytest.mark.parametrize("length", [f"{wsgi.BODY_LIMIT + 1}", "9" * 15, "9" * 4000])
def test_too_much_content_is_refused_unread(call, length):
    unread = io.BytesIO(b"tea")
    more = {"CONTENT_LENGTH": length, "wsgi.input": unread}
    status, fields, _ = call("POST", "/messages", **more)
    assert status == "413 Content Too Large"
    assert fields["Content-Type"] == "application/problem+json"
    assert unread.tell() == 0


def test_as_much_content_as_allowed_is_read(seen, monkeypatch):
    monkeypatch.setattr(wsgi, "BODY_LIMIT", 3)
    assert seen("POST", "/", b"tea").refusal is None
    assert seen("POST", "/", b"four").refusal.status == 413


@pytest.mark.parametrize(
    "length", ["+5", "-5", "1_0", "0x5", "5, 5", "five", " 5", "\xb2"]
)
def test_a_length_that_is_no_number_is_a_bad_request(app, length):
    """RFC 9112 §6.3."""
    told = []
    environ = environ_of("POST", "/messages", b"12345", CONTENT_LENGTH=length)
    as_wsgi(app)(environ, lambda status, fields: told.append(status))
    assert told == ["400 Bad Request"]


def test_content_in_chunks_needs_a_web_server_that_ends_it(seen):
    """RFC 9110 §15.5.12."""
    assert seen("POST", "/", b"tea", **CHUNKED).refusal.status == 411
    ended = CHUNKED | {"wsgi.input_terminated": True}
    request = seen("POST", "/", b"tea", **ended)
    assert (request.refusal, request.body) == (None, b"tea")


def test_content_in_chunks_may_not_be_larger_than_other_content(seen):
    ended = CHUNKED | {"wsgi.input_terminated": True}
    assert seen("POST", "/", b"x" * wsgi.BODY_LIMIT, **ended).refusal is None
    more = seen("POST", "/", b"x" * (wsgi.BODY_LIMIT + 1), **ended)
    assert (more.refusal.status, more.body) == (413, b"")


def test_a_refusal_to_head_has_no_content(call):
    """RFC 9110 §9.3.2."""
    status, _, content = call("HEAD", "/", CONTENT_LENGTH=str(wsgi.BODY_LIMIT + 1))
    assert (status, content) == ("413 Content Too Large", b"")


def test_the_handler_of_the_standard_library_can_serve_the_app(app):
    sent = io.BytesIO()
    environ = environ_of("GET", "/messages/1")
    handler = SimpleHandler(io.BytesIO(), sent, io.StringIO(), environ)
    handler.run(as_wsgi(app))
    assert sent.getvalue().startswith(b"HTTP/1.0 200 OK\r\n")
    assert sent.getvalue().endswith(b"}\n")


def test_an_answer_that_is_lost_never_arrives(app, store):
    """As wsgiref takes it: the client ended the connection, and gets not even 500."""
    sent, told = io.BytesIO(), io.StringIO()
    environ = environ_of("DELETE", "/messages/1", HTTP_TOY_FAULT="drop")
    SimpleHandler(io.BytesIO(), sent, told, environ).run(as_wsgi(app))
    assert (sent.getvalue(), told.getvalue()) == (b"", "")
    assert store.get(1) is None


@pytest.mark.parametrize("delay", [0, 2.5])
def test_an_answer_takes_the_time_that_it_spends_on_its_way(monkeypatch, delay):
    order = []
    monkeypatch.setattr(wsgi, "time", SimpleNamespace(sleep=order.append))
    late = as_wsgi(lambda request: Response(204, delay=delay))
    late(environ_of("GET", "/"), lambda status, fields: order.append(status))
    assert order == [delay, "204 No Content"]

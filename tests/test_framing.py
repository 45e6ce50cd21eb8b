"""Where a request begins and ends in a stream of bytes (RFC 9112)."""

import http.client
import io
from wsgiref.headers import Headers

import pytest
from test_stream import finish, stream_of

from toy_api.doors import framing
from toy_api.doors.framing import (
    as_bytes,
    body_length,
    expects_continue,
    parse_head,
    read_chunks,
    read_head,
    wants_close,
)
from toy_api.exchange import Request, respond
from toy_api.rules.problems import Problem

FINE = 200
GET = "GET / HTTP/1.1\r\nHost: x"
POST = "POST / HTTP/1.1\r\nHost: x\r\n"
CHUNKED = "Transfer-Encoding: chunked"
FIELDS = "\r\n".join(f"X-{number}: y" for number in range(199))
LONG = "/" + "x" * 7986  # the request line RFC 9112 §3 asks for: 8000 bytes

HEADS = [
    ("9112-3 plain", "GET / HTTP/1.1\r\nHost: x", FINE),
    ("9112-3 no version", "GET /\r\nHost: x", 400),
    ("9112-3 one word", "GET\r\nHost: x", 400),
    ("9112-3 empty", "", 400),
    ("9112-3 four words", "GET / HTTP/1.1 x\r\nHost: x", 400),
    ("9112-3 two blanks", "GET  / HTTP/1.1\r\nHost: x", 400),
    ("9112-3 tab", "GET\t/ HTTP/1.1\r\nHost: x", 400),
    ("9112-3 blank in front", " GET / HTTP/1.1\r\nHost: x", 400),
    ("9112-3 blank behind", "GET / HTTP/1.1 \r\nHost: x", 400),
    ("9112-3 blank in target", "GET /a b HTTP/1.1\r\nHost: x", 400),
    ("9112-3 long enough", f"GET {LONG} HTTP/1.1\r\nHost: x", FINE),
    ("9110-15.5.15 too long", f"GET /{'x' * 16384} HTTP/1.1\r\nHost: x", 414),
    ("9112-3.1 odd token", "M-SEARCH!#$%&'*+.^_`|~ / HTTP/1.1\r\nHost: x", FINE),
    ("9112-3.1 no token", "G(T / HTTP/1.1\r\nHost: x", 400),
    ("9112-3.1 letter", "G\xcbT / HTTP/1.1\r\nHost: x", 400),
    ("9112-2.3 1.0", "GET / HTTP/1.0", FINE),
    ("9110-2.5 1.2 is 1.1", "GET / HTTP/1.2\r\nHost: x", FINE),
    ("9110-15.6.6 2.0", "GET / HTTP/2.0\r\nHost: x", 505),
    ("9110-15.6.6 0.9", "GET / HTTP/0.9\r\nHost: x", 505),
    ("9112-2.3 small letters", "GET / http/1.1\r\nHost: x", 400),
    ("9112-2.3 two digits", "GET / HTTP/1.10\r\nHost: x", 400),
    ("9112-2.3 zero in front", "GET / HTTP/01.1\r\nHost: x", 400),
    ("9112-2.3 other digits", "GET / HTTP/1.\xb9\r\nHost: x", 400),
    ("9112-2.3 garbage", "GET / FTP/1.1\r\nHost: x", 400),
    ("9112-3.2.1 no slash", "GET messages HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.1 fragment", "GET /#a HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.1 not ascii", "GET /caf\xe9 HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.1 control", "GET /\x7f HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.1 NUL", "GET /\x00 HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.2 absolute", "GET http://x/a?b HTTP/1.1\r\nHost: x", FINE),
    ("9112-3.2.2 no path", "GET HTTP://x:80?b HTTP/1.1\r\nHost: x", FINE),
    ("9112-3.2.2 fragment", "GET http://x/#a HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.2 scheme", "GET ftp://x/a HTTP/1.1\r\nHost: x", 400),
    ("9110-4.2.1 no host", "GET http:///a HTTP/1.1\r\nHost: x", 400),
    ("9110-4.2.1 port only", "GET http://:80/a HTTP/1.1\r\nHost: x", 400),
    ("9110-4.2.4 user", "GET http://me@x/a HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.3 authority", "CONNECT x:80 HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.4 asterisk", "OPTIONS * HTTP/1.1\r\nHost: x", FINE),
    ("9112-3.2.4 get", "GET * HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2.4 more", "OPTIONS *a HTTP/1.1\r\nHost: x", 400),
    ("9112-3.2 no Host", "GET / HTTP/1.1", 400),
    ("9112-3.2 two Hosts", f"{GET}\r\nHost: x", 400),
    ("9112-3.2 two in 1.0", "GET / HTTP/1.0\r\nHost: x\r\nHost: y", 400),
    ("9112-3.2 blank", "GET / HTTP/1.1\r\nHost: x y", 400),
    ("9112-3.2 slash", "GET / HTTP/1.1\r\nHost: x/y", 400),
    ("9112-3.2 user", "GET / HTTP/1.1\r\nHost: me@x", 400),
    ("9112-3.2 port", "GET / HTTP/1.1\r\nHost: x:port", 400),
    ("9112-3.2 not ascii", "GET / HTTP/1.1\r\nHost: caf\xe9", 400),
    ("9112-3.2 bracket", "GET / HTTP/1.1\r\nHost: [::1", 400),
    ("9112-3.2 IPv6", "GET / HTTP/1.1\r\nHost: [::1]:8000", FINE),
    ("9112-3.2 empty", "GET / HTTP/1.1\r\nHost:", FINE),
    ("9112-5.1 blank before colon", f"{GET}\r\nX : y", 400),
    ("9112-5.1 tab before colon", f"{GET}\r\nX\t: y", 400),
    ("9112-5.1 no colon", f"{GET}\r\nX y", 400),
    ("9112-5.1 no name", f"{GET}\r\n: y", 400),
    ("9112-5.1 name not ascii", f"{GET}\r\n\xcb: y", 400),
    ("9112-5.1 no blank needed", f"{GET}\r\nX:y", FINE),
    ("9112-5.2 obs-fold", f"{GET}\r\nX: y\r\n z", 400),
    ("9112-5.2 obs-fold tab", f"{GET}\r\nX: y\r\n\tz", 400),
    ("9112-2.2 blank first", "GET / HTTP/1.1\r\n Host: x", 400),
    ("9112-2.2 bare CR", f"{GET}\r\nX: y\rZ: z", 400),
    ("9112-2.2 bare CR in start", "GET / HTTP/1.1\rHost: x", 400),
    ("9112-2.2 bare LF", f"{GET}\r\nX: y\nZ: z", 400),
    ("9112-2.2 bare LF in start", "GET / HTTP/1.1\nHost: x", 400),
    ("9110-5.5 NUL", f"{GET}\r\nX: a\x00b", 400),
    ("9110-5.5 escape", f"{GET}\r\nX: \x1b[2J", 400),
    ("9110-5.5 delete", f"{GET}\r\nX: \x7f", 400),
    ("9110-5.5 NUL in name", f"{GET}\r\nX\x00: a", 400),
    ("9110-5.5 vertical tab", f"{GET}\r\nX: a\x0b", 400),
    ("9110-5.5 form feed", f"{GET}\r\nX: a\x0c", 400),
    ("9110-5.5 tab inside", f"{GET}\r\nX: a\tb", FINE),
    ("9110-5.5 obs-text", f"{GET}\r\nX: caf\xe9", FINE),
    ("6585-5 as many as allowed", f"{GET}\r\n{FIELDS}", FINE),
    ("6585-5 too many fields", f"{GET}\r\n{FIELDS}\r\nX: y", 431),
    ("9112-6.3 length", f"{POST}Content-Length: 5", FINE),
    ("9112-6.3 zeros in front", f"{POST}Content-Length: 005", FINE),
    ("9112-6.3 sign", f"{POST}Content-Length: +5", 400),
    ("9112-6.3 negative", f"{POST}Content-Length: -5", 400),
    ("9112-6.3 underscore", f"{POST}Content-Length: 1_0", 400),
    ("9112-6.3 hex", f"{POST}Content-Length: 0x10", 400),
    ("9112-6.3 fraction", f"{POST}Content-Length: 5.0", 400),
    ("9112-6.3 blank inside", f"{POST}Content-Length: 5 5", 400),
    ("9112-6.3 list", f"{POST}Content-Length: 5, 5", 400),
    ("9112-6.3 unlike list", f"{POST}Content-Length: 5, 6", 400),
    ("9112-6.3 other digits", f"{POST}Content-Length: \xb2", 400),
    ("9112-6.3 no-break space", f"{POST}Content-Length: 5\xa0", 400),
    ("9112-6.3 empty", f"{POST}Content-Length:", 400),
    ("9112-6.3 like pair", f"{POST}Content-Length: 5\r\nContent-Length: 5", FINE),
    ("9112-6.3 unlike", f"{POST}Content-Length: 5\r\ncontent-length: 6", 400),
    ("9110-15.5.14 limit", f"{POST}Content-Length: {framing.BODY_LIMIT}", FINE),
    ("9110-15.5.14 over", f"{POST}Content-Length: {framing.BODY_LIMIT + 1}", 413),
    ("9110-15.5.14 digits", f"{POST}Content-Length: {'9' * 5000}", 413),
    ("9112-7.1 chunked", f"{POST}{CHUNKED}", FINE),
    ("9112-7 any case", f"{POST}Transfer-Encoding: Chunked", FINE),
    ("9112-6.1 with length", f"{POST}Content-Length: 5\r\n{CHUNKED}", 400),
    ("9112-6.1 length behind", f"{POST}{CHUNKED}\r\nContent-Length: 0", 400),
    ("9112-6.1 in 1.0", f"POST / HTTP/1.0\r\n{CHUNKED}", 400),
    ("9112-6.1 gzip", f"{POST}Transfer-Encoding: gzip", 501),
    ("9112-6.1 gzip first", f"{POST}Transfer-Encoding: gzip, chunked", 501),
    ("9112-6.1 gzip in a field", f"{POST}Transfer-Encoding: gzip\r\n{CHUNKED}", 501),
    ("9112-7.1 chunked twice", f"{POST}Transfer-Encoding: chunked, chunked", 400),
    ("9112-6.1 xchunked", f"{POST}Transfer-Encoding: xchunked", 501),
    ("9112-6.3 chunked not last", f"{POST}Transfer-Encoding: chunked, gzip", 400),
    ("9112-6.3 blank before comma", f"{POST}Transfer-Encoding: chunked , gzip", 400),
    ("9112-6.3 in two fields", f"{POST}{CHUNKED}\r\nTransfer-Encoding: gzip", 400),
    ("9110-10.1.1 expect", f"{POST}Expect: 100-Continue", FINE),
    ("9110-10.1.1 unknown", f"{POST}Expect: tea", 417),
    ("9110-10.1.1 ignored in 1.0", "POST / HTTP/1.0\r\nExpect: tea", FINE),
]
CHUNKS = [
    ("9112-7.1 one", b"3\r\ntea\r\n0\r\n\r\n", b"tea"),
    ("9112-7.1 two", b"1\r\nt\r\n2\r\nea\r\n0\r\n\r\n", b"tea"),
    ("9112-7.1 none", b"0\r\n\r\n", b""),
    ("9112-7.1 hex", b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789"),
    ("9112-7.1 small hex", b"0a\r\n0123456789\r\n0\r\n\r\n", b"0123456789"),
    ("9112-7.1 many zeros", b"3\r\ntea\r\n00000000\r\n\r\n", b"tea"),
    ("9112-7.1 CR LF inside", b"4\r\n\r\n0\r\r\n0\r\n\r\n", b"\r\n0\r"),
    ("9112-7.1.1 extension", b'3;a=b;c="d"\r\ntea\r\n0;x\r\n\r\n', b"tea"),
    ("9112-7.1.1 blank", b"3 ;\ta\r\ntea\r\n0\r\n\r\n", b"tea"),
    ("9112-7.1.2 trailers", b"3\r\ntea\r\n0\r\nX: y\r\nHost: z\r\n\r\n", b"tea"),
    ("9112-7.1 sign", b"+3\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1 prefix", b"0x3\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1 underscore", b"0_3\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1 blank in front", b" 3\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1 no size", b"\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1 no hex", b"tea\r\n0\r\n\r\n", 400),
    ("9112-7.1 longer than said", b"2\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1 no line end behind", b"3\r\nteaXX0\r\n\r\n", 400),
    ("9112-7.1 bare LF", b"3\ntea\n0\n\n\r\n", 400),
    ("9112-7.1 LF behind", b"3\r\ntea\n0\r\n\r\n", 400),
    ("9112-7.1 many digits", b"000000003\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1.1 NUL", b"3;\x00\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1.1 bare LF", b"3;a\nb\r\ntea\r\n0\r\n\r\n", 400),
    ("9112-7.1.1 long", b"3;" + b"x" * 300, 400),
    ("9112-7.1.2 no field", b"3\r\ntea\r\n0\r\nX\r\n\r\n", 400),
    ("9112-7.1.2 fold", b"3\r\ntea\r\n0\r\nX: y\r\n z\r\n\r\n", 400),
    ("9112-7.1.2 long", b"0\r\nX: " + b"x" * 300, 400),
    ("6585-5 many trailers", b"0\r\n" + b"X: y\r\n" * 201 + b"\r\n", 431),
    ("9110-15.5.14 large", b"100001\r\n", 413),
    ("9110-15.5.14 huge", b"FFFFFFFF\r\n", 413),
]


def named(table):
    return [pytest.param(*row, id=name) for name, *row in table]


def status_of(head):
    try:
        request = parse_head(head.encode("latin-1"))
        body_length(request)
        expects_continue(request)
    except Problem as problem:
        return problem.status
    return FINE


@pytest.mark.parametrize("head, status", named(HEADS))
def test_a_head_is_read_or_refused(head, status):
    assert status_of(head) == status


@pytest.mark.parametrize("sent, expected", named(CHUNKS))
def test_chunks_are_joined_or_refused(sent, expected):
    try:
        assert finish(read_chunks(stream_of(sent))) == expected
    except Problem as problem:
        assert problem.status == expected


def test_chunks_may_not_be_larger_in_all_than_content_may_be():
    """RFC 9110 §15.5.14."""
    half = b"3\r\ntea\r\n"
    with pytest.raises(Problem) as caught:
        finish(read_chunks(stream_of(half * 2 + b"FFFFB\r\n")))
    assert caught.value.status == 413


def test_chunks_that_end_too_early_are_no_content():
    with pytest.raises(EOFError):
        finish(read_chunks(stream_of(b"3\r\ntea\r\n")))


def test_behind_the_chunks_the_next_request_begins():
    stream = stream_of(b"3\r\ntea\r\n0\r\nX: y\r\n\r\nGET")
    assert finish(read_chunks(stream)) == b"tea"
    assert stream.peek() == b"GET"


def test_what_the_standard_library_sends_in_chunks_is_read():
    sent = io.BytesIO()
    client = http.client.HTTPConnection("x")
    client.sock = type("Sink", (), {"sendall": staticmethod(sent.write)})
    client.request("POST", "/", iter([b"te", b"a" * 300]), encode_chunked=True)
    stream = stream_of(sent.getvalue())
    assert body_length(parse_head(finish(read_head(stream)))) is None
    assert finish(read_chunks(stream)) == b"te" + b"a" * 300


def test_a_head_ends_at_the_blank_line():
    stream = stream_of(b"GET / HTTP/1.0\r\nX: y\r\n\r\nnext")
    assert finish(read_head(stream)) == b"GET / HTTP/1.0\r\nX: y"
    assert stream.peek() == b"next"


@pytest.mark.parametrize("end", [b"", b"\r\n\r\n"])
def test_a_head_may_not_be_larger_than_its_limit(monkeypatch, end):
    """RFC 6585 §5; the end of the head may come in the same packet or not."""
    monkeypatch.setattr(framing, "HEAD_LIMIT", 1000)
    stream = stream_of(b"GET / HTTP/1.1\r\n" + b"X" * 1001 + end)
    with pytest.raises(Problem) as caught:
        finish(read_head(stream))
    assert caught.value.status == 431


def test_the_parts_of_a_head_are_read():
    request = parse_head(b"PUT /a?b HTTP/1.1\r\nHost: x\r\nA:  b\t c \t\r\na: d")
    assert (request.method, request.target) == ("PUT", "/a?b")
    assert request.headers.get_all("A") == ["b\t c", "d"]
    assert (request.version, request.body) == ("HTTP/1.1", b"")


@pytest.mark.parametrize("letter", ["\x85", "\xa0"])
def test_only_blanks_and_tabs_are_taken_off_a_value(letter):
    """RFC 9110 §5.6.3: str.strip() would take more."""
    head = f"{GET}\r\nX: \t{letter} \t".encode("latin-1")
    assert parse_head(head).headers["X"] == letter


def test_the_host_of_an_absolute_target_wins_over_the_field(app):
    """RFC 9112 §3.2.2."""
    head = b"GET http://one.test:81/ HTTP/1.1\r\nHost: two.test\r\nAccept: text/html"
    page = app(parse_head(head)).body
    assert b"http://one.test:81/messages" in page
    assert b"two.test" not in page


@pytest.mark.parametrize("fields, length", [("", 0), ("Content-Length: 42", 42)])
def test_a_request_without_a_length_has_no_content(fields, length):
    """RFC 9112 §6.3."""
    assert body_length(parse_head(f"{POST}{fields}".strip().encode())) == length


@pytest.mark.parametrize(
    "version, value, expected",
    [
        ("HTTP/1.1", None, False),
        ("HTTP/1.1", "100-continue", True),
        ("HTTP/1.1", "100-CONTINUE", True),
        ("HTTP/1.0", "100-continue", False),
    ],
)
def test_a_client_may_wait_for_100(version, value, expected):
    """RFC 9110 §10.1.1."""
    fields = Headers([("Expect", value)] if value else [])
    assert expects_continue(Request("POST", "/", fields, version=version)) is expected


@pytest.mark.parametrize(
    "version, values, expected",
    [
        ("HTTP/1.1", [], False),
        ("HTTP/1.1", ["close"], True),
        ("HTTP/1.1", ["Close"], True),
        ("HTTP/1.1", ["foo, close"], True),
        ("HTTP/1.1", ["foo", "close"], True),
        ("HTTP/1.1", ["keep-alive"], False),
        ("HTTP/1.1", ["closed"], False),
        ("HTTP/1.0", [], True),
        ("HTTP/1.0", ["Keep-Alive"], False),
        ("HTTP/1.0", ["foo,keep-alive"], False),
        ("HTTP/1.0", ["close"], True),
    ],
)
def test_a_connection_ends_or_stays(version, values, expected):
    """RFC 9112 §9.3."""
    fields = Headers([("Connection", value) for value in values])
    assert wants_close(Request("GET", "/", fields, version=version)) is expected


def test_close_wins_over_keep_alive():
    """RFC 9112 §9.3: the first thing looked for is the close option."""
    fields = Headers([("Connection", "keep-alive, close")])
    assert wants_close(Request("GET", "/", fields, version="HTTP/1.0"))


def as_read_by_the_standard_library(sent):
    source = type("Source", (), {"makefile": lambda self, mode: io.BytesIO(sent)})
    reply = http.client.HTTPResponse(source())
    reply.begin()
    return reply


def test_a_response_leaves_as_the_standard_library_reads_it():
    fields = {"Content-Length": "3", "X": "caf\xe9"}
    reply = as_read_by_the_standard_library(as_bytes(respond(404, fields, b"tea")))
    assert (reply.version, reply.status, reply.reason) == (11, 404, "Not Found")
    assert reply.getheaders() == [("Content-Length", "3"), ("X", "caf\xe9")]
    assert reply.read() == b"tea"


@pytest.mark.parametrize("text", ["a\r\nX: y", "a\rb", "a\nb", "a\x00b", "\x7f"])
@pytest.mark.parametrize("place", ["name", "value"])
def test_a_field_that_could_split_a_response_never_leaves(text, place):
    fields = {text: "x"} if place == "name" else {"Location": text}
    with pytest.raises(ValueError):
        as_bytes(respond(201, fields))


def test_each_refusal_is_a_new_one_for_a_raised_one_gathers_frames():
    assert framing.too_large() is not framing.too_large()
    assert framing.long_line() is not framing.long_line()

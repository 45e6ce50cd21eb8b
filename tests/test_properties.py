"""Whatever comes in, a parser answers with a result or with a Problem."""

import io
import json
from urllib.parse import urlencode
from wsgiref.headers import Headers

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from test_stream import finish, stream_of

from toy_api.doors.framing import (
    BODY_LIMIT,
    body_length,
    expects_continue,
    parse_head,
    read_chunks,
    read_head,
    wants_close,
)
from toy_api.doors.stream import Stream
from toy_api.exchange import Request, respond
from toy_api.representations.strict_json import read_json
from toy_api.rules.content import json_of
from toy_api.rules.forms import FORM, form_of
from toy_api.rules.negotiation import choose, negotiate
from toy_api.rules.parameters import pairs_of, parameters
from toy_api.rules.problems import Problem
from toy_api.selection.etags import match_weakly, tags_in
from toy_api.selection.ranges import ranged

OFFERED = ["application/json", "text/html", "text/csv"]
TOKENS = some.text("!#$%&'*+-.^_`|~09azAZ", min_size=1, max_size=9)
VALUES = some.text("azAZ09 ,;=\"'\t\xa0\xff", max_size=20).map(lambda v: v.strip(" \t"))
PATHS = some.text("/az09-._~!$&'()*+,;=:@%?", max_size=30).map("/".__add__)
WORDS = [b"GET", b"POST", b"/", b"*", b" ", b"HTTP/1.1", b"HTTP/1.0", b"\r\n", b"\r"]
WORDS += [b"\n", b":", b"Host: x", b"http://", b"[::1]", b"Content-Length: ", b"5"]
WORDS += [b"Transfer-Encoding: ", b"chunked", b",", b"gzip", b"Expect: 100-continue"]
WORDS += [b"0", b"\r\n\r\n", b";", b"ff", b"Connection: close", b"\x00", b"%", b"@"]
JUMBLED = some.lists(some.sampled_from(WORDS) | some.binary(max_size=3)).map(b"".join)
START = some.sampled_from(
    [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n"]
)
HEADS = some.tuples(START, JUMBLED).map(b"".join)
LETTERS = some.text(max_size=30) | some.text(
    "azAZ09%+&=;,*/.\"'W \t-{}[]:\\", max_size=30
)
JSON = some.recursive(
    some.none() | some.booleans() | some.integers(-(10**20), 10**20) | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=10,
)
MARKS = "!#$%&'()*+-./09:;<=>?@AZ[]^_`az{|}~\x80\xff"
TAGS = some.text(MARKS, max_size=9).map('"{}"'.format)
bounded = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def result_of(work, *given):
    """The result, or None for what is refused as it should be."""
    try:
        return work(*given)
    except Problem as problem:
        assert 400 <= problem.status <= 501
        assert problem.detail.isprintable()


def request_of(fields=(), target="/", body=b"", method="GET"):
    return Request(method, target, Headers(list(fields)), body)


@bounded
@given(HEADS)
@example(b"")
def test_a_head_is_read_or_refused(head):
    request = result_of(parse_head, head)
    if request:
        length = result_of(body_length, request)
        assert length is None or 0 <= length <= BODY_LIMIT
        assert result_of(expects_continue, request) in (True, False, None)
        assert wants_close(request) in (True, False)


@bounded
@given(TOKENS, PATHS, some.lists(some.tuples(TOKENS.map("X-".__add__), VALUES)))
def test_a_head_that_is_well_written_is_read_as_it_was_meant(method, target, fields):
    lines = [f"{method} {target} HTTP/1.1", "Host: x"]
    lines += [f"{name}: {value}" for name, value in fields]
    request = parse_head("\r\n".join(lines).encode("latin-1"))
    assert (request.method, request.target) == (method, target)
    assert request.headers.items() == [("Host", "x"), *fields]


@bounded
@given(JUMBLED)
def test_a_head_ends_or_the_stream_does(data):
    try:
        assert b"\r\n\r\n" not in finish(read_head(stream_of(data)))
    except EOFError:
        assert b"\r\n\r\n" not in data


@bounded
@given(some.text("0123456789+-_.xe, \t\xb2\xa0", max_size=20))
def test_a_length_is_digits_or_refused(text):
    request = request_of([("Content-Length", text)])
    length = result_of(body_length, request)
    assert length is None or (text.isascii() and text.isdigit() and length == int(text))


@bounded
@given(JUMBLED)
def test_chunks_are_read_or_refused_or_cut_off(data):
    try:
        assert isinstance(result_of(finish, read_chunks(stream_of(data))), bytes | None)
    except EOFError:
        assert b"\r\n0\r\n\r\n" not in data


@bounded
@given(some.lists(some.binary(min_size=1, max_size=40)), some.binary(max_size=9))
def test_chunks_hold_what_was_put_in(parts, behind):
    sent = b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in parts)
    stream = stream_of(sent + b"0\r\nX: y\r\n\r\n" + behind)
    assert finish(read_chunks(stream)) == b"".join(parts)
    assert stream.peek() == behind


@bounded
@given(some.binary() | LETTERS.map(lambda text: text.encode("utf-8", "replace")))
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b"9" * 5000)
@example(b"1e999")
def test_json_is_read_or_refused(content):
    try:
        assert read_json(content) == json.loads(content)
    except ValueError as error:
        assert str(error)
    result_of(json_of, request_of([("Content-Type", "application/json")], body=content))


@bounded
@given(JSON)
def test_json_says_what_was_written(value):
    try:
        assert read_json(json.dumps(value).encode()) == value
    except ValueError as error:
        assert "levels deep" in str(error)


@bounded
@given(LETTERS)
def test_a_query_is_read_or_refused(text):
    result_of(pairs_of, text, "query")
    result_of(parameters, request_of(target="/?" + text), ["a", "z"])


@bounded
@given(some.dictionaries(some.text(max_size=9), some.text(max_size=9), max_size=50))
def test_a_form_says_what_was_filled_in(form):
    body = urlencode(form).encode()
    assert form_of(request_of([("Content-Type", FORM)], body=body)) == form


@bounded
@given(some.binary() | LETTERS.map(lambda text: text.encode("utf-8", "replace")))
def test_a_form_is_read_or_refused(body):
    result_of(form_of, request_of([("Content-Type", FORM)], body=body))


@bounded
@given(LETTERS)
@example("text/html;q=1;q")
def test_any_content_type_is_understood_or_refused(text):
    for name in ("Content-Type", "Content-Encoding"):
        fields = [("Content-Type", "application/json"), (name, text)]
        result_of(json_of, request_of(fields, body=b"{}"))


@bounded
@given(LETTERS | some.lists(some.sampled_from(["*/*", "text/*", ";q=", "0.5", ","])))
def test_a_kind_that_is_offered_is_chosen_or_none(accept):
    text = accept if isinstance(accept, str) else "".join(accept)
    assert choose(text, OFFERED) in [*OFFERED, None]
    assert result_of(negotiate, request_of([("Accept", text)]), OFFERED) in [
        *OFFERED,
        None,
    ]


@bounded
@given(some.permutations(OFFERED))
def test_the_kind_that_is_liked_best_is_chosen(kinds):
    accept = ", ".join(f"{kind};q=0.{9 - place}" for place, kind in enumerate(kinds))
    assert choose(accept, OFFERED) == kinds[0]


@bounded
@given(LETTERS)
def test_tags_are_read_or_refused(text):
    for name in ("If-Match", "If-None-Match"):
        found = result_of(tags_in, request_of([(name, text)]), name)
        assert found is None or all(tag == "*" or '"' in tag for tag in found)


@bounded
@given(some.lists(TAGS | TAGS.map("W/".__add__), min_size=1))
def test_tags_are_found_as_they_were_listed(tags):
    request = request_of([("If-None-Match", " , ".join(tags))])
    assert tags_in(request, "If-None-Match") == tags
    assert match_weakly(tags, tags[-1].removeprefix("W/"))


def part_of(field, content):
    whole = {"Accept-Ranges": "bytes"}
    app = ranged(lambda request: respond(200, whole, content))
    return result_of(app, request_of([("Range", field)]))


@bounded
@given(LETTERS | some.text("bytes=0123456789-, ", max_size=20), some.binary())
def test_a_range_is_a_part_or_the_whole_or_refused(field, content):
    answer = part_of(field, content)
    assert answer is None or answer.status in (200, 206)
    assert answer is None or answer.body in content


@bounded
@given(some.binary(min_size=1), some.data())
def test_a_range_is_the_bytes_from_the_first_to_the_last(content, data):
    first = data.draw(some.integers(0, len(content) - 1))
    last = data.draw(some.integers(first, len(content) + 9))
    answer = part_of(f"bytes={first}-{last}", content)
    assert (answer.status, answer.body) == (206, content[first : last + 1])
    assert answer.headers["Content-Range"].endswith(f"/{len(content)}")


@pytest.mark.parametrize("size", [1, 7, 65536])
def test_a_head_is_the_same_in_packets_of_any_size(size):
    source, stream = io.BytesIO(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nmore"), Stream()
    packets = iter(lambda: source.read(size), b"")
    head = finish(read_head(stream), stream, packets)
    assert head == b"GET / HTTP/1.1\r\nHost: x"

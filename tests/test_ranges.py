"""A part of what is read, put together again by what is not ours (RFC 9110 §14)."""

import wave
from io import BytesIO
from wsgiref.headers import Headers

import pytest
from PIL import Image

from toy_api.exchange import Request, respond
from toy_api.rules.problems import Problem
from toy_api.selection.ranges import ranged

CONTENT = bytes(range(250)) * 40  # 10 000 bytes, as in the examples of the RFC
DIVISIBLE = {"Accept-Ranges": "bytes", "ETag": '"a"', "Content-Type": "image/png"}
PARTS = [  # what is asked for, and the part of CONTENT that it is
    ("bytes=0-499", slice(0, 500)),
    ("bytes=500-999", slice(500, 1000)),
    ("bytes=-500", slice(9500, 10_000)),
    ("bytes=9500-", slice(9500, 10_000)),
    ("bytes=0-0", slice(0, 1)),
    ("bytes=-1", slice(9999, 10_000)),
    ("bytes=9999-", slice(9999, 10_000)),
    ("bytes=9999-9999", slice(9999, 10_000)),
    ("bytes=1-9998", slice(1, 9999)),
    ("bytes=9990-20000", slice(9990, 10_000)),
    ("bytes=0-", slice(0, 10_000)),
    ("bytes=0-9999", slice(0, 10_000)),
    ("bytes=-10000", slice(0, 10_000)),
    ("bytes=-99999", slice(0, 10_000)),
    ("BYTES=007-008", slice(7, 9)),
]
NONE = ["", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=9999-0", "bytes=a-b"]
NONE += ["bytes 0-4", "lines=0-4", "bytes=0--4", "bytes=+1-4", "bytes=0-4-", "bytes=1"]
NONE += ["bytes=0-0,-1", "bytes=500-600,601-999", "bytes=0x1-0x2", "bytes=" + "9" * 99]
FACES = {
    "audio/wav": lambda content: wave.Wave_read(BytesIO(content)).getparams(),
    "image/png": lambda content: Image.open(BytesIO(content)).tobytes(),
}


def ask(wanted, method="GET", status=200, fields=DIVISIBLE, **more):
    app = ranged(lambda request: respond(status, fields, CONTENT))
    named = {"Range": wanted} | {name.replace("_", "-"): more[name] for name in more}
    return app(Request(method, "/", Headers(list(named.items()))))


@pytest.fixture
def face(api):
    """A part of the first message, as this face of it."""
    return lambda accept, **more: api(
        "GET",
        "/messages/1",
        headers={"Accept": accept}
        | {name.replace("_", "-"): value for name, value in more.items()},
    )


@pytest.mark.parametrize(("wanted", "part"), PARTS)
def test_a_range_is_answered_with_that_part(wanted, part):
    """RFC 9110 §14.1.2; its own examples come first."""
    answer = ask(wanted)
    assert (answer.status, answer.body) == (206, CONTENT[part])
    span = f"bytes {part.start}-{part.stop - 1}/10000"
    assert answer.headers["Content-Range"] == span


@pytest.mark.parametrize("wanted", NONE)
def test_what_is_no_single_range_of_bytes_gets_the_whole(wanted):
    """RFC 9110 §14.2: a server may ignore Range."""
    answer = ask(wanted)
    assert (answer.status, answer.body) == (200, CONTENT)
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize("wanted", ["bytes=10000-", "bytes=10000-10001", "bytes=-0"])
def test_a_part_beyond_the_end_is_416_that_tells_the_size(wanted):
    """RFC 9110 §15.5.17."""
    with pytest.raises(Problem) as caught:
        ask(wanted)
    assert caught.value.status == 416
    assert caught.value.headers["Content-Range"] == "bytes */10000"
    assert "10000" in caught.value.detail


@pytest.mark.parametrize("wanted", ["bytes=0-4", "bytes=10000-"])
@pytest.mark.parametrize("method", ["HEAD", "PUT", "POST", "DELETE"])
def test_only_a_get_has_parts(wanted, method):
    """RFC 9110 §14.2: with any other method Range must be ignored."""
    assert ask(wanted, method).body == CONTENT


@pytest.mark.parametrize("wanted", ["bytes=0-4", "bytes=10000-"])
@pytest.mark.parametrize("status", [201, 304, 404])
def test_only_an_ordinary_answer_has_parts(wanted, status):
    answer = ask(wanted, status=status)
    assert (answer.status, answer.body) == (status, CONTENT)


@pytest.mark.parametrize("wanted", ["bytes=0-4", "bytes=10000-"])
@pytest.mark.parametrize("offered", [{}, {"Accept-Ranges": "none"}])
def test_what_does_not_say_that_it_is_divisible_is_not_divided(wanted, offered):
    assert ask(wanted, fields=offered).status == 200


def test_two_range_fields_are_several_ranges():
    fields = Headers([("Range", "bytes=0-1"), ("Range", "bytes=4-5")])
    app = ranged(lambda request: respond(200, DIVISIBLE, CONTENT))
    assert app(Request("GET", "/", fields)).status == 200


@pytest.mark.parametrize(
    ("version", "status"),
    [
        ('"a"', 206),
        ('"b"', 200),
        ('W/"a"', 200),
        ("a", 200),
        ("", 200),
        ("*", 200),
        ("Sat, 29 Oct 1994 19:43:31 GMT", 200),
    ],
)
def test_a_part_of_another_version_is_not_sent_but_the_whole(version, status):
    """RFC 9110 §13.1.5."""
    assert ask("bytes=0-4", If_Range=version).status == status


def test_there_is_no_part_beyond_the_end_of_another_version():
    assert ask("bytes=10000-", If_Range='"b"').body == CONTENT


def test_a_version_that_nobody_told_can_not_be_meant():
    without = {"Accept-Ranges": "bytes"}
    assert ask("bytes=0-4", fields=without).status == 206
    assert ask("bytes=0-4", fields=without, If_Range='"a"').status == 200


@pytest.mark.parametrize("kind", FACES)
def test_a_download_that_broke_off_is_gone_on_with(face, kind):
    whole = face(kind)
    half = len(whole.content) // 2
    rest = face(kind, Range=f"bytes={half}-", If_Range=whole.headers["ETag"])
    assert rest.status_code == 206
    joined = whole.content[:half] + rest.content
    assert FACES[kind](joined) == FACES[kind](whole.content)


@pytest.mark.parametrize("kind", [*FACES, "image/svg+xml"])
def test_a_part_has_the_fields_of_the_whole(face, kind):
    """RFC 9110 §15.3.7."""
    whole, part = face(kind), face(kind, Range="bytes=2-5")
    for name in ("ETag", "Cache-Control", "Vary", "Content-Type", "Accept-Ranges"):
        assert part.headers[name] == whole.headers[name]
    assert part.headers["Content-Length"] == "4"
    assert part.content == whole.content[2:6]


@pytest.mark.parametrize("kind", ["application/json", "text/html", "text/plain"])
def test_what_is_made_to_be_read_as_a_whole_offers_no_parts(face, kind):
    answer = face(kind, Range="bytes=2-5")
    assert answer.status_code == 200
    assert "Accept-Ranges" not in answer.headers


@pytest.mark.parametrize(
    ("name", "known", "other"), [("If_None_Match", 304, 206), ("If_Match", 206, 412)]
)
def test_the_conditions_come_before_the_range(face, name, known, other):
    """RFC 9110 §13.2.2."""
    tag = face("image/png").headers["ETag"]
    for value, status in ((tag, known), ('"x"', other)):
        answer = face("image/png", Range="bytes=0-3", **{name: value})
        assert answer.status_code == status


def test_416_is_a_problem_that_says_what_there_is(face):
    size = len(face("image/png").content)
    answer = face("image/png", Range=f"bytes={size}-")
    assert (answer.status_code, answer.reason) == (416, "Range Not Satisfiable")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Range"] == f"bytes */{size}"
    assert answer.headers["Accept-Ranges"] == "bytes"

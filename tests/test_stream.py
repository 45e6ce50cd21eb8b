"""The bytes that one client sends, read with a limit and while they come."""

import pytest

from toy_api.doors import stream as module
from toy_api.doors.stream import READ, Stream


def finish(steps, stream=None, packets=()):
    """What these steps come to, while the packets come in one by one."""
    try:
        next(steps)
        for packet in packets:
            stream.feed(packet)
            next(steps)
    except StopIteration as end:
        return end.value
    steps.throw(EOFError)


def stream_of(data):
    stream = Stream()
    stream.feed(data)
    return stream


def test_exactly_the_bytes_asked_for_are_read():
    stream = stream_of(b"abcdef")
    parts = [finish(stream.read(count)) for count in (2, 0, 3)]
    assert parts == [b"ab", b"", b"cde"]


def test_bytes_that_come_one_by_one_are_put_together():
    stream, rest = Stream(), (bytes([byte]) for byte in b"abcdefgh\r\n")
    assert finish(stream.read(3), stream, rest) == b"abc"
    assert finish(stream.read_until(b"\r\n", 100), stream, rest) == b"defgh"


def test_who_reads_more_than_is_here_waits():
    steps = stream_of(b"ab").read(3)
    assert [next(steps), next(steps)] == [READ, READ]


def test_reading_until_an_end_drops_the_end_and_keeps_the_rest():
    stream = stream_of(b"a\r\n\r\nb\r\nc")
    assert finish(stream.read_until(b"\r\n", 10)) == b"a"
    assert finish(stream.read_until(b"\r\n", 10)) == b""
    assert finish(stream.read(3)) == b"b\r\n"


def test_what_has_no_end_within_the_limit_is_refused():
    with pytest.raises(ValueError):
        finish(stream_of(b"x" * 11).read_until(b"\r\n", 10))


def test_the_limit_is_the_same_when_all_bytes_come_at_once():
    with pytest.raises(ValueError):
        finish(stream_of(b"x" * 11 + b"\r\n").read_until(b"\r\n", 10))


def test_as_many_bytes_as_the_limit_are_taken():
    stream = stream_of(b"x" * 10 + b"\r\n")
    assert finish(stream.read_until(b"\r\n", 10)) == b"x" * 10


def test_the_end_of_the_connection_reaches_who_reads():
    with pytest.raises(EOFError):
        finish(stream_of(b"ab").read(3))


def test_the_deadline_is_for_all_bytes_however_slowly_they_come(monkeypatch):
    monkeypatch.setattr(module.time, "monotonic", lambda: 100)
    stream = Stream()
    stream.allow(4)
    next(stream.read_until(b"\r\n", 100))
    stream.feed(b"x")
    assert stream.deadline == 104


def test_unwanted_bytes_are_skipped_in_front_only():
    stream = stream_of(b"\r\n\r\nGET\r\n")
    finish(stream.skip(b"\r\n"))
    assert finish(stream.read(5)) == b"GET\r\n"


def test_skipping_waits_for_a_wanted_byte():
    stream = stream_of(b"\r\n")
    assert next(stream.skip(b"\r\n")) == READ
    assert stream.peek() == b""


def test_draining_keeps_nothing():
    stream = stream_of(b"x" * 1000)
    with pytest.raises(EOFError):
        finish(stream.drain(), stream, [b"y" * 1000])
    assert stream.peek() == b""


def test_a_peek_shows_what_was_received_and_takes_nothing():
    stream = stream_of(b"b")
    assert stream.peek() == stream.peek() == b"b"

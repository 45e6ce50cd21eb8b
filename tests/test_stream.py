"""The bytes that one client sends, read with a limit and until a deadline."""

import socket

import pytest

from toy_api.doors import stream as module
from toy_api.doors.stream import Stream


class Trickle:
    """A connection on which one byte comes with each call, and a second passes."""

    def __init__(self, data):
        self.rest, self.seconds, self.timeouts = data, 0, []

    def settimeout(self, seconds):
        self.timeouts.append(seconds)

    def recv(self, count):
        self.seconds += 1
        byte, self.rest = self.rest[:1], self.rest[1:]
        return byte


@pytest.fixture
def wire():
    """Both ends: what is sent on the first comes out of the second, a `Stream`."""
    client, server = socket.socketpair()
    with client, server:
        stream = Stream(server)
        stream.allow(5)
        yield client, stream


@pytest.fixture
def trickle(monkeypatch):
    connection = Trickle(b"abcdefgh\r\n")
    monkeypatch.setattr(module.time, "monotonic", lambda: connection.seconds)
    return connection


def test_exactly_the_bytes_asked_for_are_read(wire):
    client, stream = wire
    client.sendall(b"abcdef")
    assert [stream.read(2), stream.read(0), stream.read(3)] == [b"ab", b"", b"cde"]


def test_bytes_that_come_one_by_one_are_put_together(trickle):
    stream = Stream(trickle)
    stream.allow(60)
    assert stream.read(3) == b"abc"
    assert stream.read_until(b"\r\n", 100) == b"defgh"


def test_more_than_one_packet_can_be_read(wire):
    client, stream = wire
    client.sendall(b"x" * 100_000)
    assert stream.read(100_000) == b"x" * 100_000


def test_reading_until_an_end_drops_the_end_and_keeps_the_rest(wire):
    client, stream = wire
    client.sendall(b"a\r\n\r\nb\r\nc")
    assert stream.read_until(b"\r\n", 10) == b"a"
    assert stream.read_until(b"\r\n", 10) == b""
    assert stream.read(3) == b"b\r\n"


def test_what_has_no_end_within_the_limit_is_refused(wire):
    client, stream = wire
    client.sendall(b"x" * 11)
    with pytest.raises(ValueError):
        stream.read_until(b"\r\n", 10)


def test_the_limit_is_the_same_when_all_bytes_come_at_once(wire):
    client, stream = wire
    client.sendall(b"x" * 11 + b"\r\n")
    with pytest.raises(ValueError):
        stream.read_until(b"\r\n", 10)


def test_as_many_bytes_as_the_limit_are_taken(wire):
    client, stream = wire
    client.sendall(b"x" * 10 + b"\r\n")
    assert stream.read_until(b"\r\n", 10) == b"x" * 10


def test_the_end_of_the_connection_is_told(wire):
    client, stream = wire
    client.sendall(b"ab")
    client.shutdown(socket.SHUT_WR)
    with pytest.raises(EOFError):
        stream.read(3)


def test_nothing_is_waited_for_behind_the_deadline(wire):
    client, stream = wire
    client.sendall(b"ab")
    stream.allow(0)
    with pytest.raises(TimeoutError):
        stream.read(1)


def test_silence_ends_at_the_deadline(wire):
    _, stream = wire
    stream.allow(0.01)
    with pytest.raises(TimeoutError):
        stream.read(1)


def test_the_deadline_is_for_all_bytes_however_slowly_they_come(trickle):
    stream = Stream(trickle)
    stream.allow(4)
    with pytest.raises(TimeoutError):
        stream.read_until(b"\r\n", 100)
    assert trickle.timeouts == [4, 3, 2, 1]


def test_a_new_stream_has_no_time_until_it_is_allowed_some(trickle):
    with pytest.raises(TimeoutError):
        Stream(trickle).read(1)


def test_bytes_that_are_here_already_need_no_time(wire):
    client, stream = wire
    client.sendall(b"abc")
    stream.read(1)
    stream.allow(0)
    assert stream.read(2) == b"bc"


def test_unwanted_bytes_are_skipped_in_front_only(wire):
    client, stream = wire
    client.sendall(b"\r\n\r\nGET\r\n")
    stream.skip(b"\r\n")
    assert stream.read(5) == b"GET\r\n"


def test_skipping_waits_for_a_wanted_byte(wire):
    client, stream = wire
    client.sendall(b"\r\n")
    client.shutdown(socket.SHUT_WR)
    with pytest.raises(EOFError):
        stream.skip(b"\r\n")
    assert stream.peek() == b""


def test_draining_reads_to_the_end_and_keeps_nothing(wire):
    client, stream = wire
    client.sendall(b"x" * 1000)
    client.shutdown(socket.SHUT_WR)
    with pytest.raises(EOFError):
        stream.drain()
    assert stream.peek() == b""


def test_a_peek_shows_what_was_received_and_takes_nothing(wire):
    client, stream = wire
    client.sendall(b"ab")
    assert stream.peek() == b""
    stream.read(1)
    assert stream.peek() == stream.peek() == b"b"

"""The time in lessons repeats, and the computer's time is only read."""

import time
from datetime import UTC, datetime
from email.utils import formatdate

import pytest

from toy_api.clock import RealClock, ToyClock, as_date, as_timestamp

START = datetime(2024, 1, 1, 9, 0, 0, tzinfo=UTC)


def test_a_lesson_starts_on_new_year_2024_at_nine():
    assert datetime.fromtimestamp(ToyClock().now(), UTC) == START


def test_looking_at_the_toy_clock_does_not_move_it():
    clock = ToyClock()
    assert clock.now() == clock.now()


def test_each_tick_moves_the_toy_clock_by_one_second():
    clock = ToyClock()
    clock.tick()
    clock.tick()
    assert clock.now() - START.timestamp() == 2


def test_a_reset_takes_the_toy_clock_back_to_the_start():
    clock = ToyClock()
    clock.tick()
    clock.reset()
    assert clock.now() == START.timestamp()


def test_the_real_clock_tells_whole_seconds_of_the_computer(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1700000000.9)
    now = RealClock().now()
    assert now == 1700000000
    assert isinstance(now, int)


def test_nothing_moves_the_real_clock(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1700000000.0)
    clock = RealClock()
    clock.tick()
    clock.reset()
    assert clock.now() == 1700000000


@pytest.mark.parametrize(
    "text",
    ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2038-01-19T03:14:08Z"],
)
def test_a_timestamp_reads_back_as_the_same_moment_of_utc(text):
    moment = datetime.fromisoformat(text)
    assert as_timestamp(int(moment.timestamp())) == text


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows can not move house")
def test_a_timestamp_is_the_same_wherever_the_computer_stands(monkeypatch):
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "XXX-5:30")
        time.tzset()
        text = as_timestamp(0)
    time.tzset()
    assert text == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_is_written_as_mails_do(month):
    for day in range(1, 8):
        seconds = int(datetime(2026, month, day, 3, 4, 5, tzinfo=UTC).timestamp())
        assert as_date(seconds) == formatdate(seconds, usegmt=True)

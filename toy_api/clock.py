"""What time it is: the computer's clock, or a toy one that makes lessons repeatable.

A clock has `now()`, in whole seconds since 1970 (UTC), and `tick()`, by which a toy
clock moves on.
"""

import time
from datetime import UTC, datetime
from functools import lru_cache

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
MONTHS += ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
FIRST_LESSON = int(datetime(2024, 1, 1, 9, 0, 0, tzinfo=UTC).timestamp())


class RealClock:
    """The computer's clock, which needs nobody to move it."""

    def now(self) -> int:
        return int(time.time())

    def tick(self) -> None:
        pass

    def reset(self) -> None:
        pass


class ToyClock:
    """Starts on 2024-01-01 at 09:00:00 and moves by one second with each tick."""

    def __init__(self) -> None:
        self.seconds = FIRST_LESSON

    def now(self) -> int:
        return self.seconds

    def tick(self) -> None:
        self.seconds += 1

    def reset(self) -> None:
        self.seconds = FIRST_LESSON


Clock = RealClock | ToyClock


@lru_cache(maxsize=4096)  # a page of messages names the same moments again and again
def as_timestamp(seconds: int) -> str:
    """A moment as `2024-01-01T09:00:00Z` (RFC 3339 §5.6)."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=64)  # the same second is asked for again and again
def as_date(seconds: int, zone: str = "GMT") -> str:
    """A moment as mails write it, in English wherever this runs (RFC 5322 §3.3)."""
    moment = time.gmtime(seconds)
    day, month = DAYS[moment.tm_wday], MONTHS[moment.tm_mon - 1]
    date = f"{day}, {moment.tm_mday:02} {month} {moment.tm_year:04}"
    return f"{date} {moment.tm_hour:02}:{moment.tm_min:02}:{moment.tm_sec:02} {zone}"


def as_moment(timestamp: str) -> int:
    """The seconds since 1970 of what `as_timestamp` has written."""
    return int(datetime.fromisoformat(timestamp).timestamp())

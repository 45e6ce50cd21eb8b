"""Moments as Twilio writes them (RFC 2822) and as it lets clients write them."""

from datetime import UTC, datetime, timedelta

from .. import clock

DAY = timedelta(days=1)
RFC_2822 = "%a, %d %b %Y %H:%M:%S %z"


def as_date(moment: int | str | None) -> str | None:
    """A moment, in seconds since 1970 or as in a message, after RFC 2822."""
    if moment is None:
        return None
    seconds = moment if isinstance(moment, int) else clock.as_moment(moment)
    return clock.as_date(seconds, "+0000")


def as_span(text: str) -> tuple[int, int]:
    """First second and last of what this text names: a day, or a moment.

    Midnight names the whole day, for so the official clients write a day. Raises
    ValueError for what is no date.
    """
    try:
        start = _read(text.strip())
        is_whole_day = (start.hour, start.minute, start.second) == (0, 0, 0)
        end = start + DAY - timedelta(seconds=1) if is_whole_day else start
        return int(start.timestamp()), int(end.timestamp())
    except OverflowError:
        raise ValueError(text) from None


def _read(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.strptime(text.replace("GMT", "+0000"), RFC_2822)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

"""Moments as Twilio writes them (RFC 2822) and as it lets clients write them."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from ..clock import as_moment

DAY = timedelta(days=1)


def as_date(moment: int | str | None) -> str | None:
    """A moment, in seconds since 1970 or as in a message, after RFC 2822."""
    if moment is None:
        return None
    seconds = moment if isinstance(moment, int) else as_moment(moment)
    return format_datetime(datetime.fromtimestamp(seconds, UTC))


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
        moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

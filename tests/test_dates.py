"""Moments as Twilio writes them, read by `email.utils`."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from twilio.base.deserialize import rfc2822_datetime
from twilio.base.serialize import iso8601_datetime

from toy_api.dialect.dates import as_date, as_span

NOON = datetime(2024, 1, 5, 12, 30, 7, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
DAY = int(datetime(2024, 1, 5, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("moment", [NOON, LONG_AGO, NOON + timedelta(days=9999)])
def test_a_moment_is_written_after_rfc_2822(moment):
    text = as_date(int(moment.timestamp()))
    assert parsedate_to_datetime(text) == moment
    assert rfc2822_datetime(text) == moment
    assert text.endswith(" +0000")


def test_a_moment_of_a_message_is_written_alike():
    assert as_date("2024-01-05T12:30:07Z") == "Fri, 05 Jan 2024 12:30:07 +0000"


def test_what_has_not_happened_has_no_date():
    assert as_date(None) is None
    assert as_date(0) == "Thu, 01 Jan 1970 00:00:00 +0000"


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-05",
        "2024-01-05T00:00:00Z",
        " 2024-01-05 00:00:00 ",
        "Fri, 05 Jan 2024 00:00:00 +0000",
        iso8601_datetime(datetime(2024, 1, 5)),
    ],
)
def test_midnight_names_the_whole_day(text):
    assert as_span(text) == (DAY, DAY + 86399)


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-05T12:30:07Z",
        "2024-01-05T13:30:07+01:00",
        "2024-01-05 12:30:07.000",
        "Fri, 05 Jan 2024 12:30:07 -0000",
        "Fri, 05 Jan 2024 07:30:07 -0500",
        as_date(int(NOON.timestamp())),
        iso8601_datetime(NOON),
    ],
)
def test_any_other_time_names_itself(text):
    moment = int(NOON.timestamp())
    assert as_span(text) == (moment, moment)


@pytest.mark.parametrize("part", [(0, 0, 1), (0, 1, 0), (1, 0, 0)])
def test_midnight_is_over_at_once(part):
    start, end = as_span(datetime(2024, 1, 5, *part).isoformat())
    assert start == end == DAY + part[0] * 3600 + part[1] * 60 + part[2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2024-13-01",
        "9999-12-31",
        "Mon, 1 Jan 2024 09:00:00 +9999",
        "1704067200",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        as_span(text)

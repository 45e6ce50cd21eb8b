"""What every response says of itself (RFC 9110 §6.6.1, §8.6)."""

from email.utils import parsedate_to_datetime

import pytest

from toy_api.exchange import Request, respond
from toy_api.rules.completion import complete

NOON = 1_704_110_400


def completed(response, method="GET"):
    return complete(lambda request: response, lambda: NOON)(Request(method, "/"))


def test_date_is_the_time_of_the_clock():
    moment = parsedate_to_datetime(completed(respond(200)).headers["Date"])
    assert moment.timestamp() == NOON


def test_date_is_written_in_gmt_as_http_wants_it():
    """RFC 9110 §5.6.7."""
    assert completed(respond(200)).headers["Date"] == "Mon, 01 Jan 2024 12:00:00 GMT"


@pytest.mark.parametrize("status", [200, 201, 400, 404, 500])
def test_content_length_counts_bytes(status):
    answer = completed(respond(status, body="☕".encode()))
    assert answer.headers["Content-Length"] == "3"


def test_an_empty_answer_has_the_length_zero():
    assert completed(respond(200)).headers["Content-Length"] == "0"


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_that_can_have_no_content_has_no_length(status):
    """RFC 9110 §8.6."""
    assert "Content-Length" not in completed(respond(status)).headers


def test_head_keeps_the_fields_and_drops_the_content():
    """RFC 9110 §9.3.2."""
    answer = completed(respond(200, {"ETag": '"1"'}, b"tea"), "HEAD")
    assert answer.body == b""
    assert answer.headers["Content-Length"] == "3"
    assert answer.headers["ETag"] == '"1"'


def test_content_stays_for_other_methods():
    assert completed(respond(200, body=b"tea"), "POST").body == b"tea"


def test_the_clock_moves_before_the_app_is_asked():
    order = []

    def app(request):
        order.append("app")
        return respond(200)

    complete(app, lambda: NOON, lambda: order.append("tick"))(Request("GET", "/"))
    assert order == ["tick", "app"]


def test_each_request_moves_the_toy_clock_by_one_second(api):
    dates = [api("GET", "/messages/99").headers["Date"] for _ in range(3)]
    moments = [parsedate_to_datetime(date).timestamp() for date in dates]
    assert [moment - moments[0] for moment in moments] == [0, 1, 2]

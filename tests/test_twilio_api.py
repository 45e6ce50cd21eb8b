"""Twilio's dialect as a whole: its URLs and methods, faults, and the log."""

import pytest
from published import ACCOUNTS, ADA, FORM, HOME, PAGE_SID, WISH, official
from twilio.base.exceptions import TwilioRestException

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.examples import EXAMPLES
from toy_api.store import Store

ONE = f"{HOME}/Messages/{PAGE_SID}"
READ, LIST = "GET, HEAD, OPTIONS", "GET, HEAD, POST, OPTIONS"
ALLOWED = {
    f"{HOME}/Messages.json": LIST,
    f"{ONE}.json": "GET, HEAD, POST, DELETE, OPTIONS",
    f"{ONE}/Media.json": READ,
    f"{ONE}/Media/ME1.json": "GET, HEAD, DELETE, OPTIONS",
    f"{ONE}/Media/ME1": "GET, HEAD, DELETE, OPTIONS",
    f"{ONE}/Feedback.json": "POST, OPTIONS",
    f"{ACCOUNTS}.json": LIST,
    f"{HOME}.json": LIST,
}


@pytest.mark.parametrize("path", ALLOWED)
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_a_resource_has_not_is_405_and_what_it_has_is_named(players, path, method):
    answer = players(method, path, data=FORM, auth=ADA)
    assert (answer.status_code, answer.json()["code"]) == (405, 20004)
    assert answer.headers["Allow"] == ALLOWED[path]
    assert answer.json()["more_info"] == "https://www.twilio.com/docs/errors/20004"


@pytest.mark.parametrize(
    "path",
    [
        f"{ACCOUNTS}/",
        f"{HOME}/Messages",
        f"{HOME}/Messages/",
        f"{HOME}/Calls.json",
        f"{ONE}",
        f"{ONE}/Feedback",
        f"{ONE}/Media/ME1/x",
        "/2010-04-01/",
    ],
)
def test_where_nothing_lives_is_404(players, path):
    answer = players("GET", path, auth=ADA)
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)
    assert answer.headers["Content-Type"] == "application/json"


def test_what_only_begins_like_the_dialect_is_of_the_other_one(players):
    for path in ("/2010-04-01", "/2010-04-01x/", "/x/2010-04-01/"):
        answer = players("GET", path, auth=ADA)
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_who_asks_for_the_head_gets_no_content(players):
    answer = players("HEAD", f"{ONE}.json", auth=ADA)
    whole = players("GET", f"{ONE}.json", auth=ADA)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(whole.content))
    assert whole.headers["Cache-Control"] == "no-store"


def test_what_crossed_the_wire_is_written_down(players, ada):
    ada.messages.create(**WISH)
    players("GET", f"{HOME}/Messages.json?PageSize=1")
    records = players("GET", "/lab/exchanges", auth=ADA).json()
    told = [(each["request"]["method"], each["response"]["status"]) for each in records]
    assert told == [("POST", 201), ("GET", 401)]
    text = players("GET", "/lab/exchanges", headers={"Accept": "text/plain"}).text
    assert "Authorization: Basic ****" in text
    assert "Body=Hello" in text


def test_each_call_moves_the_clock_by_a_second(players, ada):
    first, second = (ada.messages.create(**WISH) for _ in range(2))
    assert (second.date_created - first.date_created).total_seconds() == 1
    answer = players("GET", f"{ONE}.json", auth=ADA)
    assert answer.headers["Date"] == "Mon, 01 Jan 2024 09:00:03 GMT"


def test_a_fault_can_be_asked_for(players, pauses):
    fields = {"Toy-Fault": "fail=1, slow=2, name=mine"}
    both = [players("GET", f"{ONE}.json", auth=ADA, headers=fields) for _ in range(2)]
    assert [each.status_code for each in both] == [503, 200]
    assert both[0].json()["code"] == 20500
    assert pauses == [2, 2]


def test_a_database_that_does_not_work_is_503(clock):
    store = Store(clock=clock, examples=EXAMPLES, account="ada")
    client = official(create_app(store, clock, accounts=dict([ADA])), *ADA)
    client.messages.list()
    store.close()
    with pytest.raises(TwilioRestException) as refused:
        client.messages(PAGE_SID).fetch()
    assert (refused.value.code, refused.value.status) == (20500, 503)


def names_in(path):
    """The sids that a server on this file shows, after one more was created."""
    store = Store(path, ToyClock(), EXAMPLES, "ada")
    client = official(create_app(store, store.clock, accounts=dict([ADA])), *ADA)
    client.messages.create(**WISH)
    sids = [each.sid for each in client.messages.list()]
    store.close()
    return sids


def test_a_message_has_the_same_name_after_a_restart(tmp_path):
    first, second = (names_in(tmp_path / "kept.db") for _ in range(2))
    assert (len(first), len(second)) == (7, 8)
    assert second[1:] == first

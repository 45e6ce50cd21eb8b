"""Answers are remembered for a day, by the key of the request."""

import pytest

from toy_api.clock import ToyClock
from toy_api.exchange import Request, respond, respond_json
from toy_api.guards.kept_answers import Answers, fingerprint_of
from toy_api.store import Store

DAY = 86400  # seconds
KIND = {"Content-Type": "application/json"}


@pytest.fixture
def answers(store, clock):
    return Answers(store.shelf, clock)


def asked(method="POST", target="/messages", kind="a/b", body=b"tea"):
    fields = {"Content-Type": kind} if kind else {}
    return Request(method, target, fields, body)


def shown(response):
    return response.status, response.headers.items(), response.body


@pytest.mark.parametrize(
    "response",
    [
        respond(204),
        respond(201, {"Location": "/messages/7", "X": "ä"}, b"\x00\xff"),
        respond_json(202, {"tea": "☕"}),
    ],
)
def test_an_answer_is_found_under_its_key_as_it_was(answers, response):
    answers.keep("k", "print", response)
    fingerprint, found = answers.find("k")
    assert fingerprint == "print"
    assert shown(found) == shown(response)


@pytest.mark.parametrize("key", ["K", "k ", "", "1", 1, "ä"])
def test_no_other_key_finds_it(answers, key):
    answers.keep("k", "print", respond(204))
    assert answers.find(key) is None


def test_what_is_done_to_an_answer_that_was_found_does_not_change_what_is_kept(answers):
    answers.keep("k", "print", respond(204))
    answers.find("k")[1].headers["X"] = "y"
    assert "X" not in answers.find("k")[1].headers


@pytest.mark.parametrize("later, known", [(0, True), (DAY, True), (DAY + 1, False)])
def test_an_answer_is_remembered_for_a_day(answers, clock, later, known):
    answers.keep("k", "print", respond(204))
    clock.seconds += later
    assert bool(answers.find("k")) is known


def test_what_is_too_old_leaves_the_shelf_and_nothing_else_does(answers, store, clock):
    store.shelf.put("picture", "k", "kept")
    answers.keep("k", "print", respond(204))
    clock.seconds += DAY + 1
    answers.keep("new", "print", respond(204))
    assert answers.find("other") is None
    assert [key for key, _ in store.shelf.all("answer")] == ["new"]
    assert store.shelf.get("picture", "k") == "kept"


def test_each_account_has_answers_of_its_own(answers, store, clock):
    answers.keep("k", "print", respond(204))
    other = store.for_account("ben", ToyClock())
    assert Answers(other.shelf, other.clock).find("k") is None


def test_the_clock_of_another_account_makes_no_answer_old(answers, store):
    answers.keep("k", "print", respond(204))
    other = store.for_account("ben", ToyClock())
    other.clock.seconds += 10 * DAY
    Answers(other.shelf, other.clock).find("k")
    assert answers.find("k")


def test_an_answer_is_found_in_a_file_again(tmp_path):
    for _ in range(2):
        store = Store(tmp_path / "toy.db", ToyClock())
        answers = Answers(store.shelf, store.clock)
        found = answers.find("k")
        answers.keep("k", "print", respond(201, KIND, b"{}"))
        store.close()
    assert shown(found[1]) == (201, [*KIND.items()], b"{}")


def test_equal_requests_have_equal_fingerprints():
    assert fingerprint_of(asked()) == fingerprint_of(asked())
    assert fingerprint_of(asked(kind=None)) == fingerprint_of(asked(kind=None))


@pytest.mark.parametrize(
    "other",
    [
        asked(method="PATCH"),
        asked(target="/messages/1"),
        asked(target="/messages?"),
        asked(kind="a/c"),
        asked(kind=None),
        asked(kind="a/bt", body=b"ea"),
        asked(kind="a/", body=b"btea"),
        asked(body=b"tea "),
        asked(body=b""),
    ],
)
def test_requests_that_differ_have_fingerprints_that_differ(other):
    assert fingerprint_of(other) != fingerprint_of(asked())

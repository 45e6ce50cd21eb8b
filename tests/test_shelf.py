"""Small things of several kinds, each by its key, kept for one account."""

import json
import sqlite3
from contextlib import closing, suppress

import pytest

from toy_api.clock import FIRST_LESSON, ToyClock
from toy_api.database import DatabaseError
from toy_api.store import Store

VALUES = [{"a": [1, 2.5, None, True]}, [], "☕\x00", "", 0, 7, False, {"": {}}]


@pytest.fixture
def shelf(store):
    return store.shelf


@pytest.fixture
def other(store, clock):
    """The shelf of another account in the same database."""
    return store.for_account("ben", clock).shelf


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", [1, "1", "", "☕", -5])
def test_what_is_put_is_got_back(shelf, value, key):
    shelf.put("thing", key, value)
    assert shelf.get("thing", key) == value


def test_what_was_never_put_is_none(shelf):
    shelf.put("thing", 1, "here")
    assert shelf.get("thing", 2) is None
    assert shelf.get("other", 1) is None


def test_a_number_and_its_digits_are_different_keys(shelf):
    shelf.put("thing", 1, "number")
    shelf.put("thing", "1", "text")
    assert [shelf.get("thing", key) for key in (1, "1")] == ["number", "text"]


def test_what_is_put_again_takes_the_place_of_what_was_there(shelf):
    shelf.put("thing", 1, "old")
    shelf.put("thing", 1, "new")
    assert shelf.all("thing") == [(1, "new")]


def test_what_is_added_gets_the_next_number_of_its_kind(shelf):
    assert [shelf.add("thing", text) for text in "abc"] == [1, 2, 3]
    assert shelf.add("other", "x") == 1
    assert shelf.all("thing") == [(1, "a"), (2, "b"), (3, "c")]


def test_no_number_is_given_twice(shelf):
    shelf.add("thing", "a")
    shelf.drop("thing", shelf.add("thing", "b"))
    assert shelf.add("thing", "c") == 3


def test_all_of_a_kind_come_in_the_order_of_their_keys(shelf):
    for key in (10, 9, 100):
        shelf.put("thing", key, str(key))
    shelf.put("other", 1, "x")
    assert shelf.all("thing") == [(9, "9"), (10, "10"), (100, "100")]


def test_what_is_dropped_is_gone_alone(shelf):
    for kind, key in (("thing", 1), ("thing", 2), ("other", 1)):
        shelf.put(kind, key, "x")
    shelf.drop("thing", 1)
    assert [shelf.get("thing", 1), shelf.get("thing", 2)] == [None, "x"]
    assert shelf.get("other", 1) == "x"
    shelf.drop("thing", 99)


def test_what_is_older_than_a_moment_is_pruned(shelf, clock):
    for kind in ("a", "b", "c"):
        shelf.put(kind, "old", "x")
    clock.tick()
    shelf.put("b", "new", "x")
    shelf.prune("b", FIRST_LESSON + 1)
    assert shelf.all("b") == [("new", "x")]
    assert shelf.all("a") == shelf.all("c") == [("old", "x")]


def test_what_is_put_again_is_as_young_as_that(shelf, clock):
    shelf.put("thing", 1, "x")
    clock.tick()
    shelf.put("thing", 1, "x")
    shelf.prune("thing", FIRST_LESSON + 1)
    assert shelf.get("thing", 1) == "x"


def test_each_account_has_a_shelf_of_its_own(shelf, other):
    shelf.put("thing", 1, "mine")
    other.put("thing", 1, "hers")
    assert [shelf.get("thing", 1), other.get("thing", 1)] == ["mine", "hers"]
    assert [shelf.all("thing"), other.all("thing")] == [[(1, "mine")], [(1, "hers")]]


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_drops_or_prunes_or_counts_what_is_not_theirs(shelf, other, turned):
    mine, hers = (other, shelf) if turned else (shelf, other)
    mine.add("thing", "mine")
    hers.drop("thing", 1)
    hers.prune("thing", FIRST_LESSON + 99)
    assert mine.get("thing", 1) == "mine"
    assert hers.add("thing", "hers") == 1


def test_a_failed_addition_takes_no_number(shelf, monkeypatch):
    with suppress(TypeError):
        shelf.add("thing", {1, 2})
    assert shelf.add("thing", "a") == 1


def test_it_outlives_the_program_as_json(tmp_path):
    path = tmp_path / "a.db"
    with closing(Store(path, ToyClock())) as store:
        store.shelf.put("thing", 1, ["☕"])
    with closing(sqlite3.connect(path)) as foreign:
        ((value,),) = foreign.execute("SELECT value FROM shelf")
    assert json.loads(value) == ["☕"]


def test_a_reset_clears_the_shelf_of_this_account_only(store, other):
    store.shelf.put("thing", 1, "mine")
    other.put("thing", 1, "hers")
    store.reset()
    assert [store.shelf.get("thing", 1), other.get("thing", 1)] == [None, "hers"]


def test_what_a_failed_transaction_put_is_not_there(store):
    with suppress(DatabaseError), store.transaction():
        store.shelf.put("thing", 1, "x")
        raise DatabaseError
    assert store.shelf.get("thing", 1) is None

"""One text for many recipients, sent bit by bit as the clock moves."""

from contextlib import closing, suppress

import pytest

from toy_api.clock import ToyClock
from toy_api.database import DatabaseError
from toy_api.examples import EXAMPLES, HANGAR, PORT, SHIP
from toy_api.life.broadcasts import Broadcasts
from toy_api.store import Store

MANY = [f"+1555000{number:04}" for number in range(60)]


@pytest.fixture
def broadcasts(store):
    return Broadcasts(store)


@pytest.fixture
def later(broadcasts, clock):
    """Lets so many seconds pass, with work in each of them."""

    def pass_by(seconds=1):
        for _ in range(seconds):
            clock.tick()
            broadcasts.work()

    return pass_by


def recipients(store):
    return [each.draft.recipient for each in store.find(after=len(EXAMPLES))]


def test_nothing_is_sent_at_once(broadcasts, store):
    number = broadcasts.begin(SHIP, MANY, "Tea?")
    broadcasts.work()
    assert (number, broadcasts.get(number)["sent"]) == (1, 0)
    assert store.count() == 6


@pytest.mark.parametrize("seconds, sent", [(0, 0), (1, 25), (2, 50), (3, 60), (9, 60)])
def test_each_second_is_enough_for_twenty_five(broadcasts, later, store, seconds, sent):
    number = broadcasts.begin(SHIP, MANY, "Tea?")
    later(seconds)
    assert broadcasts.get(number)["sent"] == sent
    assert recipients(store) == MANY[:sent]


def test_what_was_missed_is_caught_up_with(broadcasts, clock, store):
    broadcasts.begin(SHIP, MANY, "Tea?")
    clock.tick()
    clock.tick()
    broadcasts.work()
    assert recipients(store) == MANY[:50]


def test_work_in_the_same_second_sends_nobody_twice(broadcasts, later, store):
    broadcasts.begin(SHIP, MANY, "Tea?")
    later()
    for _ in range(3):
        broadcasts.work()
    assert recipients(store) == MANY[:25]


def test_a_message_of_a_broadcast_is_one_as_any_other(broadcasts, later, store):
    broadcasts.begin(SHIP, [HANGAR], "Tea?")
    later()
    message = store.get(7)
    draft = message.draft
    assert (draft.sender, draft.recipient, draft.body) == (SHIP, HANGAR, "Tea?")
    assert (message.status, message.created) == ("queued", "2024-01-01T09:00:01Z")


def test_the_same_recipient_twice_gets_two_messages(broadcasts, later, store):
    broadcasts.begin(SHIP, [HANGAR, HANGAR], "Tea?")
    later()
    assert recipients(store) == [HANGAR, HANGAR]


def test_several_broadcasts_are_worked_on_side_by_side(broadcasts, later, store):
    numbers = [broadcasts.begin(SHIP, [to] * 30, "Tea?") for to in (HANGAR, PORT)]
    later(2)
    assert numbers == [1, 2]
    assert [broadcasts.get(number)["sent"] for number in numbers] == [30, 30]
    assert recipients(store) == [HANGAR] * 25 + [PORT] * 25 + [HANGAR] * 5 + [PORT] * 5


def test_where_its_messages_begin_is_known_from_the_first_on(broadcasts, later, store):
    number = broadcasts.begin(SHIP, MANY, "Tea?")
    assert broadcasts.get(number)["after"] is None
    store.add(EXAMPLES[0])
    later(3)
    first = store.find(after=broadcasts.get(number)["after"])[0]
    assert (first.id, first.draft.recipient) == (8, MANY[0])


def test_the_first_message_of_an_empty_store_is_counted_too():
    with closing(Store(clock=ToyClock())) as store:
        broadcasts = Broadcasts(store)
        broadcasts.begin(SHIP, MANY, "Tea?")
        store.clock.tick()
        broadcasts.work()
        assert broadcasts.get(1)["after"] == 0


def test_a_broadcast_goes_on_where_it_was_when_the_program_starts_again(tmp_path):
    with closing(Store(tmp_path / "a.db", ToyClock())) as store:
        Broadcasts(store).begin(SHIP, MANY, "Tea?")
    with closing(Store(tmp_path / "a.db", ToyClock())) as store:
        again = Broadcasts(store)
        store.clock.tick()
        again.work()
        assert (again.get(1)["sent"], store.count()) == (25, 25)


def test_a_broadcast_that_is_done_is_not_looked_at_again(
    broadcasts, later, monkeypatch
):
    broadcasts.begin(SHIP, [HANGAR], "Tea?")
    later()
    for each in (broadcasts, Broadcasts(broadcasts._store)):
        monkeypatch.setattr(each, "get", None)
        each.work()


def test_a_clock_that_was_set_back_sends_nothing(broadcasts, clock, store):
    clock.tick()
    clock.tick()
    broadcasts.begin(SHIP, MANY, "Tea?")
    clock.reset()
    broadcasts.work()
    assert store.count() == 6


def test_a_bit_is_sent_whole_or_not_at_all(broadcasts, clock, store, monkeypatch):
    broadcasts.begin(SHIP, MANY, "Tea?")
    clock.tick()
    with monkeypatch.context() as broken, suppress(DatabaseError):
        broken.setattr(store.shelf, "put", lambda *_: store.add_at(1, EXAMPLES[0]))
        broadcasts.work()
    assert store.count() == 6
    broadcasts.work()
    assert recipients(store) == MANY[:25]


def test_a_reset_ends_all_work(broadcasts, later, store, monkeypatch):
    broadcasts.begin(SHIP, MANY, "Tea?")
    later()
    broadcasts.reset()
    monkeypatch.setattr(broadcasts, "get", None)  # what is open would be looked at
    later(3)
    assert store.count() == 6 + 25


def test_work_that_another_program_took_away_is_no_mistake(broadcasts, later, store):
    broadcasts.begin(SHIP, MANY, "Tea?")
    store.reset()
    later()
    assert store.count() == 6


def test_an_account_works_on_its_own_broadcasts_only(broadcasts, clock, store):
    other = Broadcasts(store.for_account("ben", clock))
    broadcasts.begin(SHIP, MANY, "Tea?")
    clock.tick()
    other.work()
    assert other.get(1) is None
    assert store.count() == 6

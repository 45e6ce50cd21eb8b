"""All that belongs to one account: its messages, its time, its log, its lock."""

import pytest

from toy_api.clock import RealClock
from toy_api.database import DatabaseError
from toy_api.examples import EXAMPLES, HANGAR, SHIP
from toy_api.exchange import Request, respond
from toy_api.life.courier import Courier, Nobody
from toy_api.life.world import World
from toy_api.rules.recording import Log
from toy_api.store import Store


def new_world(store, log=None, closed=False):
    return World(store, log or Log(), "paper-boat", Courier(Nobody()), closed)


@pytest.fixture
def world(store):
    return new_world(store)


def test_a_moment_moves_the_clock_and_the_work(world, store, clock):
    start = clock.now()
    world.broadcasts.begin(SHIP, [HANGAR], "Tea?")
    world.pass_time()
    assert clock.now() == start + 1
    assert store.count() == 7


def test_a_moment_passes_even_where_the_database_is_busy(world, clock, monkeypatch):
    def busy():
        raise DatabaseError("locked")

    start = clock.now()
    monkeypatch.setattr(world.broadcasts, "work", busy)
    world.pass_time()
    assert clock.now() == start + 1


def test_the_carrier_tells_how_many_it_moved(world):
    assert [world.carry() for _ in range(4)] == [6, 6, 6, 0]


@pytest.mark.parametrize("closed", [True, False])
def test_a_reset_opens_or_closes_the_door_as_at_the_start(store, clock, closed):
    world = new_world(store, closed=closed)
    assert world.closed == closed
    world.closed = not closed
    world.reset()
    assert world.closed == closed


def test_a_reset_brings_back_the_messages_and_the_time(world, store, clock):
    before = store.digest(), clock.now()
    world.pass_time()
    world.store.delete(1)
    world.carry()
    world.reset()
    assert (store.digest(), clock.now()) == before


def test_a_reset_forgets_failures_answers_and_the_quota(world):
    world.answers.keep("key", "print", respond(201))
    world.failed["mine"] = 2
    first = world.window.count()[0]
    world.reset()
    assert world.answers.find("key") is None
    assert not world.failed
    assert world.window.count()[0] == first


def test_a_reset_forgets_the_work(world, monkeypatch):
    world.broadcasts.begin(SHIP, [HANGAR], "Tea?")
    world.reset()
    monkeypatch.setattr(world.broadcasts, "get", None)  # it would be looked at
    world.pass_time()
    assert world.store.count() == 6


def test_a_reset_does_not_forget_the_log(world):
    world.log.add(Request("GET", "/"), respond(200))
    world.reset()
    assert len(world.log.after()) == 1


def test_another_account_has_the_same_examples_and_nothing_else_in_common(world):
    world.pass_time()
    world.store.delete(1)
    world.log.add(Request("GET", "/"), respond(200))
    other = world.another("ben", "tin-whistle")
    assert [each.draft for each in other.store.find()] == EXAMPLES
    assert other.log.after() == []
    assert other.clock.now() == world.clock.now() - 1


def test_what_happens_in_one_world_is_not_seen_in_another(world):
    other = world.another("ben", "tin-whistle")
    before = other.store.digest(), other.clock.now(), other.closed
    world.pass_time()
    world.carry()
    world.closed = True
    assert (other.store.digest(), other.clock.now(), other.closed) == before


def test_what_one_world_keeps_is_not_found_in_another(world):
    other = world.another("ben", "tin-whistle")
    world.broadcasts.begin(SHIP, [HANGAR], "Tea?")
    world.answers.keep("key", "print", respond(201))
    assert other.broadcasts.get(1) is None
    assert other.answers.find("key") is None


def test_another_world_is_closed_as_this_one_was_at_its_start(store, clock):
    world = new_world(store, closed=True)
    world.closed = False
    assert world.another("ben", "tin-whistle").closed


def test_another_world_has_a_clock_of_the_same_kind():
    world = new_world(Store(clock=RealClock()))
    assert isinstance(world.another("ben", "tin-whistle").clock, RealClock)


def test_all_worlds_are_told_to_the_same_listener(store, clock):
    told = []
    world = new_world(store, Log(told.append))
    for each in (world, world.another("ben", "tin-whistle")):
        each.log.add(Request("GET", "/"), respond(200))
    assert [each.number for each in told] == [1, 1]


@pytest.mark.parametrize("work", ["carry", "reset"])
def test_an_account_may_come_below_while_there_is_work(world, monkeypatch, work):
    child = world.beget("AC" + 32 * "0", "one")
    monkeypatch.setattr(child, work, lambda: world.beget("AC" + 32 * "1", "two") and 0)
    getattr(world, work)()
    assert ("AC" + 32 * "1" in world.below) == (work == "carry")


def test_nothing_is_delivered_any_more_for_who_was_below_before_a_reset(world):
    child = world.beget("AC" + 32 * "0", "one")
    child.reset, asked = lambda: None, []
    child.outbox.waiting = lambda: asked.append("child") or []
    world.outbox.waiting = lambda: asked.append("world") or []
    world.reset()
    world.courier.look_round()
    assert asked == ["world"]

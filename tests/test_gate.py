"""One thread at a time works; who has to wait steps aside meanwhile."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace

import pytest

from toy_api.doors import gate as module
from toy_api.doors.gate import Gate

SOON = 10  # seconds, after which a test fails that would hang


@pytest.fixture
def nap(monkeypatch):
    """`sleep` begins, and ends when it is told to: `begun`, `end` and the `lengths`."""
    found = SimpleNamespace(begun=Event(), end=Event(), lengths=[])

    def sleep(seconds):
        found.lengths.append(seconds)
        found.begun.set()
        assert found.end.wait(SOON)

    monkeypatch.setattr(module, "time", SimpleNamespace(sleep=sleep))
    return found


@pytest.fixture
def pool():
    with ThreadPoolExecutor(4) as threads:
        yield threads


def passing(gate, log, name, seconds=0):
    """Comes in, writes that down, waits, writes that down and leaves."""
    with gate:
        log.append(f"{name} in")
        gate.pause(seconds)
        log.append(f"{name} out")


def test_two_threads_are_never_inside_at_once(pool):
    gate, inside, most = Gate(), [], []

    def work(number):
        with gate:
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.001)  # long enough for another thread to come in
            inside.remove(number)

    list(pool.map(work, range(20)))
    assert most == [1] * 20


def test_who_waits_lets_others_through(nap, pool):
    gate, log = Gate(), []
    slow = pool.submit(passing, gate, log, "slow", 3)
    assert nap.begun.wait(SOON)
    pool.submit(passing, gate, log, "quick").result(SOON)
    nap.end.set()
    slow.result(SOON)
    assert log == ["slow in", "quick in", "quick out", "slow out"]
    assert nap.lengths == [3]


def test_who_has_waited_comes_in_again_alone(nap, pool):
    gate, log = Gate(), []
    slow = pool.submit(passing, gate, log, "slow", 3)
    assert nap.begun.wait(SOON)
    with gate:
        nap.end.set()
        time.sleep(0.05)  # time in which it could come in, too
        log.append("mine")
    slow.result(SOON)
    assert log == ["slow in", "mine", "slow out"]


def test_who_waits_for_no_time_does_not_step_aside(nap):
    log = []
    passing(Gate(), log, "quick", 0)
    assert log == ["quick in", "quick out"]
    assert nap.lengths == []


def test_who_waits_outside_just_waits(nap, pool):
    gate, log = Gate(), []
    nap.end.set()
    gate.pause(2)
    with gate:
        pool.submit(gate.pause, 3).result(SOON)
    passing(gate, log, "later")
    assert (nap.lengths, log) == ([2, 3], ["later in", "later out"])


def test_who_waits_outside_lets_nobody_in(nap, pool):
    gate, log = Gate(), []
    with gate:
        outside = pool.submit(gate.pause, 3)
        assert nap.begun.wait(SOON)
        other = pool.submit(passing, gate, log, "other")
        time.sleep(0.05)  # time in which it could come in
        assert log == []
        nap.end.set()
        outside.result(SOON)
    other.result(SOON)


def test_the_gate_opens_again_after_a_mistake():
    gate, log = Gate(), []
    with pytest.raises(ZeroDivisionError), gate:
        raise ZeroDivisionError
    passing(gate, log, "next")
    assert log == ["next in", "next out"]


def test_a_thread_that_has_left_is_outside_again(nap):
    gate = Gate()
    nap.end.set()
    with gate:
        pass
    gate.pause(1)
    passing(gate, log := [], "next")
    assert (nap.lengths, len(log)) == ([1], 2)

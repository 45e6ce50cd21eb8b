"""The way of a message: queued, sending, sent, and then delivered or not."""

import pytest

from toy_api.examples import EXAMPLES, HANGAR
from toy_api.life.carrier import NOBODY_THERE, UNREACHABLE, carry

WAY = ["queued", "sending", "sent", "delivered", "delivered"]
NOWHERE = ["queued", "sending", "sent", "undelivered", "undelivered"]


def statuses(store, id):
    """The status of this message now, and after each of four steps."""
    seen = [store.get(id).status]
    for _ in range(4):
        carry(store)
        seen.append(store.get(id).status)
    return seen


@pytest.mark.parametrize("recipient, way", [(HANGAR, WAY), (UNREACHABLE, NOWHERE)])
def test_a_message_goes_one_step_at_a_time_to_its_end(store, recipient, way):
    kept = store.add(EXAMPLES[0]._replace(recipient=recipient))
    assert statuses(store, kept.id) == way


@pytest.mark.parametrize("recipient, error", [(HANGAR, None), (UNREACHABLE, 30003)])
def test_only_what_was_not_delivered_says_why(store, recipient, error):
    kept = store.add(EXAMPLES[0]._replace(recipient=recipient))
    for _ in range(2):
        carry(store)
    assert store.get(kept.id).error is None
    carry(store)
    assert store.get(kept.id).error == error
    assert error in (None, NOBODY_THERE)


def test_the_ids_of_those_that_moved_are_told(store):
    store.delete(2)
    assert carry(store) == [1, 3, 4, 5, 6]


def test_messages_at_different_places_move_side_by_side(store):
    carry(store)
    late = store.add(EXAMPLES[0])
    assert len(carry(store)) == 7
    assert [store.get(1).status, store.get(late.id).status] == ["sent", "sending"]


def test_who_has_arrived_moves_no_more(store):
    assert [len(carry(store)) for _ in range(5)] == [6, 6, 6, 0, 0]


def test_a_step_is_a_change_of_the_message(store, clock):
    before = store.digest()
    clock.tick()
    carry(store)
    message = store.get(1)
    assert message.updated == "2024-01-01T09:00:01Z" > message.created
    assert store.digest() != before


def test_a_message_stays_as_its_author_wrote_it(store):
    for _ in range(3):
        carry(store)
    assert [each.draft for each in store.find()] == EXAMPLES


def test_a_step_is_done_whole_or_not_at_all(store, monkeypatch):
    carry(store)
    store.add(EXAMPLES[0])
    before, move = store.digest(), store.move
    failing = {"queued": None}  # the last of the moves
    monkeypatch.setattr(
        store, "move", lambda old, *to: failing.get(old, move)(old, *to)
    )
    with pytest.raises(TypeError):
        carry(store)
    assert store.digest() == before


def test_each_account_has_a_carrier_of_its_own(store, clock):
    other = store.for_account("ben", clock)
    before = other.digest()
    assert len(carry(store)) == 6
    assert other.digest() == before


def test_a_status_is_seen_by_who_reads_the_message(api):
    for _ in range(3):
        assert api("POST", "/lab/carrier").json() == {"moved": 6}
    assert api("GET", "/messages/1").json()["status"] == "delivered"
    assert api("POST", "/lab/carrier").json() == {"moved": 0}


@pytest.mark.parametrize("count", [10, 5000])
def test_carrying_looks_only_at_what_is_on_its_way(store, count):
    with store.transaction():
        for _ in range(count):
            store.add(EXAMPLES[0])
    for _ in range(4):
        carry(store)
    steps = []
    store._database._connection.set_progress_handler(lambda: steps.append(1), 100)
    assert carry(store) == []
    assert len(steps) < 20

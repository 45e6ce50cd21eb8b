"""Messages are kept, found, changed and forgotten; an id is used once, ever."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest

from toy_api import database
from toy_api.clock import ToyClock
from toy_api.database import DatabaseError
from toy_api.examples import EXAMPLES, HANGAR, PORT, SALE, SHIP
from toy_api.message import Draft
from toy_api.store import RetiredId, Store

PICTURES = ["https://toy.test/b.png", "https://toy.test/a.png"]
HELLO = Draft(SHIP, HANGAR, "Hello ☕\x00", {"mood": "good"}, PICTURES)
CHANGES = [{"sender": PORT}, {"recipient": PORT}, {"body": "hello"}, {"tags": None}]
CHANGES += [{"media": None}, {"media": PICTURES[:1]}, {"media": PICTURES[::-1]}]


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    return tmp_path / "messages.db"


@pytest.fixture
def reopen(path):
    """Opens the file, after closing the store that had it open."""
    opened = []

    def again(**more):
        for store in opened:
            store.close()
        opened.append(Store(path, ToyClock(), **more))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


def ids(store, **conditions):
    return [message.id for message in store.find(**conditions)]


def test_a_message_is_kept_as_it_was_written(store):
    kept = store.add(HELLO)
    assert store.get(kept.id) == kept
    assert kept.draft == HELLO


def test_ids_count_from_one(reopen):
    store = reopen()
    assert [store.add(HELLO).id for _ in range(3)] == [1, 2, 3]


def test_a_kept_message_says_when_and_waits_in_the_queue(store, clock):
    clock.tick()
    kept = store.add(HELLO)
    assert kept.created == kept.updated == "2024-01-01T09:00:01Z"
    assert kept.status == "queued"


def test_where_no_message_is_there_is_none(store):
    assert store.get(7) is None


def test_a_message_outlives_the_store_in_its_file(reopen):
    kept = reopen().add(HELLO)
    assert reopen().get(kept.id) == kept


def test_another_program_can_read_tags_and_media_as_json(reopen, path):
    reopen().add(HELLO)
    with closing(sqlite3.connect(path)) as other:
        ((tags, media),) = other.execute("SELECT tags, media FROM messages")
    assert json.loads(tags) == HELLO.tags
    assert json.loads(media) == PICTURES


@pytest.mark.parametrize("name", ["tags", "media"])
def test_none_at_all_is_another_thing_than_an_empty_one(store, name):
    empty = {"tags": {}, "media": []}[name]
    kept = [store.add(HELLO._replace(**{name: value})) for value in (None, empty)]
    found = [getattr(store.get(each.id).draft, name) for each in kept]
    assert found == [None, empty]


@pytest.mark.parametrize("name", ["tags", "media"])
def test_none_at_all_and_an_empty_one_have_different_digests(store, clock, name):
    empty = {"tags": {}, "media": []}[name]
    kept, digests = store.add(HELLO), set()
    for value in (None, empty):
        store.replace(kept.id, HELLO._replace(**{name: value}))
        digests.add(store.digest())
    assert len(digests) == 2


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"sender": SHIP}, [1, 4, 6]),
        ({"recipient": HANGAR}, [1, 3, 6]),
        ({"text": "tEA"}, [2, 4, 5]),
        ({"text": ""}, [1, 2, 3, 4, 5, 6]),
        ({"text": "0%"}, [5]),
        ({"text": "_"}, []),
        ({"sender": SHIP, "recipient": HANGAR, "text": "biscuits"}, [6]),
        ({"sender": HANGAR, "recipient": HANGAR}, []),
    ],
)
def test_only_messages_that_fit_every_condition_are_found(store, conditions, found):
    assert ids(store, **conditions) == found


def test_messages_are_found_by_their_id_upward(store):
    for id in (40, 30, 50):
        store.add_at(id, HELLO)
    assert ids(store, text="hello") == [30, 40, 50]


def test_text_behind_a_zero_byte_is_found_too(store):
    kept = store.add(Draft(SHIP, HANGAR, "zero\x00Beyond"))
    assert ids(store, text="beyond") == [kept.id]


@pytest.mark.parametrize("change", CHANGES)
def test_a_replaced_message_has_what_was_put_there(store, clock, change):
    kept = store.add(HELLO)
    clock.tick()
    now = store.replace(kept.id, HELLO._replace(**change))
    assert now == store.get(kept.id)
    assert now.draft == HELLO._replace(**change)


@pytest.mark.parametrize("change", CHANGES)
def test_a_replaced_message_tells_when_but_was_created_before(store, clock, change):
    kept = store.add(HELLO)
    clock.tick()
    now = store.replace(kept.id, HELLO._replace(**change))
    assert (now.id, now.created) == (kept.id, kept.created)
    assert now.updated == "2024-01-01T09:00:01Z"


@pytest.mark.parametrize(
    "draft", [HELLO, HELLO._replace(tags=None), HELLO._replace(media=None)]
)
def test_an_equal_draft_changes_nothing_not_even_the_time(store, clock, draft):
    kept = store.add(draft)
    clock.tick()
    assert store.replace(kept.id, draft._replace()) == kept
    assert store.get(kept.id) == kept


def test_the_order_of_tags_makes_no_other_draft(store, clock):
    draft, kept = EXAMPLES[2], store.get(3)
    clock.tick()
    turned = draft._replace(tags=dict(reversed(SALE.items())))
    assert turned == draft
    assert store.replace(3, turned).updated == kept.updated


def test_the_order_of_media_makes_another_draft(store, clock):
    kept = store.add(HELLO)
    clock.tick()
    turned = HELLO._replace(media=PICTURES[::-1])
    now = store.replace(kept.id, turned)
    assert now.draft.media == PICTURES[::-1] != kept.draft.media
    assert now.updated > kept.updated


def test_replacing_one_message_leaves_the_others(store):
    others = [message for message in store.find() if message.id != 2]
    store.replace(2, HELLO)
    assert [message for message in store.find() if message.id != 2] == others


def test_nothing_is_replaced_where_no_message_is(store):
    before = store.digest()
    assert store.replace(7, HELLO) is None
    assert store.digest() == before


def test_a_deleted_message_is_gone_and_the_others_stay(store):
    store.delete(2)
    assert store.get(2) is None
    assert ids(store) == [1, 3, 4, 5, 6]


def test_deleting_what_is_not_there_changes_nothing(store):
    before = store.digest()
    store.delete(7)
    assert store.digest() == before
    assert store.add_at(7, HELLO).id == 7


def test_a_deleted_id_is_never_used_again(store):
    store.delete(6)
    assert store.add(HELLO).id == 7


def test_a_deleted_id_is_never_used_again_after_reopening(reopen):
    store = reopen(examples=EXAMPLES)
    for id in ids(store):
        store.delete(id)
    assert reopen().add(HELLO).id == 7


def test_a_deleted_id_can_not_be_chosen(store):
    store.delete(2)
    with pytest.raises(RetiredId):
        store.add_at(2, HELLO)
    assert store.get(2) is None


def test_a_deleted_id_can_not_be_chosen_after_reopening(reopen):
    reopen(examples=EXAMPLES).delete(2)
    with pytest.raises(RetiredId):
        reopen().add_at(2, HELLO)


def test_a_chosen_id_is_kept_and_the_next_one_comes_after_it(store):
    assert store.add_at(100, HELLO).id == 100
    assert store.add(HELLO).id == 101


def test_a_chosen_id_that_was_deleted_still_counts(store):
    store.add_at(100, HELLO)
    store.delete(100)
    assert store.add(HELLO).id == 101


def test_an_id_in_use_can_not_be_chosen(store):
    before = store.digest()
    with pytest.raises(DatabaseError):
        store.add_at(2, HELLO)
    assert store.digest() == before


def test_a_new_store_has_the_examples_and_counts_them(store):
    assert [message.draft for message in store.find()] == EXAMPLES
    assert store.count() == len(EXAMPLES)


def test_the_examples_come_into_a_file_only_once(reopen):
    reopen(examples=EXAMPLES).delete(1)
    assert ids(reopen(examples=EXAMPLES)) == [2, 3, 4, 5, 6]


def test_equal_messages_have_equal_digests(store):
    with closing(Store(clock=ToyClock(), examples=EXAMPLES)) as twin:
        assert twin.digest() == store.digest()


@pytest.mark.parametrize("change", CHANGES)
def test_the_digest_changes_with_each_field(store, change):
    kept = store.add(HELLO)
    before = store.digest()
    store.replace(kept.id, HELLO._replace(**change))
    assert store.digest() != before


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM messages WHERE id = 1",
        "UPDATE messages SET id = 9 WHERE id = 1",
        "UPDATE messages SET status = 'sent'",
        "UPDATE messages SET created = 1",
        "UPDATE messages SET updated = 1 WHERE id = 1",
    ],
)
def test_the_digest_changes_with_what_the_keeper_adds(reopen, path, sql):
    store = reopen(examples=EXAMPLES)
    before = store.digest()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(sql)
    assert store.digest() != before


def test_the_digest_is_the_same_after_reopening(reopen):
    before = reopen(examples=EXAMPLES).digest()
    assert reopen().digest() == before


def test_a_message_put_back_as_it_was_gives_the_digest_it_had(store):
    before = store.digest()
    store.replace(2, HELLO)
    store.replace(2, EXAMPLES[1])
    assert store.digest() == before


def test_a_reset_gives_the_digest_of_the_start(store, clock):
    start = store.digest()
    clock.tick()
    store.add(HELLO)
    store.delete(1)
    store.reset()
    assert store.digest() == start


def test_a_reset_gives_back_all_ids(store):
    store.add(HELLO)
    store.delete(1)
    store.reset()
    assert store.add(HELLO).id == 7
    assert store.add_at(8, HELLO).id == 8


def test_a_reset_forgets_which_ids_were_deleted(store):
    store.delete(store.add(HELLO).id)
    store.reset()
    assert store.add_at(7, HELLO).id == 7


def test_a_reset_takes_the_clock_back(store, clock):
    start = clock.now()
    clock.tick()
    store.reset()
    assert clock.now() == start


def test_a_failed_transaction_leaves_nothing(store):
    before = store.digest()
    with suppress(ZeroDivisionError), store.transaction():
        store.add(HELLO)
        store.delete(1)
        raise ZeroDivisionError
    assert store.digest() == before


def test_a_failed_transaction_retires_no_id(store):
    with suppress(ZeroDivisionError), store.transaction():
        store.delete(store.add(HELLO).id)
        raise ZeroDivisionError
    assert store.add(HELLO).id == 7


def test_a_failed_reset_leaves_the_messages(store):
    store.add(HELLO)
    before = store.digest()
    store.examples = [HELLO._replace(body=None)]
    with pytest.raises(DatabaseError):
        store.reset()
    assert store.digest() == before


def test_many_threads_never_get_the_same_id(store):
    with ThreadPoolExecutor(8) as pool:
        got = pool.map(lambda _: store.add(HELLO).id, range(400))
    assert sorted(got) == list(range(7, 407))


def test_a_file_that_was_damaged_later_raises_database_error(reopen, path):
    reopen(examples=EXAMPLES * 100).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(DatabaseError, match="malformed"):
        reopen().find()


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.add(HELLO),
        lambda store: store.delete(1),
        Store.reset,
        lambda store: store.replace(1, HELLO),
        lambda store: store.add_at(9, HELLO),
    ],
)
def test_no_change_is_made_while_another_program_writes(reopen, path, change):
    store = reopen(examples=EXAMPLES)
    before = store.digest()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="locked"):
            change(store)
    assert store.digest() == before


@pytest.fixture
def other(store):
    """The store of another account in the same database, with a clock of its own."""
    return store.for_account("ben", ToyClock())


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ({"after": 0}, [1, 2, 3, 4, 5, 6]),
        ({"after": 4}, [5, 6]),
        ({"after": 6}, []),
        ({"limit": 2}, [1, 2]),
        ({"limit": 2, "after": 3}, [4, 5]),
        ({"before": 3}, [1, 2]),
        ({"limit": 2, "before": 5}, [3, 4]),
        ({"limit": 9, "before": 99}, [1, 2, 3, 4, 5, 6]),
        ({"before": 1}, []),
        ({"limit": 2, "offset": 3}, [4, 5]),
        ({"limit": 2, "offset": 5}, [6]),
        ({"offset": 6}, []),
        ({"limit": 2, "after": 1, "sender": SHIP}, [4, 6]),
        ({"limit": 1, "before": 6, "sender": SHIP}, [4]),
        ({"limit": 1, "offset": 1, "text": "tea"}, [4]),
    ],
)
def test_a_part_of_what_fits_is_found_oldest_first(store, part, found):
    assert ids(store, **part) == found


@pytest.mark.parametrize("text", ["tea", "\x00tea", "☕", "\x00"])
def test_what_stands_behind_a_letter_without_shape_is_found_too(store, text):
    store.add(HELLO._replace(body=f"Hello \x00{text}"))
    assert ids(store, text=text)[-1:] == [7]


@pytest.mark.parametrize(
    ("moved", "recipient", "error"),
    [([1, 2, 3, 4, 5, 6], None, None), ([1, 3, 6], HANGAR, 7), ([], "+19999999", 7)],
)
def test_messages_are_given_another_status(store, clock, moved, recipient, error):
    clock.tick()
    found = store.move("queued", "sent", recipient, error)
    assert found == moved
    kept = [store.get(id) for id in found]
    assert {(each.status, each.error) for each in kept} <= {("sent", error)}
    assert {each.updated for each in kept} <= {"2024-01-01T09:00:01Z"}
    assert store.move("sending", "sent") == []


def test_another_account_has_the_same_examples_at_the_same_ids(store, other):
    store.add(HELLO)
    assert ids(other) == [1, 2, 3, 4, 5, 6]
    assert [each.draft for each in other.find()] == EXAMPLES


def test_an_account_comes_back_to_its_own_messages(store, other):
    other.delete(1)
    again = store.for_account("ben", ToyClock())
    assert ids(again) == [2, 3, 4, 5, 6]
    assert again.digest() == other.digest()


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.add(HELLO),
        lambda store: store.add_at(99, HELLO),
        lambda store: store.replace(1, HELLO),
        lambda store: store.delete(1),
        lambda store: store.move("queued", "sent"),
        lambda store: [store.delete(id) for id in range(1, 7)],
        lambda store: (store.clock.tick(), store.add(HELLO)),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_one_account_does_the_others_do_not_see(store, other, change, turned):
    mine, hers = (other, store) if turned else (store, other)
    was, before, time = mine.digest(), hers.digest(), hers.clock.now()
    change(mine)
    assert mine.digest() != was
    assert (hers.digest(), hers.count(), hers.clock.now()) == (before, 6, time)
    assert [hers.get(id).draft for id in ids(hers)] == EXAMPLES


def test_each_account_counts_its_own_ids(store, other):
    store.add_at(100, HELLO)
    store.delete(100)
    assert [other.add(HELLO).id, store.add(HELLO).id] == [7, 101]


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_account_retired_another_may_choose(store, other, turned):
    mine, hers = (other, store) if turned else (store, other)
    mine.delete(mine.add(HELLO).id)
    assert hers.add_at(7, HELLO).id == 7


def test_a_reset_of_one_account_leaves_the_others_alone(store, other):
    other.delete(other.add(HELLO).id)
    before = other.digest()
    store.reset()
    assert other.digest() == before
    with pytest.raises(RetiredId):
        other.add_at(7, HELLO)


def test_a_reset_forgets_only_what_one_account_retired(store, other):
    store.delete(store.add(HELLO).id)
    other.reset()
    with pytest.raises(RetiredId):
        store.add_at(7, HELLO)


def test_equal_messages_of_two_accounts_have_equal_digests(store, other):
    assert store.digest() == other.digest()


def test_accounts_outlive_the_program_without_new_examples(reopen):
    first = reopen(examples=EXAMPLES)
    first.for_account("ben", ToyClock()).delete(6)
    again = reopen(examples=EXAMPLES).for_account("ben", ToyClock())
    assert ids(again) == [1, 2, 3, 4, 5]


def test_a_picture_goes_with_its_message_alone(store, other):
    for each in (store, other):
        each.shelf.put("picture", 1, "x")
    store.delete(1)
    assert store.shelf.get("picture", 1) is None
    assert other.shelf.get("picture", 1) == "x"

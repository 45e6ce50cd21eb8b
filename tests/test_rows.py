"""A message as a row of the database, and back, read by `sqlite3` alone."""

import sqlite3
from contextlib import closing

import pytest

from toy_api.examples import EXAMPLES, HANGAR, SHIP
from toy_api.message import Draft, Message
from toy_api.rows import (
    AUTHORED,
    COLUMNS,
    NEXT_ID,
    TABLES,
    as_message,
    authored,
    fitting,
)

DRAFTS = [*EXAMPLES, Draft(SHIP, HANGAR, "", {}, [])]
DRAFTS += [
    Draft(SHIP, HANGAR, "☕\x00'\"", {"b": "1", "a": "é"}, ["https://b", "https://a"])
]
ANY = {"account": "ada", "sender": None, "recipient": None, "text": None}
TIMES = (1704099600, 1704099605)
STAMPS = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")


@pytest.fixture
def database():
    with closing(sqlite3.connect(":memory:")) as opened:
        for statement in TABLES:
            opened.execute(statement)
        yield opened


@pytest.fixture
def insert(database):
    def keep(id, draft, account="ada"):
        sql = f"INSERT INTO messages (account, id, {AUTHORED}, created, updated)"
        values = (account, id, *authored(draft), *TIMES)
        database.execute(f"{sql} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    return keep


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_comes_back_from_its_row(database, insert, draft):
    insert(3, draft)
    (row,) = database.execute(f"SELECT {COLUMNS} FROM messages")
    assert as_message(row) == Message(3, draft, "queued", *STAMPS)


def test_equal_tags_are_written_equally():
    one, other = (
        Draft(SHIP, HANGAR, "x", tags)
        for tags in ({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    )
    assert list(authored(one)) == list(authored(other))


def test_none_at_all_is_null_and_an_empty_one_is_not():
    assert list(authored(Draft(SHIP, HANGAR, "x")))[3:] == [None, None]
    assert list(authored(Draft(SHIP, HANGAR, "x", {}, [])))[3:] == ["{}", "[]"]


def test_what_the_keeper_adds_comes_back_too(database, insert):
    insert(3, EXAMPLES[0])
    database.execute("UPDATE messages SET status = 'undelivered', error = 30003")
    (row,) = database.execute(f"SELECT {COLUMNS} FROM messages")
    assert (as_message(row).status, as_message(row).error) == ("undelivered", 30003)


@pytest.mark.parametrize(
    ("kept", "retired", "number"),
    [([], [], 1), ([1, 2], [], 3), ([1], [7], 8), ([9], [7], 10), ([], [4], 5)],
)
def test_the_next_id_comes_after_all_that_ever_were(
    database, insert, kept, retired, number
):
    rows = [("ada", id) for id in retired] + [("ben", 60)]
    database.executemany("INSERT INTO retired VALUES (?, ?)", rows)
    insert(50, EXAMPLES[0], "ben")
    for id in kept:
        insert(id, EXAMPLES[0])
    assert database.execute(f"SELECT {NEXT_ID}", ["ada"]).fetchone() == (number,)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"sender": SHIP}, [1, 4, 6]),
        ({"recipient": HANGAR}, [1, 3, 6]),
        ({"text": "TEA"}, [2, 4, 5]),
        ({"text": "%"}, [5]),
        ({"sender": SHIP, "text": "tea"}, [4]),
        ({"account": "ben"}, [8]),
        ({"account": "nobody"}, []),
    ],
)
def test_what_fits_all_conditions_of_the_account_is_found(
    database, insert, conditions, found
):
    for id, draft in enumerate(EXAMPLES, 1):
        insert(id, draft)
    insert(8, EXAMPLES[0], "ben")
    wanted = {name: conditions.get(name) for name in ("sender", "recipient", "text")}
    sql = f"SELECT id FROM messages WHERE {fitting(wanted)} ORDER BY id"
    assert [id for (id,) in database.execute(sql, ANY | conditions)] == found


def test_two_accounts_may_use_the_same_id_and_one_may_not(insert):
    insert(1, EXAMPLES[0], "ada")
    insert(1, EXAMPLES[0], "ben")
    with pytest.raises(sqlite3.IntegrityError):
        insert(1, EXAMPLES[0], "ada")

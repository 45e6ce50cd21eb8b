"""The log of a class is in its database."""

import pytest

from toy_api.exchange import Request, respond
from toy_api.rules.headers import Headers
from toy_api.school import journal
from toy_api.school.class_app import open_class
from toy_api.school.journal import Journal, entries_after, entry_at, newest_place

SECRET = Headers([("Authorization", "Basic c2VjcmV0")])


@pytest.fixture
def database():
    opened = open_class(":memory:")
    yield opened
    opened.close()


def fill(log, count, body=b""):
    for number in range(count):
        log.add(Request("GET", f"/{number}", body=body), respond(204))


def test_each_account_counts_for_itself(database):
    anna, ben = Journal(database, "anna"), Journal(database, "ben")
    fill(anna, 3)
    fill(ben, 2)
    assert [each.number for each in anna.after()] == [1, 2, 3]
    assert [each.number for each in ben.after(1)] == [2]


def test_the_numbers_of_another_account_bear_its_name(database):
    response = respond(204)
    Journal(database, "anna").another("ben").add(Request("GET", "/"), response)
    assert response.headers["Request-Id"] == "ben-1"


def test_places_count_over_all_learners(database):
    for name in ("anna", "ben", "anna"):
        fill(Journal(database, name), 1)
    found = entries_after(database, 0, 9)
    assert [(each.place, each.learner) for each in found] == [
        *((1, "anna"), (2, "ben"), (3, "anna"))
    ]
    assert newest_place(database, "ben") == 2


def test_no_secret_gets_into_the_database(database):
    Journal(database, "anna").add(Request("GET", "/", SECRET), respond(204))
    assert "c2VjcmV0" not in str(database.run("SELECT * FROM journal"))


def test_what_is_old_is_forgotten(database, monkeypatch):
    monkeypatch.setattr(journal, "KEPT", 100)
    log = Journal(database, "anna")
    fill(Journal(database, "ben"), 1)
    fill(log, 200)
    assert [each.number for each in log.after()] == [*range(101, 201)]
    assert entry_at(database, 1).learner == "ben"


def test_what_is_large_is_forgotten_sooner_but_never_all(database, monkeypatch):
    monkeypatch.setattr(journal, "KEPT_BYTES", 100_000)
    log = Journal(database, "anna")
    fill(log, 100, b"x" * 30_000)
    assert [each.number for each in log.after()] == [99, 100]
    fill(log, journal.NOW_AND_THEN, b"x" * 200_000)
    assert [each.number for each in log.after()] == [150]

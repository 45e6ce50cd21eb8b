"""The two small APIs of the last lesson keep what its table says, and no more."""

import pytest
import requests

from lessons.classroom.small_apis import (
    calls_of_small_apis,
    start_small_apis,
    stop_small_apis,
)


@pytest.fixture
def small():
    yield start_small_apis()
    stop_small_apis()


@pytest.fixture
def ask(small):
    return lambda wish: requests.post(small[0].url, json=wish)


def test_the_telephone_remembers_what_was_opened(ask):
    assert ask({"do": "read"}).json() == {"ok": False}
    for id, text in ((1, "Is this the ship?"), (2, "Tea at four?")):
        assert ask({"do": "open", "id": id}).json() == {"ok": True}
        assert ask({"do": "read"}).json() == {"ok": True, "text": text}


@pytest.mark.parametrize("wish", [{}, [], 5, None, "read", {"do": "open", "id": 9}])
def test_the_telephone_says_no_within_a_200(ask, wish):
    answer = ask(wish)
    assert (answer.status_code, answer.json()) == (200, {"ok": False})
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_telephone_is_posted_to_only(small):
    answer = requests.get(small[0].url)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_a_note_is_read_changed_and_deleted_at_its_own_url(small):
    url = f"{small[1].url}/notes/2"
    assert requests.get(url).json() == {"id": 2, "text": "Tea at four?"}
    assert requests.put(url, json={"text": "Tea?"}).json()["text"] == "Tea?"
    assert requests.delete(url).status_code == 204
    assert [requests.get(url).status_code, requests.head(url).status_code] == [404, 404]
    assert [x["id"] for x in requests.get(f"{small[1].url}/notes").json()] == [1, 3]


@pytest.mark.parametrize("path", ["/notes", "/notes/1"])
def test_notes_say_nothing_of_caching_and_have_no_links(small, path):
    answer = requests.get(small[1].url + path)
    assert {"Cache-Control", "ETag", "Link", "Location"} & set(answer.headers) == set()
    assert "/" not in answer.text.replace("application/json", "")
    assert requests.post(small[1].url + path).status_code == 405


def test_what_has_reached_them_is_known_even_when_they_are_stopped(small, ask):
    ask({"do": "read"})
    stop_small_apis()
    assert [len(each) for each in calls_of_small_apis()] == [1, 0]


def test_started_again_they_have_forgotten(ask):
    ask({"do": "open", "id": 1})
    one, _ = start_small_apis()
    assert requests.post(one.url, json={"do": "read"}).json() == {"ok": False}
    assert [len(each) for each in calls_of_small_apis()] == [1, 0]

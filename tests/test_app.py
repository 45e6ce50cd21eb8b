"""How the whole is put together: the API is timed and recorded, the lab is not."""

import sqlite3
from contextlib import closing
from email.utils import parsedate_to_datetime

import pytest

from toy_api import database
from toy_api.app import create_app, example_store
from toy_api.clock import FIRST_LESSON, ToyClock
from toy_api.database import DatabaseError
from toy_api.doors.transport import ADDRESS, session
from toy_api.examples import EXAMPLES
from toy_api.exchange import Request
from toy_api.rules.recording import Log
from toy_api.store import Store

NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
LAB = [("GET", "/lab"), ("GET", "/lab/state"), ("GET", "/lab/exchanges")]
LAB += [("GET", "/lab/nowhere"), ("DELETE", "/lab"), ("BREW", "/lab"), ("GET", "/lab/")]
ANSWERS = [("GET", "/"), ("GET", "/messages"), ("POST", "/messages"), ("HEAD", "/")]
ANSWERS += [("DELETE", "/messages/1"), ("GET", "/nowhere"), ("PUT", "/"), ("BREW", "/")]
# Newer Pythons warn of a database that ends open; this one only the app can reach.
WORDS = "the password is open-sesame"


@pytest.fixture
def file_api(tmp_path, monkeypatch):
    """The app on a file, as `api`, and another program's connection to the file."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    path = tmp_path / "messages.db"
    store = Store(path, ToyClock(), EXAMPLES)
    app = create_app(store, store.clock)
    other = sqlite3.connect(path, isolation_level=None)
    with closing(store), closing(other), session(app) as connected:
        yield lambda verb, url, **m: connected.request(verb, ADDRESS + url, **m), other


def broken(error):
    def fail(*_, **more):
        raise error

    return fail


def seconds(answer):
    return parsedate_to_datetime(answer.headers["Date"]).timestamp()


def test_each_answer_is_dated_by_the_toy_clock(api, clock):
    for number, (method, path) in enumerate(ANSWERS, 1):
        assert seconds(api(method, path)) == FIRST_LESSON + number == clock.now()


@pytest.mark.parametrize("path", ["/careful", "//careful", "/%63areful", "/c%61reful"])
def test_a_rule_for_a_path_holds_however_the_path_is_written(app, store, path):
    """RFC 3986 §6.2.2.2: requests would tidy this up, another client need not."""
    answer = app(Request("DELETE", f"{path}/messages/1"))
    assert answer.status == 428
    assert store.get(1)


@pytest.mark.parametrize(("method", "path"), LAB)
def test_the_lab_does_not_move_the_clock(api, clock, method, path):
    answer = api(method, path)
    assert clock.now() == FIRST_LESSON == seconds(answer)


@pytest.mark.parametrize(("method", "path"), LAB)
def test_the_lab_is_not_recorded(api, method, path):
    answer = api(method, path)
    assert "Request-Id" not in answer.headers
    assert api("GET", "/lab/exchanges").json() == []


@pytest.mark.parametrize(
    "path", ["/labyrinth", "/messages/lab", "/lab%2Fstate", "/LAB"]
)
def test_what_is_not_the_lab_is_recorded(api, path):
    assert api("GET", path).headers["Request-Id"] == "1"


def test_request_ids_count_every_answer_of_the_api(api):
    got = [api(method, path).headers["Request-Id"] for method, path in ANSWERS]
    assert got == [str(number) for number in range(1, len(ANSWERS) + 1)]


def test_a_reset_does_not_give_the_same_request_id_twice(api):
    first = api("GET", "/").headers["Request-Id"]
    api("POST", "/lab/reset")
    assert (first, api("GET", "/").headers["Request-Id"]) == ("1", "2")


@pytest.mark.parametrize(("method", "path"), ANSWERS + LAB)
def test_the_length_is_that_of_the_content_if_there_can_be_one(api, method, path):
    answer = api(method, path)
    whole = api("GET", path) if method == "HEAD" else answer
    length = None if answer.status_code == 204 else str(len(whole.content))
    assert answer.headers.get("Content-Length") == length


@pytest.mark.parametrize("path", ["/", "/messages", "/lab", "/nowhere"])
def test_head_has_the_fields_of_get(api, path):
    head, get = api("HEAD", path).headers, api("GET", path).headers
    assert api("HEAD", path).content == b""
    for changing in ("Date", "Request-Id"):
        head.pop(changing, None), get.pop(changing, None)
    assert head == get


def test_without_a_store_the_messages_of_a_lesson_are_there():
    with session(create_app(clock=ToyClock())) as connected:
        documents = connected.get(f"{ADDRESS}/messages").json()
    assert [document["body"] for document in documents] == [d.body for d in EXAMPLES]
    assert {document["created"] for document in documents} == {"2024-01-01T09:00:00Z"}


def test_two_servers_share_nothing():
    with session(create_app()) as one, session(create_app()) as other:
        one.delete(f"{ADDRESS}/messages/1")
        assert other.get(f"{ADDRESS}/messages/1").status_code == 200
        assert other.get(f"{ADDRESS}/messages/1").headers["Request-Id"] == "2"


def test_the_log_that_was_given_is_the_one_that_is_kept(store, clock):
    log = Log()
    response = create_app(store, clock, log)(Request("GET", "/messages/1"))
    (exchange,) = log.after()
    assert exchange.response == response
    assert exchange.request.target == "/messages/1"


def test_an_example_store_tells_the_time_of_its_clock(clock):
    clock.tick()
    with closing(example_store(clock)) as store:
        assert store.get(1).created == "2024-01-01T09:00:01Z"


@pytest.mark.parametrize("path", ["/messages/1", "/lab/state"])
def test_an_unexpected_error_tells_nothing_secret(api, store, monkeypatch, path):
    for name in ("get", "digest"):
        monkeypatch.setattr(store, name, broken(ValueError(WORDS)))
    answer = api("GET", path)
    told = answer.text + str(answer.headers)
    assert answer.status_code == answer.json()["status"] == 500
    assert not any(
        word in told for word in ("sesame", "ValueError", "Traceback", ".py")
    )


def test_the_terminal_shows_where_an_unexpected_error_is(
    api, store, monkeypatch, capsys
):
    monkeypatch.setattr(store, "get", broken(ValueError(WORDS)))
    api("GET", "/messages/1")
    assert f"ValueError: {WORDS}" in capsys.readouterr().err


def test_an_unexpected_error_is_recorded_and_dated(api, store, clock, monkeypatch):
    monkeypatch.setattr(store, "get", broken(ValueError(WORDS)))
    answer = api("GET", "/messages/1")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Request-Id"] == "1"
    assert seconds(answer) == clock.now()


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/messages"), ("POST", "/lab/reset")]
)
def test_a_database_in_trouble_is_503_in_api_and_lab(
    api, store, monkeypatch, method, path
):
    for name in ("find", "reset"):
        monkeypatch.setattr(store, name, broken(DatabaseError("The disk is full.")))
    answer = api(method, path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Nothing was changed. The disk is full." in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/messages"),
        ("PUT", "/messages/1"),
        ("PUT", "/messages/9"),
        ("DELETE", "/messages/1"),
        ("POST", "/lab/reset"),
    ],
)
def test_while_another_program_writes_a_change_is_503(file_api, method, path):
    api, other = file_api
    other.execute("BEGIN IMMEDIATE")
    before = api("GET", "/messages").json()
    answer = api(method, path, json=NEW)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "locked" in answer.json()["detail"]
    assert api("GET", "/messages").json() == before


def test_after_a_503_the_server_goes_on(file_api):
    api, other = file_api
    other.execute("BEGIN IMMEDIATE")
    refused = api("POST", "/messages", json=NEW)
    other.execute("ROLLBACK")
    accepted = api("POST", "/messages", json=NEW)
    assert (refused.status_code, accepted.status_code) == (503, 201)
    assert accepted.json()["id"] == 7


def test_an_escaped_letter_is_no_way_around_a_rule(api):
    """RFC 3986 §6.2.2.2: both are the same URL."""
    paths = ["/busy/messages", "/%62usy/messages", "/b%75sy/messages", "/busy/messages"]
    assert [api("GET", path).status_code for path in paths] == [200, 200, 200, 429]
    assert api("DELETE", "/%63areful/messages/1").status_code == 428
    assert api("DELETE", "/c%61reful/messages/1").status_code == 428

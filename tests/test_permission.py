"""May you? 401 asks who you are, 403 says that you may not (RFC 9110 §15.5.2, .4)."""

from urllib.request import parse_http_list, parse_keqv_list

import pytest

from toy_api.app import create_app
from toy_api.clock import FIRST_LESSON, ToyClock
from toy_api.doors.transport import ADDRESS, session
from toy_api.guards.tokens import issue

ADA, BEN = ("ada", "paper-boat"), ("ben", "tin-whistle")
LATER = 4_000_000_000  # in the year 2096
VERBS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
WRITING = [("POST", "/messages"), ("PUT", "/messages/1"), ("PATCH", "/messages/1")]
WRITING += [("DELETE", "/messages/1"), ("POST", "/nowhere"), ("POST", "/lab/reset")]
WRITING += [("POST", "/lab/lock"), ("DELETE", "/lab/lock"), ("POST", "/tokens")]
READING = [("GET", "/messages"), ("HEAD", "/messages/1"), ("OPTIONS", "/messages")]
READING += [("GET", "/lab/exchanges")]


@pytest.fixture
def closed():
    """Calls an app that was closed from the start."""
    accounts = dict([ADA, BEN])
    app = create_app(clock=ToyClock(), accounts=accounts, closed=True)
    with session(app) as connected:
        yield lambda method, path, **more: connected.request(
            method, ADDRESS + path, **more
        )


def bearer(token):
    return {"headers": {"Authorization": f"Bearer {token}"}}


def told(answer, scheme):
    """The parameters of this challenge, which is the last or the only one."""
    challenge = answer.headers["WWW-Authenticate"].partition(f"{scheme} ")[2]
    return parse_keqv_list(parse_http_list(challenge))


def test_an_open_door_lets_everybody_in(players):
    assert players("DELETE", "/messages/1").status_code == 204
    assert players("DELETE", "/messages/2", auth=ADA).status_code == 204


@pytest.mark.parametrize("method", VERBS)
@pytest.mark.parametrize("path", ["/", "/messages/1", "/nowhere", "/tokens"])
def test_a_closed_door_lets_nobody_in_who_does_not_say_who_asks(closed, method, path):
    answer = closed(method, path)
    assert answer.status_code == 401
    assert closed("GET", "/messages/1", auth=ADA).status_code == 200


@pytest.mark.parametrize("who", [ADA, BEN])
def test_a_closed_door_lets_in_who_proves_who_asks(closed, who):
    assert closed("DELETE", "/messages/1", auth=who).status_code == 204
    token = bearer(issue(*who, "write", LATER))
    assert closed("DELETE", "/messages/2", **token).status_code == 204


def test_who_said_nothing_yet_has_made_no_error(closed):
    """RFC 6750 §3.1: such a client should get no error code."""
    answer = closed("GET", "/messages")
    assert told(answer, "Bearer") == {"realm": "messages"}
    assert answer.json()["detail"].startswith("Who are you?")


@pytest.mark.parametrize("path", ["/", "/messages", "/nowhere"])
def test_what_is_possible_may_be_asked_at_a_closed_door(closed, path):
    """The Fetch standard §4.8: such a question of a browser has no credentials."""
    assert closed("OPTIONS", path).status_code == (404 if "no" in path else 204)


@pytest.mark.parametrize("path", ["/lab", "/lab/state", "/lab/exchanges"])
def test_the_lab_of_a_closed_house_is_closed(closed, path):
    assert closed("GET", path).status_code == 401
    assert closed("GET", path, auth=("ada", "wrong")).status_code == 401
    assert closed("GET", path, auth=BEN).status_code == 200


def test_a_lock_closes_the_door_until_it_is_opened(players):
    assert players("POST", "/lab/lock").status_code == 204
    assert players("GET", "/messages").status_code == 401
    assert players("GET", "/messages", auth=ADA).status_code == 200
    assert players("DELETE", "/lab/lock").status_code == 204
    assert players("GET", "/messages").status_code == 200


def test_a_reset_opens_a_locked_door(players):
    players("POST", "/lab/lock")
    players("POST", "/lab/reset")
    assert players("GET", "/messages").status_code == 200


def test_a_reset_closes_a_door_that_was_closed_at_the_start(closed):
    closed("DELETE", "/lab/lock", auth=ADA)
    assert closed("GET", "/messages").status_code == 200
    closed("POST", "/lab/reset", auth=ADA)
    assert closed("GET", "/messages").status_code == 401


def test_nobody_locks_or_unlocks_the_door_of_another(players):
    players("POST", "/lab/lock", auth=BEN)
    assert players("GET", "/messages").status_code == 200
    players("POST", "/lab/lock", auth=ADA)
    players("DELETE", "/lab/lock", auth=BEN)
    assert players("GET", "/messages").status_code == 401


@pytest.mark.parametrize("method, path", WRITING)
def test_a_token_for_reading_changes_nothing(players, method, path):
    """RFC 6750 §3.1."""
    answer = players(method, path, **bearer(issue(*ADA, "read", LATER)))
    assert answer.status_code == 403
    assert told(answer, "Bearer") == {
        "realm": "messages",
        "error": "insufficient_scope",
        "scope": "write",
    }
    assert players("GET", "/messages/1").status_code == 200


@pytest.mark.parametrize("method, path", READING)
def test_a_token_for_reading_reads(players, method, path):
    answer = players(method, path, **bearer(issue(*ADA, "read", LATER)))
    assert answer.status_code in (200, 204)


@pytest.mark.parametrize("method, path", READING + WRITING)
@pytest.mark.parametrize("scope", ["read", "write"])
def test_an_expired_token_is_worth_nothing(players, scope, method, path):
    """RFC 6750 §3.1: the client may ask for a new one, hence 401."""
    token = bearer(issue(*ADA, scope, FIRST_LESSON))
    answer = players(method, path, **token)
    assert answer.status_code == 401
    assert told(answer, "Bearer")["error"] == "invalid_token"
    assert players("GET", "/messages/1").status_code == 200


def test_a_token_is_expired_from_its_last_second_on(players, clock):
    token = bearer(issue(*ADA, "read", FIRST_LESSON + 10))
    clock.seconds = FIRST_LESSON + 8
    answers = [players("GET", "/messages/1", **token).status_code for _ in range(2)]
    assert answers == [200, 401]


def test_each_world_has_the_time_that_counts_for_its_tokens(players, clock):
    clock.seconds = FIRST_LESSON + 100  # of ada
    codes = {
        who[0]: players("GET", "/", **bearer(issue(*who, "read", FIRST_LESSON + 50)))
        for who in (ADA, BEN)
    }
    assert {name: each.status_code for name, each in codes.items()} == {
        "ada": 401,
        "ben": 200,
    }

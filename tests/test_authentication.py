"""Who asks? Clients that are not ours say it; each account is a world of its own."""

import urllib.request
from base64 import b64encode
from contextlib import contextmanager
from threading import Thread
from urllib.error import HTTPError
from urllib.request import parse_http_list, parse_keqv_list
from wsgiref.headers import Headers

import pytest
from requests.auth import HTTPBasicAuth

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors.server import Server
from toy_api.exchange import Request
from toy_api.guards import tokens
from toy_api.guards.tokens import issue
from toy_api.rules.problems import Problem

ADA, BEN = ("ada", "paper-boat"), ("ben", "tin-whistle")
NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
LATER = 4_000_000_000  # in the year 2096
MALFORMED = ["", "Basic", "Basic ", "Basic !", "Basic YWRh", "Basic YWRhOnBhcGVyLWJvYX"]
MALFORMED += ["Basic YWRhOnBh cGVyLWJvYXQ=", "Basic 8J+Sqfw6eA==", "Basic \xe4"]
MALFORMED += ["Bearer", "Bearer x", "Bearer \xe4.write.1.x", "Bearer ada.write.1."]
MALFORMED += ["paper-boat", "Digest username=ada", "BasicYWRhOnBhcGVyLWJvYXQ="]
DEEDS = [
    ("POST", "/messages", {"json": NEW}),
    ("GET", "/messages", {}),
    ("PUT", "/messages/1", {"json": NEW}),
    ("DELETE", "/messages/1", {}),
    ("GET", "/nowhere", {}),
    ("POST", "/broadcasts", {"json": NEW | {"to": ["+15558675310"]}}),
    ("POST", "/messages", {"json": NEW, "headers": {"Idempotency-Key": "k"}}),
    ("GET", "/messages", {"headers": {"Toy-Fault": "fail=1"}}),
    ("GET", "/busy/messages", {}),
    ("POST", "/tokens", {"data": {"grant_type": "client_credentials"}}),
    ("POST", "/lab/reset", {}),
    ("POST", "/lab/lock", {}),
    ("POST", "/lab/carrier", {}),
]


def basic(name, secret):
    return "Basic " + b64encode(f"{name}:{secret}".encode()).decode()


def challenges(answer):
    """Each scheme with its parameters, as the standard library splits them."""
    found = {}
    for item in parse_http_list(answer.headers["WWW-Authenticate"]):
        start, blank, rest = item.partition(" ")
        if blank and "=" not in start:
            found[start] = []
        found[[*found][-1]].append(rest or start)
    return {scheme: parse_keqv_list(pairs) for scheme, pairs in found.items()}


@contextmanager
def serving(app):
    server = Server(app)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.stop()


@pytest.fixture
def world(players):
    """All that the lab tells of one's world, the time there included."""

    def look(who):
        state = players("GET", "/lab/state", auth=who)
        exchanges = players("GET", "/lab/exchanges", auth=who)
        return state.json(), state.headers["Date"], exchanges.json()

    return look


@pytest.mark.parametrize("who", [ADA, BEN])
def test_a_name_and_its_secret_lead_to_a_world_of_ones_own(players, who):
    made = players("POST", "/messages", json=NEW, auth=who)
    other = BEN if who == ADA else ADA
    assert made.status_code == 201
    assert players("GET", made.headers["Location"], auth=who).json() == made.json()
    assert players("GET", made.headers["Location"], auth=other).status_code == 404


def test_a_token_leads_where_its_name_does(players):
    token = {"Authorization": f"Bearer {issue(*BEN, 'write', LATER)}"}
    made = players("POST", "/messages", json=NEW, headers=token)
    assert made.status_code == 201
    assert players("GET", made.headers["Location"], auth=BEN).json() == made.json()
    assert players("GET", made.headers["Location"], auth=ADA).status_code == 404


def test_who_does_not_say_who_asks_is_in_the_first_world(players):
    made = players("POST", "/messages", json=NEW).headers["Location"]
    assert players("GET", made, auth=ADA).status_code == 200
    assert players("GET", made, auth=BEN).status_code == 404


def test_without_accounts_nobodys_name_is_known(api):
    assert api("GET", "/messages").status_code == 200
    for name, secret in [("", ""), ADA]:
        assert api("GET", "/messages", auth=(name, secret)).status_code == 401


@pytest.mark.parametrize("method, path, more", DEEDS)
def test_what_ben_does_leaves_the_world_of_ada_as_it_is(
    players, world, method, path, more
):
    before = world(ADA)
    assert players(method, path, auth=BEN, **more).status_code != 401
    assert world(ADA) == before


@pytest.mark.parametrize("method, path, more", DEEDS)
def test_what_ada_or_nobody_does_leaves_the_world_of_ben_as_it_is(
    players, world, method, path, more
):
    before = world(BEN)
    assert players(method, path, auth=ADA, **more).status_code != 401
    players(method, path, **more)
    assert world(BEN) == before


@pytest.mark.parametrize("method, path, more", DEEDS)
def test_who_calls_herself_ben_and_is_not_touches_nothing_of_ben(
    players, world, method, path, more
):
    before = world(BEN)
    answer = players(method, path, auth=("ben", "paper-boat"), **more)
    assert answer.status_code == 401
    assert world(BEN) == before


def test_what_the_door_refuses_is_written_down_where_it_belongs(two, world):
    """It is refused unread, but its head has told already who asks."""
    before, fields = world(ADA), Headers([("Authorization", basic(*BEN))])
    refusal = Problem(413, "Send less.")
    answer = two(Request("POST", "/messages", fields, refusal=refusal))
    assert answer.status == 413
    assert [each["response"]["status"] for each in world(BEN)[2]] == [413]
    assert world(ADA) == before


def test_what_the_door_refuses_is_refused_for_that_whoever_asks(two, world):
    before, fields = world(BEN), Headers([("Authorization", basic("ben", "wrong"))])
    refusal = Problem(413, "Send less.")
    answer = two(Request("POST", "/messages", fields, refusal=refusal))
    assert (answer.status, answer.json()["detail"]) == (413, "Send less.")
    assert world(BEN) == before


def test_a_reset_brings_back_ones_own_messages_only(players):
    for who in (ADA, BEN):
        players("DELETE", "/messages/1", auth=who)
    players("POST", "/lab/reset", auth=BEN)
    assert players("GET", "/messages/1", auth=BEN).status_code == 200
    assert players("GET", "/messages/1", auth=ADA).status_code == 404


def test_each_world_numbers_its_messages_and_its_exchanges_itself(players):
    for _ in range(2):
        players("POST", "/messages", json=NEW, auth=ADA)
    first = players("POST", "/messages", json=NEW, auth=BEN)
    assert first.headers["Location"] == "/messages/7"
    assert first.headers["Request-Id"] == "ben-1"


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("ada", "tin-whistle"),
        ("ben", "paper-boat"),
        ("ada", ""),
        ("ada", "paper-boat "),
        ("ada", "Paper-boat"),
        ("ada", "paper-boa"),
        ("ada", "paper-boat:"),
        ("Ada", "paper-boat"),
        ("ada ", "paper-boat"),
        ("", "paper-boat"),
        ("", ""),
        ("eve", ""),
        ("eve", "paper-boat"),
    ],
)
def test_a_wrong_name_or_secret_is_refused_and_not_told_apart(players, name, secret):
    """RFC 9110 §15.5.2."""
    answer = players("POST", "/messages", json=NEW, auth=HTTPBasicAuth(name, secret))
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (401, 401)
    assert problem["detail"].startswith("No account has this name and this secret.")
    assert len(players("GET", "/messages").json()) == 6


@pytest.mark.parametrize("words", MALFORMED)
def test_credentials_that_are_none_are_refused_like_wrong_ones(two, words):
    fields = Headers([("Authorization", words)])
    answer = two(Request("DELETE", "/messages/1", fields))
    assert answer.status == 401
    assert set(challenges(answer)) == {"Basic", "Bearer"}
    assert two(Request("GET", "/messages/1")).status == 200


@pytest.mark.parametrize("scheme", ["Basic", "basic", "BASIC", "bAsIc", "Basic  "])
def test_the_name_of_a_scheme_has_no_case(players, scheme):
    """RFC 9110 §11.1."""
    words = basic(*BEN).replace("Basic", scheme)
    answer = players("DELETE", "/messages/1", headers={"Authorization": words})
    assert answer.status_code == 204
    assert players("GET", "/messages/1", auth=BEN).status_code == 404


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_name_of_the_scheme_for_tokens_has_no_case(players, scheme):
    words = f"{scheme} {issue(*ADA, 'write', LATER)}"
    answer = players("GET", "/messages", headers={"Authorization": words})
    assert answer.status_code == 200


@pytest.mark.parametrize("secret", ["a:b", ":", " x ", "pässwörd", "☕", "x" * 500])
def test_a_secret_may_hold_colons_blanks_and_any_letter(secret):
    """RFC 7617 §2.1: in UTF-8, as the challenge says."""
    app = create_app(clock=ToyClock(), accounts={"ada": secret}, closed=True)
    given = HTTPBasicAuth(b"ada", secret.encode())
    fields = {"Authorization": ""}
    given(Request("GET", "/messages", headers=fields))
    assert app(Request("GET", "/messages", Headers([*fields.items()]))).status == 200


@pytest.mark.parametrize("second", [basic(*ADA), basic(*BEN), "Bearer x", ""])
def test_who_says_twice_who_asks_is_asked_to_say_it_once(two, second):
    fields = [("Authorization", basic(*ADA)), ("authorization", second)]
    answer = two(Request("DELETE", "/messages/1", Headers(fields)))
    assert answer.status == 400
    assert two(Request("GET", "/messages/1")).status == 200


def test_the_challenges_name_both_schemes_and_the_encoding(players):
    """RFC 7617 §2, §2.1 and RFC 6750 §3."""
    answer = players("GET", "/messages", auth=("ada", "wrong"))
    realm = {"realm": "messages"}
    assert challenges(answer) == {"Basic": realm | {"charset": "UTF-8"}} | {
        "Bearer": realm
    }


@pytest.mark.parametrize("token", ["x", "", issue("ada", "wrong", "write", LATER)])
def test_a_token_that_is_none_of_ours_is_called_invalid(players, token):
    """RFC 6750 §3.1."""
    fields = {"Authorization": f"Bearer {token}"}
    answer = players("GET", "/messages", headers=fields)
    assert answer.status_code == 401
    assert challenges(answer)["Bearer"]["error"] == "invalid_token"


def test_a_client_of_the_standard_library_understands_the_challenges():
    app = create_app(clock=ToyClock(), accounts=dict([ADA]), closed=True)
    with serving(app) as url:
        known = urllib.request.HTTPBasicAuthHandler()
        known.add_password("messages", url, *ADA)
        opener = urllib.request.build_opener(known)
        with opener.open(f"{url}/messages/1", timeout=10) as answer:
            assert answer.status == 200


def test_a_client_of_the_standard_library_gives_up_with_a_wrong_secret(two):
    with serving(two) as url:
        fields = {"Authorization": basic("ada", "wrong")}
        asked = urllib.request.Request(f"{url}/messages/1", headers=fields)
        with pytest.raises(HTTPError, match="401") as refused:
            urllib.request.urlopen(asked, timeout=10)
        refused.value.close()


@pytest.mark.parametrize("name", ["ada", "eve"])
def test_what_proves_who_asks_is_in_no_answer_and_no_exchange(players, name):
    words = basic(name, "hush-hush")
    refused = players("GET", "/messages", headers={"Authorization": words})
    log = players("GET", "/lab/exchanges", headers={"Accept": "text/plain"}).text
    assert "Authorization: Basic ****" in log
    for hidden in ("hush-hush", words.removeprefix("Basic ")):
        assert hidden not in refused.text + str(refused.headers) + log


@pytest.mark.parametrize("name", ["ada", "eve"])
def test_a_secret_is_compared_in_constant_time_whoever_is_named(
    players, monkeypatch, name
):
    seen = []
    monkeypatch.setattr(tokens.hmac, "compare_digest", lambda *x: seen.append(x))
    assert players("GET", "/messages", auth=(name, "wrong")).status_code == 401
    assert [pair[0] for pair in seen] == [b"wrong"]

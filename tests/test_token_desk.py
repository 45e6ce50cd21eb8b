"""Tokens are given at /tokens, as OAuth 2.0 describes it (RFC 6749 §4.4, §5)."""

import hashlib
import hmac
import re
from wsgiref.headers import Headers

import pytest

from toy_api.app import create_app
from toy_api.clock import FIRST_LESSON, ToyClock
from toy_api.doors.transport import ADDRESS, session
from toy_api.exchange import Request
from toy_api.store import Store

ADA, BEN = ("ada", "paper-boat"), ("ben", "tin-whistle")
GRANT = {"grant_type": "client_credentials"}
WRITE = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
DESCRIPTION = re.compile(r"[\x20-\x21\x23-\x5b\x5d-\x7e]+")  # RFC 6749 §5.2
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def ask(players):
    """Asks for a token with this form."""

    def send(form=GRANT, who=ADA, path="/tokens", **more):
        return players("POST", path, data=form, auth=who, **more)

    return send


@pytest.fixture
def use(players):
    """Shows a token as RFC 6750 §2.1 wants it."""

    def send(token, method="GET", path="/messages", **more):
        fields = {"Authorization": f"Bearer {token}"}
        return players(method, path, headers=fields, **more)

    return send


def refusal(answer, status=400):
    """The error of a well-formed refusal (RFC 6749 §5.2)."""
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert answer.headers["Content-Type"] == "application/json"
    assert set(answer.json()) == {"error", "error_description"}
    assert DESCRIPTION.fullmatch(answer.json()["error_description"])
    return answer.json()["error"]


def test_a_token_is_answered_with_all_that_must_be_told(ask):
    """RFC 6749 §5.1."""
    answer = ask()
    told = answer.json()
    assert (answer.status_code, told.pop("token_type").lower()) == (200, "bearer")
    assert isinstance(told.pop("access_token"), str)
    assert told == {"expires_in": 3600, "scope": "write"}


def test_nobody_may_keep_an_answer_that_holds_a_token(ask):
    """RFC 6749 §5.1."""
    fields = ask().headers
    assert (fields["Cache-Control"], fields["Pragma"]) == ("no-store", "no-cache")
    assert fields["Content-Type"] == "application/json"
    assert "ETag" not in fields


def test_a_token_is_signed_with_the_secret_and_does_not_tell_it(ask):
    claim, _, signature = ask(who=BEN).json()["access_token"].rpartition(".")
    made = hmac.new(b"tin-whistle", claim.encode(), hashlib.sha256).hexdigest()
    assert signature == made[:32]
    assert claim == f"ben.write.{FIRST_LESSON + 1 + 3600}"


@pytest.mark.parametrize("who", [ADA, BEN])
def test_a_token_opens_the_world_of_its_account(ask, use, players, who):
    players("DELETE", "/messages/1", auth=BEN)
    token = ask(who=who).json()["access_token"]
    answer = use(token, path="/messages/1")
    assert answer.status_code == (404 if who == BEN else 200)


@pytest.mark.parametrize("scope, status", [("read", 403), ("write", 201)])
def test_a_token_is_good_for_its_scope(ask, use, scope, status):
    told = ask(GRANT | {"scope": scope}).json()
    assert told["scope"] == scope
    assert use(told["access_token"]).status_code == 200
    answer = use(told["access_token"], "POST", json=WRITE)
    assert answer.status_code == status


@pytest.mark.parametrize(
    "lifetime, later, status",
    [
        ("1", 0, 401),
        ("2", 0, 200),
        ("2", 1, 401),
        ("60", 58, 200),
        ("60", 59, 401),
        ("3600", 3598, 200),
        ("3600", 3599, 401),
        ("", 3598, 200),
        ("", 3599, 401),
    ],
)
def test_a_token_is_good_for_its_lifetime(ask, use, clock, lifetime, later, status):
    """Each request takes a second; an empty lifetime is none (RFC 6749 §3.2)."""
    token = ask(GRANT | {"lifetime": lifetime}).json()["access_token"]
    clock.seconds += later
    assert use(token).status_code == status


@pytest.mark.parametrize("lifetime", ["1", "60", "3600"])
def test_the_answer_tells_the_lifetime(ask, lifetime):
    assert ask(GRANT | {"lifetime": lifetime}).json()["expires_in"] == int(lifetime)


@pytest.mark.parametrize(
    "more", [{"scope": ""}, {"lifetime": ""}, {"audience": "x"}, {"a": "", "b": "é"}]
)
def test_what_is_empty_or_unknown_is_as_good_as_absent(ask, more):
    """RFC 6749 §3.2."""
    answer = ask(GRANT | more)
    assert answer.status_code == 200
    assert (answer.json()["scope"], answer.json()["expires_in"]) == ("write", 3600)


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"scope": "read"}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "Client_Credentials"}, "unsupported_grant_type"),
        (GRANT | {"scope": "admin"}, "invalid_scope"),
        (GRANT | {"scope": "Write"}, "invalid_scope"),
        (GRANT | {"lifetime": "0"}, "invalid_request"),
        (GRANT | {"lifetime": "3601"}, "invalid_request"),
        (GRANT | {"lifetime": "9" * 5000}, "invalid_request"),
        (GRANT | {"lifetime": "000000009999"}, "invalid_request"),
        (GRANT | {"lifetime": "-1"}, "invalid_request"),
        (GRANT | {"lifetime": "1.5"}, "invalid_request"),
        (GRANT | {"lifetime": "\uff11"}, "invalid_request"),
        (GRANT | {"lifetime": "soon"}, "invalid_request"),
        ([("grant_type", "client_credentials")] * 2, "invalid_request"),
        (b"grant_type=client_credentials&scope=%", "invalid_request"),
        (b"grant_type=\xff", "invalid_request"),
    ],
)
def test_what_is_wrong_is_named_by_a_word_of_oauth(ask, form, error):
    """RFC 6749 §5.2."""
    assert refusal(ask(form, headers=FORM)) == error


@pytest.mark.parametrize("who", [None, ("ada", "wrong"), ("eve", ""), ("ben", ADA[1])])
def test_who_does_not_prove_who_asks_is_no_client(ask, who):
    """RFC 6749 §5.2: then 401 and WWW-Authenticate are a must."""
    answer = ask(who=who)
    assert refusal(answer, 401) == "invalid_client"
    assert "Basic realm=" in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("path", ["/tokens", "//tokens", "/%74okens", "/tokens?a=b"])
def test_the_desk_knows_its_path_however_it_is_written(two, path):
    fields = Headers([("Authorization", "Bearer x")])
    answer = two(Request("POST", path, fields))
    assert (answer.status, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("path", ["/messages", "/tokens/1", "/tokensx"])
def test_elsewhere_a_refusal_is_the_usual_problem(ask, path):
    answer = ask(who=("ada", "wrong"), path=path)
    assert (answer.status_code, answer.json()["status"]) == (401, 401)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_token_buys_no_other_token(ask, use):
    token = ask(GRANT | {"lifetime": "60"}).json()["access_token"]
    answer = use(token, "POST", "/tokens", data=GRANT)
    assert refusal(answer, 401) == "invalid_client"


def test_a_token_for_reading_is_turned_away_at_once(ask, use):
    token = ask(GRANT | {"scope": "read"}).json()["access_token"]
    assert use(token, "POST", "/tokens", data=GRANT).status_code == 403


@pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
def test_what_is_not_called_a_form_is_not_read(ask, kind):
    answer = ask(b"grant_type=client_credentials", headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert answer.headers["Accept"] == FORM["Content-Type"]


def test_the_desk_answers_in_json_or_not_at_all(ask):
    assert ask(headers={"Accept": "text/html"}).status_code == 406
    assert ask(path="/tokens?scope=read").status_code == 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_a_token_is_only_given_to_a_post(players, method):
    """RFC 6749 §3.2."""
    answer = players(method, "/tokens", auth=ADA)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")


def test_the_log_tells_the_claim_of_a_token_and_not_its_signature(ask, players):
    claim, _, signature = ask().json()["access_token"].rpartition(".")
    log = players("GET", "/lab/exchanges", headers={"Accept": "text/plain"}).text
    assert f'"access_token": "{claim}.****"' in log
    assert signature not in log


def test_a_token_is_not_kept_for_who_asks_again_with_the_same_key(ask):
    first, again = (ask(headers={"Idempotency-Key": "k"}).json() for _ in range(2))
    assert first["expires_in"] == again["expires_in"]
    assert first["access_token"] != again["access_token"]


def test_neither_a_token_nor_a_secret_gets_into_the_file(tmp_path):
    clock, file = ToyClock(), tmp_path / "toy.db"
    store = Store(file, clock, account="ada")
    with session(create_app(store, clock, accounts=dict([ADA]))) as client:
        more = {"auth": ADA, "headers": {"Idempotency-Key": "k"}}
        answer = client.post(f"{ADDRESS}/tokens", GRANT, **more)
    store.close()
    signature = answer.json()["access_token"].rpartition(".")[2]
    assert b"CREATE TABLE shelf" in file.read_bytes()
    assert not any(x.encode() in file.read_bytes() for x in (signature, ADA[1]))

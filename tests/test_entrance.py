"""Whose account it is stands in the URL; who asks, in the fields: both must fit."""

from base64 import b64encode
from wsgiref.headers import Headers

import pytest
from published import ACCOUNTS, ADA, BEN, BENS, FORM, HOME, WISH
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from toy_api.exchange import Request

MALFORMED = ["123", "AC123", "AC" + 32 * "X", "XX" + 32 * "0", "AC" + 33 * "0", "%0A"]
SID = HOME[-34:]


@pytest.mark.parametrize("sid", MALFORMED)
@pytest.mark.parametrize("who", [None, ADA, ("ada", "wrong")], ids=["", "ada", "wrong"])
def test_a_malformed_account_is_404_whoever_asks(players, sid, who):
    """As recorded: before anybody is asked for credentials."""
    path = f"{ACCOUNTS}/{sid}/Messages.json"
    answer = players("POST", path, data=FORM, auth=who)
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)
    assert answer.json()["message"] == f"The requested resource {path} was not found"


@pytest.mark.parametrize("who", [None, ("ada", "wrong"), (SID, "wrong"), ("eve", "x")])
@pytest.mark.parametrize("path", [f"{HOME}/Messages.json", f"{HOME}.json", HOME[:-35]])
def test_who_does_not_prove_who_asks_gets_401(players, who, path):
    answer = players("GET", path.removesuffix(".json") + ".json", auth=who)
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)
    assert answer.json()["message"] == "Authenticate"
    assert answer.json()["detail"] == "Your AccountSid or AuthToken was incorrect."
    assert answer.headers["WWW-Authenticate"].startswith("Basic realm=")


def test_the_dialect_is_closed_where_the_other_one_is_open(players):
    assert players("GET", "/messages").status_code == 200
    assert players("GET", f"{HOME}/Messages.json").status_code == 401


@pytest.mark.parametrize("name", ["ada", SID])
def test_an_account_may_call_itself_by_its_name_or_its_sid(players, name):
    answer = players("GET", f"{HOME}/Messages.json", auth=(name, ADA[1]))
    assert answer.status_code == 200
    answer = players("GET", "/messages", auth=(name, ADA[1]))
    assert answer.status_code == 200


def test_credentials_are_good_for_the_own_account_only(players):
    for path, who in ((BENS, ADA), (HOME, BEN), (f"{ACCOUNTS}/AC{32 * '0'}", ADA)):
        answer = players("GET", f"{path}/Messages.json", auth=who)
        assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_nobody_finds_the_account_of_somebody_else(players):
    answer = players("GET", f"{BENS}.json", auth=ADA)
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


def test_two_accounts_are_two_worlds(ada, ben):
    sid = ada.messages.create(**WISH).sid
    assert (len(ada.messages.list()), len(ben.messages.list())) == (7, 6)
    with pytest.raises(TwilioRestException) as refused:
        ben.messages(sid).fetch()
    assert (refused.value.code, refused.value.status) == (20404, 404)


def test_the_client_says_401_by_its_own_exception(ada):
    stranger = Client(SID, "wrong", http_client=ada.http_client)
    with pytest.raises(TwilioRestException) as refused:
        stranger.messages.create(**WISH)
    assert (refused.value.code, refused.value.status) == (20003, 401)
    assert refused.value.msg == "Unable to create record: Authenticate"


@pytest.mark.parametrize("scope, status", [("read", 403), ("write", 201)])
def test_a_token_is_good_for_its_scope(players, scope, status):
    wish = {"grant_type": "client_credentials", "scope": scope}
    token = players("POST", "/tokens", data=wish, auth=ADA).json()["access_token"]
    fields = {"Authorization": f"Bearer {token}"}
    answer = players("POST", f"{HOME}/Messages.json", data=FORM, headers=fields)
    assert answer.status_code == status
    answer = players("GET", f"{BENS}/Messages.json", headers=fields)
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{ACCOUNTS}/%41C{SID[2:]}/Messages.json", 200),
        (f"{ACCOUNTS}/%58X{SID[2:]}/Messages.json", 404),
        (f"{ACCOUNTS}/%41C{BENS[-32:]}/Messages.json", 401),
        (f"{BENS}/Messages%0A.json", 401),
    ],
)
def test_an_account_that_is_written_in_escapes_is_the_same(two, path, status):
    proof = b64encode(":".join(ADA).encode()).decode()
    fields = Headers([("Authorization", f"Basic {proof}")])
    assert two(Request("GET", path, fields)).status == status

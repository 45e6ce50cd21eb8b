"""Tokens: whoever knows the secret can make one, and nobody else."""

import hashlib
import hmac

import pytest

from toy_api.exchange import Grant
from toy_api.guards.tokens import issue, read_token, same

ACCOUNTS = {"ada": "paper-boat", "ben": "tin-whistle", "AC_0-9": "☕"}
ODD = ["ada", "ada.", "ada.read", "ada.read.", "ada.read.soon", "ada.read.-1", "ada..1"]
ODD += ["ada.admin.1", "ada.Write.1", "ada.read.write.1", "ada.read.1.0", "ada.1"]
ODD += [f"ada.read.{'9' * 5000}", "ada.read.\uff11", "ada.read. 1", "ada.read.1\n"]


def signed(claim, secret):
    """As its holder could sign it, too."""
    mac = hmac.new(secret.encode(), claim.encode(), hashlib.sha256)
    return f"{claim}.{mac.hexdigest()[:32]}"


GOOD = signed("ada.read.1704100000", "paper-boat")


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("scope", ["read", "write"])
def test_a_token_is_its_claim_and_a_signature(name, scope):
    token = issue(name, ACCOUNTS[name], scope, 1704100000)
    assert token == signed(f"{name}.{scope}.1704100000", ACCOUNTS[name])
    assert ACCOUNTS[name] not in token


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("scope", ["read", "write"])
@pytest.mark.parametrize("expires", [0, 1, 1704100000, 10**14])
def test_what_was_issued_is_read_back_be_it_expired_or_not(name, scope, expires):
    token = issue(name, ACCOUNTS[name], scope, expires)
    assert read_token(token, ACCOUNTS) == Grant(name, scope, expires)


@pytest.mark.parametrize("place", range(len(GOOD)))
def test_a_token_with_one_other_letter_grants_nothing(place):
    other = "1" if GOOD[place] != "1" else "2"
    assert read_token(GOOD, ACCOUNTS)
    assert read_token(GOOD[:place] + other + GOOD[place + 1 :], ACCOUNTS) is None


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "...",
        "ada",
        GOOD[:-1],
        GOOD + "0",
        GOOD.replace(".read.", ".write."),
        GOOD.replace("ada.", "ben."),
        GOOD.rpartition(".")[0],
        GOOD.rpartition(".")[0] + ".",
        GOOD.rpartition(".")[0] + "." + GOOD.rpartition(".")[2].upper(),
        "." + GOOD,
        GOOD + ".",
        "ä" + GOOD,
    ],
)
def test_what_was_not_issued_grants_nothing(token):
    assert read_token(token, ACCOUNTS) is None


@pytest.mark.parametrize(
    ("claim", "secret"),
    [
        ("ada.read.1704100000", "tin-whistle"),
        ("ada.read.1704100000", ""),
        ("eve.read.1704100000", ""),
        ("eve.read.1704100000", "paper-boat"),
        (".read.1704100000", ""),
    ],
)
def test_what_another_secret_signed_grants_nothing(claim, secret):
    assert read_token(signed(claim, secret), ACCOUNTS) is None


@pytest.mark.parametrize("claim", ODD)
def test_a_claim_of_another_form_grants_nothing_however_well_it_is_signed(claim):
    assert read_token(signed(claim, "paper-boat"), ACCOUNTS) is None


def test_with_another_secret_older_tokens_are_worth_nothing():
    assert read_token(GOOD, ACCOUNTS | {"ada": "new"}) is None
    assert read_token(GOOD, {}) is None


@pytest.mark.parametrize(
    ("given", "secret", "equal"),
    [
        ("paper-boat", "paper-boat", True),
        ("☕é", "☕é", True),
        ("", "", True),
        ("paper-boa", "paper-boat", False),
        ("paper-boat ", "paper-boat", False),
        ("Paper-boat", "paper-boat", False),
        ("", "paper-boat", False),
        ("é", "e\u0301", False),
    ],
)
def test_secrets_are_compared_letter_by_letter(given, secret, equal):
    assert same(given, secret) is equal


def test_secrets_are_compared_in_constant_time(monkeypatch):
    """The way of `==` ends at the first letter that differs, which can be measured."""
    seen = []
    monkeypatch.setattr(hmac, "compare_digest", lambda *pair: seen.append(pair) or True)
    assert same("paper-bust", "paper-boat")
    assert read_token(GOOD[:-1] + "x", ACCOUNTS)
    assert [{*map(len, pair)} for pair in seen] == [{10}, {32}]

"""Accounts: names, and the secrets that prove who asks."""

import base64
import re

import pytest
import requests

from toy_api.guards.accounts import (
    NAMELESS,
    Account,
    account_in,
    account_of,
    new_account,
)

NAMES = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")
NO_ACCOUNTS = ["", ":", "ada", "ada:", ":hush", "a.b:hush", "a b:hush", "ä:hush"]
NO_ACCOUNTS += [f"{'a' * 65}:hush", " ada:hush", "a\n:hush"]


@pytest.mark.parametrize(
    ("text", "name", "secret"),
    [
        ("ada:paper-boat", "ada", "paper-boat"),
        ("ada:paper:boat:", "ada", "paper:boat:"),
        ("A_d-a0:☕ and more", "A_d-a0", "☕ and more"),
        (f"{'a' * 64}:x", "a" * 64, "x"),
        ("ada::", "ada", ":"),
    ],
)
def test_what_stands_behind_the_first_colon_is_the_secret(text, name, secret):
    """RFC 7617 §2: a name has no colon."""
    assert account_in(text) == (name, secret)


@pytest.mark.parametrize("text", NO_ACCOUNTS)
def test_a_text_that_names_no_account_is_refused_without_telling_the_secret(text):
    with pytest.raises(ValueError, match="NAME:SECRET") as refusal:
        account_in(text)
    assert "hush" not in str(refusal.value)


def test_requests_takes_an_account_as_it_is():
    account = Account("ada", "paper-boat")
    sent = requests.Request("GET", "http://toy.test", auth=account).prepare()
    told = base64.b64decode(sent.headers["Authorization"].removeprefix("Basic "))
    assert told == b"ada:paper-boat"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("AC123", "hush"), ("AC123", "hush")),
        (("AC123", "hu:sh"), ("AC123", "hu:sh")),
        (("AC123", ""), None),
        (("", "hush"), None),
        (("AC 123", "hush"), None),
        (("AC.123", "hush"), None),
    ],
)
def test_the_environment_names_an_account_or_none(values, found):
    assert account_of(dict(zip(NAMES, values, strict=True))) == found


@pytest.mark.parametrize("given", [{}, {NAMES[0]: "AC1"}, {NAMES[1]: "hush"}])
def test_half_an_account_in_the_environment_is_none(given):
    assert account_of(given) is None


def test_the_environment_is_that_of_the_process(monkeypatch):
    for name, value in zip(NAMES, ("AC123", "hush"), strict=True):
        monkeypatch.setenv(name, value)
    assert account_of() == ("AC123", "hush")


def test_a_new_account_is_one_that_could_have_been_given():
    account = new_account()
    assert account_in(":".join(account)) == account
    assert account.name == NAMELESS
    assert re.fullmatch("AC[0-9a-f]{32}", account.name)


def test_no_two_new_accounts_have_the_same_secret():
    secrets = {new_account().secret for _ in range(20)}
    assert len(secrets) == 20
    assert all(len(bytes.fromhex(each)) >= 16 for each in secrets)

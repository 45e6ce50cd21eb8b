"""Accounts: names, and the secrets that prove who asks."""

import os
import re
import secrets
from collections.abc import Mapping
from typing import NamedTuple

NAME = re.compile("[A-Za-z0-9_-]{1,64}")
ENVIRONMENT = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")  # a name and its secret
NAMELESS = "AC" + 32 * "0"  # the account that is made where nobody names one


class Account(NamedTuple):
    """A name and a secret, as `requests` takes them: `auth=account`."""

    name: str
    secret: str


def account_in(text: str) -> Account:
    """The account in NAME:SECRET; raises ValueError, which says what is wrong."""
    name, _, secret = text.partition(":")
    if not NAME.fullmatch(name) or not secret:
        raise ValueError("write an account as NAME:SECRET, NAME in letters and digits")
    return Account(name, secret)


def account_of(environment: Mapping[str, str] = os.environ) -> Account | None:
    """The account that the environment names, if it does."""
    name, secret = (environment.get(each, "") for each in ENVIRONMENT)
    return Account(name, secret) if NAME.fullmatch(name) and secret else None


def new_account() -> Account:
    """An account with a secret that nobody can guess."""
    return Account(NAMELESS, secrets.token_hex(16))

"""Who asks? A name and a secret (RFC 7617), or a token (RFC 6750), in each request."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace

from ..exchange import App, Grant, Request, Response
from ..rules.problems import Problem
from .tokens import read_token, same

BASIC = 'Basic realm="messages", charset="UTF-8"'
BEARER = 'Bearer realm="messages"'
HINT = "Send the name of an account and its secret, or a token."


def grant_of(request: Request, accounts: Mapping[str, str]) -> Grant | None:
    """What the request's credentials grant; None where it has none.

    `accounts` are secrets by name. Raises Problem 401 for credentials that are wrong.
    """
    given = request.headers.get_all("Authorization")
    if not given:
        return None
    if len(given) > 1:
        raise Problem(400, "Send one Authorization field.")
    scheme, _, credentials = given[0].partition(" ")
    if scheme.lower() == "basic":
        return _by_secret(credentials.strip(), accounts)
    if scheme.lower() == "bearer":
        return _by_token(credentials.strip(), accounts)
    raise unauthorized("This server knows the schemes Basic and Bearer.")


def separated(sites: Mapping[str, App], accounts: Mapping[str, str]) -> App:
    """Leads each request to the site of its account; without credentials, to the first.

    There, too, credentials that are wrong are refused.
    """
    first = next(iter(sites.values()))

    def answer(request: Request) -> Response:
        try:
            grant = None if request.refusal else grant_of(request, accounts)
        except Problem as refused:
            return first(replace(request, refusal=refused))
        site = sites[grant.account] if grant else first
        return site(replace(request, grant=grant))

    return answer


def unauthorized(detail: str, more: str = "") -> Problem:
    """The refusal of who did not prove who asks (RFC 9110 §15.5.2)."""
    challenges = f"{BASIC}, {BEARER}{more}"
    return Problem(401, f"{detail} {HINT}", {"WWW-Authenticate": challenges})


def _by_secret(credentials: str, accounts: Mapping[str, str]) -> Grant:
    try:
        pair = b64decode(credentials, validate=True).decode("utf-8")
    except ValueError:
        raise unauthorized("These credentials are not name:secret in Base64.") from None
    name, _, secret = pair.partition(":")
    if not same(secret, accounts.get(name, "")) or name not in accounts:
        raise unauthorized("No account has this name and this secret.")
    return Grant(name, "write")


def _by_token(token: str, accounts: Mapping[str, str]) -> Grant:
    grant = read_token(token, accounts)
    if not grant:
        why = ', error="invalid_token"'
        raise unauthorized("This token was not made here.", why)
    return grant

"""Who asks? A name and a secret (RFC 7617), or a token (RFC 6750), in each request."""

from base64 import b64decode
from collections.abc import Mapping

from ..exchange import App, Grant, Request, Response
from ..rules.problems import Problem
from .tokens import read_token, same

BASIC = 'Basic realm="messages", charset="UTF-8"'
BEARER = 'Bearer realm="messages"'
HINT = "Send the name of an account and its secret, or a token."


def grant_of(request: Request, accounts: Mapping[str, str]) -> Grant | None:
    """What the request's credentials grant; None where it has none.

    `accounts` are secrets by name. Raises Problem 401 for wrong ones, 400 for two.
    """
    if not (given := request.headers.get_all("Authorization")):
        return None
    if len(given) > 1:
        raise Problem(400, "Send one Authorization field.")
    scheme, _, credentials = given[0].partition(" ")
    read = {"basic": _by_secret, "bearer": _by_token}.get(scheme.lower())
    if not read:
        raise unauthorized("This server knows the schemes Basic and Bearer.")
    return read(credentials.strip(), accounts)


def separated(sites: Mapping[str, App], accounts: Mapping[str, str]) -> App:
    """Leads each request to the site of its account; without credentials, to the first.

    There, too, credentials that are wrong are refused.
    """
    first = next(iter(sites.values()))

    def answer(request: Request) -> Response:
        try:
            grant = grant_of(request, accounts)
        except Problem as wrong:
            return first(request.but(refusal=request.refusal or wrong))
        site = sites[grant.account] if grant else first
        return site(request.but(grant=grant) if grant else request)

    return answer


def unauthorized(detail: str, more: str = "") -> Problem:
    """The refusal of who did not prove who asks (RFC 9110 §15.5.2)."""
    challenges = f"{BASIC}, {BEARER}{more}"
    return Problem(401, f"{detail} {HINT}", {"WWW-Authenticate": challenges})


def _by_secret(credentials: str, accounts: Mapping[str, str]) -> Grant:
    try:
        pair = b64decode(credentials, validate=True).decode("utf-8")
    except ValueError:
        raise unauthorized("Encode name:secret as UTF-8, then as Base64.") from None
    name, _, secret = pair.partition(":")
    if not same(secret, accounts.get(name, "")) or name not in accounts:
        raise unauthorized("No account has this name and this secret.")
    return Grant(name, "write")


def _by_token(token: str, accounts: Mapping[str, str]) -> Grant:
    if grant := read_token(token, accounts):
        return grant
    raise unauthorized("This token was not made here.", ', error="invalid_token"')

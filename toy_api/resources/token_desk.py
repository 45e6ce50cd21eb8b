"""Tokens at /tokens: a secret is shown once, and a token with an end is carried around.

The client credentials grant of OAuth 2.0 (RFC 6749 §4.4).
"""

import re
from urllib.parse import unquote

from ..clock import Clock
from ..exchange import App, Request, Response, respond_json
from ..guards.authentication import unauthorized
from ..guards.tokens import SCOPES, issue
from ..rules.content import JSON
from ..rules.forms import form_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from ..rules.problems import Problem

HOUR = 60 * 60  # seconds
LIFETIME = re.compile("[1-9][0-9]{0,3}")
PRIVATE = {"Cache-Control": "no-store", "Pragma": "no-cache"}  # so RFC 6749 §5.1


class TokenDesk:
    """Where a name and a secret are exchanged for a token."""

    def __init__(self, account: str, secret: str, clock: Clock):
        self.account, self.secret, self.clock = account, secret, clock

    def post(self, request: Request) -> Response:
        """A token for the account whose name and secret were sent."""
        negotiate(request, [JSON])
        parameters(request, [])
        grant = request.grant
        if not grant or grant.expires is not None:
            raise unauthorized("A token is given for a name and a secret only.")
        try:
            form = {name: value for name, value in form_of(request).items() if value}
        except Problem as wrong:
            if wrong.status != 400:
                raise
            return _refuse("invalid_request", wrong.detail)
        scope, lifetime = form.get("scope", "write"), form.get("lifetime", str(HOUR))
        if error := _error_in(form.get("grant_type"), scope, lifetime):
            return _refuse(*error)
        expires = self.clock.now() + int(lifetime)
        token = {
            "access_token": issue(self.account, self.secret, scope, expires),
            "token_type": "Bearer",
            "expires_in": int(lifetime),
            "scope": scope,
        }
        return respond_json(200, token, PRIVATE)


def in_words_of_oauth(app: App, path: str) -> App:
    """Refuses who did not prove who asks, at this path, as RFC 6749 §5.2 demands."""

    def answer(request: Request) -> Response:
        response = app(request)
        if response.status == 401 and unquote(request.path) == path:
            refusal = _refuse("invalid_client", response.json()["detail"], 401)
            refusal.headers["WWW-Authenticate"] = response.headers["WWW-Authenticate"]
            return refusal
        return response

    return answer


def _error_in(kind: str | None, scope: str, lifetime: str) -> tuple[str, str] | None:
    """What is wrong, in a word of RFC 6749 §5.2 and in more words."""
    if kind is None:
        return "invalid_request", "Send grant_type=client_credentials."
    if kind != "client_credentials":
        return "unsupported_grant_type", "The only one here is client_credentials."
    if scope not in SCOPES:
        return "invalid_scope", f"scope is one of {', '.join(SCOPES)}."
    if not LIFETIME.fullmatch(lifetime) or int(lifetime) > HOUR:
        return "invalid_request", f"lifetime is from 1 to {HOUR} seconds."
    return None


def _refuse(error: str, why: str, status: int = 400) -> Response:
    return respond_json(status, {"error": error, "error_description": why}, PRIVATE)

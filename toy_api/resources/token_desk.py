"""Tokens at /tokens: a secret is shown once, and a token with an end is carried around.

The client credentials grant of OAuth 2.0 (RFC 6749 §4.4).
"""

from ..clock import Clock
from ..exchange import Request, Response, respond_json
from ..guards.authentication import unauthorized
from ..guards.tokens import SCOPES, issue
from ..rules.content import JSON
from ..rules.forms import form_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters

HOUR = 60 * 60  # seconds
PRIVATE = {"Cache-Control": "no-store"}  # as RFC 6749 §5.1 demands


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
        form = form_of(request)
        scope, lifetime = form.get("scope", "write"), form.get("lifetime", str(HOUR))
        if error := _error_in(form.get("grant_type"), scope, lifetime):
            return respond_json(400, error, PRIVATE)
        expires = self.clock.now() + int(lifetime)
        token = {
            "access_token": issue(self.account, self.secret, scope, expires),
            "token_type": "Bearer",
            "expires_in": int(lifetime),
            "scope": scope,
        }
        return respond_json(200, token, PRIVATE)


def _error_in(kind: str | None, scope: str, lifetime: str) -> dict[str, str] | None:
    """What is wrong, in the form that RFC 6749 §5.2 gives to it."""
    if kind is None or not lifetime.isascii() or not lifetime.isdigit():
        what = "Send grant_type=client_credentials; lifetime is in whole seconds."
        return {"error": "invalid_request", "error_description": what}
    if kind != "client_credentials":
        what = "The only grant_type here is client_credentials."
        return {"error": "unsupported_grant_type", "error_description": what}
    if scope not in SCOPES or not 1 <= int(lifetime[:9]) <= HOUR:
        what = f"scope is one of {', '.join(SCOPES)}; lifetime is from 1 to {HOUR}."
        return {"error": "invalid_scope", "error_description": what}
    return None

"""May you? Who asks is known by now; what for is decided here (RFC 9110 §15.5.4)."""

from collections.abc import Callable

from ..exchange import App, Request, Response
from ..rules.problems import Problem
from .authentication import BEARER, unauthorized

SAFE = ("GET", "HEAD", "OPTIONS")


def permitted(app: App, is_closed: Callable[[], bool], now: Callable[[], int]) -> App:
    """Lets pass who may do this; the others are told by 401 and 403 what is missing.

    Who does not say who asks passes, too, unless the API is closed.
    """

    def answer(request: Request) -> Response:
        grant = request.grant
        if not grant and is_closed() and request.method != "OPTIONS":
            raise unauthorized("Who are you?")
        if grant and grant.expires is not None and grant.expires <= now():
            raise unauthorized("This token has expired.", ', error="invalid_token"')
        if grant and grant.scope != "write" and request.method not in SAFE:
            why = f'{BEARER}, error="insufficient_scope", scope="write"'
            detail = f"This token is for reading only, and {request.method} writes."
            raise Problem(403, detail, {"WWW-Authenticate": why})
        return app(request)

    return answer

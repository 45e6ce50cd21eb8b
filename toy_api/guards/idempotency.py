"""A POST that is sent twice is done once: a key says that it is the same one.

After the IETF's draft "The Idempotency-Key HTTP Header Field".
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import sha256

from ..exchange import App, Request, Response
from ..rules.problems import Problem
from .answers import Answers

FIELD = "Idempotency-Key"
LONGEST = 255  # characters
USED = "This key came with another request. Make a new key for a new request."


def one_at_a_time(app: App, running: set[str]) -> App:
    """Answers 409 to a key whose first request is still being worked on."""

    def answer(request: Request) -> Response:
        key = _key_of(request)
        if key is None:
            return app(request)
        if key in running:
            raise Problem(409, "The first request with this key is not done yet. Wait.")
        running.add(key)
        try:
            return app(request)
        finally:
            running.discard(key)

    return answer


def remembered(
    app: App, answers: Answers, transaction: Callable[[], AbstractContextManager]
) -> App:
    """Answers a used key as it was answered before; 422 if it came with other content.

    What is done and the answer are kept in one transaction. A refusal is not kept.
    """

    def answer(request: Request) -> Response:
        key, fingerprint = _key_of(request), _fingerprint(request)
        if key is None:
            return app(request)
        with transaction():
            known, response = answers.find(key) or (fingerprint, None)
            if known != fingerprint:
                raise Problem(422, USED)
            if response:
                response.headers["Idempotent-Replayed"] = "true"
            else:
                response = app(request)
                answers.keep(key, fingerprint, response)
            return response

    return answer


def _key_of(request: Request) -> str | None:
    if request.method not in ("POST", "PATCH") or FIELD not in request.headers:
        return None
    key = ", ".join(request.headers.get_all(FIELD)).strip('"')
    if not 0 < len(key) <= LONGEST:
        raise Problem(400, f"{FIELD} has from 1 to {LONGEST} characters.")
    return key


def _fingerprint(request: Request) -> str:
    start = f"{request.method} {request.target} {request.headers.get('Content-Type')}"
    return sha256(start.encode() + request.body).hexdigest()

"""A POST that is sent twice is done once: a key says that it is the same one.

After the IETF's draft "The Idempotency-Key HTTP Header Field".
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from ..exchange import App, Request, Response
from ..rules.problems import Problem
from .kept_answers import Answers, fingerprint_of

FIELD = "Idempotency-Key"
KEY = re.compile(r'("?)([ !#-\[\]-~]{1,255})\1')  # in quotes, or plain as many send it
USED = "This key came with another request. Make a new key for a new request."


def one_at_a_time(app: App, running: set[str]) -> App:
    """Answers 409 to a key whose first request is still being worked on."""

    def answer(request: Request) -> Response:
        if not (key := _key_of(request)):
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

    What is done and the answer are one transaction. A refusal or a token is not kept.
    """

    def answer(request: Request) -> Response:
        if not (key := _key_of(request)):
            return app(request)
        fingerprint = fingerprint_of(request)
        with transaction():
            known, response = answers.find(key) or (fingerprint, None)
            if known != fingerprint:
                raise Problem(422, USED)
            if response:
                response.headers["Idempotent-Replayed"] = "true"
                return response
            response = app(request)
            if response.headers.get("Cache-Control") != "no-store":
                answers.keep(key, fingerprint, response)
            return response

    return answer


def _key_of(request: Request) -> str | None:
    if request.method not in ("POST", "PATCH") or FIELD not in request.headers:
        return None
    if not (key := KEY.fullmatch(", ".join(request.headers.get_all(FIELD)))):
        raise Problem(400, f"{FIELD} has from 1 to 255 characters of ASCII, no quotes.")
    return key[2]

"""Requests that count only if the resource is as the client knows it (RFC 9110 §13)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from wsgiref.headers import Headers

from ..exchange import App, Request, Response, respond
from ..rules.problems import Problem
from .etags import match_strongly, match_weakly, tag_of, tags_in

READING = ("GET", "HEAD")
CONDITIONS = ("If-Match", "If-None-Match")
OTHERWISE = "It is not as you know it, so nothing was changed. GET it, and decide."
KEPT = ("ETag", "Cache-Control", "Vary")  # in a 304, of what a 200 would have


def conditional(app: App, transaction: Callable[[], AbstractContextManager]) -> App:
    """Gives what is read an ETag; answers If-None-Match by 304, If-Match by 412.

    The check and the change that it allows are one transaction: nobody comes between.
    """

    def answer(request: Request) -> Response:
        if request.method in READING:
            return _read(app(request), request)
        if not any(name in request.headers for name in CONDITIONS):
            return app(request)
        with transaction():
            current = _current_tag(app, request)
            response = app(request)  # what else is wrong is told first (§13.2.1)
            if _verdict(request, current) and request.method != "OPTIONS":
                raise Problem(412, OTHERWISE)
            return response

    return answer


def _read(response: Response, request: Request) -> Response:
    fields = response.headers
    if response.status != 200 or fields.get("Cache-Control") == "no-store":
        return response
    fields["ETag"] = tag_of(response)
    verdict = _verdict(request, fields["ETag"])
    if verdict == 412:
        raise Problem(412, "What is here now is not what you named.")
    if verdict == 304:
        return respond(304, {name: fields[name] for name in KEPT if name in fields})
    return response


def _current_tag(app: App, request: Request) -> str | None:
    """The ETag that a GET would bring; None where there is nothing to read."""
    accept = [("Accept", value) for value in request.headers.get_all("Accept")]
    try:
        return tag_of(app(replace(request, method="GET", headers=Headers(accept))))
    except Problem:
        return None


def _verdict(request: Request, current: str | None) -> int | None:
    """What the conditions say, in the order of §13.2.2; None where they hold."""
    wanted, unwanted = (tags_in(request, name) for name in CONDITIONS)
    if wanted and not match_strongly(wanted, current):
        return 412
    if match_weakly(unwanted, current):
        return 304 if request.method in READING else 412
    return None

"""Requests that count only if the resource is as the client knows it (RFC 9110 §13)."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from wsgiref.headers import Headers

from ..exchange import App, Request, Response, respond
from ..rules.problems import Problem
from .etags import CONDITIONS, READING, tag_of, verdict

OTHERWISE = "Nothing was changed: it is not as you know it. GET it, and decide."
THERE = "Nothing was changed: something is there already."
KEPT = ("ETag", "Cache-Control", "Vary")  # in a 304, of what a 200 would have


def conditional(app: App, transaction: Callable[[], AbstractContextManager]) -> App:
    """Gives what is read an ETag; answers If-None-Match by 304, If-Match by 412.

    The check and the change that it allows are one transaction: nobody comes between.
    """

    def answer(request: Request) -> Response:
        if request.method in READING:
            return answer_read(app(request), request)
        asks = any(name in request.headers for name in CONDITIONS)
        if not asks or request.method == "OPTIONS":
            return app(request)
        with transaction():
            return answer_change(app, request)

    return answer


def answer_read(response: Response, request: Request) -> Response:
    """What was read, with its ETag; 304 for who has it, 412 for who wants another."""
    if response.status != 200:
        return response
    fields, current = response.headers, tag_of(response)
    if fields.get("Cache-Control") != "no-store":
        fields["ETag"] = current
    if (status := verdict(request, current)) == 412:
        raise Problem(412, "What is here now is not what you named.")
    if status == 304:
        return respond(304, {name: fields[name] for name in KEPT if name in fields})
    return response


def answer_change(app: App, request: Request) -> Response:
    """The change, where the conditions hold: else the transaction takes it back."""
    current = _current_tag(app, request)
    try:
        result = app(request)
    except Problem as problem:
        result = problem
    counts = result.status < 300 or result.status in (409, 422)  # else told before
    if counts and verdict(request, current):
        raise Problem(412, OTHERWISE if "If-Match" in request.headers else THERE)
    if isinstance(result, Response):
        return result
    raise result


def _current_tag(app: App, request: Request) -> str | None:
    """The ETag that a GET would bring; None where there is nothing to read."""
    for accepts in (request.headers.get_all("Accept"), []):  # where none fits, any
        fields = Headers([("Accept", each) for each in accepts])
        with suppress(Problem):
            return tag_of(app(replace(request, method="GET", headers=fields)))
    return None

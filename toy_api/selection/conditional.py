"""Requests that count only if the resource is as the client knows it (RFC 9110 §13)."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from ..exchange import App, Request, Response, respond
from ..rules.problems import Problem
from .etags import CONDITIONS, READING, current_tag, tag_of, verdict

CHANGED = "Nothing was changed: it is not as you know it. GET it, and decide."
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
    """The change, if the conditions hold; else 412, and nothing is changed.

    It is tried first: what fails without them, by 404 say, fails so with them, unless
    its content is what is wrong, for that is read after them (§13.2.1). The error 412
    ends the transaction, which takes back what was tried.
    """
    current = current_tag(app, request)
    try:
        result = app(request)
    except Problem as problem:
        result = problem
    is_done, is_content_wrong = result.status < 300, result.status in (409, 422)
    if (is_done or is_content_wrong) and verdict(request, current) is not None:
        raise Problem(412, CHANGED if "If-Match" in request.headers else THERE)
    if isinstance(result, Problem):
        raise result
    return result

"""Every error in one shape: problem details (RFC 9457)."""

import sys
import traceback
from collections.abc import Callable
from urllib.parse import quote

from ..exchange import REASONS, App, Request, Response, respond_json

PROBLEM_JSON = "application/problem+json"


class Problem(Exception):
    """A request that gets no success; `detail` tells its sender what to do next."""

    def __init__(self, status: int, detail: str, headers=None, errors=None):
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.headers: dict[str, str] = headers or {}
        self.errors: dict[str | None, str] = errors or {}  # by field; None: the whole


def as_problem_json(problem: Problem) -> Response:
    """The problem as JSON; each wrong field is pointed at (RFC 6901 §6)."""
    document = {
        "title": REASONS[problem.status],
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        document["errors"] = [
            {"pointer": _as_pointer(name), "detail": advice}
            for name, advice in problem.errors.items()
        ]
    fields = {"Content-Type": PROBLEM_JSON} | problem.headers
    return respond_json(problem.status, document, fields)


def explained(
    app: App,
    known: dict[type[Exception], Callable[[Exception], Problem]],
    render: Callable[[Problem], Response] = as_problem_json,
) -> App:
    """Turns what the app raises into an answer; `known` makes problems of errors."""

    def answer(request: Request) -> Response:
        try:
            if request.refusal:
                raise request.refusal
            return app(request)
        except Problem as problem:
            return render(problem)
        except tuple(known) as error:
            kind = next(kind for kind in known if isinstance(error, kind))
            return render(known[kind](error))
        except Exception:
            traceback.print_exc(file=sys.stderr)
            detail = "The server made a mistake; its terminal shows where."
            return render(Problem(500, detail))

    return answer


def _as_pointer(name: str | None) -> str:
    """Where the wrong field is, as the fragment of a URL (RFC 6901 §6)."""
    if name is None:
        return "#"
    return "#/" + quote(name.replace("~", "~0").replace("/", "~1"))

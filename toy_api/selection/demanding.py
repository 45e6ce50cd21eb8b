"""A change must say which version it changes: 428 where it does not (RFC 6585 §3)."""

from ..exchange import App, Request, Response
from ..rules.problems import Problem

CHANGING = ("PUT", "PATCH", "DELETE")
CONDITIONS = ("If-Match", "If-None-Match")


def demanding(app: App, path: str) -> App:
    """Answers 428 to a change below this path that has no If-Match."""

    def answer(request: Request) -> Response:
        asks = request.path.startswith(path) and request.method in CHANGING
        if asks and not any(name in request.headers for name in CONDITIONS):
            detail = "GET it first, then send your change with If-Match and its ETag."
            raise Problem(428, detail)
        return app(request)

    return answer

"""A change must say which version it changes: 428 where it does not (RFC 6585 §3)."""

from urllib.parse import unquote

from ..exchange import App, Request, Response
from ..rules.problems import Problem

CHANGING = ("PUT", "PATCH", "DELETE")


def demanding(app: App, path: str) -> App:
    """Answers 428 to a change below this path without If-Match, creation apart."""

    def answer(request: Request) -> Response:
        asks = request.method in CHANGING and unquote(request.path).startswith(path)
        creates = request.headers.get("If-None-Match") == "*"
        if asks and not creates and "If-Match" not in request.headers:
            detail = "GET it first, then send your change with If-Match and its ETag."
            raise Problem(428, detail)
        return app(request)

    return answer

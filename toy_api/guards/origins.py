"""Which pages may read an answer: the browser asks, the server tells (CORS).

The WHATWG's Fetch standard §3.3. It is the browser that keeps the rule: it hides the
answer from a page of another origin, unless the answer says that this origin may read.
"""

from collections.abc import Collection

from ..exchange import App, Request, Response

SENT = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match"
SEEN = "ETag, Link, Location, Request-Id, Retry-After"


def shared(app: App, origins: Collection[str]) -> App:
    """Tells the pages of these origins that they may read, and send what they need."""

    def answer(request: Request) -> Response:
        response = app(request)
        origin = request.headers.get("Origin")
        if origin is not None or _is_used_again(response):
            response.headers["Vary"] = _join(response.headers.get("Vary"), "Origin")
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            _tell_more(request, response)
        return response

    return answer


def _is_used_again(response: Response) -> bool:
    """Whether a cache may give it to another page, too, without asking anew."""
    return "max-age" in response.headers.get("Cache-Control", "")


def _tell_more(request: Request, response: Response) -> None:
    """To the question before a request, what may be sent; else what may be seen."""
    preflight = "Access-Control-Request-Method" in request.headers
    if request.method == "OPTIONS" and preflight:
        allowed = response.headers.get("Allow", "")
        response.headers["Access-Control-Allow-Methods"] = allowed
        response.headers["Access-Control-Allow-Headers"] = SENT
        response.headers["Access-Control-Max-Age"] = "600"
    else:
        response.headers["Access-Control-Expose-Headers"] = SEEN


def _join(*names: str | None) -> str:
    return ", ".join(filter(None, names))

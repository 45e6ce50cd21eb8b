"""What every response says of itself, whoever made it (RFC 9110 §6.6.1, §8.6)."""

from collections.abc import Callable

from ..clock import as_date
from ..exchange import App, Request, Response

WITHOUT_CONTENT = (204, 304)


def complete(app: App, now: Callable[[], int], tick: Callable = lambda: None) -> App:
    """Adds Date and Content-Length, and takes the content out of an answer to HEAD."""

    def answer(request: Request) -> Response:
        tick()
        response = app(request)
        response.headers["Date"] = as_date(now())
        if response.status not in WITHOUT_CONTENT:
            response.headers["Content-Length"] = str(len(response.body))
        if request.method == "HEAD":
            response.body = b""
        return response

    return answer

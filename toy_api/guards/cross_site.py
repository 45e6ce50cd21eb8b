"""The page of a stranger may change nothing here (cross-site request forgery).

A browser lets every page send a form to every server, this one too; it only hides the
answer. But it tells where a request comes from, by Sec-Fetch-Site (W3C, Fetch Metadata
§2.3) or at least by Origin (RFC 6454 §7). What is no browser tells neither, and passes.
"""

from collections.abc import Collection

from ..exchange import App, Request, Response
from ..rules.problems import Problem
from .hosts import authority_of

SAFE = ("GET", "HEAD", "OPTIONS")
OWN = ("same-origin", "none")  # none: no page, but who sits before the browser


def unforged(app: App, friends: Collection[str]) -> App:
    """Refuses what pages of other origins than these send to change something."""

    def answer(request: Request) -> Response:
        if request.method in SAFE or _is_trusted(request, friends):
            return app(request)
        wrong = Problem(403, "A page of another origin may change nothing here.")
        return app(request.but(refusal=request.refusal or wrong))

    return answer


def _is_trusted(request: Request, friends: Collection[str]) -> bool:
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin in friends:
        return True
    if site is not None:
        return site in OWN
    host = (authority_of(request) or "").lower()
    return origin is None or origin in (f"http://{host}", f"https://{host}")

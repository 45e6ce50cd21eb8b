"""Hands on what it is asked to a server elsewhere, and says for whom (RFC 9110 §3.7).

In class it stands on each laptop: a lesson calls it as it calls a server of its own.
"""

from collections.abc import Callable

from ..exchange import App, Request, Response
from ..rules.headers import Headers
from ..rules.problems import Problem
from .outgoing import call

SECONDS = 30
HOP_BY_HOP = (
    "connection",
    "keep-alive",
    "te",
    "transfer-encoding",
    "upgrade",
    "expect",
)


def relaying(
    server: str, credentials: tuple[str, str], aside: Callable, refuse: App
) -> App:
    """The server at this URL as an App; each request gets these credentials, a field.

    `aside` does what takes long; `refuse` answers what can not be handed on.
    """

    def answer(request: Request) -> Response:
        if request.refusal:
            return refuse(request)
        fields = [*_through(request.headers), credentials]
        sent = request.but(headers=Headers(fields))
        try:
            given = aside(lambda: call(server, request.target, sent, SECONDS))
        except OSError as error:
            if isinstance(error.__cause__, ConnectionResetError):
                return Response(502, lost=True)  # as the server wanted it to be
            advice = f"The server of the class, {server}, does not answer: {error}."
            return refuse(request.but(refusal=Problem(502, advice)))
        return given.but(headers=Headers(_through(given.headers)))

    return answer


def _through(headers: Headers) -> list[tuple[str, str]]:
    """What is not for the next server only (RFC 9110 §7.6.1)."""
    return [each for each in headers.items() if each[0].lower() not in HOP_BY_HOP]

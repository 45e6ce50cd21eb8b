"""A server of your own, made of one function: it waits to be called."""

import time
from collections.abc import Callable

from .clock import RealClock
from .exchange import App, Exchange, Request, Response, respond
from .in_page.starting import serve_here
from .rules.completion import complete
from .rules.problems import Problem, explained
from .rules.recording import Log, recorded

Receiver = Callable[[Request], int | Response | None]


class Listener:
    """Listens at its `url`; each call is handed to the function."""

    def __init__(self, receive: Receiver):
        self._log = Log()
        app = complete(explained(_as_app(receive), {}), RealClock().now)
        self._server = serve_here(recorded(app, self._log))
        self.url = self._server.url

    def __repr__(self) -> str:
        return f"<listener at {self.url}>"

    def exchanges(self, count: int = 0, seconds: float = 10) -> list[Exchange]:
        """What has reached it, newest last; waits until there are `count` of them.

        After so many seconds it waits no longer.
        """
        end = time.monotonic() + seconds
        while len(self._log.after()) < count and time.monotonic() < end:
            time.sleep(0.01)
        return self._log.after()

    def stop(self) -> None:
        """Listen no longer."""
        self._server.stop()


def listen(receive: Receiver) -> Listener:
    """Start a server on this computer that answers each call by your function.

    It gets the request, and gives back a status such as 204, or a response; without
    either the answer is 204. Whatever it raises becomes a 500.
    """
    return Listener(receive)


def _as_app(receive: Receiver) -> App:
    def answer(request: Request) -> Response:
        try:
            given = receive(request)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise Problem(500, f"The receiving function raised {what}") from error
        if isinstance(given, Response):
            return given
        return respond(204 if given is None else given)

    return answer

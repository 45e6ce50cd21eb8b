"""A server in a page, which can not listen: its clients are in there, too."""

from itertools import count

from ..doors.gate import Gate
from ..doors.listening import url_of
from ..exchange import App, Request, Response

HERE = ("127.0.0.1", "localhost")
_ports = count(50000)  # of five digits, as a system chooses them
_servers: dict[int, "PageServer"] = {}  # by port


class PageServer:
    """Answers with the app whenever a client calls, until `stop`."""

    def __init__(self, app: App, gate: Gate | None = None):
        self.app, self.gate = app, gate or Gate()
        self.gate.wait = self._owe
        self.owed = 0.0  # seconds that the client has yet to wait
        self.busy = False
        self.port = next(_ports)
        self.url = url_of(HERE[0], self.port)
        _servers[self.port] = self

    def stop(self) -> None:
        """Answer nobody from now on."""
        _servers.pop(self.port, None)

    def answer(self, request: Request) -> Response:
        """The app's answer; what it waits for on purpose, the client has to wait."""
        self.busy = True
        try:
            with self.gate:
                response = self.app(request)
                self.gate.pause(response.delay)
            return response
        finally:
            self.busy = False

    def _owe(self, seconds: float) -> None:
        self.owed += seconds


def server_at(address: tuple) -> PageServer | None:
    """The server at this host and port; None where nobody listens."""
    host, port = address[:2]
    return _servers.get(int(port)) if host in HERE else None

"""A server that answers from now on: on the network, or in a page that has none."""

import threading

from ..doors.gate import Gate
from ..doors.server import Server
from ..exchange import App
from . import turns
from .page_server import PageServer


def serve_here(app: App, gate: Gate | None = None) -> Server | PageServer:
    """Serve the app on this computer only, at a port that the system chooses."""
    if turns.IN_PAGE:
        from .substitutes import enter  # late: it loads what only a page needs

        enter()
    if turns.by_turns:
        return PageServer(app, gate)
    server = Server(app, gate=gate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

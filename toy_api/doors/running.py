"""A server in a terminal: it runs until somebody ends it there."""

import signal
import sys
import threading
from collections.abc import Callable

from .server import Server


def run_until_stopped(server: Server, welcome: Callable[[], None]) -> None:
    """Serve, welcome people, and end at Ctrl-C or when the system asks for it."""
    stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    welcome()
    while not stopped.wait(0.5):
        pass  # in steps: on Windows, Ctrl-C is heard only between them
    print("\nStopped.", file=sys.stderr)
    server.stop()

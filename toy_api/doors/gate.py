"""Lets one thread at a time work; who has to wait steps aside meanwhile.

Threads that do not fight over the interpreter answer twice as much.
"""

import threading
import time
from collections.abc import Callable


class Gate:
    """A lock to work behind: `with gate: ...`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mine = threading.local()  # whether this thread is inside
        self.on_pause: Callable[[], None] = lambda: None  # who waits calls this

    def __enter__(self) -> None:
        self._lock.acquire()
        self._mine.inside = True

    def __exit__(self, *_) -> None:
        self._mine.inside = False
        self._lock.release()

    def pause(self, seconds: float) -> None:
        """Wait, and let others through meanwhile."""
        if seconds and getattr(self._mine, "inside", False):
            self.on_pause()
            self._lock.release()
            time.sleep(seconds)
            self._lock.acquire()
        elif seconds:
            time.sleep(seconds)

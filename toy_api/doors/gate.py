"""Lets one thread at a time work; who has to wait steps aside meanwhile.

Threads that do not fight over the interpreter answer twice as much.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class Gate:
    """A lock to work behind: `with gate: ...`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mine = threading.local()  # whether this thread is inside
        self.wait: Callable[[float], None] = lambda seconds: time.sleep(seconds)
        self.on_pause: Callable[[], None] = lambda: None  # who waits calls this

    def __enter__(self) -> None:
        self._lock.acquire()
        self._mine.inside = True

    def __exit__(self, *_) -> None:
        self._mine.inside = False
        self._lock.release()

    def pause(self, seconds: float) -> None:
        """Wait, and let others through meanwhile."""
        if seconds:
            self.aside(lambda: self.wait(seconds))

    def aside(self, work: Callable[[], Result]) -> Result:
        """Do what takes long, and let others through meanwhile."""
        if not getattr(self._mine, "inside", False):
            return work()
        self.on_pause()
        self._lock.release()
        try:
            return work()
        finally:
            self._lock.acquire()

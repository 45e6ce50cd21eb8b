"""Work that goes on by itself: in a thread; in a page, which has none, by turns."""

import sys
import threading
import time
from collections.abc import Callable

Work = Callable[[], float | None]  # gives back after how many seconds it goes on
IN_PAGE = sys.platform == "emscripten"  # Python in a browser
by_turns = False  # whether there are no threads
_waiting: list[Work] = []
_taking = threading.Lock()
_really_sleep = time.sleep


class Background:
    """Does the work at each `wake`, and again after the seconds that it gives back."""

    def __init__(self, work: Work):
        self._work = work
        self._news = threading.Event()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """There is something to do."""
        self._news.set()
        if by_turns:
            if self._work not in _waiting:
                _waiting.append(self._work)
        elif self._thread is None:
            self._thread = threading.Thread(target=self._go_on, daemon=True)
            self._thread.start()

    def _go_on(self) -> None:
        seconds: float | None = 0.0
        while True:
            self._news.wait(seconds)
            self._news.clear()
            seconds = self._work()


def take_turns() -> None:
    """Let all work go on that waits for its turn, unless it is at work already."""
    if not _taking.acquire(blocking=False):
        return
    try:
        for work in [*_waiting]:
            work()
    finally:
        _taking.release()


def sleep(seconds: float) -> None:
    """What `time.sleep` is in a page: others get their turn meanwhile."""
    end = time.monotonic() + seconds
    take_turns()
    while (left := end - time.monotonic()) > 0:
        _really_sleep(min(left, 0.02))
        take_turns()

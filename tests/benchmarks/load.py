"""One load on one server: by wrk where it is installed, else by our own clients."""

import shutil
import subprocess
from statistics import quantiles
from typing import NamedTuple

from asking import Asker, Target
from clients import Crowd
from data import HERE

NEW = "new"  # in the place of a number of connections: a new one for each request
NEW_CLIENTS = 16  # that open them
STUCK_SECONDS = 20  # after its time that wrk is waited for


class Load(NamedTuple):
    """What came of a load."""

    rate: float  # answers per second
    errors: int = 0  # of connections, and answers other than 2xx
    p50: float = 0  # milliseconds
    p99: float = 0

    @property
    def valid(self) -> bool:
        """Whether this counts: all was answered, and rightly."""
        return self.rate > 0 and not self.errors


def generators() -> list[str]:
    """Those that can be used here, the best one first."""
    return ["wrk", "own"] if shutil.which("wrk") else ["own"]


def load(
    target: Target, verb: str, connections: int | str, seconds: float, by: str
) -> Load:
    """Ask for so long over so many connections."""
    keep = connections != NEW
    size = int(connections) if keep else NEW_CLIENTS
    drive = by_wrk if by == "wrk" else by_our_own
    return drive(target, verb, size, seconds, keep)


def by_wrk(
    target: Target, verb: str, size: int, seconds: float, keep: bool = True
) -> Load:
    """wrk in one thread; it counts whole seconds."""
    command = ["wrk", "-t1", f"-c{size}", f"-d{max(1, round(seconds))}s"]
    command += ["--timeout", "10s", "-s", str(HERE / "wrk.lua"), target.url, "--"]
    command += [verb, str(target.count), target.page, "keep" if keep else "close"]
    try:
        patience = seconds + STUCK_SECONDS
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return Load(0)
    lines = done.stdout.splitlines()
    results = [line.split()[1:] for line in lines if line.startswith("RESULT ")]
    if not results:
        raise RuntimeError(f"wrk says: {done.stdout}{done.stderr}")
    answers, micros, errors, p50, p99 = map(int, results[0])
    return Load(answers / micros * 1e6, errors, p50 / 1000, p99 / 1000)


def by_our_own(
    target: Target, verb: str, size: int, seconds: float, keep: bool = True
) -> Load:
    """The small one, in this process."""
    crowd = Crowd(target.port, Asker(target, verb, keep), keep)
    crowd.run(size, seconds)
    if len(crowd.times) < 2:
        return Load(0, crowd.errors)
    parts = quantiles(crowd.times, n=100)
    rate = len(crowd.times) / crowd.seconds
    return Load(rate, crowd.errors, parts[49] * 1000, parts[98] * 1000)

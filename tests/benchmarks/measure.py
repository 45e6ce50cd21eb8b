"""What is measured, and the arithmetic on it."""

import subprocess
import sys
from collections.abc import Callable
from http.client import HTTPConnection
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import NamedTuple

from asking import Asker, Target
from clients import Crowd
from data import HERE
from load import Load, load
from servers import OURSELVES, Server
from starting import Stable

CROWD = 200  # clients at once, for fairness and for the burst
SLOW_SECONDS = 25  # longer than a server may wait for a head
IMPORTS = [sys.executable, "-c", "import http.server, sqlite3"]
Rounds = dict[tuple[str, str, int | str], list[Load]]  # by server, verb, connections


class Plan(NamedTuple):
    """What loads there are to be, and how long."""

    verbs: list[str]
    connections: list[int | str]
    seconds: float
    rounds: int
    count: int  # messages
    by: str  # which load generator


class Behaviour(NamedTuple):
    """How a server takes 200 clients."""

    fairness: float  # 1 where each connection gets as much, 1/200 where one gets all
    answered: int  # of a burst of 200 new connections
    last: float  # milliseconds to the last of these answers
    memory: float | None  # MiB, resident, after it
    errors: int


class Patience(NamedTuple):
    """What 200 slow clients do to a usual one."""

    quiet: float  # milliseconds: the p99 of its answers when it is alone
    busy: float  # and among them
    gone: int  # slow ones that were let go in the end


def all_loads(plan: Plan, servers: list[Server], stable: Stable, tell: Callable):
    """Every load, the servers by turns, so that all share the machine's moods."""
    found: Rounds = {}
    for turn in range(plan.rounds):
        for verb in plan.verbs:
            shift = turn % len(servers)
            for server in servers[shift:] + servers[:shift]:
                tell(f"round {turn + 1} of {plan.rounds}: {verb}, {server.name}")
                with stable.running(server, plan.count) as target:
                    for size in plan.connections:
                        one = load(target, verb, size, plan.seconds, plan.by)
                        found.setdefault((server.name, verb, size), []).append(one)
    return found


def rate_of(loads: list[Load]) -> float | None:
    """The median of the rounds; None where one of them does not count."""
    valid = loads and all(each.valid for each in loads)
    return median(each.rate for each in loads) if valid else None


def ratio_of(ours: list[Load], theirs: list[Load]) -> float | None:
    """Ours ÷ theirs: the median of the rounds' ratios, where all of them count."""
    if rate_of(ours) is None or rate_of(theirs) is None:
        return None
    pairs = zip(ours, theirs, strict=True)
    return median(our.rate / their.rate for our, their in pairs)


def jain(shares: list[int]) -> float:
    """Jain's index of fairness."""
    squares = len(shares) * sum(share * share for share in shares)
    return sum(shares) ** 2 / squares if squares else 0


def behaviour_of(server: Server, stable: Stable, seconds: float) -> Behaviour:
    """200 clients that ask on and on, then 200 that come at once."""
    with stable.running(server) as target:
        crowd = Crowd(target.port, Asker(target, "get"))
        shares = crowd.run(CROWD, seconds)
        sleep(0.5)  # for the connections to end
        burst = Crowd(target.port, Asker(target, "get"), most=1)
        answered = sum(burst.run(CROWD, 20))
        last = max(burst.times, default=0) * 1000
        memory = memory_of(stable.process.pid)
    errors = crowd.errors + burst.errors
    return Behaviour(jain(shares), answered, last, memory, errors)


def patience_of(stable: Stable, seconds: float) -> Patience:
    """One usual client alone, then the same among 200 that are slow."""
    with stable.running(OURSELVES) as target:
        quiet = p99_of(target, seconds)
        words = [sys.executable, str(HERE / "slow.py"), str(target.port), str(CROWD)]
        with subprocess.Popen(
            [*words, str(SLOW_SECONDS)], stdout=subprocess.PIPE
        ) as slow:
            slow.stdout.readline()  # all of them are connected
            busy = p99_of(target, seconds)
            return Patience(quiet, busy, int(slow.stdout.readline()))


def p99_of(target: Target, seconds: float) -> float:
    """Milliseconds that 99 of 100 answers to one client do not exceed."""
    crowd = Crowd(target.port, Asker(target, "get"))
    crowd.run(1, seconds)
    return quantiles(crowd.times, n=100)[98] * 1000


def memory_of(root: int) -> float | None:
    """MiB that a process and all it started hold; None where that is not told."""
    try:
        told = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True
        )
    except FileNotFoundError:
        return None
    rows = [tuple(map(int, line.split())) for line in told.stdout.splitlines()]
    family = {root}
    while more := {pid for pid, parent, _ in rows if parent in family} - family:
        family |= more
    return sum(size for pid, _, size in rows if pid in family) / 1024


def start_of(server: Server, stable: Stable, rounds: int) -> float:
    """Milliseconds from the start to the first 2xx, the median of so many."""
    times = []
    for _ in range(rounds):
        with stable.running(server):
            times.append(stable.ready * 1000)
    return median(times)


def start_of_imports(rounds: int) -> float:
    """Milliseconds that Python takes to start and import what any server needs."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        subprocess.run(IMPORTS, check=True)
        times.append((perf_counter() - start) * 1000)
    return median(times)


def growth_of(stable: Stable, counts: list[int], times: int = 200):
    """Milliseconds to the first page of 50 and to a deep one, by how many there are."""
    found = {}
    for count in counts:
        with stable.running(OURSELVES, count) as target:
            deep = f"{target.page}&after={count - 60}"
            pages = (target.page, deep)
            found[count] = [page_time(target, page, times) for page in pages]
    return found


def page_time(target: Target, page: str, times: int) -> float:
    """The median of so many GETs, one after the other."""
    connection, taken = HTTPConnection("127.0.0.1", target.port), []
    for _ in range(times):
        start = perf_counter()
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        taken.append((perf_counter() - start) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{page} was answered {answer.status}")
    connection.close()
    return median(taken)

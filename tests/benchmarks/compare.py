"""`python3 tests/benchmarks/compare.py`: how fast this server is beside its peers.

Each server gets the same messages and the same load by turns; what counts are the
ratios. The peers in Python come by `pip install -e '.[benchmarks]'`, those in Node by
`npm install --prefix FOLDER json-server json-server-1@npm:json-server@beta
@stoplight/prism-cli`; who is not there is left out.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from asking import VERBS
from load import NEW, generators
from measure import (
    Plan,
    all_loads,
    behaviour_of,
    growth_of,
    patience_of,
    start_of,
    start_of_imports,
)
from report import Findings, as_markdown, as_text
from servers import OURSELVES, SERVERS, Server
from starting import NoStart, Stable
from trial import faults

PARTS = ["load", "clients", "start", "slow", "growth"]
FULL = {"verbs": list(VERBS), "connections": [1, 16, 64, 200, NEW], "rounds": 5}
FULL |= {"seconds": 1.0, "growth": 1_000_000}
QUICK = {"verbs": ["get", "post"], "connections": [16, NEW], "rounds": 1}
QUICK |= {"seconds": 1.0, "growth": 50_000}


def listed(choices: list[str]) -> Callable[[str], list[str]]:
    """Reads `a,b`, where each is one of these."""

    def read(text: str) -> list[str]:
        words = text.split(",")
        if wrong := [word for word in words if word not in choices]:
            advice = f"choose from {','.join(choices)}"
            raise argparse.ArgumentTypeError(f"{wrong[0]} is unknown: {advice}")
        return words

    return read


def sizes(text: str) -> list[int | str]:
    """Reads `1,16,new`."""
    words = text.split(",")
    if not all(word == NEW or (word.isdecimal() and int(word)) for word in words):
        raise argparse.ArgumentTypeError(f"write it as 1,16,{NEW}")
    return [word if word == NEW else int(word) for word in words]


def arguments() -> argparse.ArgumentParser:
    """The words that the command takes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add, names = parser.add_argument, [each.name for each in SERVERS]
    add("--peers", type=listed(names[1:]), default=names[1:], help=",".join(names[1:]))
    add("--verbs", type=listed(list(VERBS)), help=",".join(VERBS))
    add(
        "--connections", type=sizes, help="kept alive, such as 1,16; new: one a request"
    )
    add("--seconds", type=float, help="of one load (wrk: whole ones)")
    add("--rounds", type=int, help="whose median is told")
    add("--messages", type=int, default=1000, help="that are there (1000)")
    add("--growth", type=int, help="messages that a page is fetched from (1000000)")
    add("--parts", type=listed(PARTS), default=PARTS, help=",".join(PARTS))
    add("--by", choices=["wrk", "own"], default=generators()[0], help="what asks")
    node = os.environ.get("BENCHMARK_NODE", "work/node")
    add("--node", type=Path, default=node, help="where npm put the peers in Node")
    add("--quick", action="store_true", help="a rough look in under two minutes")
    add("--markdown", action="store_true", help="print the tables for the README")
    return parser


def options_of(words: list[str] | None) -> argparse.Namespace:
    """What was asked for, the rest as usual."""
    options = arguments().parse_args(words)
    for name, usual in (QUICK if options.quick else FULL).items():
        if getattr(options, name) is None:
            setattr(options, name, usual)
    return options


def sort_out(servers: list[Server], stable: Stable) -> tuple[list[Server], dict]:
    """Those that can be measured, and why the others can not."""
    fit, absent = [], {}
    for server in servers:
        if missing := server.missing(stable.node):
            absent[server.name] = f"not installed ({missing})"
            continue
        try:
            with stable.running(server) as target:
                if wrong := faults(server, target):
                    absent[server.name] = f"it answers wrongly: {', '.join(wrong)}"
                else:
                    fit.append(server)
        except NoStart as error:
            absent[server.name] = str(error)
    return fit, absent


def compare(options: argparse.Namespace, tell: Callable[[str], None]) -> Findings:
    """Measure all that was asked for."""
    plan = plan_of(options)
    parts, node = options.parts, options.node.resolve() / "node_modules"
    wanted = [each for each in SERVERS if each.name in options.peers]
    with tempfile.TemporaryDirectory() as folder:
        stable = Stable(Path(folder), node)
        fit, absent = sort_out([OURSELVES, *wanted], stable)
        loads = all_loads(plan, fit, stable, tell) if "load" in parts else {}
        seen, starts = {}, {}
        for server in fit:
            tell(f"clients and start: {server.name}")
            if "clients" in parts:
                seen[server.name] = behaviour_of(server, stable, plan.seconds)
            if "start" in parts:
                starts[server.name] = start_of(server, stable, plan.rounds)
        imports = start_of_imports(plan.rounds) if "start" in parts else 0
        tell("slow clients")
        patience = patience_of(stable, 5) if "slow" in parts else None
        tell("growth")
        growth = growth_of(stable, [1000, options.growth] if "growth" in parts else [])
    versions = {each.name: each.version(node) for each in fit}
    more = (imports, patience, growth)
    return Findings(plan, versions, absent, loads, seen, starts, *more)


def plan_of(options: argparse.Namespace) -> Plan:
    """The loads that were asked for."""
    sizes, count = options.connections, options.messages
    seconds, rounds = options.seconds, options.rounds
    return Plan(options.verbs, sizes, seconds, rounds, count, options.by)


def main(words: list[str] | None = None) -> int:
    """Print the comparison; how far it is goes to stderr."""
    options = options_of(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # no server is left behind
    findings = compare(options, lambda text: print(text, file=sys.stderr))
    print((as_markdown if options.markdown else as_text)(findings), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

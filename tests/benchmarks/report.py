"""What was measured, as text for a terminal and as tables for the README."""

import os
import platform
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from asking import VERBS
from load import NEW
from measure import CROWD, Behaviour, Patience, Plan, Rounds, rate_of, ratio_of
from servers import OURSELVES

OURS = OURSELVES.name


class Findings(NamedTuple):
    """All that was measured; what was not is empty."""

    plan: Plan
    versions: dict[str, str]  # by server
    absent: dict[str, str]  # servers that were not measured, and why
    loads: Rounds
    behaviours: dict[str, Behaviour]
    starts: dict[str, float]
    imports: float
    patience: Patience | None
    growth: dict[int, list[float]]


def as_text(findings: Findings) -> str:
    """Every figure."""
    lines = [*circumstances(findings), ""]
    for verb in findings.plan.verbs if findings.loads else []:
        lines += [*_verb_lines(findings, verb), ""]
    lines += [*_table(behaviour_rows(findings)), ""] if findings.behaviours else []
    lines += [*patience_lines(findings), *growth_lines(findings)]
    return "\n".join([*lines, *absent_lines(findings)]).strip() + "\n"


def as_markdown(findings: Findings) -> str:
    """Ratios, from the smallest to the largest over all numbers of connections."""
    lines = [" ".join(circumstances(findings)), ""]
    if findings.loads:
        lines += [*_markdown(ratio_rows(findings)), ""]
    if findings.behaviours or findings.starts:
        lines += [*_markdown(behaviour_rows(findings)), ""]
    lines += [*patience_lines(findings), *growth_lines(findings)]
    lines += absent_lines(findings)
    return "\n".join(lines).strip() + "\n"


def circumstances(findings: Findings) -> list[str]:
    """When and where, and by which load."""
    plan, cores = findings.plan, os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    by = "wrk" if plan.by == "wrk" else "our own load generator"
    where = f"{platform.system()} {platform.machine()}, {cores} cores, {python}"
    rounds = f"{plan.rounds} rounds of {plan.seconds:g} s" if plan.rounds > 1 else ""
    what = f"medians of {rounds}" if rounds else f"one round of {plan.seconds:g} s"
    told = [f"{name}: {text}" for name, text in findings.versions.items() if text]
    versions = [f"Versions: {'; '.join(told)}."] if told else []
    return [
        f"{date.today()}, {where}, {by}, {plan.count:,} messages; {what}.",
        *versions,
    ]


def _verb_lines(findings: Findings, verb: str) -> list[str]:
    """Answers per second of each server, and ours ÷ its."""
    sizes = findings.plan.connections
    rows = [[VERBS[verb], *map(_size, sizes)]]
    for name in _measured(findings):
        cells = [_cell(findings.loads, name, verb, size) for size in sizes]
        rows.append([name, *cells])
    return _table(rows)


def _cell(loads: Rounds, name: str, verb: str, size: int | str) -> str:
    own, ours = loads[name, verb, size], loads.get((OURS, verb, size), [])
    if rate_of(own) is None:
        errors = sum(each.errors for each in own)
        return f"invalid: {errors} errors" if errors else "invalid: no answer"
    ratio = ratio_of(ours, own)
    told = f" ({ratio:.2g})" if ratio is not None and name != OURS else ""
    return f"{rate_of(own):,.0f}{told}"


def ratio_rows(findings: Findings) -> list[list[str]]:
    """Of each peer: ours ÷ its, by verb; and with a new connection each time."""
    plan = findings.plan
    kept = [size for size in plan.connections if size != NEW]
    columns = [(VERBS[verb], [verb], kept) for verb in plan.verbs if kept]
    if NEW in plan.connections:
        columns.append(("a connection per request", plan.verbs, [NEW]))
    rows = [["ours ÷ theirs", *(title for title, *_ in columns)]]
    for name in _measured(findings):
        if name != OURS:
            spans = [span(findings.loads, name, *column[1:]) for column in columns]
            rows.append([name, *spans])
    return rows


def span(loads: Rounds, name: str, verbs: list[str], sizes: list) -> str:
    """The smallest and the largest ratio."""
    keys = [(verb, size) for verb in verbs for size in sizes]
    ratios = [ratio_of(loads.get((OURS, *key), []), loads[name, *key]) for key in keys]
    known = sorted(ratio for ratio in ratios if ratio is not None)
    if not known:
        return "-"
    ends = dict.fromkeys([f"{known[0]:.2g}", f"{known[-1]:.2g}"])
    return " to ".join(ends) + (" (some invalid)" if len(known) < len(keys) else "")


def behaviour_rows(findings: Findings) -> list[list[str]]:
    """How each server takes 200 clients, and how long it takes to start."""
    titles = [f"fairness at {CROWD}", f"burst of {CROWD}: answered", "last, ms"]
    rows = [["", *titles, "silent", "memory, MiB", "cold start, ms"]]
    for name in findings.starts | findings.behaviours:
        start, seen = findings.starts.get(name), findings.behaviours.get(name)
        rows.append([name, *_behaviour_cells(seen), f"{start:.0f}" if start else "-"])
    if findings.imports:
        rows.append(
            ["import http.server, sqlite3", *"-----", f"{findings.imports:.0f}"]
        )
    return rows


def _behaviour_cells(seen: Behaviour | None) -> Iterator[str]:
    if seen is None:
        yield from "-----"
        return
    yield f"{seen.fairness:.3f}" + (f" ({seen.errors} errors)" if seen.errors else "")
    yield str(seen.answered)
    yield f"{seen.last:.0f}"
    yield str(CROWD - seen.answered)
    yield f"{seen.memory:.0f}" if seen.memory else "-"


def patience_lines(findings: Findings) -> list[str]:
    """What slow clients do to a usual one."""
    if not (seen := findings.patience):
        return []
    return [
        f"One client: p99 {seen.quiet:.2f} ms alone, {seen.busy:.2f} ms among {CROWD} "
        f"that send a byte a second; {seen.gone} of these were let go."
    ]


def growth_lines(findings: Findings) -> list[str]:
    """How long a page of 50 takes among few messages and among many."""
    return [
        f"A page of 50 among {count:,} messages: the first {first:.2f} ms, "
        f"a deep one {deep:.2f} ms."
        for count, (first, deep) in findings.growth.items()
    ]


def absent_lines(findings: Findings) -> list[str]:
    """Who was not measured, and why."""
    return [f"Not measured: {name}: {why}." for name, why in findings.absent.items()]


def _measured(findings: Findings) -> list[str]:
    return list(dict.fromkeys(name for name, *_ in findings.loads))


def _size(size: int | str) -> str:
    return "new each" if size == NEW else f"{size} conn."


def _table(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    aligned = [
        [row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in rows
    ]
    return ["  ".join(cells).rstrip() for cells in aligned]


def _markdown(rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]

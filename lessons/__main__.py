"""`python3 -m lessons`: the one command of the course.

It starts with the standard library alone. What a command needs beyond that is
installed into a `.venv` of its own, and the command runs in there.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from .classroom import listing
from .classroom.catalogue import find_lesson
from .classroom.environment import ROOT, SetupError, python_with

INSIDE = Path(__file__).parent / "classroom"
NEEDS = {"open": "lessons", "run": "lessons", "teach": "lessons", "test": "test"}
NEEDS |= {"class": "lessons", "book": "book", "site": "site"}
NEEDS |= {"build": "test", "check": "test"}


def main(words: list[str]) -> int:
    """Run one command; the exit code is 0 unless it failed."""
    options, more = _arguments().parse_known_args(words)
    if more and options.command not in ("test", "class"):
        _arguments().error(f"unknown words: {' '.join(more)}")
    try:
        if options.command in NEEDS:
            return _run_inside(options, more)
        return listing.COMMANDS[options.command](options)
    except (SetupError, LookupError, OSError) as error:
        print(f"lessons: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m lessons", description=__doc__)
    parser.set_defaults(command="open", lesson="0", begin="")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name, lesson, text in (
        ("open", "?", "open the course in JupyterLab (what you get without a command)"),
        ("run", "?", "walk through a lesson in this terminal; go on where you stopped"),
        ("teach", "1", "for teachers: write papers to print, of a lesson or of all"),
        ("book", None, "make a book of the course, to be read in a browser"),
        ("site", None, "make pages in which the course runs, inside a browser"),
        ("list", None, "list the lessons and how far you are"),
        ("progress", None, "list your exercises, done and not done"),
        ("class", None, "for teachers: one server for a class (--help says more)"),
        ("reset", None, "begin anew; what you did is kept aside"),
        ("test", None, "run all tests (more words go to pytest)"),
        ("build", None, "for authors: build the notebooks from the lessons"),
        ("check", None, "for authors: are the notebooks what the lessons say?"),
        ("new", "1", "for authors: begin a new lesson with this slug"),
    ):
        about = {"help": text, "description": text, "add_help": name != "class"}
        command = commands.add_parser(name, **about)
        command.set_defaults(command=name)
        if lesson:
            count = {"nargs": lesson, "default": "" if name == "run" else "0"}
            about = {"help": "number or slug"} | (count if lesson == "?" else {})
            command.add_argument("lesson", **about)
        if name == "run":
            begin = {"nargs": "?", "default": "", "metavar": "CELL"}
            command.add_argument("begin", help="cell to begin with", **begin)
    return parser


def _run_inside(options: argparse.Namespace, more: list[str]) -> int:
    if options.lesson and (options.command, options.lesson) != ("teach", "all"):
        find_lesson(options.lesson)  # a wrong word is told before all is installed
    python = python_with(NEEDS[options.command])
    words = {
        "open": ["lessons.classroom.opening", options.lesson],
        "run": ["lessons.classroom.terminal.beginning", options.lesson, options.begin],
        "class": ["lessons.classroom.hosting", *more],
        "book": ["lessons.classroom.editions.book"],
        "teach": ["lessons.classroom.teaching.writing", options.lesson],
        "site": ["lessons.classroom.editions.site"],
        "test": ["pytest", *more],
        "build": ["lessons.classroom.building", "build"],
        "check": ["lessons.classroom.building", "check"],
    }[options.command]
    return _become([python, "-m", *words])


def _become(command: list[str]) -> int:
    """Go on as this command, so that signals reach it and nothing is left behind."""
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

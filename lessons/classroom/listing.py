"""The commands that only read and write files: list, progress, reset, new."""

import argparse
import re
import socket
from pathlib import Path

from . import progress
from .catalogue import LESSONS, all_lessons, names_of

SLUG = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")
TEMPLATE = """# %% [markdown]
# # {number} · Title
#
# **The question that this lesson answers?**
#
# 30 minutes. You need lessons 00 to {last}.
#
# After this lesson you can
#
# - do one thing,
# - do another.

# %%
import requests

from lessons import check, compare, hint, predict, show, solution
from toy_api import start

api = start()

# %% [markdown]
# ## Look back

# %% [markdown]
# ## The idea
#
# **Predict:** what comes back?

# %% [markdown]
# ## Exercises

# %% [markdown]
# ## Quiz

# %% [markdown]
# ## What a real API does differently
#
# ## Key points
#
# **Next:** the end
#
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** the idea 10, exercises and quiz 20.
# - **Likely errors:**
#   - what you see → what to answer.
# - **Discuss:** a question?
# - **Short version:** the idea, exercise 1: 15 minutes.
#
# </details>
"""


def list_lessons(_: argparse.Namespace) -> int:
    """Print each lesson with its question, minutes and what is done of it."""
    for lesson in all_lessons():
        title, question, minutes = lesson.heading()
        right, of = progress.done(lesson)
        print(f"{lesson.number}  {title:<30} {minutes:>3} min   {right} of {of} done")
        print(f"    {question}")
    print("\nOpen one: python3 -m lessons open 00")
    print("Walk through it in this terminal: python3 -m lessons run 00")
    return 0


def list_progress(_: argparse.Namespace) -> int:
    """Print each exercise and its state."""
    states = progress.read()
    words = {"right": "✔ right", "trying": "✘ not yet", None: "… not tried yet"}
    for lesson in all_lessons():
        print(f"{lesson.number}  {lesson.heading()[0]}")
        for name in names_of(lesson):
            print(f"    {words[states.get(name)]:<16} {name}")
    print(_next_step())
    return 0


def reset(_: argparse.Namespace) -> int:
    """Put the work folder aside, so that the course begins anew."""
    if not progress.WORK.exists():
        print("There is nothing to reset: you have not begun.")
        return 0
    if progress.OPEN.exists() and _answers(int(progress.OPEN.read_text())):
        raise OSError("the course is open: stop it first, with Ctrl-C in its terminal")
    aside = _free_name(progress.WORK)
    progress.WORK.rename(aside)
    print(f"Your notebooks and your progress are kept in {aside.name}/.")
    print("The course begins anew: python3 -m lessons")
    return 0


def new(options: argparse.Namespace) -> int:
    """Write the first lines of a lesson, of its judges and of its solutions."""
    slug = options.lesson.lower().replace("-", "_")
    taken = [path.stem for path in LESSONS.glob("exercises/*.py")]
    taken += [lesson.slug for lesson in all_lessons()]
    if slug in taken:
        raise LookupError(f"{slug!r} can not be a new slug: it is taken")
    if not SLUG.fullmatch(slug):
        raise LookupError(f"{slug!r} can not be a new slug: take words such as a_b")
    number, last = f"{len(all_lessons()):02}", f"{len(all_lessons()) - 1:02}"
    name, tests = f"{number}_{slug}.py", LESSONS.parent / "tests"
    files = {
        LESSONS / name: TEMPLATE.format(number=number, last=last),
        LESSONS / "exercises" / f"{slug}.py": f'"""The judges of lesson {slug}."""\n',
        LESSONS / "solutions" / name: "",
        tests / "wrong_answers" / name: "",
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(f"wrote {path.relative_to(LESSONS.parent)}")
    return 0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _next_step() -> str:
    for lesson in all_lessons():
        right, of = progress.done(lesson)
        if right < of:
            return f"\nNext: python3 -m lessons open {lesson.number}"
    return "\nAll exercises of the course are done. Well done!"


def _free_name(folder: Path) -> Path:
    numbers = range(1, 1000)
    names = (folder.with_name(f"{folder.name}-{number}") for number in numbers)
    return next(name for name in names if not name.exists())


COMMANDS = {
    "list": list_lessons,
    "progress": list_progress,
    "reset": reset,
    "new": new,
}

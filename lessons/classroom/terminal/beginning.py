"""`python3 -m lessons run`: begins a walk, or goes on where you stopped."""

import sys

from rich.console import Console

from .. import progress
from ..catalogue import Lesson, find_lesson
from .drawing import Screen
from .prompting import Prompt, Quit
from .resuming import Trace, last_lesson, lesson_after, new_trace, trace_of
from .walking import Walk


def walk(word: str = "", begin: str = "") -> int:
    """Walk through this lesson, else the last one; from this cell, else the last one.

    Raises LookupError where there is no such lesson or cell.
    """
    lesson, console = find_lesson(word) if word else last_lesson(), Console()
    try:
        if begin:
            trace = _trace_from(lesson, begin)
        else:
            lesson, trace = _choose(lesson, Screen(console))
        Walk(lesson, console, ask).go(*trace)
    except (Quit, KeyboardInterrupt):
        console.print("\nStopped. Go on later with: python3 -m lessons run")
        return 0
    if after := lesson_after(lesson):
        Screen(console).say(f"Next: {_title(after)}\npython3 -m lessons run")
    return 0


def ask(prompt: str) -> str:
    """A line from the keyboard; one from a pipe is shown as if it were typed."""
    line = input(prompt)
    if not sys.stdin.isatty():
        print(line)
    return line


def _trace_from(lesson: Lesson, begin: str) -> Trace:
    """The trace from this cell on; from the first, it is that of a beginner."""
    count = len(lesson.cells())
    if not (begin.isdecimal() and 1 <= int(begin) <= count):
        raise LookupError(f"lesson {lesson.number} has the cells 1 to {count}")
    answers = trace_of(lesson).answers if int(begin) > 1 else {}
    return Trace(int(begin), answers)


def _choose(lesson: Lesson, screen: Screen) -> tuple[Lesson, Trace]:
    """Where to begin, as the person says who has been here before."""
    trace, count = trace_of(lesson), len(lesson.cells())
    if trace.cell == 1:
        return lesson, trace
    if trace.cell <= count:
        screen.say(f"{_title(lesson)}\nYou stopped at cell {trace.cell} of {count}.")
        return lesson, new_trace() if Prompt(screen, ask).word("begin") else trace
    after = lesson_after(lesson)
    if after is None:
        screen.say("You have walked to the end of the course. Its last lesson, anew:")
        return lesson, new_trace()
    right, of = progress.done(lesson)
    screen.say(f"{_title(lesson)}\nYou are at its end; {right} of {of} exercises done.")
    screen.say(f"The next is {_title(after)}")
    if Prompt(screen, ask).word("finished"):
        return lesson, new_trace()
    return _choose(after, screen)


def _title(lesson: Lesson) -> str:
    return f"{lesson.number} · {lesson.heading()[0]}"


if __name__ == "__main__":
    try:
        sys.exit(walk(*sys.argv[1:]))
    except (LookupError, OSError) as error:
        sys.exit(f"lessons: {error}")

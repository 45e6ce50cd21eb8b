"""`check`, `hint` and `solution`: what a learner calls at an exercise."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from toy_api.lab import start

from ..misconceptions import BELIEFS
from . import progress
from .catalogue import Lesson, UnknownExercise, find_exercise, solution_of
from .judging import NotYet, Wire
from .screen import GREEN, GREY, ORANGE, Figure, box, pane, put

MISSING = object()  # no answer was handed over
_hints_given: dict[str, int] = {}
verdicts: dict[str, str] = {}  # what was said last of each exercise, in this run


def _kindly(word: Callable) -> Callable:
    """Tells a misspelled exercise in words, without a traceback."""

    @wraps(word)
    def said(name: str, *more: object) -> None:
        try:
            word(name, *more)
        except UnknownExercise as error:
            put(box(ORANGE, "✘ which exercise?", [error.args[0]]))

    return said


@_kindly
def check(name: str, answer: object = MISSING) -> None:
    """Say whether the answer to this exercise is right, and why; or what to look at.

    What counts is what reached the server, not how the call was written.
    """
    lesson, judge = find_exercise(name)
    verdicts[name] = "untried"
    if answer is MISSING:
        advice = f'Hand your answer over, behind a comma: check("{name}", ...).'
        return put(box(ORANGE, "✘ which answer?", [advice]))
    if _is_untried(answer):
        advice = f'Put your answer in the place of the `...`; `hint("{name}")` helps.'
        return put(box(GREY, f"… not tried yet: {name}", [advice]))
    try:
        why = judge(answer, Wire(start()))
    except NotYet as not_yet:
        verdicts[name] = "trying"
        progress.write(name, "trying")
        _tell_class(name, "trying", not_yet.look)
        return put(_not_yet(name, not_yet))
    verdicts[name] = "right"
    progress.write(name, "right")
    _tell_class(name, "right")
    put(box(GREEN, f"✔ right: {name}", [why, *_finish(lesson)]))


@_kindly
def hint(name: str) -> None:
    """The next hint for this exercise; there are three."""
    _, judge = find_exercise(name)
    steps = hints_of(judge)
    step = min(_hints_given.get(name, 0) + 1, len(steps))
    _hints_given[name] = step
    more = f'`hint("{name}")` again says more.'
    if step == len(steps):
        more = f'That was the last hint; `solution("{name}")` shows one answer.'
    put(box(GREY, f"hint {step} of {len(steps)}: {name}", [steps[step - 1], more]))


@_kindly
def solution(name: str) -> None:
    """One answer to this exercise. Others may be right too."""
    lesson, _ = find_exercise(name)
    code = solution_of(lesson, name)
    put(Figure(pane(GREY, f"one solution: {name}", code), code))


def hints_of(judge) -> list[str]:
    """The hints in a judge's docstring: one for each paragraph."""
    paragraphs = (judge.__doc__ or "").strip().split("\n\n")
    return [" ".join(paragraph.split()) for paragraph in paragraphs]


def _tell_class(name: str, state: str, advice: str = "") -> None:
    """In class, the board counts who is how far, and which mistakes are common."""
    api = start()
    belief = next((each for each in BELIEFS if BELIEFS[each] in advice), None)
    if api.in_class:
        told = {"state": state, "belief": belief, "advice": advice[:500] or None}
        with suppress(OSError, RuntimeError):  # the check counts all the same
            api.tell_class("PUT", f"progress/{name}", told)


def _is_untried(answer: object) -> bool:
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list | tuple):
        return bool(answer) and all(each is ... for each in answer)
    return answer is ...


def _not_yet(name: str, not_yet: NotYet) -> Figure:
    lines = [
        f"Expected: {not_yet.expected}",
        f"Seen: {not_yet.seen}",
        f"Look: {not_yet.look}",
    ]
    return box(ORANGE, f"✘ not yet: {name}", lines)


def _finish(lesson: Lesson) -> list[str]:
    right, of = progress.done(lesson)
    if right < of:
        return [f"{right} of {of} done in this lesson, the quiz counted."]
    return [f"All {of} are done in this lesson, the quiz counted. Well done!"]

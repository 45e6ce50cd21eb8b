"""Where you are in each lesson, and what you typed there: one small file."""

import json
from typing import NamedTuple

from .. import progress
from ..catalogue import Lesson, all_lessons


class Trace(NamedTuple):
    """What is kept of a walk through one lesson."""

    cell: int  # behind the last one when the lesson is finished
    answers: dict[str, str]  # what was typed, by exercise or prediction


def new_trace() -> Trace:
    """That of who begins."""
    return Trace(1, {})


def trace_of(lesson: Lesson) -> Trace:
    """What is kept of this lesson; that of a beginner, where nothing is."""
    kept = _as_dict(_read().get("lessons")).get(lesson.slug)
    cell, answers = _as_dict(kept).get("cell"), _as_dict(_as_dict(kept).get("answers"))
    texts = {name: text for name, text in answers.items() if isinstance(text, str)}
    return Trace(cell if type(cell) is int and cell > 0 else 1, texts)


def keep(lesson: Lesson, trace: Trace) -> None:
    """Keep it, and that this lesson was the last."""
    lessons = _as_dict(_read().get("lessons")) | {lesson.slug: trace._asdict()}
    progress.keep(_file(), {"last": lesson.slug, "lessons": lessons})


def last_lesson() -> Lesson:
    """The lesson that was walked through last; the first for a beginner."""
    last, lessons = _read().get("last"), all_lessons()
    return next((each for each in lessons if each.slug == last), lessons[0])


def lesson_after(lesson: Lesson) -> Lesson | None:
    """The next lesson; None after the last one."""
    later = (each for each in all_lessons() if each.number > lesson.number)
    return next(later, None)


def _read() -> dict:
    try:
        return _as_dict(json.loads(_file().read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _as_dict(value: object) -> dict:
    """It as it is, or nothing where the file was broken."""
    return value if isinstance(value, dict) else {}


def _file():
    return progress.beside("walk.json")

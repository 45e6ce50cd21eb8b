"""What the board tells: how far the class is, who waits, which mistakes are common."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from .progress import RIGHT, TRYING, Attempt

MOST_ADVICE = 3  # kinds of mistakes that are told of each exercise
COLUMNS = ["lesson", "title", "exercise", "not started", "trying", "right", "tries"]
COLUMNS += ["most common advice", "to how many"]


class Course(NamedTuple):
    """What can be done in class, and what learners are known to believe."""

    lessons: list[dict]  # number, slug, title, exercises: names
    beliefs: dict[str, str]  # by number, such as M11

    def lesson_of(self, exercise: str) -> str | None:
        """The number of the lesson with this exercise."""
        for lesson in self.lessons:
            if exercise in lesson["exercises"]:
                return lesson["number"]
        return None


def lessons_told(course: Course, names: Iterable[str], attempts: list[Attempt]) -> list:
    """Each lesson with its exercises: how many are how far, and what they miss."""
    by_exercise, everybody = defaultdict(list), set(names)
    for attempt in attempts:
        if attempt.learner in everybody:
            by_exercise[attempt.exercise].append(attempt)
    return [
        {name: lesson[name] for name in ("number", "slug", "title")}
        | {
            "exercises": [
                _exercise_told(name, by_exercise[name], len(everybody), course.beliefs)
                for name in lesson["exercises"]
            ]
        }
        for lesson in course.lessons
    ]


def learners_told(
    course: Course, names: dict[str, str], partners: dict, attempts, seen: dict
) -> list[dict]:
    """Each learner with the exercise that they checked last."""
    last = {attempt.learner: attempt for attempt in attempts}
    return [
        {
            "name": name,
            "initials": initials_of(name),
            "partner": names.get(partners.get(key, "")),
            "seen": seen.get(key),
        }
        | _attempt_told(course, last.get(key))
        for key, name in names.items()
    ]


def as_table(course: Course, lessons: list[dict], attempts: list[Attempt]) -> str:
    """The exercises as CSV (RFC 4180); nobody is named in it."""
    tries = Counter()
    for attempt in attempts:
        tries[attempt.exercise] += attempt.tries
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for lesson in lessons:
        for each in lesson["exercises"]:
            counts = [each[name] for name in ("not_started", TRYING, RIGHT)]
            best = each["advice"][0] if each["advice"] else {"text": "", "count": ""}
            row = [lesson["number"], lesson["title"], each["name"], *counts]
            text = best["text"]
            text = f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
            writer.writerow([*row, tries[each["name"]], text, best["count"]])
    return table.getvalue()


def initials_of(name: str) -> str:
    """Anna Blum is AB."""
    return "".join(word[0] for word in name.split()).upper()[:3]


def _exercise_told(name: str, attempts: list, everybody: int, beliefs: dict) -> dict:
    counts = Counter(attempt.state for attempt in attempts)
    wrong = Counter(
        (attempt.advice, attempt.belief)
        for attempt in attempts
        if attempt.state == TRYING and attempt.advice
    )
    advice = [
        {
            "text": text,
            "belief": belief,
            "believed": beliefs.get(belief),
            "count": count,
        }
        for (text, belief), count in wrong.most_common(MOST_ADVICE)
    ]
    not_started = everybody - len(attempts)
    counts = {TRYING: counts[TRYING], RIGHT: counts[RIGHT], "not_started": not_started}
    return {"name": name, **counts, "advice": advice}


def _attempt_told(course: Course, attempt: Attempt | None) -> dict:
    if not attempt:
        return dict.fromkeys(["lesson", "exercise", "state", "tries", "since"])
    return {
        "lesson": course.lesson_of(attempt.exercise),
        "exercise": attempt.exercise,
        "state": attempt.state,
        "tries": attempt.tries,
        "since": attempt.began,
    }

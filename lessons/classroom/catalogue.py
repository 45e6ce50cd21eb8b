"""What lessons there are, and what is in each: read from files, nothing is run."""

import ast
import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LESSONS = Path(__file__).resolve().parents[1]
ROOT = LESSONS.parent
NOTEBOOKS = ROOT / "notebooks"
LESSON = re.compile(r"(\d\d)_([a-z0-9_]+)")
OPTION = re.compile(r'(\w+)="([^"]*)"')
CELL = re.compile(r"^# %%(.*)\n", re.MULTILINE)


class UnknownExercise(LookupError):
    """No exercise has this name."""


@dataclass(frozen=True)
class Lesson:
    """One lesson; the slug is its identity, the number only its place."""

    number: str
    slug: str

    @property
    def name(self) -> str:
        return f"{self.number}_{self.slug}"

    @property
    def source(self) -> Path:
        return LESSONS / f"{self.name}.py"

    @property
    def notebook(self) -> Path:
        return NOTEBOOKS / f"{self.name}.ipynb"

    @property
    def solutions(self) -> Path:
        return LESSONS / "solutions" / f"{self.name}.py"

    def cells(self) -> list[dict]:
        """The cells of the executed notebook."""
        return json.loads(self.notebook.read_text("utf-8"))["cells"]

    def heading(self) -> tuple[str, str, int]:
        """Title, question and minutes, from the top of the text."""
        text = self.source.read_text("utf-8")
        title = re.search(r"^# # (?:\d\d · )?(.+)$", text, re.MULTILINE)[1]
        question = re.search(r"^# \*\*(.+\?)\*\*$", text, re.MULTILINE)[1]
        return title, question, int(re.search(r"(\d+) minutes", text)[1])


def all_lessons() -> list[Lesson]:
    """Every lesson, in order."""
    names = [LESSON.fullmatch(path.stem) for path in sorted(LESSONS.glob("*.py"))]
    return [Lesson(*match.groups()) for match in names if match]


def find_lesson(word: str) -> Lesson:
    """The lesson with this number, slug or name; raises LookupError."""
    for lesson in all_lessons():
        number = lesson.number
        if word in (number, str(int(number)), lesson.slug, lesson.name):
            return lesson
    raise LookupError(f"there is no lesson {word}: `python3 -m lessons list` shows all")


def judges_of(lesson: Lesson) -> dict[str, Callable]:
    """The functions that judge the lesson's exercises, by exercise, in order."""
    module = importlib.import_module(f"lessons.exercises.{lesson.slug}")
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__
        if not name.startswith("_")
    }


def names_of(lesson: Lesson) -> list[str]:
    """The names of its exercises, read without running anything of the lesson."""
    path = LESSONS / "exercises" / f"{lesson.slug}.py"
    body = ast.parse(path.read_text("utf-8")).body if path.exists() else []
    functions = [each.name for each in body if isinstance(each, ast.FunctionDef)]
    return [name for name in functions if not name.startswith("_")]


def find_exercise(name: str) -> tuple[Lesson, Callable]:
    """The lesson an exercise is in, and its judge; raises UnknownExercise."""
    for lesson in all_lessons():
        judges = judges_of(lesson)
        if name in judges:
            return lesson, judges[name]
    advice = 'Write its name as text, as in check("first_call", first_call).'
    raise UnknownExercise(f"There is no exercise {str(name)!r}. {advice}")


def named_cells(path: Path) -> list[tuple[dict[str, str], str]]:
    """The cells of a py:percent file: what stands in the line, and the code below."""
    _, *parts = CELL.split(path.read_text("utf-8"))
    options = [dict(OPTION.findall(line)) for line in parts[::2]]
    return list(zip(options, map(str.strip, parts[1::2]), strict=True))


def solution_of(lesson: Lesson, name: str) -> str:
    """The code that solves this exercise."""
    for options, code in named_cells(lesson.solutions):
        if options.get("name") == name:
            return code
    raise UnknownExercise(f"There is no solution for {name!r}.")

"""The parts of a lesson, read from its file alone: sections, exercises, quiz, box."""

import re
from dataclasses import dataclass

from ..catalogue import CELL, OPTION, Lesson

MARK = re.compile(r"^# ?", re.MULTILINE)
TAG = re.compile(r"tags=\[([^]]*)\]")
SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
EXERCISE = re.compile(r"^\*\*(Exercise \d+)\.\*\*\s+", re.MULTILINE)
QUESTION = re.compile(r"^\d+\. (.+?)(?=^\d+\. |\n\n|\Z)", re.MULTILINE | re.DOTALL)
CHOICE = re.compile(r"\s*·?\s*\*\*([a-z])\*\*\s+")
BOX = re.compile(r"<summary>Teacher's box</summary>\n(.+?)\n</details>", re.DOTALL)
ITEM = re.compile(r"^- \*\*(.+?):\*\*", re.MULTILINE)
PART = re.compile(r"(.+?) (\d+)(?:, |\.$)")
SHORT = re.compile(r"(.+): (\d+) minutes\.")


@dataclass(frozen=True)
class Piece:
    """Some text, or a cell of code; an exercise has a name."""

    text: str
    is_code: bool = False
    name: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """What stands in a lesson from `Exercise 1` to the check of it."""

    title: str
    name: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Question:
    """A question of a quiz, and its answers by their letters."""

    text: str
    choices: dict[str, str]


@dataclass(frozen=True)
class Box:
    """What a teacher is told: minutes, likely errors with answers, a discussion."""

    minutes: list[tuple[str, int]]
    errors: list[tuple[str, str]]
    discuss: list[str]
    short: tuple[str, int]  # what it consists of, and its minutes


def sections_of(lesson: Lesson) -> dict[str, list[Piece]]:
    """The pieces of each section, by its title; those before the first are at ""."""
    found, title = {"": []}, ""
    for piece in _pieces(lesson):
        before, *parts = [piece.text] if piece.is_code else SECTION.split(piece.text)
        found[title].append(Piece(before, piece.is_code, piece.name, piece.tags))
        for title, text in zip(parts[::2], parts[1::2], strict=True):
            found[title] = [Piece(text)]
    return {name: [x for x in each if x.text.strip()] for name, each in found.items()}


def needs_of(lesson: Lesson) -> str:
    """What learners need before this lesson."""
    (head, *_) = sections_of(lesson)[""]
    return _joined(re.search(r"minutes\. (.+?)\n\n", head.text, re.DOTALL)[1])


def aims_of(lesson: Lesson) -> str:
    """What learners can do after this lesson, as Markdown."""
    (head, *_) = sections_of(lesson)[""]
    return re.search(r"After this lesson you can\n\n(.+)", head.text, re.DOTALL)[1]


def exercises_of(lesson: Lesson) -> tuple[list[Piece], list[Exercise]]:
    """What is said to all exercises, and each of them, without the calls of `check`."""
    begun: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in sections_of(lesson)["Exercises"]:
        before, *parts = [piece.text] if piece.is_code else EXERCISE.split(piece.text)
        if before.strip() and not before.startswith("check("):
            begun[-1][1].append(Piece(before, piece.is_code, piece.name))
        for title, text in zip(parts[::2], parts[1::2], strict=True):
            begun.append((title, [Piece(text)]))
    (_, intro), *rest = begun
    return intro, [Exercise(title, _name(its), its) for title, its in rest]


def quiz_of(lesson: Lesson) -> tuple[str, list[Question]]:
    """The name of the quiz, and its questions."""
    pieces = sections_of(lesson)["Quiz"]
    questions = []
    for text in QUESTION.findall(pieces[0].text):
        asked, *parts = CHOICE.split(text)
        choices = zip(parts[::2], map(_joined, parts[1::2]), strict=True)
        questions.append(Question(_joined(asked), dict(choices)))
    return _name(pieces), questions


def refutations_of(lesson: Lesson) -> dict[str, str]:
    """The section in which each belief is refuted, by the number of the belief."""
    return {
        tag: title
        for title, pieces in sections_of(lesson).items()
        for piece in pieces
        for tag in piece.tags
        if re.fullmatch(r"M\d+", tag)
    }


def box_of(lesson: Lesson) -> Box:
    """The teacher's box; raises LookupError where it has not its usual shape."""
    text = "\n".join(piece.text for piece in _pieces(lesson) if not piece.is_code)
    try:
        _, *parts = ITEM.split(BOX.search(text)[1])
        items = dict(zip(parts[::2], parts[1::2], strict=True))
        errors = [_joined(each) for each in items["Likely errors"].split("\n  - ")[1:]]
        what, minutes = SHORT.fullmatch(_joined(items["Short version"])).groups()
        parts = PART.findall(_joined(items["Minutes"]))
        return Box(
            [(name, int(length)) for name, length in parts],
            [tuple(map(str.strip, each.split("→"))) for each in errors],
            _joined(items["Discuss"]).split(" · "),
            (what, int(minutes)),
        )
    except (TypeError, AttributeError, KeyError) as error:
        raise LookupError(f"the teacher's box of {lesson.name} lacks a part") from error


def _pieces(lesson: Lesson) -> list[Piece]:
    _, *parts = CELL.split(lesson.source.read_text("utf-8"))
    return [_piece(*each) for each in zip(parts[::2], parts[1::2], strict=True)]


def _piece(line: str, text: str) -> Piece:
    if "[markdown]" in line:
        return Piece(MARK.sub("", text.strip()) + "\n")
    tags = tuple(re.findall(r'"(.+?)"', "".join(TAG.findall(line))))
    return Piece(text.strip(), True, dict(OPTION.findall(line)).get("name", ""), tags)


def _name(pieces: list[Piece]) -> str:
    return next(piece.name for piece in pieces if piece.name)


def _joined(text: str) -> str:
    return " ".join(text.split())

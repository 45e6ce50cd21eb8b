"""Each lesson in the terminal, its solutions typed line by line."""

from io import StringIO

import pytest
from rehearsal import undone
from rich.console import Console

from lessons.classroom import progress
from lessons.classroom.catalogue import all_lessons, names_of, solution_of
from lessons.classroom.terminal.walking import Walk


class Learner:
    """Types the solution at each exercise, and Enter everywhere else.

    Cells with the tag `waits` are skipped: nobody wants to wait for them.
    """

    def __init__(self, lesson):
        self.console = Console(file=StringIO(), width=80)
        self.walk = Walk(lesson, self.console, self.type)
        self.seen, self.lines = set(), []
        self.patience = 200

    def type(self, _prompt):
        self.patience -= 1
        if not self.patience:  # an answer that is never right would be asked for ever
            raise EOFError
        cell = self.walk.cells[self.walk.place]
        if self.walk.place not in self.seen:
            self.seen.add(self.walk.place)
            self.lines = typed(self.walk.lesson, cell["metadata"])
        return self.lines.pop(0) if self.lines else ""


def typed(lesson, metadata):
    if "waits" in metadata.get("tags", []):
        return ["s"]
    solution = solution_of(lesson, metadata["name"]) if "name" in metadata else ""
    return [line for line in solution.splitlines() if line.strip()]


@pytest.mark.parametrize("lesson", all_lessons(), ids=lambda lesson: lesson.name)
def test_a_lesson_is_solved_by_typing_its_solutions(lesson, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))
    learner = Learner(lesson)
    with undone():
        learner.walk.go()
    said = learner.console.file.getvalue()
    assert progress.read() == dict.fromkeys(names_of(lesson), "right"), said

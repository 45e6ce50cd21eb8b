"""The lessons keep their shape, and every exercise is proven (the author's proof)."""

import ast
import re

import pytest
from rehearsal import rehearse

from lessons.classroom.building import read_lesson
from lessons.classroom.catalogue import LESSONS, all_lessons, judges_of, named_cells
from lessons.classroom.checking import hints_of

ALL = all_lessons()
WRONG = LESSONS.parent / "tests" / "wrong_answers"
FIRST_CELL = """import requests

from lessons import check, compare, hint, predict, show, solution
from toy_api import start

api = start()"""
each_lesson = pytest.mark.parametrize("lesson", ALL, ids=lambda lesson: lesson.name)


def sources(lesson, kind):
    return [cell.source for cell in read_lesson(lesson).cells if cell.cell_type == kind]


def wrong_answers(lesson):
    answers = {name: [] for name in judges_of(lesson)}
    for options, code in named_cells(WRONG / f"{lesson.name}.py"):
        answers[options["name"]].append((options["says"], code))
    return answers


def exercises(lesson):
    cells = read_lesson(lesson).cells
    tagged = [cell for cell in cells if "exercise" in cell.metadata.get("tags", [])]
    return [cell.metadata["name"] for cell in tagged]


def test_lessons_are_numbered_from_00_without_a_gap():
    assert [int(lesson.number) for lesson in ALL] == list(range(len(ALL)))


def test_no_two_exercises_share_a_name():
    names = [name for lesson in ALL for name in judges_of(lesson)]
    assert len(names) == len(set(names))


@each_lesson
def test_a_lesson_begins_with_its_question_and_the_same_first_cell(lesson):
    _title, question, minutes = lesson.heading()
    assert question.endswith("?")
    assert 10 <= minutes <= 60
    assert sources(lesson, "markdown")[0].startswith(f"# {lesson.number} · ")
    assert sources(lesson, "code")[0] == FIRST_CELL


@each_lesson
def test_a_lesson_has_all_its_parts(lesson):
    text = "\n".join(sources(lesson, "markdown"))
    parts = ["After this lesson you can", "**Predict", "## Exercises", "## Quiz"]
    parts += ["## What a real API does differently", "## Key points", "**Next:**"]
    parts += ["Teacher's box", "**Minutes:**", "**Likely errors:**", "**Discuss:**"]
    parts += ["**Short version:**"] + (
        ["## Look back"] if lesson.number != "00" else []
    )
    missing = [part for part in parts if part not in text]
    assert not missing, f"lessons/{lesson.source.name} lacks: {', '.join(missing)}"


@each_lesson
def test_a_lesson_is_short_and_holds_more_prose_than_code(lesson):
    code, prose = sources(lesson, "code"), sources(lesson, "markdown")
    assert len(code) + len(prose) <= 45
    lines = [[line for line in source.splitlines() if line] for source in code]
    assert max(map(len, lines)) <= 8
    assert sum(len(p.split()) for p in prose) >= sum(len(c.split()) for c in code)


@each_lesson
def test_every_cell_says_with_a_call_what_it_shows(lesson):
    calls = {"print", "show", "check", "reset", "close", "sendall", "read", "put"}
    calls |= {"predict", "compare"}
    for source in sources(lesson, "code"):
        last = ast.parse(source).body[-1]
        if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
            assert ast.unparse(last.value.func).split(".")[-1] in calls
        assert not (isinstance(last, ast.Expr) and not isinstance(last.value, ast.Call))


@each_lesson
def test_every_exercise_has_a_judge_a_solution_and_wrong_answers(lesson):
    names = exercises(lesson)
    assert names == list(judges_of(lesson))
    assert names == [options["name"] for options, _ in named_cells(lesson.solutions)]
    assert all(len(each) >= 3 for each in wrong_answers(lesson).values())


@each_lesson
def test_every_exercise_has_three_hints(lesson):
    assert {len(hints_of(judge)) for judge in judges_of(lesson).values()} == {3}


@each_lesson
def test_shipped_every_exercise_says_not_tried_yet(lesson):
    said = rehearse(lesson, {})
    assert list(said) == exercises(lesson)
    assert {text.split(":")[0] for text in said.values()} == {"… not tried yet"}


@each_lesson
def test_solved_every_exercise_says_right_and_why(lesson):
    cells = named_cells(lesson.solutions)
    said = rehearse(lesson, {options["name"]: code for options, code in cells})
    for name, text in said.items():
        assert text.startswith(f"✔ right: {name}\n"), text
        assert len(text.splitlines()[1]) > 20


@each_lesson
def test_each_wrong_answer_says_not_yet_with_a_message_of_its_own(lesson):
    wrong, heard = wrong_answers(lesson), []
    for turn in range(max(map(len, wrong.values()))):
        now = {name: each[turn % len(each)] for name, each in wrong.items()}
        answers = {name: code for name, (_, code) in now.items()}
        said = rehearse(lesson, answers, waits=False)
        for name, (says, _) in now.items():
            assert said[name].startswith(f"✘ not yet: {name}\n"), said[name]
            assert says.lower() in said[name].lower(), (name, said[name])
            heard.append((name, said[name])) if turn < len(wrong[name]) else None
    assert len(heard) == len(set(heard))


@each_lesson
def test_links_lead_to_lessons_that_exist(lesson):
    text = "\n".join(sources(lesson, "markdown"))
    links = re.findall(r"\]\(([^)]+\.ipynb)\)", text)
    assert set(links) <= {each.notebook.name for each in ALL}

"""The catalogue: lessons, exercises and solutions, found in files."""

import sys

import pytest

from lessons import exercises
from lessons.classroom import catalogue
from lessons.classroom.catalogue import (
    Lesson,
    all_lessons,
    find_exercise,
    find_lesson,
    judges_of,
    named_cells,
    solution_of,
)

LESSON = """# %% [markdown]
# # 07 · A title
#
# **What is asked here?**
#
# 25 minutes. You need lesson 01, which takes 35 minutes.
"""
JUDGES = '''"""Judges."""
from lessons.classroom.judging import Wire, expect
LATER = EARLIER = 3
def second(answer, wire): "One."
def first(answer, wire): "One."
def _inner(): pass
'''
OTHERS = ["__init__", "__main__", "1_short", "001_long", "02_Upper", "03-dash", "x"]


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of lessons that has nothing in it yet."""
    monkeypatch.setattr(catalogue, "LESSONS", tmp_path)
    monkeypatch.setattr(catalogue, "NOTEBOOKS", tmp_path / "notebooks")
    (tmp_path / "solutions").mkdir()
    return tmp_path


def put(folder, *names):
    for name in names:
        (folder / f"{name}.py").write_text(LESSON, "utf-8")


def test_lessons_come_in_the_order_of_their_numbers(shelf):
    put(shelf, "10_b", "02_c", "00_z", "01_a_b2")
    names = [lesson.name for lesson in all_lessons()]
    assert names == ["00_z", "01_a_b2", "02_c", "10_b"]


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_that_is_not_named_as_a_lesson_is_none(shelf, name):
    put(shelf, name, "00_start")
    assert all_lessons() == [Lesson("00", "start")]


def test_the_files_of_a_lesson_carry_its_name(shelf):
    lesson = Lesson("07", "read")
    assert lesson.source == shelf / "07_read.py"
    assert lesson.notebook == shelf / "notebooks" / "07_read.ipynb"
    assert lesson.solutions == shelf / "solutions" / "07_read.py"


@pytest.mark.parametrize(
    "word, name",
    [
        ("0", "00_start"),
        ("00", "00_start"),
        ("start", "00_start"),
        ("7", "07_read_it"),
        ("07", "07_read_it"),
        ("read_it", "07_read_it"),
        ("07_read_it", "07_read_it"),
        ("10", "10_last"),
    ],
)
def test_a_lesson_is_found_by_number_slug_or_name(shelf, word, name):
    put(shelf, "00_start", "07_read_it", "10_last")
    assert find_lesson(word).name == name


@pytest.mark.parametrize("word", ["8", "007", "read", "07_rea", "READ_IT", "", "-1"])
def test_any_other_word_is_a_lookup_error(shelf, word):
    put(shelf, "00_start", "07_read_it")
    with pytest.raises(LookupError, match=f"no lesson {word}: `python3 -m lessons li"):
        find_lesson(word)


def test_a_heading_is_title_question_and_minutes(shelf):
    put(shelf, "07_read")
    assert Lesson("07", "read").heading() == ("A title", "What is asked here?", 25)


def test_a_title_may_have_no_number(shelf):
    (shelf / "07_read.py").write_text(LESSON.replace("07 · ", ""), "utf-8")
    assert Lesson("07", "read").heading()[0] == "A title"


def test_the_judges_are_the_public_functions_in_order(tmp_path, monkeypatch):
    (tmp_path / "of_a_test.py").write_text(JUDGES, "utf-8")
    monkeypatch.setattr(exercises, "__path__", [str(tmp_path)])
    judges = judges_of(Lesson("99", "of_a_test"))
    del sys.modules["lessons.exercises.of_a_test"]
    assert list(judges) == ["second", "first"]


def test_an_exercise_is_found_with_its_lesson():
    lesson, judge = find_exercise("first_call")
    assert lesson.slug == "start_here"
    assert judge is judges_of(lesson)["first_call"]


@pytest.mark.parametrize("name", ["first_cal", "", "_match", "Wire", 7, None])
def test_an_exercise_that_is_not_there_is_a_lookup_error(name):
    with pytest.raises(LookupError, match=f"There is no exercise '{name}'[.] "):
        find_exercise(name)


def test_named_cells_have_the_options_of_their_line_and_their_code(tmp_path):
    path = tmp_path / "cells.py"
    text = '# %% name="a" says="b: c"\n\nx = 1\n\ny = 2\n\n# %%\n# %% name=""\nz = 3'
    path.write_text(text)
    first, *rest = named_cells(path)
    assert first == ({"name": "a", "says": "b: c"}, "x = 1\n\ny = 2")
    assert rest == [({}, ""), ({"name": ""}, "z = 3")]


@pytest.mark.parametrize("text", ["", "x = 1\n", "x = 1  # %% not a cell\n"])
def test_a_file_without_cells_has_none(tmp_path, text):
    path = tmp_path / "cells.py"
    path.write_text(text)
    assert named_cells(path) == []


def test_a_solution_is_found_by_its_name(shelf):
    text = '# %% name="a"\nx = 1\n\n# %% name="b"\nx = 2\n'
    (shelf / "solutions" / "07_read.py").write_text(text)
    assert solution_of(Lesson("07", "read"), "b") == "x = 2"


def test_a_missing_solution_is_a_lookup_error(shelf):
    (shelf / "solutions" / "07_read.py").write_text('# %% name="a"\nx = 1\n')
    with pytest.raises(LookupError, match=r"There is no solution for 'b'\."):
        solution_of(Lesson("07", "read"), "b")


def test_the_cells_are_those_of_the_notebook(shelf):
    (shelf / "notebooks").mkdir()
    text = '{"cells": [{"source": ["☕"]}], "nbformat": 4}'
    Lesson("07", "read").notebook.write_text(text, "utf-8")
    assert Lesson("07", "read").cells() == [{"source": ["☕"]}]

"""A lesson taken apart: jupytext, which reads the same files, is the other reader."""

import re
from itertools import chain

import pytest

from lessons.classroom import catalogue
from lessons.classroom.building import read_lesson
from lessons.classroom.catalogue import (
    Lesson,
    all_lessons,
    find_lesson,
    named_cells,
    names_of,
)
from lessons.classroom.teaching.parts import (
    aims_of,
    box_of,
    exercises_of,
    needs_of,
    quiz_of,
    refutations_of,
    sections_of,
)
from lessons.misconceptions import REFUTED_IN

CREATE = find_lesson("create")
ITEMS = ["Minutes", "Likely errors", "Discuss", "Short version"]
BOX = """# %% [markdown]
# <details>
# <summary>Teacher's box</summary>
#
# - **Minutes:** a thing and a 200 4, exercise 1 5.
# - **Likely errors:**
#   - one is
#     long → say *so*.
#   - `two` → 2.
# - **Discuss:** why? · And
#   why not?
# - **Short version:** a
#   thing: 6 minutes.
#
# </details>
"""
each_lesson = pytest.mark.parametrize(
    "lesson", all_lessons(), ids=lambda lesson: lesson.name
)


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A lesson of this text."""
    monkeypatch.setattr(catalogue, "LESSONS", tmp_path)

    def write(text):
        (tmp_path / "07_small.py").write_text(text, "utf-8")
        return Lesson("07", "small")

    return write


def box_text(lesson):
    return read_lesson(lesson).cells[-1].source.split("Teacher's box</summary>")[1]


@each_lesson
def test_the_sections_are_the_headings_that_jupytext_reads(lesson):
    cells = read_lesson(lesson).cells
    prose = "\n".join(each.source for each in cells if each.cell_type == "markdown")
    assert list(sections_of(lesson)) == ["", *re.findall("^## (.+)$", prose, re.M)]


@each_lesson
def test_the_code_of_the_sections_is_all_code_of_the_lesson(lesson):
    cells = read_lesson(lesson).cells
    pieces = chain.from_iterable(sections_of(lesson).values())
    code = [each.text for each in pieces if each.is_code]
    assert code == [each.source for each in cells if each.cell_type == "code"]


@each_lesson
def test_every_exercise_is_found_and_no_check(lesson):
    _, exercises = exercises_of(lesson)
    names = [each.name for each in exercises]
    assert [*names, quiz_of(lesson)[0]] == names_of(lesson)
    texts = [piece.text for each in exercises for piece in each.pieces]
    assert [text for text in texts if text.startswith("check(")] == []


@each_lesson
def test_an_exercise_has_its_number_its_text_and_its_cell(lesson):
    _, exercises = exercises_of(lesson)
    numbers = range(1, len(exercises) + 1)
    assert [each.title for each in exercises] == [f"Exercise {n}" for n in numbers]
    assert all(not each.pieces[0].is_code for each in exercises)
    assert all("..." in each.pieces[-1].text for each in exercises)


@each_lesson
def test_a_quiz_has_three_questions_with_letters_in_their_order(lesson):
    _, questions = quiz_of(lesson)
    assert [list(each.choices) for each in questions] == [["a", "b", "c"]] * 3
    texts = [text for each in questions for text in (each.text, *each.choices.values())]
    assert [text for text in texts if not text or "**" in text or "·" in text] == []


@each_lesson
def test_the_beliefs_that_are_refuted_are_those_of_the_register(lesson):
    found = refutations_of(lesson)
    assert sorted(found) == sorted(REFUTED_IN[lesson.slug])
    assert set(found.values()) <= set(sections_of(lesson))


@each_lesson
def test_each_box_has_the_four_items_in_the_same_order(lesson):
    items = re.findall(r"^- \*\*(.+?):\*\*", box_text(lesson), re.M)
    assert items == ITEMS


@each_lesson
def test_the_minutes_of_the_box_are_those_of_the_lesson(lesson):
    box, (_, _, minutes) = box_of(lesson), lesson.heading()
    assert sum(length for _, length in box.minutes) == minutes
    assert 5 <= box.short[1] <= minutes * 0.7
    assert "exercise" in box.short[0]


@each_lesson
def test_each_likely_error_has_an_answer(lesson):
    errors = box_of(lesson).errors
    assert len(errors) >= 3
    assert {len(each) for each in errors} == {2}
    assert [each for each in errors if not all(each)] == []
    assert box_text(lesson).count("→") == len(errors)


@each_lesson
def test_the_discussion_asks_something(lesson):
    assert "?" in "".join(box_of(lesson).discuss)


def test_a_box_is_read_across_its_line_breaks(small):
    box = box_of(small(BOX))
    assert box.minutes == [("a thing and a 200", 4), ("exercise 1", 5)]
    assert box.errors == [("one is long", "say *so*."), ("`two`", "2.")]
    assert box.discuss == ["why?", "And why not?"]
    assert box.short == ("a thing", 6)


@pytest.mark.parametrize("item", [*ITEMS, "summary"])
def test_a_box_that_lacks_something_is_a_lookup_error(small, item):
    lesson = small(BOX.replace(item, "Else"))
    with pytest.raises(LookupError, match="the teacher's box of 07_small lacks a part"):
        box_of(lesson)


def test_a_short_version_without_its_minutes_is_a_lookup_error(small):
    lesson = small(BOX.replace(": 6 minutes", ""))
    with pytest.raises(LookupError, match="07_small"):
        box_of(lesson)


def test_what_is_needed_and_what_is_learnt_stands_at_the_top():
    assert needs_of(CREATE) == "You need lessons 00 to 05."
    assert needs_of(find_lesson("0")).startswith("You need this page and a little")
    assert aims_of(CREATE).startswith("- create a message, and find it again")


@each_lesson
def test_the_solutions_are_of_the_same_exercises(lesson):
    solved = [options["name"] for options, _ in named_cells(lesson.solutions)]
    assert [each.name for each in exercises_of(lesson)[1]] == solved[:-1]

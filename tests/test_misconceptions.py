"""The register of beliefs, and the lessons in which the wire refutes them."""

import re
from collections import Counter
from itertools import chain

import pytest

from lessons.classroom.building import read_lesson
from lessons.classroom.catalogue import LESSONS, all_lessons
from lessons.misconceptions import BELIEFS, REFUTED_IN

NUMBER = re.compile(r"M[1-9][0-9]*")
JUDGES = sorted((LESSONS / "exercises").glob("*.py"))
each_lesson = pytest.mark.parametrize(
    "lesson", all_lessons(), ids=lambda lesson: lesson.name
)


def refuted(lesson):
    """The beliefs that the cells of a lesson are tagged with, in order."""
    tags = (cell.metadata.get("tags", []) for cell in read_lesson(lesson).cells)
    return [tag for tag in chain.from_iterable(tags) if NUMBER.fullmatch(tag)]


def test_beliefs_are_numbered_from_one_without_a_gap():
    assert list(BELIEFS) == [f"M{n}" for n in range(1, len(BELIEFS) + 1)]


def test_each_belief_is_another_one_and_fits_into_a_sentence():
    assert len(set(BELIEFS.values())) == len(BELIEFS)
    assert [text for text in BELIEFS.values() if text.strip(" .") != text] == []


@pytest.mark.parametrize("slug", REFUTED_IN)
def test_every_belief_that_a_lesson_refutes_exists(slug):
    assert set(REFUTED_IN[slug]) <= set(BELIEFS)


def test_no_belief_is_refuted_in_two_lessons():
    counts = Counter(chain.from_iterable(REFUTED_IN.values()))
    assert [belief for belief, count in counts.items() if count > 1] == []


def test_the_lessons_stand_in_the_register_in_their_order():
    slugs = [lesson.slug for lesson in all_lessons()]
    assert list(REFUTED_IN)[: len(slugs)] == slugs


@each_lesson
def test_a_lesson_has_a_cell_for_each_belief_it_refutes(lesson):
    assert sorted(refuted(lesson)) == sorted(REFUTED_IN[lesson.slug])


@each_lesson
def test_a_cell_that_refutes_a_belief_is_code(lesson):
    cells = read_lesson(lesson).cells
    prose = [cell for cell in cells if cell.cell_type != "code"]
    tags = " ".join(" ".join(cell.metadata.get("tags", [])) for cell in prose)
    assert NUMBER.findall(tags) == []


@pytest.mark.parametrize("path", JUDGES, ids=lambda path: path.stem)
def test_a_quiz_names_only_beliefs_that_exist(path):
    named = re.findall(r'"(M\d+)\b', path.read_text("utf-8"))
    assert [belief for belief in named if belief not in BELIEFS] == []

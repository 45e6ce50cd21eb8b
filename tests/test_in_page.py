"""Each lesson inside a page, where neither network nor threads are: here pretended."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.classroom.catalogue import all_lessons
from lessons.classroom.editions.page_copies import (
    copy_for_page,
    is_told,
    remark_on,
)

TESTS = Path(__file__).parent
PORT = re.compile(r"(?<=127\.0\.0\.1:)[58]\d{3,4}(?!\d)")
FEWER = {"16_unreliable_network": 3}  # exchanges, since a cell is told
NUMBERED = re.compile(r"(?<=Request-Id: )\d+|(?<=09:00:)\d\d")
LESSONS = [pytest.param(each, id=each.name) for each in all_lessons()]
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


def code_of(lesson):
    return [cell for cell in lesson.cells() if cell["cell_type"] == "code"]


def stored(cell):
    """What the committed notebook shows, as a terminal would print it."""
    parts = []
    for output in cell["outputs"]:
        text = output.get("text") or [*output["data"]["text/plain"], "\n"]
        parts.append("".join(text))
    return "".join(parts)


def alike(text, lesson):
    """Without what may differ: ports; numbers, where fewer calls came before."""
    masked = PORT.sub("PORT", text)
    return NUMBERED.sub("N", masked) if lesson.name in FEWER else masked


def run_inside(*words):
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, timeout=60)
    assert done.stderr == b""
    return json.loads(done.stdout)


@each_lesson
def test_a_lesson_prints_in_a_page_what_its_notebook_shows(lesson):
    printed = run_inside("tests/walked_in_page.py", lesson.number)
    for cell in code_of(lesson):
        if not is_told(cell):
            seen, expected = printed[cell["id"]], stored(cell)
            assert alike(seen, lesson) == alike(expected, lesson)


@each_lesson
def test_the_copy_for_a_page_says_at_its_top_what_is_different(lesson):
    title, first, *_ = json.loads(copy_for_page(lesson))["cells"]
    assert "".join(title["source"]).startswith("# ")
    text = " ".join("".join(first["source"]).replace(">", "").split())
    assert "simulated wire" in text
    assert remark_on(lesson) in text


@each_lesson
def test_the_copy_has_every_cell_of_the_lesson(lesson):
    cells = json.loads(copy_for_page(lesson))["cells"]
    kept = [cell["id"] for cell in cells if cell["cell_type"] == "code"]
    told = [cell["id"] for cell in code_of(lesson) if is_told(cell)]
    assert kept == [c["id"] for c in code_of(lesson) if c["id"] not in told]
    assert {*told} <= {cell["id"] for cell in cells}


@each_lesson
def test_every_text_of_the_copy_is_in_one_piece(lesson):
    """In pieces, the page would show each line with a comma before it."""
    for cell in json.loads(copy_for_page(lesson))["cells"]:
        texts = [cell["source"]]
        for output in cell.get("outputs", []):
            texts += [output["text"]] if "text" in output else output["data"].values()
        assert {type(text) for text in texts} == {str}


def test_a_told_cell_shows_its_code_and_what_it_prints():
    cells = {lesson.name: code_of(lesson) for lesson in all_lessons()}
    [(name, cell)] = [(n, c) for n in cells for c in cells[n] if is_told(c)]
    lesson = next(each for each in all_lessons() if each.name == name)
    copy = json.loads(copy_for_page(lesson))["cells"]
    text = "".join(next(c for c in copy if c["id"] == cell["id"])["source"])
    assert text.startswith("**Told, not run:")
    assert "".join(cell["source"]) in text
    assert "409 The first request with this key" in text

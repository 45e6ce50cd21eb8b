"""The committed notebooks are what the lessons say, executed: what nbval lets pass."""

import json

import pytest

from lessons.classroom.building import build_texts, compare, read_lesson
from lessons.classroom.catalogue import NOTEBOOKS, ROOT, all_lessons
from lessons.misconceptions import BELIEFS

ALL = all_lessons()
each_lesson = pytest.mark.parametrize("lesson", ALL, ids=lambda lesson: lesson.name)


def code_cells(lesson):
    return [cell for cell in lesson.cells() if cell["cell_type"] == "code"]


def outputs(lesson):
    return [output for cell in code_cells(lesson) for output in cell["outputs"]]


def test_there_is_one_notebook_for_each_lesson():
    stored = {path.name for path in NOTEBOOKS.iterdir() if path.suffix == ".ipynb"}
    assert stored == {lesson.notebook.name for lesson in ALL}


@each_lesson
def test_every_code_cell_was_run_in_order(lesson):
    counts = [cell["execution_count"] for cell in code_cells(lesson)]
    assert counts == list(range(1, len(counts) + 1))


@each_lesson
def test_no_cell_is_dropped_or_changed(lesson):
    told = [cell.source for cell in read_lesson(lesson).cells]
    assert ["".join(cell["source"]) for cell in lesson.cells()] == told


@each_lesson
def test_no_cell_is_hidden_from_nbval(lesson):
    tags = {tag for cell in lesson.cells() for tag in cell["metadata"].get("tags", [])}
    assert tags <= {"exercise", "two-at-once", "waits", *BELIEFS}


@each_lesson
def test_no_output_is_an_error_or_a_stray_value(lesson):
    kinds = {output["output_type"] for output in outputs(lesson)}
    assert kinds <= {"stream", "display_data"}
    assert not [each for each in outputs(lesson) if each.get("name") == "stderr"]


@each_lesson
def test_no_path_of_a_machine_is_in_a_notebook(lesson):
    text = lesson.notebook.read_text("utf-8")
    assert str(ROOT) not in text
    assert "site-packages" not in text


@each_lesson
def test_a_notebook_is_named_so_that_any_python_kernel_opens_it(lesson):
    metadata = json.loads(lesson.notebook.read_text("utf-8"))["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert "version" not in metadata["language_info"]


def test_a_rebuild_gives_the_same_bytes():
    built = zip(ALL, build_texts(ALL), strict=True)
    assert [text for text in (compare(*each) for each in built) if text] == []

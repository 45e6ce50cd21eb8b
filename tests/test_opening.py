"""The learner's own copies of the lessons, as the course is opened."""

import json

import pytest

from lessons.classroom import opening
from lessons.classroom.catalogue import Lesson

NAME = "00_small.ipynb"


def edition(words):
    output = {"name": "stdout", "output_type": "stream", "text": [words]}
    cells = [
        {"cell_type": "code", "source": [source], "outputs": [output]}
        for source in ("print(1)", "compare('x', 1)")
    ]
    return json.dumps({"cells": cells})


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """One lesson's notebook, and an empty work folder beside it."""
    lesson = Lesson("00", "small")
    monkeypatch.setattr("lessons.classroom.catalogue.NOTEBOOKS", tmp_path)
    monkeypatch.setattr(opening, "all_lessons", lambda: [lesson])
    monkeypatch.setattr(opening, "WORK", tmp_path / "work")
    monkeypatch.setattr(opening, "GIVEN", tmp_path / "work/.lab/given")
    monkeypatch.setattr(opening, "_sign", lambda notebook: None)
    (tmp_path / NAME).write_text(edition("first edition"))
    return tmp_path


def test_a_learner_gets_a_copy_of_each_lesson(shelf):
    opening.copy_lessons()
    assert (shelf / "work" / NAME).read_text().count("first edition") == 1


def test_a_copy_that_was_written_in_is_kept(shelf, capsys):
    opening.copy_lessons()
    (shelf / "work" / NAME).write_text("mine")
    opening.copy_lessons()
    assert (shelf / "work" / NAME).read_text() == "mine"
    assert capsys.readouterr().out == ""


def test_a_new_edition_takes_the_place_of_an_untouched_copy(shelf):
    opening.copy_lessons()
    (shelf / NAME).write_text(edition("second edition"))
    opening.copy_lessons()
    assert (shelf / "work" / NAME).read_text().count("second edition") == 1


def test_a_new_edition_leaves_a_written_copy_alone_and_says_so(shelf, capsys):
    opening.copy_lessons()
    (shelf / "work" / NAME).write_text("mine")
    (shelf / NAME).write_text(edition("second edition"))
    opening.copy_lessons()
    assert (shelf / "work" / NAME).read_text() == "mine"
    assert f"{NAME} is new; yours is kept" in capsys.readouterr().out


def test_a_copy_that_was_lost_is_given_again(shelf):
    opening.copy_lessons()
    (shelf / "work" / NAME).unlink()
    opening.copy_lessons()
    assert (shelf / "work" / NAME).read_text().count("first edition") == 1


def test_a_copy_does_not_tell_what_a_prediction_is_compared_with(shelf):
    opening.copy_lessons()
    cells = json.loads((shelf / "work" / NAME).read_text())["cells"]
    assert [len(cell["outputs"]) for cell in cells] == [1, 0]

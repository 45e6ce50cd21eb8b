"""Progress: one small file that never gets in a learner's way."""

import json

import pytest

from lessons.classroom import progress
from lessons.classroom.catalogue import find_lesson

BROKEN = [b"", b"{", b"[1]", b'"right"', b"null", b"\xff\xfe", b'{"a": right}']


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    path = tmp_path / "there" / "progress.json"
    monkeypatch.setenv("LESSONS_PROGRESS", str(path))
    return path


def test_at_the_start_nothing_is_done(file):
    assert progress.read() == {}
    assert not file.parent.exists()


def test_what_is_written_is_read_again(file):
    progress.write("crud", "trying")
    progress.write("first_call", "right")
    assert progress.read() == {"crud": "trying", "first_call": "right"}
    assert json.loads(file.read_text("utf-8")) == progress.read()


@pytest.mark.parametrize(
    "first, then, kept",
    [
        ("trying", "right", "right"),
        ("right", "trying", "right"),
        ("trying", "trying", "trying"),
        ("right", "right", "right"),
    ],
)
def test_what_was_right_once_stays_right(first, then, kept):
    progress.write("crud", first)
    progress.write("crud", then)
    assert progress.read() == {"crud": kept}


def test_nothing_new_writes_nothing(file):
    progress.write("crud", "right")
    file.write_bytes(before := file.read_bytes() + b"\n\n")
    progress.write("crud", "right")
    assert file.read_bytes() == before


def test_no_other_file_is_left_beside_it(file):
    progress.write("crud", "right")
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_counts_as_nothing_done_and_is_mended(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert progress.read() == {}
    progress.write("crud", "right")
    assert progress.read() == {"crud": "right"}


def test_a_disk_that_refuses_does_not_spoil_the_lesson(file):
    file.parent.write_text("a file where the folder should be")
    progress.write("crud", "right")
    assert progress.read() == {}


def test_a_write_that_breaks_off_keeps_what_was_there(monkeypatch):
    progress.write("crud", "right")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(progress.os, "replace", fail)
    progress.write("first_call", "right")
    assert progress.read() == {"crud": "right"}


def test_done_counts_the_right_ones_of_one_lesson():
    assert progress.done(find_lesson("00")) == (0, 4)
    progress.write("first_call", "right")
    progress.write("broken_call", "trying")
    progress.write("crud", "right")
    assert progress.done(find_lesson("00")) == (1, 4)


@pytest.mark.parametrize("elsewhere", [None, ""])
def test_without_another_file_it_is_kept_in_the_work_folder(
    tmp_path, monkeypatch, elsewhere
):
    monkeypatch.delenv("LESSONS_PROGRESS")
    if elsewhere is not None:
        monkeypatch.setenv("LESSONS_PROGRESS", elsewhere)
    monkeypatch.setattr(progress, "WORK", tmp_path / "work")
    progress.write("crud", "right")
    assert json.loads((tmp_path / "work/progress.json").read_text())["crud"] == "right"

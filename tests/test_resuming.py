"""A walk goes on where it was stopped, and nothing in its file spoils it."""

import json

import pytest

from lessons.classroom.catalogue import all_lessons, find_lesson
from lessons.classroom.terminal import resuming
from lessons.classroom.terminal.resuming import Trace, keep, last_lesson, trace_of

CREATE, READ = find_lesson("create"), find_lesson("read")
BROKEN = [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'{"lessons": 3, "last": []}']
BROKEN += [b'{"lessons": {"create": 3}}', b'{"lessons": {"create": {"cell": "x"}}}']
BROKEN += [b'{"lessons": {"create": {"cell": -1, "answers": {"crud": 3}}}, "last": 1}']


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "there" / "progress.json"))
    return tmp_path / "there" / "walk.json"


def test_who_has_not_walked_begins_at_the_first_cell_of_the_first_lesson(file):
    assert last_lesson() == all_lessons()[0]
    assert trace_of(CREATE) == Trace(1, {})
    assert not file.parent.exists()


def test_each_lesson_has_a_place_of_its_own():
    keep(CREATE, Trace(14, {"imported": "places = []"}))
    keep(READ, Trace(3, {}))
    assert trace_of(CREATE) == Trace(14, {"imported": "places = []"})
    assert trace_of(READ) == Trace(3, {})
    assert last_lesson() == READ


def test_what_is_kept_is_json_beside_the_progress(file):
    keep(CREATE, Trace(14, {}))
    assert json.loads(file.read_text("utf-8"))["last"] == "create"


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_counts_as_not_begun_and_is_mended(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert trace_of(CREATE) == Trace(1, {})
    assert last_lesson() == all_lessons()[0]
    keep(CREATE, Trace(14, {}))
    assert trace_of(CREATE) == Trace(14, {})


def test_a_disk_that_refuses_does_not_spoil_the_walk(file):
    file.parent.write_text("a file where the folder should be")
    keep(CREATE, Trace(14, {}))
    assert trace_of(CREATE) == Trace(1, {})


def test_the_last_lesson_has_none_behind_it():
    assert resuming.lesson_after(CREATE) == find_lesson("07")
    assert resuming.lesson_after(all_lessons()[-1]) is None

"""The commands that only read and write files: list, progress, reset, new."""

import json
import socket
from argparse import Namespace

import pytest

from lessons.classroom import catalogue, listing, progress
from lessons.classroom.catalogue import Lesson, all_lessons, judges_of

FIRST = all_lessons()[0]


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    folder = tmp_path / "work"
    monkeypatch.setattr(progress, "WORK", folder)
    monkeypatch.delenv("LESSONS_PROGRESS")
    return folder


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder with one lesson, where new ones may be written."""
    folder = tmp_path / "lessons"
    for each in (folder, folder / "exercises", folder / "solutions"):
        each.mkdir()
    for path in ("00_start.py", "exercises/start.py"):
        (folder / path).touch()
    monkeypatch.setattr(catalogue, "LESSONS", folder)
    monkeypatch.setattr(listing, "LESSONS", folder)
    return folder


@pytest.fixture
def said(capsys):
    """Runs a command that works, and gives back the lines that it printed."""

    def run(command, **options):
        assert listing.COMMANDS[command](Namespace(**options)) == 0
        return capsys.readouterr().out.splitlines()

    return run


def finish(*lessons):
    for name in [name for lesson in lessons for name in judges_of(lesson)]:
        progress.write(name, "right")


def test_the_list_shows_each_lesson_and_its_question(said):
    lines = said("list")
    for lesson in all_lessons():
        title, question, minutes = lesson.heading()
        place = lines.index(f"    {question}")
        words = lines[place - 1].split()
        assert words[: 1 + len(title.split())] == [lesson.number, *title.split()]
        assert words[-6:-4] == [str(minutes), "min"]


def test_the_list_shows_what_is_done_of_each_lesson(said):
    assert said("list")[0].endswith("   0 of 4 done")
    progress.write("first_call", "right")
    progress.write("broken_call", "trying")
    assert said("list")[0].endswith("   1 of 4 done")


def test_the_list_ends_with_how_to_go_on(said):
    assert said("list")[-2:] == [
        "Open one: python3 -m lessons open 00",
        "Walk through it in this terminal: python3 -m lessons run 00",
    ]


def test_progress_shows_every_exercise_and_its_state(said):
    progress.write("first_call", "right")
    progress.write("broken_call", "trying")
    assert said("progress")[:4] == [
        "00  Start here",
        "    ✔ right          first_call",
        "    ✘ not yet        broken_call",
        "    … not tried yet  back_to_start",
    ]


def test_progress_shows_all_lessons_and_exercises(said):
    text = "\n".join(said("progress"))
    names = [name for lesson in all_lessons() for name in judges_of(lesson)]
    assert text.count("… not tried yet") == len(names)
    assert [name for name in names if f" {name}\n" not in text] == []


@pytest.mark.parametrize("state", ["", "done", None, ["right"], {}, 1])
def test_a_state_that_nobody_knows_counts_as_not_tried(said, work, state):
    work.mkdir()
    text = json.dumps({"first_call": state})
    (work / "progress.json").write_text(text)
    assert said("progress")[1] == "    … not tried yet  first_call"


def test_progress_ends_with_the_first_lesson_that_is_not_done(said):
    assert said("progress")[-1] == "Next: python3 -m lessons open 00"
    finish(FIRST)
    assert said("progress")[-1] == "Next: python3 -m lessons open 01"


def test_a_lesson_that_is_begun_is_still_the_next(said):
    finish(FIRST)
    progress.write(next(iter(judges_of(all_lessons()[1]))), "right")
    assert said("progress")[-1] == "Next: python3 -m lessons open 01"


def test_progress_says_so_when_the_whole_course_is_done(said):
    finish(*all_lessons())
    *_, blank, last = said("progress")
    assert (blank, last) == ("", "All exercises of the course are done. Well done!")


def test_a_reset_before_the_first_step_changes_nothing(said, work):
    assert said("reset") == ["There is nothing to reset: you have not begun."]
    assert list(work.parent.iterdir()) == []


def test_a_reset_keeps_what_was_done_aside(said, work):
    finish(FIRST)
    (work / "00_start_here.ipynb").write_text("mine")
    assert "are kept in work-1/." in said("reset")[0]
    assert (work.parent / "work-1/00_start_here.ipynb").read_text() == "mine"
    assert (work.parent / "work-1/progress.json").exists()
    assert not work.exists()
    assert progress.read() == {}


def test_a_second_reset_never_overwrites_the_first(said, work):
    for number in (1, 2, 3):
        work.mkdir()
        (work / "mine").write_text(str(number))
        assert f"work-{number}/" in said("reset")[0]
    kept = [(work.parent / f"work-{number}/mine").read_text() for number in (1, 2, 3)]
    assert kept == ["1", "2", "3"]


def test_a_new_lesson_is_the_last_and_has_all_its_files(said, shelf):
    wrote = [line.removeprefix("wrote ") for line in said("new", lesson="Send-Many")]
    assert wrote == [
        "lessons/01_send_many.py",
        "lessons/exercises/send_many.py",
        "lessons/solutions/01_send_many.py",
        "tests/wrong_answers/01_send_many.py",
    ]
    assert all((shelf.parent / path).exists() for path in wrote)
    assert all_lessons() == [Lesson("00", "start"), Lesson("01", "send_many")]


def test_a_new_lesson_has_a_heading_that_the_list_can_read(said, shelf):
    said("new", lesson="send")
    title, question, minutes = Lesson("01", "send").heading()
    assert (title, minutes) == ("Title", 30)
    assert question.endswith("?")
    assert "# # 01 · Title" in (shelf / "01_send.py").read_text("utf-8")


def test_the_judges_of_a_new_lesson_are_a_module(said, shelf):
    said("new", lesson="send")
    names = {}
    exec((shelf / "exercises" / "send.py").read_text("utf-8"), names)
    assert names["__doc__"] == "The judges of lesson send."


@pytest.mark.parametrize("slug", ["a b", "", "1st", "a/b", "../x"])
def test_a_slug_that_is_no_name_is_refused(shelf, slug):
    before = sorted(shelf.rglob("*"))
    with pytest.raises(LookupError, match="can not be a new slug: take words such"):
        listing.new(Namespace(lesson=slug))
    assert sorted(shelf.rglob("*")) == before


@pytest.mark.parametrize("slug", ["start", "START"])
def test_a_slug_that_is_taken_is_refused(shelf, slug):
    before = sorted(shelf.rglob("*"))
    with pytest.raises(LookupError, match="can not be a new slug: it is taken"):
        listing.new(Namespace(lesson=slug))
    assert sorted(shelf.rglob("*")) == before


def test_a_reset_waits_until_the_course_is_closed(said, shelf, monkeypatch):
    monkeypatch.setattr(listing.progress, "WORK", shelf)
    monkeypatch.setattr(listing.progress, "OPEN", shelf / "port")
    with socket.create_server(("127.0.0.1", 0)) as lab:
        (shelf / "port").write_text(str(lab.getsockname()[1]))
        with pytest.raises(OSError, match="the course is open: stop it first"):
            said("reset")
    assert shelf.exists()


@pytest.mark.parametrize("slug", ["übung", "été", "名"])
def test_a_slug_that_would_make_no_lesson_is_refused(shelf, slug):
    with pytest.raises(LookupError, match="can not be a new slug"):
        listing.new(Namespace(lesson=slug))
    assert len(list(shelf.glob("*.py"))) == 1


def test_a_new_lesson_never_writes_over_a_file(shelf):
    kept = shelf / "exercises" / "__init__.py"
    kept.write_text("kept")
    with pytest.raises(LookupError):
        listing.new(Namespace(lesson="__init__"))
    assert kept.read_text() == "kept"

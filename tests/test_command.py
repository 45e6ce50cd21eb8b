"""`python3 -m lessons`: the one command of the course, as it is typed."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from lessons import __main__ as command
from lessons.classroom import listing
from lessons.classroom.catalogue import ROOT, all_lessons
from lessons.classroom.environment import SetupError

NAMES = ["open", "run", "teach", "list", "progress", "reset", "test", "build"]
NAMES += ["check", "new", "book"]
INSIDE = [
    ([], "opening", ["0"]),
    (["open"], "opening", ["0"]),
    (["open", "03"], "opening", ["03"]),
    (["run", "read"], "terminal.beginning", ["read", ""]),
    (["run", "read", "14"], "terminal.beginning", ["read", "14"]),
    (["run"], "terminal.beginning", ["", ""]),
    (["teach", "06"], "teaching.writing", ["06"]),
    (["teach", "all"], "teaching.writing", ["all"]),
    (["book"], "editions.book", []),
    (["build"], "building", ["build"]),
    (["check"], "building", ["check"]),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A clean copy of the course, with a JupyterLab that never starts."""
    folder = tmp_path_factory.mktemp("clean")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("lessons", "toy_api", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "jupyterlab.py").write_text("raise SystemExit(3)\n")
    return folder


def failing_with(error):
    def fail(_):
        raise error

    return fail


@pytest.fixture
def course(shelf, tmp_path):
    return shutil.copytree(shelf, tmp_path / "course")


@pytest.fixture
def inside(monkeypatch):
    """What would go on in the environment: the extra asked for, then the command."""
    asked = []

    def python_with(extra):
        asked.append(extra)
        return "python"

    monkeypatch.setattr(command, "python_with", python_with)
    monkeypatch.setattr(command, "_become", lambda words: asked.append(words) or 7)
    return asked


def lessons(course, *words, options=(), code=0):
    """Runs the command in this course; it ends with this code, never a traceback."""
    unset = ("LESSONS_PROGRESS", "VIRTUAL_ENV", "PYTHONPATH")
    environment = {name: os.environ[name] for name in os.environ if name not in unset}
    environment |= {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"}
    environment |= {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1"}
    environment |= {"JUPYTER_DATA_DIR": str(course), "IPYTHONDIR": str(course)}
    done = subprocess.run(
        [sys.executable, *options, "-m", "lessons", *words],
        cwd=course,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    return done


def test_list_shows_every_lesson(course):
    done = lessons(course, "list")
    assert done.stderr == ""
    for lesson in all_lessons():
        assert f"{lesson.number}  {lesson.heading()[0]}" in done.stdout


@pytest.mark.parametrize("name", ["list", "progress"])
def test_without_any_package_a_command_works(course, name):
    with_site = lessons(course, name).stdout
    assert lessons(course, name, options=["-S"]).stdout == with_site
    assert "Start here" in with_site


def test_looking_writes_nothing(course):
    names = sorted(path.name for path in course.iterdir())
    lessons(course, "list")
    lessons(course, "progress")
    assert sorted(path.name for path in course.iterdir()) == names


def test_progress_shows_what_is_in_the_work_folder(course):
    (course / "work").mkdir()
    states = {"first_call": "right", "broken_call": "trying"}
    (course / "work/progress.json").write_text(json.dumps(states))
    said = lessons(course, "progress").stdout
    assert "✔ right          first_call" in said
    assert "✘ not yet        broken_call" in said
    assert said.endswith("\nNext: python3 -m lessons open 00\n")


def test_reset_keeps_what_was_done_in_a_folder_beside(course):
    (course / "work").mkdir()
    (course / "work/00_start_here.ipynb").write_text("mine")
    assert "kept in work-1/" in lessons(course, "reset").stdout
    assert (course / "work-1/00_start_here.ipynb").read_text() == "mine"
    assert not (course / "work").exists()
    assert "nothing to reset" in lessons(course, "reset").stdout


def test_a_new_lesson_is_in_the_list_at_once(course):
    number = f"{len(all_lessons()):02}"
    said = lessons(course, "new", "never-taken").stdout
    assert f"wrote lessons/{number}_never_taken.py\n" in said
    assert f"\n{number}  Title " in lessons(course, "list").stdout


@pytest.mark.parametrize("slug", ["read", "two words"])
def test_a_new_lesson_that_can_not_be_is_one_line(course, slug):
    done = lessons(course, "new", slug, code=1)
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("lessons: ")


@pytest.mark.parametrize("name", ["run", "open", "teach"])
def test_an_unknown_lesson_is_one_line(course, name):
    done = lessons(course, name, "nothing", code=1)
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("lessons: there is no lesson nothing: `python3 -m lessons")


@pytest.mark.parametrize("name", ["run", "open"])
def test_a_lesson_that_has_no_notebook_yet_is_one_line(course, name):
    for path in (course / "notebooks").iterdir():
        path.unlink()
    (line,) = lessons(course, name, "00", code=1).stderr.splitlines()
    assert line.startswith("lessons: ")
    assert "00_start_here.ipynb" in line


def test_a_jupyterlab_that_does_not_start_is_one_line(course):
    (line,) = lessons(course, code=1).stderr.splitlines()
    assert line.startswith("lessons: JupyterLab did not start; its words are in ")
    assert (course / "work/00_start_here.ipynb").exists()


def test_a_run_walks_through_the_lesson(course):
    said = lessons(course, "run", "01").stdout
    assert "01 · What is a REST API?" in said
    assert said.endswith("python3 -m lessons run\n")


@pytest.mark.parametrize(
    "words",
    [["lst"], ["list", "more"], ["new"], ["run", "00", "1", "more"], ["--what"]],
)
def test_what_is_no_command_gets_the_usage(course, words):
    done = lessons(course, *words, code=2)
    assert done.stdout == ""
    assert done.stderr.startswith("usage: python3 -m lessons")


def test_help_names_every_command(course):
    said = lessons(course, "--help").stdout
    assert [name for name in NAMES if f"\n    {name} " not in said] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_a_help_of_its_own(capsys, name):
    with pytest.raises(SystemExit) as caught:
        command.main([name, "--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: python3 -m lessons {name} ")


@pytest.mark.parametrize("words, module, more", INSIDE)
def test_a_command_goes_on_inside_the_environment(inside, words, module, more):
    assert command.main(words) == 7
    extra = {"building": "test", "editions.book": "book"}.get(module, "lessons")
    assert inside == [extra, ["python", "-m", f"lessons.classroom.{module}", *more]]


@pytest.mark.parametrize("more", [[], ["-k", "read", "-x"], ["tests/test_app.py"]])
def test_more_words_of_a_test_go_to_pytest(inside, more):
    assert command.main(["test", *more]) == 7
    assert inside == ["test", ["python", "-m", "pytest", *more]]


def test_every_module_that_is_gone_on_with_exists():
    for _, module, _ in INSIDE:
        assert (command.INSIDE / f"{module.replace('.', '/')}.py").exists()


@pytest.mark.parametrize("name", ["list", "progress", "reset", "new"])
def test_what_needs_no_package_sets_nothing_up(inside, monkeypatch, name):
    monkeypatch.setitem(listing.COMMANDS, name, lambda options: 5)
    assert command.main([name, "x"] if name == "new" else [name]) == 5
    assert inside == []


@pytest.mark.parametrize(
    "error, line",
    [
        (SetupError("making .venv failed"), "lessons: making .venv failed"),
        (LookupError("there is none"), "lessons: there is none"),
        (OSError("no port is free"), "lessons: no port is free"),
    ],
)
def test_an_error_is_one_line(monkeypatch, capsys, error, line):
    monkeypatch.setitem(listing.COMMANDS, "list", failing_with(error))
    assert command.main(["list"]) == 1
    assert capsys.readouterr().err == f"{line}\n"


@pytest.mark.parametrize("error", [PermissionError(13, "no right", "work"), OSError()])
def test_an_error_of_the_system_is_told_in_words(monkeypatch, capsys, error):
    monkeypatch.setitem(listing.COMMANDS, "list", failing_with(error))
    assert command.main(["list"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"lessons: {error}")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no exec")
def test_going_on_replaces_this_process_in_the_folder_of_the_course(monkeypatch):
    done = []
    monkeypatch.setattr(command.os, "chdir", done.append)
    monkeypatch.setattr(command.os, "execv", lambda *words: done.append(words))
    command._become(["python", "-m", "x"])
    assert done == [ROOT, ("python", ["python", "-m", "x"])]

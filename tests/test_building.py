"""The notebooks: built one way, so that a change of a lesson is all that changes."""

import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from lessons.classroom import building, catalogue
from lessons.classroom.building import (
    METADATA,
    build_all,
    build_texts,
    check_all,
    compare,
    read_lesson,
)
from lessons.classroom.catalogue import Lesson, all_lessons

TEXT = "# %% [markdown]\n# # Small ☕\n\n"
SMALL = f"""{TEXT}# %%
import sys
print("127.0.0." + "1:54321", end="")
print(" and", end="")
print(" ☕")

# %% name="mine" tags=["exercise"] other=1
answer = ...
"""
EMPTY = TEXT + "# %% [markdown]\n# Nothing runs here.\n"
AS_COMMAND = {"__name__": "__main__", "__package__": "lessons.classroom"}
CELLS = [TEXT, "# %%\nx = 1\n\n", "# %%\ny = 2\n\n", "# %%\nx = 1\n"]


@pytest.fixture(scope="module", autouse=True)
def kernels(tmp_path_factory):
    """What kernels write, they write into a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp("kernels")))
        yield


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Lesson 98, alone in its course: text that is quickly built."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    monkeypatch.setattr(catalogue, "LESSONS", tmp_path)
    monkeypatch.setattr(catalogue, "NOTEBOOKS", notebooks)
    monkeypatch.setattr(building, "NOTEBOOKS", notebooks)
    (tmp_path / "98_small.py").write_text(EMPTY, "utf-8")
    return Lesson("98", "small")


@pytest.fixture
def quick(monkeypatch):
    """Cells are not run: for what does not depend on that."""

    async def run(notebook):
        for number, cell in enumerate(notebook.cells, 1):
            cell.metadata["execution"] = {"at": number}

    monkeypatch.setattr(building, "run", run)


@pytest.fixture
def author(tmp_path, monkeypatch):
    """Where progress would be written while all of no lessons are checked."""
    files = []

    def look():
        files.append(Path(os.environ["LESSONS_PROGRESS"]))
        return []

    monkeypatch.setenv("LESSONS_PROGRESS", "mine")
    monkeypatch.setattr(catalogue, "all_lessons", look)
    monkeypatch.setattr(catalogue, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["building", "check"])
    return files


@pytest.fixture(scope="module")
def built(kernels, tmp_path_factory):
    """The text of a small notebook that was really run, twice."""
    folder = tmp_path_factory.mktemp("course")
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((catalogue, "LESSONS"), (catalogue, "NOTEBOOKS")):
            patch.setattr(module, name, folder)
        patch.setattr(building, "NOTEBOOKS", folder)
        (folder / "98_small.py").write_text(SMALL, "utf-8")
        return build_texts([Lesson("98", "small")] * 2)


def cells(text):
    return json.loads(text)["cells"]


def ids(lesson, *parts):
    lesson.source.write_text("".join(parts), "utf-8")
    return [cell.id for cell in read_lesson(lesson).cells]


def test_two_builds_give_the_same_bytes(built):
    first, second = built
    assert first.encode() == second.encode()


def test_a_notebook_is_valid_and_ends_with_one_line_end(built):
    nbformat.validate(nbformat.reads(built[0], as_version=4))
    assert built[0].endswith("}\n")
    assert "\r" not in built[0]


def test_a_built_notebook_holds_what_was_printed_in_one_piece(built):
    _, run, _ = cells(built[0])
    (output,) = run["outputs"]
    assert (output["output_type"], output["name"]) == ("stream", "stdout")
    assert "".join(output["text"]).endswith(" and ☕\n")
    assert run["execution_count"] == 1


def test_the_port_of_the_server_is_masked(built):
    assert "127.0.0.1:8000 and" in built[0]
    assert '"1:54321' in built[0]
    assert "127.0.0.1:54321" not in built[0]


def test_nothing_of_this_machine_or_moment_is_kept(built):
    document = json.loads(built[0])
    assert document["metadata"] == METADATA
    assert [cell["metadata"] for cell in document["cells"]] == [
        {},
        {},
        {"name": "mine", "tags": ["exercise"]},
    ]


def test_a_cell_that_fails_stops_the_build(lesson):
    lesson.source.write_text("# %%\nnobody\n")
    with pytest.raises(CellExecutionError) as caught:
        build_texts([lesson])
    assert caught.value.evalue == "name 'nobody' is not defined"


def test_several_lessons_are_built_in_the_order_given(lesson, quick):
    other = Lesson("97", "other")
    other.source.write_text("# %% [markdown]\n# Other\n")
    first, second = build_texts([lesson, other])
    assert "Small" in first
    assert "Other" in second


def test_what_running_leaves_in_the_metadata_of_the_notebook_is_dropped(
    lesson, monkeypatch
):
    async def run(notebook):
        notebook.metadata["language_info"] = {"version": "3.11.7"}

    monkeypatch.setattr(building, "run", run)
    (text,) = build_texts([lesson])
    assert json.loads(text)["metadata"] == METADATA


def test_the_id_of_a_cell_survives_an_insertion(lesson):
    title, x, y, _ = CELLS
    before = ids(lesson, title, x, y)
    after = ids(lesson, title, "# %%\nz = 0\n\n", x, y)
    assert after[:1] + after[2:] == before


def test_the_id_of_a_cell_changes_with_its_content(lesson):
    title, x, y, _ = CELLS
    before, after = ids(lesson, title, x), ids(lesson, title, y)
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_text_and_code_of_the_same_words_have_ids_of_their_own(lesson):
    first, second = ids(lesson, "# %% [markdown]\n# x\n\n", "# %%\nx\n")
    assert first != second
    assert "-" not in first + second


def test_cells_of_the_same_content_are_counted(lesson):
    _, first, _, second = ids(lesson, *CELLS)
    assert second == f"{first}-2"


def test_a_lesson_is_read_as_cells_that_were_not_run(lesson):
    lesson.source.write_text(SMALL, "utf-8")
    notebook = read_lesson(lesson)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code", "code"]
    assert notebook.cells[0].source == "# Small ☕"
    assert [cell.execution_count for cell in notebook.cells[1:]] == [None, None]
    assert notebook.metadata == METADATA


def test_only_name_and_tags_are_kept_of_a_cell(lesson):
    lesson.source.write_text(SMALL, "utf-8")
    *_, last = read_lesson(lesson).cells
    assert last.metadata == {"name": "mine", "tags": ["exercise"]}


def test_equal_notebooks_have_no_difference(lesson):
    lesson.notebook.write_text("a\nb\n")
    assert compare(lesson, "a\nb\n") == ""


def test_a_changed_output_is_shown_as_a_diff(lesson):
    lesson.notebook.write_text('{\n "text": [\n  "200"\n ]\n}\n')
    difference = compare(lesson, '{\n "text": [\n  "404"\n ]\n}\n').splitlines()
    assert '-  "200"' in difference
    assert '+  "404"' in difference
    assert difference[0].startswith("--- 98_small.ipynb, stored")


def test_a_notebook_that_is_missing_differs_in_every_line(lesson):
    lines = compare(lesson, "a\nb\n").splitlines()
    assert lines[-2:] == ["+a", "+b"]


def test_a_build_writes_the_notebook_and_says_so(lesson, quick, capsys):
    assert build_all() == 0
    assert capsys.readouterr().out == "wrote notebooks/98_small.ipynb\n"
    first, _ = lesson.cells()
    assert first["source"] == ["# Small ☕"]
    assert b"\r" not in lesson.notebook.read_bytes()


def test_a_second_build_writes_nothing(lesson, quick, capsys):
    build_all()
    written = lesson.notebook.stat().st_mtime_ns
    capsys.readouterr()
    assert build_all() == 0
    assert capsys.readouterr().out == ""
    assert lesson.notebook.stat().st_mtime_ns == written


def test_a_changed_lesson_is_written_anew(lesson, quick, capsys):
    build_all()
    lesson.source.write_text(EMPTY.replace("Small", "Other"), "utf-8")
    build_all()
    assert capsys.readouterr().out == "wrote notebooks/98_small.ipynb\n" * 2
    assert "Other" in lesson.notebook.read_text("utf-8")


def test_a_notebook_without_a_lesson_is_removed(lesson, quick, capsys):
    stray = lesson.notebook.with_name("97_gone.ipynb")
    other = lesson.notebook.with_name("kept.txt")
    stray.touch()
    other.touch()
    build_all()
    assert "removed notebooks/97_gone.ipynb, which has no" in capsys.readouterr().out
    assert sorted(lesson.notebook.parent.iterdir()) == [lesson.notebook, other]


def test_the_first_build_needs_no_folder_of_notebooks(lesson):
    lesson.notebook.parent.rmdir()
    assert build_all() == 0
    assert lesson.notebook.exists()


def test_a_check_of_what_was_built_finds_nothing(lesson, quick, capsys):
    build_all()
    capsys.readouterr()
    assert check_all() == 0
    assert capsys.readouterr().out == "All are in step.\n"


def test_a_check_shows_the_difference_and_changes_nothing(lesson, quick, capsys):
    build_all()
    lesson.notebook.write_text(old := lesson.notebook.read_text("utf-8") + "more\n")
    capsys.readouterr()
    assert check_all() == 1
    said = capsys.readouterr().out
    assert "\n-more\n" in said
    assert said.endswith("Run: python3 -m lessons build\n")
    assert lesson.notebook.read_text("utf-8") == old


def test_what_an_author_builds_is_no_progress(author):
    with pytest.raises(SystemExit, match="0"):
        exec(Path(building.__file__).read_text("utf-8"), AS_COMMAND)
    (file,) = author
    assert file.name == "progress.json"
    assert not file.parent.exists()


def test_each_lesson_of_the_course_can_be_read():
    for lesson in all_lessons():
        notebook = read_lesson(lesson)
        names = [cell.id for cell in notebook.cells]
        assert len(set(names)) == len(names) > 10
        nbformat.validate(notebook)

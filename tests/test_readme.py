"""The README keeps what it promises."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from rehearsal import undone

import toy_api
from lessons.classroom.catalogue import ROOT, all_lessons

README = (ROOT / "README.md").read_text("utf-8")


def test_the_first_example_prints_what_the_readme_says():
    code, printed = re.search(
        r"```python\n(.*?)```\n\n```\n(.*?)```", README, re.S
    ).groups()
    toy_api.start().stop()
    said = StringIO()
    with redirect_stdout(said):
        exec(code, {})
    toy_api.start().stop()
    assert said.getvalue() == printed


def test_the_official_library_reads_the_message_of_the_page():
    _, code = re.findall(r"```python\n(.*?)```", README, re.S)
    said = StringIO()
    with undone(), redirect_stdout(said):
        exec(code, {"toy_api": toy_api})
    assert said.getvalue() == "Ten percent off every spare part.\n"


def test_the_table_of_lessons_says_what_the_lessons_say():
    rows = re.findall(
        r"^\| (\d\d) \| \[(.+)\]\((.+)\) \| (.+) \| (\d+) \|$", README, re.M
    )
    lessons = all_lessons()
    told = [(each.number, *each.heading()) for each in lessons]
    assert [(row[0], row[1], row[3], int(row[4])) for row in rows] == told
    assert [row[2] for row in rows] == [
        f"notebooks/{each.notebook.name}" for each in lessons
    ]


def test_every_link_leads_to_a_file():
    texts = [README, (ROOT / "CONTRIBUTING.md").read_text("utf-8")]
    links = [link for text in texts for link in re.findall(r"\]\(([^)#]+)\)", text)]
    assert [link for link in links if not Path(ROOT, link).exists()] == []


def test_the_number_of_lines_of_the_first_sitting_is_true():
    names = ["app", "exchange", "router", "resources/plain", "store", "message"]
    files = [ROOT / "toy_api" / f"{name}.py" for name in names]
    lines = sum(len(file.read_text("utf-8").splitlines()) for file in files)
    assert lines <= int(re.search(r"six files of (\d+) lines", README)[1])

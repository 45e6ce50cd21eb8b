"""A lesson in the terminal, walked through by a person who is played here."""

import json
import re
import subprocess
import sys
from io import StringIO

import pytest
from rich.console import Console

from lessons.classroom import catalogue, checking, progress
from lessons.classroom.catalogue import ROOT, Lesson, find_lesson, names_of, solution_of
from lessons.classroom.terminal import beginning
from lessons.classroom.terminal.beginning import walk
from lessons.classroom.terminal.prompting import KEYS, Quit
from lessons.classroom.terminal.resuming import trace_of
from lessons.classroom.terminal.walking import Walk
from toy_api import start

START = find_lesson("00")
FOLDED = """Asked.

<details>
<summary><b>An</b> answer</summary>

Secret **words**.

</details>"""
BEGIN = "import requests\nfrom lessons import check\nfrom toy_api import start\n"
BEGIN += "api = start()"
WRONG = 'answer = requests.get(f"{api.url}/messages/2")'
RIGHT = 'answer = requests.get(f"{api.url}/messages/3")'
TITLES = {"text": "markdown", "code": "code"}


@pytest.fixture(autouse=True)
def learner(tmp_path, monkeypatch):
    """Progress and hints as they are before the first lesson; no server is left."""
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setattr(checking, "_hints_given", {})
    yield
    start().stop()


class Person:
    """A console at which somebody types these words, then only Enter, and
    `s` at an exercise."""

    def __init__(self, *words, patience=1000):
        self.words = list(words)
        self.patience = patience
        self.console = Console(file=StringIO(), width=100)

    def type(self, prompt):
        self.patience -= 1
        if self.patience < 0:
            raise EOFError
        word = self.words.pop(0) if self.words else {">>> ": "s"}.get(prompt, "")
        if isinstance(word, type):
            raise word
        return word

    @property
    def saw(self):
        return self.console.file.getvalue()


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Makes a lesson of these cells."""
    monkeypatch.setattr(catalogue, "NOTEBOOKS", tmp_path)

    def make(*cells):
        made = [
            {"cell_type": TITLES[kind], "source": text, "metadata": metadata}
            for kind, text, metadata in cells
        ]
        lesson = Lesson("98", "small")
        lesson.notebook.write_text(json.dumps({"cells": made}), "utf-8")
        return lesson

    return make


def text(words):
    return "text", words, {}


def code(words):
    return "code", words, {}


def exercise(name, words="answer = ..."):
    return "code", words, {"name": name, "tags": ["exercise"]}


def walked(lesson, *words):
    """What a person saw who walked to the end."""
    person = Person(*words)
    Walk(lesson, person.console, person.type).go()
    return person.saw


def quits(lesson, *words, **more):
    """What a person saw who did not walk to the end."""
    person = Person(*words, **more)
    with pytest.raises(Quit):
        Walk(lesson, person.console, person.type).go()
    return person.saw


def places(saw):
    """Which cells were shown, in order."""
    return [int(number) for number in re.findall(r" 98_small · cell (\d+) of ", saw)]


def test_enter_to_the_end_shows_every_cell_but_the_checks():
    saw = walked(START)
    shown = set(re.findall(r" 00_start_here · cell (\d+) of 40 ", saw))
    cells = enumerate(START.cells(), 1)
    left_out = ["".join(each["source"]) for at, each in cells if str(at) not in shown]
    assert [text.split('"')[1] for text in left_out] == names_of(START)
    assert "http://127.0.0.1:" in saw
    assert "< HTTP/1.1 404 Not Found" in saw


def test_the_end_tells_what_is_done():
    progress.write("first_call", "right")
    end, done = walked(START).splitlines()[-2:]
    assert "the end of this lesson" in end
    assert re.fullmatch(r"1 of 4 exercises done · 1 of \d+ in the course\.", done)


@pytest.fixture
def first_call(small):
    """The first exercise of the course, in a lesson of its own."""
    check = code('check("first_call", answer)')
    return small(code(BEGIN), exercise("first_call"), check, text("Then"))


def test_enter_at_an_exercise_says_what_its_check_says(first_call):
    saw = walked(first_call, "", "", "s")
    assert "… not tried yet: first_call" in saw
    assert places(saw) == [1, 2, 4]
    assert progress.read() == {}


def test_a_wrong_answer_is_told_at_once_and_mended_on_the_spot(first_call):
    saw = walked(first_call, "", WRONG, "", RIGHT, "")
    assert places(saw) == [1, 2, 4]
    assert saw.index("✘ not yet: first_call") < saw.index("✔ right: first_call")
    assert progress.read() == {"first_call": "right"}


def test_b_behind_an_exercise_leads_back_to_it(first_call):
    assert places(walked(first_call, "", "s", "b")) == [1, 2, 4, 2, 4]


def test_q_stops_before_the_cell_is_run(small):
    saw = quits(small(text("Hello"), code("print(6 * 7)")), "", "q")
    assert places(saw) == [1, 2]
    assert "42" not in saw


@pytest.mark.parametrize("at", [text("Hello"), code("1"), exercise("first_call")])
@pytest.mark.parametrize("word", ["q", " q ", EOFError])
def test_every_kind_of_cell_can_be_left(small, at, word):
    assert "the end" not in quits(small(at), word)


def test_the_end_of_the_input_stops_in_the_midst_of_an_answer(small):
    quits(small(exercise("first_call")), "answer = 1", EOFError)


@pytest.mark.parametrize("word", ["q", EOFError, KeyboardInterrupt])
def test_who_stops_hears_how_to_go_on(monkeypatch, word):
    person = Person("", word)
    monkeypatch.setattr(beginning, "Console", lambda: person.console)
    monkeypatch.setattr("builtins.input", person.type)
    assert walk("00") == 0
    last = person.saw.splitlines()[-1]
    assert last == "Stopped. Go on later with: python3 -m lessons run"


def test_who_walks_to_the_end_hears_nothing_of_stopping(monkeypatch, small):
    person = Person()
    lesson = small(text("Hello"))
    monkeypatch.setattr(beginning, "Console", lambda: person.console)
    monkeypatch.setattr("builtins.input", person.type)
    monkeypatch.setattr(beginning, "find_lesson", {"98": lesson}.get)
    assert walk("98") == 0
    assert "Stopped" not in person.saw


@pytest.mark.parametrize("at", [text("two"), code("2"), exercise("first_call")])
def test_b_goes_back_one_cell(small, at):
    lesson = small(text("one"), at, text("three"))
    assert places(walked(lesson, "", "b", "", "")) == [1, 2, 1, 2, 3]


def test_b_at_the_first_cell_stays_there(small):
    assert places(walked(small(text("one"), text("two")), "b")) == [1, 1, 2]


def test_what_is_folded_is_named_and_not_shown(small):
    saw = walked(small(text(FOLDED)))
    assert "Asked." in saw
    assert "▸ An answer (f unfolds this)" in saw
    assert "Secret" not in saw
    assert "<" not in saw


def test_f_unfolds_what_is_folded_and_stays_there(small):
    saw = walked(small(text(FOLDED), text("Later.")), "f")
    assert places(saw) == [1, 2]
    assert saw.index(" An answer ─") < saw.index("Secret words.") < saw.index("Later.")


def test_f_unfolds_all_that_a_cell_has_folded(small):
    saw = walked(small(text(FOLDED + FOLDED.replace("Secret", "Other"))), "f")
    assert "Secret words." in saw
    assert "Other words." in saw


def test_a_cell_of_code_is_shown_and_run(small):
    saw = walked(small(code("number = 6\nprint(number * 7)")))
    assert "number = 6" in saw
    assert [line.split() for line in saw.splitlines() if "42" in line] == [
        ["│", "42", "│"]
    ]


def test_cells_share_their_names(small):
    saw = walked(small(code("number = 6"), text("Then"), code("print(number * 7)")))
    assert "│ 42 " in saw


def test_a_cell_that_prints_nothing_has_no_output(small):
    assert "output" not in walked(small(code("number = 6")))


def test_the_source_of_a_cell_may_come_in_lines(small):
    assert "│ 42 " in walked(small(code(["number = 6\n", "print(number * 7)"])))


def test_s_skips_a_cell(small):
    saw = walked(small(code("print(6 * 7)"), exercise("x", "print(7 * 7)")), "s", "s")
    assert places(saw) == [1, 2]
    assert "42" not in saw
    assert "49" not in saw


def test_an_answer_that_is_typed_makes_its_check_right(small):
    lesson = small(
        code(BEGIN),
        exercise("first_call"),
        code('check("first_call", answer)'),
    )
    saw = walked(lesson, "", 'answer = requests.get(f"{api.url}/messages/3")', "")
    assert "✔ right: first_call" in saw
    assert progress.read() == {"first_call": "right"}


def test_an_answer_may_have_several_lines(small):
    lesson = small(exercise("x"), code("print(answer)"))
    saw = walked(lesson, "answer = 0", "for _ in range(6):", "    answer += 7", "")
    assert "│ 42 " in saw


def test_an_answer_finds_the_names_of_its_cell(small):
    lesson = small(exercise("x", "words = {'GET': ...}\nprint('the cell')"))
    saw = walked(lesson, "words['GET'] = 'method'", "print(words)", "")
    assert "{'GET': 'method'}" in saw
    assert "│ the cell" not in saw


@pytest.mark.parametrize("at", [text("x"), text(FOLDED), code("print(6 * 7)")])
@pytest.mark.parametrize("word", ["print(7 * 7)", "x", "l", "hh"])
def test_what_is_no_key_does_nothing_and_is_said(small, at, word):
    saw = quits(small(at), word, "q")
    assert f"There is no key {word} here." in saw
    assert places(saw) == [1]
    assert "42" not in saw.replace("6 * 7", "")


@pytest.mark.parametrize("word", ["quit", "EXIT", "Q"])
def test_there_are_other_words_for_q(small, word):
    assert "the end" not in quits(small(text("Hello")), word)


def test_after_an_output_one_goes_on_when_one_has_read_it(small):
    saw = quits(small(code("print(6 * 7)"), text("Then")), "", "q")
    assert "│ 42 " in saw
    assert places(saw) == [1]


def test_b_after_an_output_shows_the_cell_once_more(small):
    lesson = small(code("print(6 * 7)"), text("Then"))
    assert places(walked(lesson, "", "b", "", "")) == [1, 1, 2]


def test_a_walk_that_begins_later_has_run_what_comes_before(small):
    person = Person()
    lesson = small(code("number = 6"), text("Then"), code("print(number * 7)"))
    Walk(lesson, person.console, person.type).go(3)
    assert places(person.saw) == [3]
    assert "│ 42 " in person.saw


@pytest.fixture
def runs(monkeypatch):
    """What a person saw who ran `python3 -m lessons run` with these words."""

    def run(*words, typing=()):
        person = Person(*typing)
        monkeypatch.setattr(beginning, "Console", lambda: person.console)
        monkeypatch.setattr("builtins.input", person.type)
        assert walk(*words) == 0
        return person.saw

    return run


def shown_first(saw):
    return re.search(r" (\S+) · cell (\d+) of ", saw).groups()


def test_a_run_without_a_lesson_goes_on_where_the_last_one_stopped(runs):
    assert shown_first(runs(typing=["q"])) == ("00_start_here", "1")
    runs("06", "5", typing=["", "", "q"])
    saw = runs(typing=["", "q"])
    assert "06 · Create\nYou stopped at cell 6 of 45." in saw
    assert shown_first(saw) == ("06_create", "6")


def test_n_begins_a_lesson_anew(runs):
    runs("06", "5", typing=["q"])
    assert shown_first(runs("06", typing=["n", "q"])) == ("06_create", "1")
    assert "You stopped" not in runs("06", typing=["q"])


def test_after_the_end_the_next_lesson_is_offered(runs):
    end = runs("06", "45", typing=[""])
    assert end.endswith("Next: 07 · Replace\npython3 -m lessons run\n")
    assert shown_first(runs(typing=["", "q"])) == ("07_replace", "1")
    assert shown_first(runs("06", typing=["n", "q"])) == ("06_create", "1")


def test_after_the_last_lesson_it_begins_anew(runs):
    runs("22", "45", typing=[""])
    assert shown_first(runs(typing=["q"])) == ("22_what_makes_it_rest", "1")


def test_what_was_typed_is_there_when_the_walk_goes_on(runs):
    at = next(n for n, each in enumerate(START.cells()) if each["metadata"].get("name"))
    line = 'first_call = requests.get(f"{api.url}/messages/3")'
    runs("00", str(at + 1), typing=[line, "q"])
    start().stop()
    saw = runs("00", typing=["", "", "q"])
    assert line in saw
    assert "✔ right: first_call" in saw


def test_a_guess_is_compared_also_when_the_walk_goes_on(small):
    cells = [code("from lessons import compare, predict"), code('predict("x", ...)')]
    lesson = small(*cells, code('compare("x", 404)'))
    assert "= as you predicted: x" in walked(lesson, "", "404", "")
    person = Person()
    Walk(lesson, person.console, person.type).go(3, trace_of(lesson).answers)
    assert "= as you predicted: x" in person.saw


def test_n_at_an_exercise_brings_back_its_gaps(first_call):
    saw = walked(first_call, "", WRONG, "n", "")
    assert "… not tried yet: first_call" in saw
    assert "Give `answer` your answer; `h` helps." in saw


def test_a_solution_that_is_taken_is_kept_as_the_answer():
    at = next(n for n, each in enumerate(START.cells()) if each["metadata"].get("name"))
    person = Person("l", "", "q")
    with pytest.raises(Quit):
        Walk(START, person.console, person.type).go(at + 1)
    assert trace_of(START).answers == {"first_call": solution_of(START, "first_call")}


def test_a_new_try_begins_with_a_cell_that_does_something(small):
    cell = exercise("first_call", "seen = list()\nanswer = ...")
    lesson = small(code(BEGIN), cell, code('check("first_call", answer)'))
    saw = walked(lesson, "", WRONG, "", "print(answer, len(seen))", "s")
    assert "Ellipsis 0" in saw


def test_no_line_is_wider_than_a_narrow_terminal():
    person = Person()
    person.console.width = 60
    Walk(START, person.console, person.type).go()
    assert max(map(len, person.saw.splitlines())) <= 60


def test_without_colour_there_are_only_words():
    assert "\x1b" not in walked(START)


@pytest.mark.parametrize("begin", ["0", "999", "two", "-1"])
def test_a_walk_can_not_begin_where_no_cell_is(begin):
    with pytest.raises(LookupError, match="lesson 00 has the cells 1 to "):
        walk("00", begin)


def test_h_gives_a_hint_and_the_next_one(small):
    saw = walked(small(exercise("first_call")), "h", "h")
    first, second = saw.index("hint 1 of 3: first_call"), saw.index("hint 2 of 3")
    assert first < second
    assert "hint 3" not in saw


def test_l_gives_the_solution_and_enter_runs_it():
    at = next(n for n, each in enumerate(START.cells()) if each["metadata"].get("name"))
    person = Person("l", "", "", patience=4)
    with pytest.raises(Quit):
        Walk(START, person.console, person.type).go(at + 1)
    assert 'first_call = requests.get(f"{api.url}/messages/3")' in person.saw
    assert "✔ right: first_call" in person.saw


def test_a_hint_names_the_key_that_gives_the_next(small):
    saw = quits(small(exercise("first_call")), "h", "h", "h", "q")
    assert saw.count("`h` says more.") == 2
    assert "That was the last hint; `l` shows one answer." in saw


@pytest.mark.parametrize(
    "typed, said",
    [
        ("nobody", ["NameError: name 'nobody' is not defined"]),
        ("answer = 1 / 0", ["ZeroDivisionError: division by zero"]),
        ("raise ValueError('[/b]\\n\\nx')", ["ValueError: [/b] x"]),
        ("assert False", ["AssertionError"]),
        (
            "answer = 1 +",
            [
                "SyntaxError: invalid syntax, in line 1:",
                "    answer = 1 +",
                "                ^",
            ],
        ),
    ],
)
def test_an_error_in_an_answer_is_told_in_words_and_one_types_on(small, typed, said):
    saw = quits(small(exercise("x")), typed, "print(6 * 7)", "q").splitlines()
    begin = saw.index(said[0])
    assert saw[begin : begin + len(said)] == said
    assert saw.index("42") > begin
    assert not any("Traceback" in line for line in saw)


def test_an_error_stands_on_a_line_of_its_own(small):
    saw = walked(small(code("print('half', end='')\nnobody")))
    lines = [line.strip("│ ") for line in saw.splitlines()]
    assert "NameError: name 'nobody' is not defined (in line 2)" in lines


def test_what_was_printed_before_an_error_is_shown(small):
    saw = walked(small(code("print('before')\nnobody")))
    assert saw.index("before ") < saw.index("NameError: ")


def test_output_is_shown_as_it_is(small):
    saw = walked(small(code("print('[bold]a[/bold] :smile: **b**')")))
    assert "│ [bold]a[/bold] :smile: **b** " in saw


@pytest.mark.parametrize(
    "at, kind",
    [
        (text("x"), "text"),
        (text(FOLDED), "folded"),
        (code("1"), "code"),
        (exercise("x"), "exercise"),
    ],
)
def test_each_kind_of_cell_says_which_keys_it_knows(small, at, kind):
    words = " ".join(walked(small(at)).split())
    assert " ".join(KEYS[kind].split()) in words


def test_the_name_of_what_is_folded_is_shown_as_it_is(small):
    saw = walked(small(text(FOLDED.replace("An</b>", "[An]</b> [/b]"))), "f")
    assert "▸ [An] [/b] answer (f unfolds this)" in saw
    assert " [An] [/b] answer ─" in saw


def run_walking(root, word, typed=""):
    command = [sys.executable, "-m", "lessons.classroom.terminal.beginning", word]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, input=typed
    )


def test_what_comes_through_a_pipe_is_shown_as_if_it_were_typed():
    lines = run_walking(ROOT, "00", "what\nq\n").stdout.splitlines()
    at = lines.index("> what")
    assert lines[at + 1] == "There is no key what here."
    assert lines[-1] == "Stopped. Go on later with: python3 -m lessons run"


def test_as_a_command_it_ends_cleanly_at_the_end_of_its_input():
    done = run_walking(ROOT, "00")
    assert (done.returncode, done.stderr) == (0, "")
    assert "00 · Start here" in done.stdout
    assert "Stopped. Go on later with: python3 -m lessons run" in done.stdout


def test_an_unknown_lesson_is_one_line():
    done = run_walking(ROOT, "nothing")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0].startswith("lessons: there is no lesson nothing")
    assert len(done.stderr.splitlines()) == 1

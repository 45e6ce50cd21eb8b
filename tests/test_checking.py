"""`check`, `hint` and `solution`: what a learner hears at an exercise."""

import pytest
import requests

from lessons import check, hint, solution
from lessons.classroom import checking, progress
from lessons.classroom.catalogue import all_lessons, judges_of
from toy_api import start

ALL = [name for lesson in all_lessons() for name in judges_of(lesson)]
FIRST = list(judges_of(all_lessons()[0]))
UNTRIED = [..., [...], [..., ...], (...,), {"a": ..., "b": ...}]
GIVEN = [[..., "b", "c"], {"a": ..., "b": 1}, [], {}, None, "...", 0]


@pytest.fixture(autouse=True)
def progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setattr(checking, "_hints_given", {})


@pytest.fixture
def api():
    running = start()
    yield running
    running.stop()


@pytest.fixture
def said(capsys):
    """Calls, and gives back the lines that were printed."""

    def call(work, *arguments):
        work(*arguments)
        return capsys.readouterr().out.splitlines()

    return call


@pytest.mark.parametrize("answer", UNTRIED, ids=repr)
def test_dots_are_an_answer_not_tried_yet(said, answer):
    title, advice = said(check, "first_call", answer)
    assert title == "… not tried yet: first_call"
    assert '`hint("first_call")`' in advice
    assert progress.read() == {}


@pytest.mark.parametrize("answer", GIVEN, ids=repr)
def test_anything_else_is_an_answer_that_is_judged(api, said, answer):
    title, *_ = said(check, "quiz_start_here", answer)
    assert title == "✘ not yet: quiz_start_here"


def test_a_wrong_answer_hears_what_was_expected_and_seen_and_where_to_look(api, said):
    wrong = requests.get(f"{api.url}/messages/1")
    title, expected, seen, look = said(check, "first_call", wrong)
    assert title == "✘ not yet: first_call"
    assert expected == "  Expected: a call for `/messages/3`"
    assert seen == "  Seen: `GET /messages/1`, answered 200 OK"
    assert look.startswith("  Look: The end of the URL")


def test_a_right_answer_hears_why_and_how_many_are_done(api, said):
    right = requests.get(f"{api.url}/messages/3")
    title, why, done = said(check, "first_call", right)
    assert title == "✔ right: first_call"
    assert why == "  `GET /messages/3` reached your server, and it answered 200 OK."
    assert done.startswith("  1 of 4 ")


def test_the_last_right_answer_of_a_lesson_says_that_all_are_done(api, said):
    for name in FIRST[:-1]:
        progress.write(name, "right")
    *_, done = said(check, FIRST[-1], ["b", "c", "a"])
    assert done.startswith("  All 4 ")


def test_an_exercise_of_another_lesson_does_not_count_here(api, said):
    for name in [*FIRST[:-2], "three_words"]:
        progress.write(name, "right")
    *_, done = said(check, FIRST[-1], ["b", "c", "a"])
    assert done.startswith("  3 of 4 ")


def test_progress_says_trying_then_right(api, said):
    said(check, "quiz_start_here", ["a", "a", "a"])
    assert progress.read() == {"quiz_start_here": "trying"}
    said(check, "quiz_start_here", ["b", "c", "a"])
    assert progress.read() == {"quiz_start_here": "right"}


def test_what_was_right_once_stays_right(api, said):
    said(check, "quiz_start_here", ["b", "c", "a"])
    title, *_ = said(check, "quiz_start_here", ["a", "a", "a"])
    assert title.startswith("✘ not yet")
    assert progress.read() == {"quiz_start_here": "right"}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_quiz_says_which_question_has_no_letter_yet(api, said, number):
    letters = ["b", "c", "a"]
    letters[number - 1] = ...
    _, expected, seen, look = said(check, "quiz_start_here", letters)
    assert expected == f"  Expected: another answer to question {number}"
    assert seen == "  Seen: no letter yet"
    assert look == f"  Look: Choose one of the letters of question {number}."


@pytest.mark.parametrize("work", [check, hint, solution])
@pytest.mark.parametrize("name", ["first_cal", "", None, 7])
def test_an_exercise_that_does_not_exist_is_told_so_in_words(said, work, name):
    title, advice = said(work, name, *[1] * (work is check))
    assert title == "✘ which exercise?"
    assert advice.startswith(f"  There is no exercise '{name}'. Write its name as text")
    assert progress.read() == {}


@pytest.mark.parametrize("error", [KeyError("id"), IndexError(3), LookupError()])
def test_an_error_of_a_judge_is_not_taken_for_a_misspelled_name(monkeypatch, error):
    def judge(*_):
        raise error

    monkeypatch.setattr(checking, "find_exercise", lambda _: (None, judge))
    with pytest.raises(type(error)):
        check("first_call", 1)


@pytest.mark.parametrize("name", ALL)
def test_hints_come_step_by_step_and_the_last_points_to_the_solution(said, name):
    heard = [said(hint, name) for _ in range(3)]
    titles = [title for title, _, _ in heard]
    assert titles == [f"hint {step} of 3: {name}" for step in (1, 2, 3)]
    assert len({text for _, text, _ in heard}) == 3
    assert [f'hint("{name}")' in more for *_, more in heard] == [True, True, False]
    assert f'`solution("{name}")`' in heard[-1][-1]


def test_after_the_last_hint_it_is_said_again(said):
    heard = [said(hint, "crud") for _ in range(5)]
    assert heard[2] == heard[3] == heard[4]


def test_each_exercise_counts_its_own_hints(said):
    said(hint, "crud")
    assert said(hint, "first_call")[0] == "hint 1 of 3: first_call"
    assert said(hint, "crud")[0] == "hint 2 of 3: crud"


def test_a_hint_is_one_line_however_the_docstring_wraps_it():
    def judge():
        """First
        line.

        Second."""

    assert checking.hints_of(judge) == ["First line.", "Second."]


@pytest.mark.parametrize("name", ALL)
def test_a_solution_is_code_that_compiles(said, name):
    code = "\n".join(said(solution, name))
    compile(code, name, "exec")
    assert " = " in code or "def " in code
    assert "..." not in code


def test_a_solution_that_is_pasted_is_right(api, said):
    names = {"api": api, "requests": requests}
    exec("\n".join(said(solution, "broken_call")), names)
    assert said(check, "broken_call", names["broken_call"])[0].startswith("✔ right")


def test_asking_for_help_is_no_progress(said):
    said(hint, "crud")
    said(solution, "crud")
    assert progress.read() == {}

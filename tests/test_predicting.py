"""`predict` and `compare`: what was expected stands beside what came."""

from html.parser import HTMLParser

import pytest

from lessons import compare, predict
from lessons.classroom import predicting
from lessons.classroom.checking import GREEN, GREY, ORANGE

TRICKY = "<b>&amp;</b> \"q\" 'a'"


class Words(HTMLParser):
    """The text of some HTML, as Python's own parser reads it."""

    def __init__(self, html):
        super().__init__()
        self.words = ""
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.words += data


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    """What was put on the screen; nothing was predicted before."""
    shown = []
    monkeypatch.setattr(predicting, "_guesses", {})
    monkeypatch.setattr(predicting, "put", shown.append)
    return shown


@pytest.fixture
def said(figures):
    """Calls, and gives back the lines of what was put on the screen."""

    def call(work, *arguments):
        assert work(*arguments) is None
        (figure,) = figures
        figures.clear()
        return figure.text.splitlines()

    return call


def test_a_prediction_is_written_down(said):
    assert said(predict, "status", 404) == ["✎ predicted: status", "  `404`"]


def test_a_prediction_without_a_guess_is_met_with_advice(said):
    for arguments in (["status"], ["status", ...]):
        title, advice = said(predict, *arguments)
        assert title == "… nothing predicted yet: status"
        assert "in the place of the `...`" in advice


@pytest.mark.parametrize(
    ("guess", "seen"),
    [
        (404, 404),
        ("404", 404),
        (404, "404"),
        ("Not found", "Not Found"),
        (" 204 ", 204),
        ("true", True),
        ("none", None),
        ([1, 2], [1, 2]),
        ("", ""),
    ],
)
def test_what_came_as_predicted_is_told_so(said, guess, seen):
    said(predict, "status", guess)
    title, predicted, came = said(compare, "status", seen)
    assert title == "= as you predicted: status"
    assert predicted == f"  Predicted: `{guess}`"
    assert came == f"  Seen: `{seen}`"


@pytest.mark.parametrize(
    ("guess", "seen"),
    [(200, 404), (None, 0), (True, 1), ("", None), ("Not  Found", "NotFound"), (0, "")],
)
def test_what_came_otherwise_is_told_with_both_and_a_question(said, guess, seen):
    said(predict, "status", guess)
    title, predicted, came, question = said(compare, "status", seen)
    assert title == "≠ not as you predicted: status"
    assert predicted == f"  Predicted: `{guess}`"
    assert came == f"  Seen: `{seen}`"
    assert "?" in question


def test_without_a_prediction_it_is_only_said_what_came(said):
    assert said(compare, "status", 404) == ["seen: status", "  `404`"]


@pytest.mark.parametrize(
    ("guess", "seen"),
    [("200 OK", 200), (False, "no"), ("201, 200", [201, 200]), ((1, 2), [1, 2])],
)
def test_a_prediction_may_be_written_in_another_form(said, guess, seen):
    said(predict, "it", guess)
    assert said(compare, "it", seen)[0] == "= as you predicted: it"


@pytest.mark.parametrize(
    ("guess", "seen"), [(20, 200), ([200], [200, 201]), ("+", "-"), ("2 or 3", 3)]
)
def test_another_prediction_is_told_so(said, guess, seen):
    said(predict, "it", guess)
    assert said(compare, "it", seen)[0] == "≠ not as you predicted: it"


def test_each_name_has_a_prediction_of_its_own(said):
    said(predict, "first", 200)
    said(predict, "second", 404)
    assert said(compare, "first", 200)[0] == "= as you predicted: first"
    assert said(compare, "second", 200)[0] == "≠ not as you predicted: second"
    assert said(compare, "third", 200)[0] == "seen: third"


def test_the_last_prediction_counts_each_time_it_is_compared(said):
    said(predict, "status", 200)
    said(predict, "status", 404)
    for _ in range(2):
        assert said(compare, "status", 404)[0] == "= as you predicted: status"


def test_a_prediction_taken_back_is_forgotten(said):
    said(predict, "status", 404)
    said(predict, "status", ...)
    assert said(compare, "status", 404)[0] == "seen: status"


def test_right_wrong_and_open_differ_in_colour_as_well(figures):
    compare("status", 200)
    predict("status", 200)
    compare("status", 200)
    compare("status", 404)
    edges = [figure.html.split("solid ")[1][:7] for figure in figures]
    assert edges[::2] == [GREY, GREEN]
    assert edges[3] == ORANGE
    assert len(set(edges)) == 4


def test_what_was_guessed_and_seen_is_escaped(figures):
    predict(TRICKY, TRICKY)
    compare(TRICKY, TRICKY)
    assert Words(figures[0].html).words.count(TRICKY) == 2
    assert Words(figures[1].html).words.count(TRICKY) == 3

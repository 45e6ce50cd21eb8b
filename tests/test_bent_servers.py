"""Each belief of learners is refuted by a cell that a bent server would not stand."""

import re

import pytest
from bending import BENT, bend
from rehearsal import printed_by

from lessons.classroom.building import read_lesson
from lessons.classroom.catalogue import all_lessons
from lessons.misconceptions import BELIEFS, REFUTED_IN
from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.exchange import Request

LESSONS = {lesson.slug: lesson for lesson in all_lessons()}
PLACES = [(each, slug) for slug, beliefs in REFUTED_IN.items() for each in beliefs]
HERE = [(belief, LESSONS[slug]) for belief, slug in PLACES if slug in LESSONS]
each_belief = pytest.mark.parametrize(
    "belief, lesson", HERE, ids=[belief for belief, _ in HERE]
)
PASSING = re.compile(  # what is another one in each run, whoever believes what
    r"(127\.0\.0\.1:|exchange )\d+|2024-01-01T[\d:]+Z|.*(Date|Request-Id): .*"
)


def tagged(lesson):
    """The places of the cells that refute something, by belief."""
    cells = enumerate(read_lesson(lesson).cells)
    pairs = [(tag, at) for at, cell in cells for tag in cell.metadata.get("tags", [])]
    return [(tag, at) for tag, at in pairs if tag in BELIEFS]


def stored(lesson, at):
    """What the committed notebook shows below this cell, as text."""
    texts = []
    for output in lesson.cells()[at]["outputs"]:
        texts += output.get("text") or output["data"]["text/plain"] + ["\n"]
    return "".join(texts)


def lasting(text):
    return PASSING.sub("", text).split()


def test_every_belief_that_a_lesson_refutes_is_known_and_can_be_bent():
    assert {belief for belief, _ in PLACES} == set(BENT)
    assert set(BENT) <= set(BELIEFS)


@pytest.mark.parametrize("belief", BENT)
def test_a_bent_server_answers_all_the_same(belief):
    bent = BENT[belief](create_app(clock=ToyClock()))
    for method, target in (("GET", "/messages/1"), ("POST", "/messages")):
        assert bent(Request(method, target)).status in range(200, 500)


@each_belief
def test_on_an_honest_server_the_cell_shows_what_is_stored(belief, lesson, monkeypatch):
    at = dict(tagged(lesson))[belief]
    bend(monkeypatch)
    assert lasting(printed_by(lesson)[at]) == lasting(stored(lesson, at))


@each_belief
def test_on_a_bent_server_the_cell_shows_something_else(belief, lesson, monkeypatch):
    at = dict(tagged(lesson))[belief]
    bend(monkeypatch, belief)
    assert lasting(printed_by(lesson)[at]) != lasting(stored(lesson, at))

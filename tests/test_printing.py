"""The papers of a lesson as a browser prints them; where there is none, skipped."""

import pytest

from lessons.classroom.catalogue import all_lessons
from lessons.classroom.teaching.sheets import handout, teachers_page

playwright = pytest.importorskip("playwright.sync_api")
INCH, MARGINS = 25.4, (30, 28)  # millimetres; what paper.css leaves at the sides
SIZES = {"A4": (210, 297), "Letter": (216, 279)}
TOP = "document.querySelector('.exercises').offsetTop"
WIDTH = "document.documentElement.scrollWidth"
COLOURS = """() => [...document.querySelectorAll('main *')].map(
    each => getComputedStyle(each)).flatMap(
    style => [style.color, style.backgroundColor])"""
each_lesson = pytest.mark.parametrize(
    "lesson", all_lessons(), ids=lambda lesson: lesson.name
)
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture
def printed(browser):
    """A paper, laid out as it is printed on this size; with the space that is there."""
    page = browser.new_page()

    def lay_out(html, size):
        space = [(a - b) / INCH * 96 for a, b in zip(SIZES[size], MARGINS, strict=True)]
        width, height = map(int, space)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="print")
        page.set_content(html)
        return page, width, height

    yield lay_out
    page.close()


@each_size
@each_lesson
def test_the_overview_of_a_lesson_fits_on_one_page(printed, lesson, size):
    page, _, height = printed(teachers_page(lesson), size)
    assert 0 < page.evaluate(TOP) <= height


@each_size
@each_lesson
def test_no_line_is_wider_than_the_paper(printed, lesson, size):
    for make in (teachers_page, handout):
        page, width, _ = printed(make(lesson), size)
        assert page.evaluate(WIDTH) <= width


def test_a_handout_is_black_on_white(printed):
    page, _, _ = printed(handout(all_lessons()[6]), "A4")
    assert set(page.evaluate(COLOURS)) == {"rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"}


def test_a_paper_asks_for_nothing_and_runs_nothing(printed):
    asked = []
    page, _, _ = printed("", "A4")
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: asked.append(said.text))
    page.set_content(teachers_page(all_lessons()[6]))
    assert asked == []

"""The book of the course: its chapters, and its pages as a browser shows them.

Making the book takes a while, so what needs it is run by `pytest -m editions`.
"""

import json
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from lessons.classroom.catalogue import (
    ROOT,
    all_lessons,
    find_lesson,
    names_of,
    solution_of,
)
from lessons.classroom.editions import chapters
from lessons.classroom.editions.chapters import chapter_of, front_page
from lessons.classroom.teaching.advice import why_of

LESSONS = all_lessons()
PAGES = ["index.html", "search.html", *(f"{each.name}.html" for each in LESSONS)]
CREATE = find_lesson("create")
MARKDOWN = MarkdownIt("commonmark").enable("table")
MAKE = """
import sys
from pathlib import Path
from lessons.classroom.editions.book import write
sys.exit(write(Path(sys.argv[1])))
"""
SERIOUS = ("serious", "critical")
OUTLINE = "all => all.map(each => Number(each.tagName[1]))"
WIDE = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length"
ALL_OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda each: each.name)
each_page = pytest.mark.parametrize("name", PAGES)
editions = pytest.mark.editions


def source_of(cell):
    return "".join(cell["source"])


def text_of(html):
    """The words of a piece of HTML, as a parser of its own reads them."""
    soup = pytest.importorskip("bs4").BeautifulSoup(html, "html.parser")
    for mark in soup.select("a.headerlink"):
        mark.decompose()
    return " ".join(soup.get_text().split())


@each_lesson
def test_each_exercise_has_its_hints_and_its_solution_below_the_check(lesson):
    cells = chapter_of(lesson)
    for name in names_of(lesson):
        (place,) = (i for i, each in enumerate(cells) if each["id"] == f"help-{name}")
        assert source_of(cells[place - 1]).startswith(f'check("{name}"')
        assert solution_of(lesson, name) in source_of(cells[place])
        assert source_of(cells[place]).count("<summary>Hint ") == 3


@each_lesson
def test_nothing_waits_for_a_reader_who_runs_nothing(lesson):
    told = json.dumps([each.get("outputs") for each in chapter_of(lesson)])
    assert "not tried yet: " not in told
    assert "nothing predicted yet: " not in told


@each_lesson
def test_what_came_is_folded_where_it_was_to_be_predicted(lesson):
    compared = [x for x in chapter_of(lesson) if "\ncompare(" in source_of(x)]
    assert all(each["metadata"]["tags"] == ["hide-output"] for each in compared)


def test_what_nobody_had_to_predict_stands_open():
    (cell,) = (x for x in chapter_of(CREATE) if source_of(x).startswith("mended ="))
    assert "hide-output" not in cell["metadata"].get("tags", [])
    assert cell["outputs"][0]["text"] == ["201 /messages/11\n"]


def test_the_front_page_leads_to_every_lesson():
    tokens = [x for each in MARKDOWN.parse(front_page()) for x in each.children or []]
    links = [each.attrGet("href") for each in tokens if each.type == "link_open"]
    assert links == [each.notebook.name for each in LESSONS]


def test_the_front_page_tells_the_ways_of_the_readme():
    assert "\nIn two hours: 00, 01, 03, 06." in front_page()
    assert "CC BY 4.0" in front_page()


def test_a_way_that_the_readme_does_not_tell_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(chapters, "ROOT", tmp_path)
    (tmp_path / "README.md").write_text("# Another\n")
    with pytest.raises(LookupError, match=r"no paragraph that begins: A truthful"):
        front_page()


def test_why_a_solution_is_right_is_told_where_it_is_known():
    (why,) = why_of(CREATE, "imported")
    assert why == "Five times 201: one draft was mended, and each crate is stored once."
    assert why_of(CREATE, "completed_call") == []


@pytest.fixture(scope="module")
def make(tmp_path_factory):
    """Makes the book in a new folder; gives this folder, and what was said."""
    pytest.importorskip("myst_nb")

    def made(name):
        folder = tmp_path_factory.mktemp("editions") / name
        command = [sys.executable, "-c", MAKE, str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        return folder, done.stdout

    return made


@pytest.fixture(scope="module")
def made(make):
    return make("book")


@pytest.fixture
def book(made):
    return made[0]


@pytest.fixture
def look(browser, book):
    """Opens a page as a file; gives it, and what went wrong or was asked of others."""
    opened = []

    def at(name, **more):
        page, wrong = browser.new_page(reduced_motion="reduce", **more), []
        opened.append(page)
        page.on("console", lambda said: wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda failed: wrong.append(failed.url))
        ours = (book.as_uri(), "data:")
        page.on("request", lambda x: x.url.startswith(ours) or wrong.append(x.url))
        page.goto(name if "://" in name else f"{book.as_uri()}/{name}")
        return page, wrong

    yield at
    for page in opened:
        page.close()


@editions
def test_the_command_says_where_the_book_is(made):
    folder, said = made
    assert said.splitlines()[0].startswith(f"The book is in {folder}, ")
    assert said.splitlines()[-1] == (folder / "index.html").as_uri()
    assert (folder / "index.html").exists()


@editions
def test_two_books_are_the_same_bytes(make, book):
    first, second = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (book, make("again")[0])
    )
    assert len(first) > len(PAGES)
    assert first == second


@editions
@each_lesson
def test_a_page_has_all_the_words_of_its_lesson(book, lesson):
    page = text_of((book / f"{lesson.name}.html").read_text("utf-8"))
    texts = [source_of(x) for x in lesson.cells() if x["cell_type"] == "markdown"]
    blocks = [MARKDOWN.render(text).split("</p>") for text in texts]
    missing = [x for each in blocks for x in map(text_of, each) if x not in page]
    assert missing == []


@editions
@each_page
def test_a_page_opened_as_a_file_asks_nobody_for_anything(look, name):
    page, wrong = look(name)
    page.wait_for_load_state("networkidle")
    assert page.title().endswith("Learn REST by doing")
    assert wrong == []


@editions
@each_page
def test_a_page_has_one_title_and_leaves_out_no_level(look, name):
    page, _ = look(name)
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(OUTLINE)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


@editions
@pytest.mark.parametrize("scheme", ["light", "dark"])
@each_page
def test_everybody_can_read_a_page(look, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _ = look(name, color_scheme=scheme)
    page.evaluate(ALL_OPEN)
    found = axe.run(page, options={"preload": False}).response["violations"]
    assert [each["help"] for each in found if each["impact"] in SERIOUS] == []


@editions
@pytest.mark.parametrize("width", [390, 1280])
@each_page
def test_nothing_scrolls_sideways(look, name, width):
    page, _ = look(name, viewport={"width": width, "height": 800})
    page.evaluate(ALL_OPEN)
    assert page.locator("html, pre, .table-wrapper").evaluate_all(WIDE) == 0


@editions
def test_the_search_works_from_a_file(look):
    page, wrong = look("index.html")
    page.get_by_placeholder("Search").fill("Idempotency-Key")
    page.keyboard.press("Enter")
    page.locator("#search-results li a", has_text="16 · Unreliable").first.click()
    assert page.locator("h1").inner_text().startswith("16 · Unreliable network")
    assert wrong == []


@editions
def test_the_search_of_a_served_book_shows_where_the_words_stand(browser, book):
    serve = partial(SimpleHTTPRequestHandler, directory=book)
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/search.html?q=urljoin")
        page.locator("#search-results li p.context").first.wait_for()
        assert "urljoin" in page.locator("#search-results").inner_text()
        page.close()
        server.shutdown()


@editions
def test_a_lesson_leads_to_the_next_one_and_back(look):
    page, _ = look("06_create.html")
    page.locator("article").get_by_role("link", name="07 · Replace").click()
    assert page.locator("h1").inner_text().startswith("07 · Replace")
    page.locator("a.prev-page").click()
    assert page.locator("h1").inner_text().startswith("06 · Create")
    page.locator("a.next-page").click()
    assert page.locator("h1").inner_text().startswith("07 · Replace")


@editions
def test_a_transcript_stands_there_as_it_crossed_the_wire(look):
    page, _ = look("03_read.html")
    asked = page.get_by_text("GET /messages/4 HTTP/1.1")
    assert asked.is_visible()
    assert asked.evaluate("each => getComputedStyle(each).fontFamily") == "monospace"


@editions
def test_pictures_are_drawn_and_sounds_can_be_played(look):
    page, _ = look("13_many_faces.html")
    page.evaluate(ALL_OPEN)
    pictures = page.locator(".cell_output img")
    drawn = "all => all.every(each => each.naturalWidth && each.alt)"
    assert pictures.count() > 1
    assert pictures.evaluate_all(drawn)
    page.wait_for_function("document.querySelector('audio').duration > 1")


@editions
def test_hints_and_the_solution_are_folded_until_they_are_wanted(look):
    page, _ = look("06_create.html")
    answer = page.get_by_text('"b", "c", "a"')
    assert not answer.is_visible()
    page.locator("details.help summary", has_text="One solution").last.click()
    assert answer.is_visible()


@editions
def test_on_paper_all_is_unfolded_and_nothing_navigates(look):
    page, _ = look("06_create.html", viewport={"width": 700, "height": 1000})
    page.emulate_media(media="print")
    assert page.get_by_text('"b", "c", "a"').is_visible()
    assert not page.locator(".sidebar-drawer").is_visible()
    assert not page.locator("a.next-page").is_visible()
    assert page.locator("pre").evaluate_all(WIDE) == 0

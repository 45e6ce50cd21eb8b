"""The browser edition, in a real browser: `pytest -m editions tests/test_site.py`."""

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lessons.classroom.catalogue import all_lessons, find_lesson, solution_of
from lessons.classroom.editions.page_copies import is_told

pytest.importorskip("jupyterlite_core", reason="pip install -e '.[site]'")
pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.editions
PATIENCE = 120_000  # ms
PORT = re.compile(r"(?<=127\.0\.0\.1:)[58]\d{3,4}(?!\d)")
NUMBERED = re.compile(r"(?<=Request-Id: )\d+|(?<=09:00:)\d\d|(?<=exchange )\d+")
IDLE = """name => {
  const shown = window.jupyterapp?.shell.currentWidget;
  const kernel = shown?.sessionContext?.session?.kernel;
  return shown?.context?.path === name && kernel?.status === "idle";
}"""
CLEAR = """() => {
  for (const cell of jupyterapp.shell.currentWidget.content.model.cells)
    if (cell.type === "code") cell.clearExecution();
}"""
RUN_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells').then(() => 1)"
SAVE = "() => jupyterapp.commands.execute('docmanager:save').then(() => 1)"
CELLS = "() => jupyterapp.shell.currentWidget.content.model.toJSON().cells"
ANSWER = """([id, code]) => {
  for (const cell of jupyterapp.shell.currentWidget.content.model.cells)
    if (cell.id === id) cell.sharedModel.setSource(code);
}"""


@pytest.fixture(scope="module")
def site():
    """Built anew from what is here, and served as any web server would."""
    from lessons.classroom.editions import site as edition

    edition.build()
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    handler = partial(quiet, directory=edition.SITE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser, site):
    """Opens pages as one learner does; what fails, or leads elsewhere, is told."""
    learner, wrong = browser.new_context(), []

    def opened(path):
        page = learner.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda failed: wrong.append(failed.url))
        page.on("response", lambda r: r.status < 400 or wrong.append(r.url))
        page.on("request", lambda r: is_here(r.url, site) or wrong.append(r.url))
        page.goto(f"{site}/{path}")
        return page

    yield opened
    learner.close()
    assert wrong == []


@pytest.fixture
def study(visit):
    """Opens a lesson and waits until its kernel is there."""

    def opened(lesson):
        page = visit(f"notebooks/index.html?path={lesson.notebook.name}")
        page.wait_for_function(IDLE, arg=lesson.notebook.name, timeout=PATIENCE)
        return page

    return opened


def is_here(url, site):
    return url.startswith((site, "data:", "blob:"))


def run_all(page):
    page.set_default_timeout(PATIENCE)
    page.evaluate(CLEAR)
    assert page.evaluate(RUN_ALL) == 1
    return page.evaluate(CELLS)


def shown(cell):
    """What a person sees below a cell: printed text, and drawings as HTML."""
    parts = []
    for output in cell["outputs"]:
        data = output.get("data", {})
        text = output.get("text") or data.get("text/html") or data["text/plain"]
        parts.append("".join(text))
    return "".join(parts).replace("\r", "")


def alike(text, lesson):
    masked = PORT.sub("PORT", text).replace(", simulated wire", "")
    return NUMBERED.sub("N", masked) if any(map(is_told, lesson.cells())) else masked


@pytest.mark.parametrize(
    "lesson", [pytest.param(each, id=each.name) for each in all_lessons()]
)
def test_a_lesson_shows_in_the_browser_what_its_notebook_shows(study, lesson):
    cells = {cell["id"]: cell for cell in run_all(study(lesson))}
    code = [cell for cell in lesson.cells() if cell["cell_type"] == "code"]
    for cell in [each for each in code if not is_told(each)]:
        assert cells[cell["id"]]["execution_count"]
        seen, expected = shown(cells[cell["id"]]), shown(cell)
        assert alike(seen, lesson) == alike(expected, lesson)


def test_each_transcript_says_that_its_wire_is_simulated(study):
    text = json.dumps(run_all(study(find_lesson("06"))))
    numbered = re.findall(r"request \(exchange \d+(.*?)\)", text)
    assert set(numbered) == {", simulated wire"}


def test_an_exercise_is_solved_and_a_reload_keeps_the_progress(study):
    lesson, name = find_lesson("06"), "completed_call"
    [exercise] = [c for c in lesson.cells() if c["metadata"].get("name") == name]
    page = study(lesson)
    code = "".join(exercise["source"]).replace("completed = ...", "")
    answer = solution_of(lesson, name)
    page.evaluate(ANSWER, [exercise["id"], f"{code}\n{answer}"])
    assert f"✔ right: {name}" in json.dumps(run_all(page), ensure_ascii=False)
    page.evaluate(SAVE)
    page.close()
    again = study(lesson)
    assert answer in again.evaluate(CELLS).__repr__().replace("\\n", "\n")
    assert "1 of 5 done" in json.dumps(run_all(again))


def test_progress_is_shared_by_the_lessons(study):
    first = study(find_lesson("06"))
    first.evaluate(ANSWER, [id_of("06", "quiz_create"), 'letters = ["b", "c", "a"]'])
    assert "1 of 5 done" in json.dumps(run_all(first))
    second = study(find_lesson("00"))
    code = "from lessons.classroom import progress; print(progress.read())"
    second.evaluate(ANSWER, [first_cell_of("00"), code])
    assert "quiz_create" in json.dumps(run_all(second))


def test_the_solution_is_there_to_be_looked_at(study):
    page = study(find_lesson("00"))
    code = 'from lessons import solution; solution("completed_call")'
    page.evaluate(ANSWER, [first_cell_of("00"), code])
    assert "one solution: completed_call" in json.dumps(run_all(page))


def id_of(number, name):
    cells = find_lesson(number).cells()
    return next(c["id"] for c in cells if c["metadata"].get("name") == name)


def first_cell_of(number):
    cells = find_lesson(number).cells()
    return next(cell["id"] for cell in cells if cell["cell_type"] == "code")


def test_the_front_page_leads_to_every_lesson(visit):
    page = visit("index.html")
    links = page.locator("table a")
    assert links.count() == len(all_lessons())
    links.nth(6).click()
    page.wait_for_function(IDLE, arg="06_create.ipynb", timeout=PATIENCE)


def test_the_front_page_has_no_barrier(visit):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for scheme in ("light", "dark"):
        page = visit("index.html")
        page.emulate_media(color_scheme=scheme)
        assert axe.run(page).violations_count == 0

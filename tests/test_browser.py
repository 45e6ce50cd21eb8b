"""What a browser makes of the pages and pictures; where there is none, skipped."""

import shutil
import threading

import pytest

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors.server import Server

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")
MESSAGE, HOME = "/messages/5", "/"


@pytest.fixture(scope="module")
def url():
    server = Server(create_app(clock=ToyClock()))
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield started
        started.close()


@pytest.fixture
def look(browser, url):
    """Opens a path; gives the page and what the browser complained of."""
    opened = []

    def at(path, **more):
        page, complaints = browser.new_page(**more), []
        opened.append(page)
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda failed: complaints.append(failed.url))
        page.goto(url + path)
        return page, complaints

    yield at
    for page in opened:
        page.close()


@pytest.mark.parametrize("path", [HOME, MESSAGE])
def test_a_page_is_shown_without_a_complaint(look, path):
    page, complaints = look(path)
    assert page.locator("h1").count() == 1
    assert complaints == []


def test_the_picture_on_the_page_is_the_message_itself(look):
    page, _ = look(MESSAGE)
    picture = page.locator("img")
    assert picture.evaluate("each => each.complete && each.naturalWidth") > 100
    assert "bubble" in picture.get_attribute("alt")


@pytest.mark.parametrize("kind", ["image/svg+xml", "image/png"])
def test_a_picture_is_shown_without_a_complaint(look, kind):
    _, complaints = look(MESSAGE, extra_http_headers={"Accept": kind})
    assert complaints == []

"""What a browser makes of the pages and pictures; where there is none, skipped."""

import json
import shlex
import threading
from itertools import pairwise

import pytest
import requests

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors.server import Server

playwright = pytest.importorskip("playwright.sync_api")
MESSAGE, HOME, DOCS = "/messages/5", "/", "/docs"
NEW = {"to": "+15558675310", "from": "+15017122661"}


@pytest.fixture(scope="module")
def url():
    server = Server(create_app(clock=ToyClock()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.stop()


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


@pytest.mark.parametrize("path", [HOME, MESSAGE, DOCS])
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


@pytest.fixture
def docs(look):
    """The page of the docs, all of it made, and what the browser complained of."""
    page, complaints = look(DOCS)
    page.wait_for_selector("details")
    yield page, complaints
    assert complaints == []


def press_until(page, key, wanted):
    """Press the key until the element that has the focus fits; gives it."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("each => document.activeElement.matches(each)", wanted):
            return page.locator(wanted)
    raise AssertionError(f"{key} does not lead to {wanted}")


def by_keyboard(page, name):
    """Open an operation, with the keyboard only."""
    press_until(page, "Tab", f"#{name} summary")
    page.keyboard.press("Enter")


def send(page, name):
    """Press its button, with the keyboard only; the status line that comes."""
    press_until(page, "Tab", f"#{name} button")
    page.keyboard.press("Enter")
    status = page.locator(f"#{name} [role=status]")
    playwright.expect(status).not_to_be_empty()
    return status.inner_text()


def test_the_docs_show_each_operation(docs, url):
    page, _ = docs
    document = requests.get(f"{url}/openapi.json").json()
    verbs = ["get", "post", "put", "patch", "delete"]
    every = [item for path in document["paths"].values() for item in path.items()]
    names = [each["operationId"] for verb, each in every if verb in verbs]
    shown = page.locator("details[id]").evaluate_all("all => all.map(each => each.id)")
    assert sorted(shown) == sorted(names)


def test_the_docs_call_nobody_else(browser, url):
    page, called = browser.new_page(), []
    page.on("request", lambda request: called.append(request.url))
    page.goto(url + DOCS)
    page.wait_for_selector("details")
    page.close()
    assert {each for each in called if not each.startswith((url, "data:"))} == set()


def test_a_message_is_created_from_the_docs_by_keyboard_only(docs):
    page, _ = docs
    by_keyboard(page, "createMessage")
    press_until(page, "Tab", "#createMessage-content")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(json.dumps(NEW | {"body": "Typed"}))
    assert send(page, "createMessage") == "201 Created"
    answer = page.locator("#createMessage div > pre").all_inner_texts()
    assert "location: /messages/" in answer[0]
    assert json.loads(answer[1])["body"] == "Typed"


def test_an_answer_is_in_sight_as_soon_as_it_is_there(docs):
    page, _ = docs
    by_keyboard(page, "createMessage")
    send(page, "createMessage")
    status = page.locator("#createMessage [role=status]")
    playwright.expect(status).to_be_in_viewport()


def test_a_body_that_is_html_stays_text_in_the_docs(docs):
    page, _ = docs
    by_keyboard(page, "createMessage")
    body = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>"
    page.fill("#createMessage-content", json.dumps(NEW | {"body": body}))
    assert send(page, "createMessage") == "201 Created"
    assert body in page.locator("#createMessage div > pre").all_inner_texts()[1]
    assert page.locator("main img, main script").count() == 0


def test_the_curl_command_in_the_docs_does_what_the_form_does(docs, url):
    page, _ = docs
    by_keyboard(page, "listMessages")
    page.fill("#listMessages-q", "it's & <tea>")
    page.fill("#listMessages-If-None-Match", '"x"')
    text = page.locator("#listMessages form > pre").inner_text()
    words = shlex.split(text.replace("\\\n", ""))
    assert words[:4] == ["curl", "-i", "-X", "GET"]
    assert words[4] == f"{url}/messages?q=it%27s+%26+%3Ctea%3E"
    assert words[5:] == ["-H", "Accept: */*", "-H", 'If-None-Match: "x"']


@pytest.mark.parametrize("name", ["createMessage", "createToken", "beginBroadcast"])
def test_the_curl_command_in_the_docs_carries_the_content(docs, name):
    page, _ = docs
    by_keyboard(page, name)
    words = shlex.split(page.locator(f"#{name} form > pre").inner_text())
    content = page.locator(f"#{name}-content").input_value()
    assert words[words.index("--data-raw") + 1] == content


def test_credentials_are_sent_with_what_is_tried(docs):
    page, complaints = docs
    page.fill("#authorization", "Bearer x")
    by_keyboard(page, "readHome")
    assert "-H 'Authorization: Bearer x'" in page.locator("#readHome pre").inner_text()
    assert send(page, "readHome") == "401 Unauthorized"
    assert "401" in complaints.pop()


def test_a_picture_is_told_of_in_the_docs(docs):
    page, _ = docs
    by_keyboard(page, "readMessage")
    page.select_option("#readMessage-accept", "image/png")
    assert send(page, "readMessage") == "200 OK"
    content = page.locator("#readMessage div > pre").all_inner_texts()[1]
    assert content.endswith("bytes of image/png)")


def test_each_input_of_the_docs_has_a_label_and_a_note(docs):
    page, _ = docs
    fields = page.locator("input, select, textarea")
    assert fields.count() > 60
    names = fields.evaluate_all("all => all.map(each => each.labels[0]?.textContent)")
    notes = fields.evaluate_all(
        "all => all.map(each => each.ariaDescribedByElements[0]?.textContent)"
    )
    assert all(names) and all(notes)


def test_no_two_elements_of_the_docs_have_the_same_id(docs):
    page, _ = docs
    ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_the_headings_of_the_docs_are_in_order(docs):
    page, _ = docs
    names = page.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.map(e => e.tagName)"
    )
    levels = [int(name[1]) for name in names]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("width", [320, 1280])
def test_the_docs_fit_the_width_of_the_screen(look, width):
    page, _ = look(DOCS, viewport={"width": width, "height": 700})
    page.wait_for_selector("details")
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_docs_are_light_or_dark_as_one_likes(look, scheme):
    page, _ = look(DOCS, color_scheme=scheme)
    color = page.evaluate("getComputedStyle(document.body).color")
    assert color == ("rgb(0, 0, 0)" if scheme == "light" else "rgb(255, 255, 255)")


def test_what_has_the_focus_in_the_docs_is_seen(docs):
    page, _ = docs
    press_until(page, "Tab", "#readHome summary")
    outline = "getComputedStyle(document.activeElement).outline"
    assert "3px" in page.evaluate(outline)


def test_a_link_to_an_operation_opens_it(look):
    page, complaints = look(f"{DOCS}#createToken")
    page.wait_for_selector("#createToken[open]")
    assert page.locator("details[open]").count() == 1
    assert complaints == []

"""The pages of the real server of a class, in a real browser; else skipped."""

import pytest
import requests
from class_server import ClassServer

from toy_api import lab

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
DRAFT = {"from": "+15017122661", "to": "+15558675310"}
TAKEN = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>"
SECONDS = 15_000  # milliseconds: a page comes back after one, a server starts meanwhile


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    started = ClassServer(tmp_path_factory.mktemp("class") / "class.db")
    yield started
    started.stop()


@pytest.fixture(scope="module")
def anna(school):
    joined = lab._in_class(school.url_for("Anna"))
    yield joined
    joined.stop()


@pytest.fixture(scope="module")
def visit(school, browser):
    """Opens a page of the class as its teacher; beside it, what went wrong on it."""
    known = dict(zip(("username", "password"), school.teacher, strict=True))

    def at(path):
        page, wrong = browser.new_context(http_credentials=known).new_page(), []
        page.on("console", lambda said: wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda sent: school.host in sent.url or wrong.append(sent))
        page.goto(path if "://" in path else school.url + path)
        return page, wrong

    return at


def test_the_board_tells_what_a_learner_checks(visit, anna):
    page, wrong = visit("/class/board")
    told = {"state": "trying", "advice": "Mend the number."}
    anna.tell_class("PUT", "progress/imported", told)
    task = page.locator("#bars li").filter(has_text="imported")
    expect(task.locator(".numbers")).to_contain_text("1 trying", timeout=SECONDS)
    expect(task).to_contain_text("Mend the number.")
    assert wrong == []


def test_the_inspector_shows_what_crosses_the_wire(visit, anna):
    page, wrong = visit("/class/inspector")
    requests.get(f"{anna.url}/messages/4?live=1")
    row = page.locator("#rows tr").filter(has_text="/messages/4")
    expect(row).to_contain_text("400 Bad Request", timeout=SECONDS)
    assert wrong == []


@pytest.mark.parametrize(
    "body", [TAKEN, "x" * 1_000_000, "a\u202eb\u0007\u2028c", "\\u0000"]
)
def test_no_message_breaks_the_inspector(visit, anna, body):
    page, wrong = visit("/class/inspector")
    made = requests.post(f"{anna.url}/messages", json=DRAFT | {"body": body[:1600]})
    requests.post(f"{anna.url}/{len(body)}", json=DRAFT | {"body": body})
    page.locator("#rows tr").filter(has_text=f"/{len(body)}").first.click()
    expect(page.get_by_role("heading", name=f"POST /{len(body)}")).to_be_visible()
    assert made.status_code in (201, 422)
    assert (page.title().partition(":")[0], wrong) == ("Inspector", [])


@pytest.mark.parametrize("value", ["a\tb", "\xff\xfe", TAKEN])
def test_no_field_breaks_the_inspector(visit, anna, value):
    page, wrong = visit("/class/inspector")
    place = f"/field/{len(value)}"
    requests.get(anna.url + place, headers={"X-Own": value.encode("latin-1")})
    page.locator("#rows tr").filter(has_text=place).first.click()
    expect(page.get_by_role("group", name="Request")).to_contain_text("X-Own")
    assert (page.title().partition(":")[0], wrong) == ("Inspector", [])


def test_a_learner_looks_at_their_own_wire_without_a_password(visit, anna):
    page, wrong = visit(f"{anna.url}/lab/inspector")
    requests.get(f"{anna.url}/messages/5")
    row = page.locator("#rows tr").filter(has_text="/messages/5").first
    expect(row).to_contain_text("200 OK", timeout=SECONDS)
    assert [each for each in wrong if isinstance(each, str)] == []


def test_both_pages_go_on_when_the_server_was_killed(visit, school, anna):
    pages = [visit("/class/board")[0], visit("/class/inspector")[0]]
    school.kill()
    for page in pages:
        expect(page.get_by_text("✘ No answer")).to_be_visible(timeout=SECONDS)
    school.start()
    anna.tell_class("PUT", "progress/imported", {"state": "right"})
    requests.get(f"{anna.url}/messages/6")
    numbers = pages[0].locator("#bars li").filter(has_text="imported")
    expect(numbers).to_contain_text("1 right", timeout=SECONDS)
    row = pages[1].locator("#rows tr").filter(has_text="/messages/6")
    expect(row).to_contain_text("200 OK", timeout=SECONDS)

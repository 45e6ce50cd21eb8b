"""The way in: links for a program, a page for a person."""

import shlex
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from wsgiref.headers import Headers

import pytest

from toy_api.exchange import Request

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """What Python's own parser finds in a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.texts = [], [], {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        name = self.open[-1] if self.open else None
        self.texts.setdefault(name, []).append(data)

    def links(self):
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]


@pytest.fixture
def answer(api):
    return api("GET", "/", headers={"Accept": BROWSER})


@pytest.fixture
def page(answer):
    return Page(answer.text)


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html;q=0.5, */*"])
def test_a_program_gets_links_that_lead_somewhere(api, accept):
    answer = api("GET", "/", headers={"Accept": accept})
    assert answer.headers["Content-Type"] == "application/json"
    links = [url.replace("{id}", "1") for url in answer.json().values()]
    found = {url: api("OPTIONS", url).status_code for url in links}
    assert set(found.values()) == {204}
    assert {"/messages", "/messages/1", "/webhooks", "/lab"} <= set(found)


def test_a_browser_gets_a_page(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.text.startswith("<!doctype html>")


@pytest.mark.parametrize("accept", [BROWSER, "application/json"])
def test_caches_are_told_that_the_answer_depends_on_accept(api, accept):
    answer = api("GET", "/", headers={"Accept": accept})
    assert answer.headers["Vary"] == "Accept"


def test_a_refusal_depends_on_accept_as_well(api):
    answer = api("GET", "/", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["Vary"]) == (406, "Accept")


def test_every_element_of_the_page_is_closed(page):
    assert page.open == []
    assert page.texts["h1"] == ["A toy API"]


def test_the_page_says_its_language_and_has_a_title(page):
    assert ("html", {"lang": "en"}) in page.tags
    assert page.texts["title"] == ["A toy API"]


def test_every_link_of_the_page_leads_somewhere(page, api):
    assert page.links() == ["/messages", "/docs", "/lab"]
    assert all(api("GET", url).status_code == 200 for url in page.links())


@pytest.mark.parametrize("accept", [BROWSER, "application/json"])
def test_a_program_finds_the_description_without_reading_the_home(api, accept):
    """RFC 8631 §4."""
    links = api("GET", "/", headers={"Accept": accept}).links
    assert links["service-desc"]["url"] == "/openapi.json"
    assert links["service-doc"]["url"] == "/docs"
    assert api("GET", "/").json()["docs"] == "/docs"
    assert api("GET", "/").json()["description"] == "/openapi.json"


def test_the_page_may_use_its_own_style_and_nothing_else(page, answer):
    (style,) = page.texts["style"]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    own = f"style-src 'sha256-{digest}'"
    rest = "default-src 'none'; base-uri 'none'; img-src 'self' data:"
    assert policy == f"{rest}; {own}"


def test_the_page_needs_nothing_that_its_policy_forbids(page):
    assert not {"script", "img", "iframe"} & {tag for tag, _ in page.tags}
    assert [attrs["href"] for tag, attrs in page.tags if tag == "link"] == ["data:,"]
    assert not any("style" in attrs for _, attrs in page.tags)


def test_every_command_on_the_page_works_as_it_stands(page, api):
    text = "".join(page.texts["pre"]).replace("\\\n", "")
    text = text.replace("curl", "\0curl")
    for _, _, url, *more in map(shlex.split, text.split("\0")[1:]):
        fields = dict([more[1].split(": ")]) if more else {}
        method, content = ("POST", more[3]) if more else ("GET", None)
        path = url.removeprefix("http://toy.test")
        answer = api(method, path, data=content, headers=fields)
        assert answer.status_code == (201 if more else 200)


def test_the_page_has_all_three_commands(page):
    text = "".join(page.texts["pre"])
    assert text.count("curl -i http://toy.test/messages") == 3


def test_a_host_that_is_html_stays_text(app):
    fields = Headers([("Host", "<b>&\"x'"), ("Accept", "text/html")])
    page = Page(app(Request("GET", "/", fields)).body.decode())
    assert "b" not in {tag for tag, _ in page.tags}
    assert "http://<b>&\"x'/messages/1" in "".join(page.texts["pre"])


def test_without_a_host_the_commands_are_for_this_computer(app):
    answer = app(Request("GET", "/", Headers([("Accept", "text/html")])))
    assert b"curl -i http://localhost/messages\n" in answer.body


def test_the_home_takes_no_parameters(api):
    answer = api("GET", "/?page=2")
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith("None is known here.")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_home_is_only_read(api, method):
    answer = api(method, "/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")

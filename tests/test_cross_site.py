"""Which pages may change something: what browsers tell of where a request is from."""

import threading

import pytest
from browsing import chromium

from toy_api.app import FRIENDS, create_app
from toy_api.doors.server import Server
from toy_api.doors.transport import ADDRESS
from toy_api.exchange import respond
from toy_api.listener import listen

(FRIEND,) = FRIENDS
SITE, ORIGIN = "Sec-Fetch-Site", "Origin"
OURS = [
    {},
    {SITE: "same-origin", ORIGIN: ADDRESS},
    {SITE: "none"},
    {ORIGIN: ADDRESS},
    {ORIGIN: ADDRESS.replace("http", "https")},  # something before us ends TLS
    {SITE: "same-origin", ORIGIN: "null"},  # a page that tells no referrer
    {SITE: "same-origin", ORIGIN: "https://before.us.example"},
    {ORIGIN: FRIEND},
    {SITE: "cross-site", ORIGIN: FRIEND},
]
STRANGE = [
    {SITE: "cross-site", ORIGIN: "https://other.example"},
    {SITE: "same-site", ORIGIN: "http://www.toy.test"},
    {SITE: "cross-site"},
    {SITE: "cross-site", ORIGIN: ADDRESS},
    {SITE: "", ORIGIN: ADDRESS},
    {SITE: "new-word"},
    {ORIGIN: "https://other.example"},
    {ORIGIN: "null"},
    {ORIGIN: ""},
    {ORIGIN: f"{ADDRESS}:8000"},
    {ORIGIN: f"{ADDRESS}.evil.example"},
    {ORIGIN: f"{FRIEND}.evil.example"},
    {ORIGIN: "toy.test"},
]
CHANGES = [
    ("POST", "/messages"),
    ("DELETE", "/messages/1"),
    ("POST", "/lab/reset"),
    ("POST", "/lab/lock"),
    ("POST", "/2010-04-01/Accounts.json"),
    ("BREW", "/nowhere"),
]
TEXT = {"Content-Type": "text/plain"}
FORM = """<form method=post action={} enctype=text/plain target=_self>
<input name='{{"a": "' value='"}}'></form><script>document.forms[0].submit()</script>"""
FETCH = """async ([url, method, mode]) => (await fetch(url, {method, mode})).status"""


@pytest.mark.parametrize("fields", OURS)
def test_who_comes_from_no_page_or_our_own_may_change_something(api, fields):
    assert api("DELETE", "/messages/1", headers=fields).status_code == 204
    assert api("POST", "/lab/reset", headers=fields).status_code == 204


@pytest.mark.parametrize("fields", STRANGE)
@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_the_page_of_a_stranger_may_change_nothing(api, store, fields, method, path):
    before = store.digest()
    answer = api(method, path, headers=TEXT | fields, data='{"a": "="}')
    assert answer.status_code == 403
    assert "another origin" in answer.text
    assert store.digest() == before


@pytest.mark.parametrize("fields", STRANGE)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_the_page_of_a_stranger_may_ask_since_the_browser_hides_the_answer(
    api, fields, method
):
    answer = api(method, "/messages/1", headers=fields)
    assert answer.ok
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_refusal_is_a_problem_whoever_proves_who_asks(players):
    fields = {ORIGIN: "https://other.example"}
    auth = ("ada", "paper-boat")
    answer = players("DELETE", "/messages/1", headers=fields, auth=auth)
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.fixture(scope="module")
def misled():
    """A browser to which the name evil.example means this computer."""
    with chromium("--host-resolver-rules=MAP evil.example 127.0.0.1") as started:
        yield started


@pytest.fixture
def page(misled):
    opened = misled.new_page()
    yield opened
    opened.close()


@pytest.fixture
def served(store, clock):
    server = Server(create_app(store, clock, hosts=[]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.stop()


@pytest.fixture
def strange(served):
    """The page of a stranger: on its own, it sends a form to the lab of the server."""
    html = FORM.format(f"{served.url}/lab/reset").encode()
    kind = {"Content-Type": "text/html"}
    listener = listen(lambda request: respond(200, kind, html))
    yield listener.url
    listener.stop()


@pytest.mark.parametrize("name", ["127.0.0.1", "evil.example"])
def test_a_form_that_a_real_browser_sends_for_a_stranger_is_refused(
    page, strange, served, store, name
):
    store.delete(1)
    with page.expect_response("**/lab/reset") as found:
        page.goto(strange.replace("127.0.0.1", name))
    assert found.value.status == 403
    assert store.get(1) is None


def test_our_own_page_may_send_in_a_real_browser(page, served, store):
    page.goto(f"{served.url}/docs")
    there = f"{served.url}/messages/1"
    assert page.evaluate(FETCH, [there, "DELETE", "cors"]) == 204
    assert store.get(1) is None


def test_a_name_that_suddenly_means_this_computer_shows_a_real_browser_nothing(
    page, served, store
):
    here = served.url.replace("127.0.0.1", "evil.example")
    assert page.goto(f"{here}/messages/1").status == 421
    assert page.evaluate(FETCH, [f"{here}/lab/reset", "POST", "same-origin"]) == 421
    assert store.examples[0].body not in page.content()

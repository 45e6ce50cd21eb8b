"""A wrong API, on purpose: each thing wrong about it is seen by a client not ours."""

from html.parser import HTMLParser

import pytest

TRICKY = "</li><script>alert(1)</script> &lt; \"q\" 'a' <a href='/x'>"
NEW = {"to": "+15558675310", "from": "+15017122661", "body": TRICKY}
NOT_IDS = ["", "0", "7", "-1", "+1", "%2B1", "1.0", "abc", "1,2", "1%20", "%C2%B9"]
NOT_IDS += ["%D9%A1", "1e0", "0x1", "*", "all", "%00", "9" * 15, "9" * 16, "9" * 5000]
PATHS = ["/crooked", "/crooked/messages", "/crooked/greeting"]


class Page(HTMLParser):
    """The links of a page and what stands in its list, as Python's own parser reads."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.items = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name == "href"]
        self.items += [""] if tag == "li" else []

    def handle_data(self, data):
        if self.items:
            self.items[-1] += data


@pytest.fixture
def page(api):
    return lambda: Page(api("GET", "/crooked").text)


def test_the_page_has_each_message_with_a_link_that_deletes_it(page, store):
    found = page()
    ids = [message.id for message in store.find()]
    assert found.links == [f"/crooked/delete?id={id}" for id in ids]
    bodies = [f"{message.draft.body} delete" for message in store.find()]
    assert [item.strip() for item in found.items] == bodies


def test_a_body_that_looks_like_html_is_text_on_the_page(page, api):
    api("POST", "/messages", json=NEW)
    found = page()
    assert found.items[-1].strip() == f"{TRICKY} delete"
    assert "script" not in found.tags
    assert found.tags.count("a") == len(found.links) == 7


def test_the_page_is_html_and_says_its_charset(api):
    answer = api("GET", "/crooked")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.encoding == "utf-8"
    assert "100% cocoa ☕" in answer.text


def test_reading_the_page_itself_deletes_nothing(api, store):
    before = store.digest()
    for method in ("GET", "HEAD", "OPTIONS"):
        assert api(method, "/crooked").ok
    assert store.digest() == before


def test_whoever_follows_every_link_deletes_everything(page, api, store):
    for link in page().links:
        assert api("GET", link).status_code == 200
    assert (store.count(), page().links) == (0, [])
    assert api("GET", "/messages").json() == []


def test_a_get_deletes_this_message_and_no_other(api):
    before = api("GET", "/messages").json()
    answer = api("GET", "/crooked/delete?id=2")
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert api("GET", "/messages/2").status_code == 404
    assert api("GET", "/messages").json() == before[:1] + before[2:]


def test_a_deleted_id_is_never_used_again(api):
    api("GET", "/crooked/delete?id=6")
    assert api("PUT", "/messages/6", json=NEW).status_code == 409
    assert api("POST", "/messages", json=NEW).json()["id"] == 7


@pytest.mark.parametrize("query", ["", *(f"?id={id}" for id in NOT_IDS)])
def test_a_delete_of_nothing_claims_success_all_the_same(api, store, query):
    before = store.digest()
    answer = api("GET", f"/crooked/delete{query}")
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert store.digest() == before


@pytest.mark.parametrize(
    "query", ["id=1&id=2", "id=1&id=1", "id=1&dry_run=1", "ID=1", "id=1%FF"]
)
def test_an_unclear_query_deletes_nothing(api, store, query):
    before = store.digest()
    assert api("GET", f"/crooked/delete?{query}").status_code == 400
    assert store.digest() == before


@pytest.mark.parametrize("path", PATHS)
def test_nothing_crooked_ignores_a_parameter_of_a_get(api, path):
    answer = api("GET", f"{path}?page=2")
    assert answer.status_code == 400
    assert "'page'" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/crooked", "/crooked/delete", "/crooked/greeting"])
def test_what_is_only_read_has_no_other_method(api, store, path, method):
    before = store.digest()
    answer = api(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert store.digest() == before


@pytest.mark.parametrize("path", PATHS)
def test_head_is_a_get_without_the_content(api, path):
    full, head = api("GET", path), api("HEAD", path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Content-Length"):
        assert head.headers[name] == full.headers[name]


def test_the_crooked_list_is_the_list_of_messages(api):
    crooked = api("GET", "/crooked/messages")
    assert crooked.headers["Content-Type"] == "application/json"
    assert crooked.json() == api("GET", "/messages").json()


def test_a_message_is_created_with_200_and_no_location(api, store):
    answer = api("POST", "/crooked/messages", json=NEW)
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert "Location" not in answer.headers
    assert answer.json()["message"] == api("GET", "/messages/7").json()
    assert store.count() == 7


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"to": "me"}, ["to: "]),
        ({"body": None}, ["body: "]),
        ({"boddy": "x"}, ["boddy: "]),
        ({"to": 1, "from": 2, "media": 3}, ["to: ", "from: ", "media: "]),
    ],
)
def test_an_invalid_message_is_a_200_that_hides_an_error(api, store, changes, wrong):
    before = store.digest()
    answer = api("POST", "/crooked/messages", json=NEW | changes)
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    assert [name for name in wrong if name not in answer.json()["error"]] == []
    assert store.digest() == before


@pytest.mark.parametrize("document", ["[]", "7", "null", '"text"'])
def test_the_error_for_what_is_no_object_is_in_words(api, store, document):
    fields = {"Content-Type": "application/json"}
    answer = api("POST", "/crooked/messages", data=document, headers=fields)
    assert answer.json().keys() == {"success", "error"}
    assert "Send a JSON object" in answer.json()["error"]
    assert "None" not in answer.json()["error"]
    assert store.count() == 6


def test_raise_for_status_notices_nothing(api):
    answer = api("POST", "/crooked/messages", json={})
    answer.raise_for_status()
    assert answer.json()["success"] is False
    with pytest.raises(OSError, match="422"):
        api("POST", "/messages", json={}).raise_for_status()


def test_a_greeting_without_a_charset_is_misread_by_requests(api):
    """`requests` takes text without a charset for ISO-8859-1, as RFC 2616 said."""
    answer = api("GET", "/crooked/greeting")
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.encoding == "ISO-8859-1"
    assert answer.text != answer.content.decode("utf-8")
    assert answer.content.decode("utf-8") == "Grüße vom Mond ☕\n"

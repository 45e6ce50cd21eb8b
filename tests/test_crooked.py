"""A wrong API, on purpose: each thing wrong about it is seen by a client not ours."""

import re
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator

from lessons import breaches
from toy_api.resources.crooked import LIES

TRICKY = "</li><script>alert(1)</script> &lt; \"q\" 'a' <a href='/x'>"
NEW = {"to": "+15558675310", "from": "+15017122661", "body": TRICKY}
NOT_IDS = ["", "0", "7", "-1", "+1", "%2B1", "1.0", "abc", "1,2", "1%20", "%C2%B9"]
NOT_IDS += ["%D9%A1", "1e0", "0x1", "*", "all", "%00", "9" * 15, "9" * 16, "9" * 5000]
LABEL = {"Content-Type": "application/json"}
OLD = {"If-Match": '"an-old-one"'}
POSTED = "POST /crooked/messages promises 201, 422, 4XX or 5XX"
PATHS = ["/crooked", "/crooked/messages", "/crooked/greeting"]
PATHS += ["/crooked/openapi.json"]


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


@pytest.fixture
def contract(api):
    return api("GET", "/crooked/openapi.json").json()


def test_the_contract_is_a_valid_description(contract):
    for schema in contract["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    operations = [each for item in contract["paths"].values() for each in item.values()]
    refs = re.findall(r"'\$ref': '([^']+)'", str(operations))
    assert {ref.rpartition("/")[2] for ref in refs} == set(
        contract["components"]["schemas"]
    )
    assert contract["openapi"].startswith("3.1")


def test_an_honest_server_could_keep_the_contract(api, contract):
    """Our own does, at the URLs without `/crooked`, but for what only these have."""
    honest = contract | {
        "paths": {
            path.removeprefix("/crooked"): item
            for path, item in contract["paths"].items()
        }
    }
    calls = [("GET", "/messages"), ("GET", "/messages/9"), ("DELETE", "/messages/9")]
    calls += [("GET", "/messages?limit=0"), ("GET", "/messages/1")]
    answers = [api(*call) for call in calls]
    for document in (NEW, {}, []):
        answers.append(api("POST", "/messages", json=document))
        answers.append(api("PUT", "/messages/2", json=document))
    answers.append(api("DELETE", "/messages/2"))
    assert [breaches(each, honest) for each in answers] == [[]] * len(answers)


def test_the_lie_limit(api, contract):
    answer = api("GET", "/crooked/messages?limit=2")
    assert breaches(answer, contract) == []
    assert len(answer.json()) == 6
    assert len(api("GET", "/messages?limit=2").json()) == 2


def test_the_lie_created(api, contract):
    (breach,) = breaches(api("POST", "/crooked/messages", json=NEW), contract)
    assert breach == f"{POSTED}; it answered 200."


def test_the_lie_refused(api, contract):
    (breach,) = breaches(api("POST", "/crooked/messages", json={}), contract)
    assert breach == f"{POSTED}; it answered 200."


@pytest.mark.parametrize("id", ["7", "0", "abc", "-1", "9" * 400])
def test_the_lie_missing(api, contract, id):
    answer = api("GET", f"/crooked/messages/{id}")
    assert answer.status_code == 200
    assert breaches(answer, contract) == ["The content promises object; it is null."]


def test_the_lie_id(api, contract):
    answer = api("GET", "/crooked/messages/3")
    assert breaches(answer, contract) == ['`id` promises integer; it is "3".']
    honest = api("GET", "/messages/3").json()
    assert answer.json() == honest | {"id": "3"}


def test_the_lie_label(api, contract):
    answer = api("PUT", "/crooked/messages/3", json=NEW)
    says = "200 promises application/json; it came as text/html."
    assert breaches(answer, contract) == [says]
    assert answer.json() == api("GET", "/messages/3").json()
    assert answer.json()["body"] == TRICKY


def test_the_lie_deleted(api, contract, store):
    before = store.digest()
    answer = api("DELETE", "/crooked/messages/3")
    assert (answer.status_code, breaches(answer, contract)) == (204, [])
    assert store.digest() == before


def test_the_lie_safe(api, contract, store):
    """RFC 9110 §9.2.1: a GET asks for no change."""
    before = store.digest()
    answer = api("GET", "/crooked/delete?id=3")
    assert breaches(answer, contract) == []
    assert store.digest() != before


def test_the_lie_charset(api, contract):
    says = "200 promises text/plain; charset=utf-8; it came as text/plain."
    assert breaches(api("GET", "/crooked/greeting"), contract) == [says]


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("GET", "/crooked/messages", {}, 200),
        ("GET", "/crooked/messages?limit=0", {}, 400),
        ("GET", "/crooked/messages?limit=101", {}, 400),
        ("GET", "/crooked/messages?q=tea", {}, 400),
        ("GET", "/crooked/messages/1?q=tea", {}, 400),
        ("POST", "/crooked/messages", {"data": b"{"}, 415),
        ("POST", "/crooked/messages", {"data": b"{", "headers": LABEL}, 400),
        ("PUT", "/crooked/messages/2", {"data": b"{"}, 415),
        ("PUT", "/crooked/messages/2", {"json": {}}, 422),
        ("PUT", "/crooked/messages/2", {"json": NEW | {"id": "3"}}, 422),
        ("PUT", "/crooked/messages/7", {"json": NEW}, 404),
        ("PUT", "/crooked/messages/x", {"json": NEW}, 404),
        ("PUT", "/crooked/messages/2", {"json": NEW, "headers": OLD}, 412),
        ("DELETE", "/crooked/messages/7", {}, 404),
        ("DELETE", "/crooked/messages/x", {}, 404),
        ("GET", "/crooked/delete", {}, 200),
        ("HEAD", "/crooked/messages/2", {}, 200),
    ],
)
def test_in_all_else_the_contract_is_kept(
    api, contract, store, method, path, more, status
):
    before = store.digest()
    answer = api(method, path, **more)
    assert answer.status_code == status
    assert breaches(answer, contract) == []
    assert store.digest() == before


@pytest.mark.parametrize("path", ["messages", "messages/2", "greeting", "delete"])
def test_what_is_known_already_is_answered_304_as_promised(api, contract, path):
    known = {"If-None-Match": api("GET", f"/crooked/{path}").headers["ETag"]}
    answer = api("GET", f"/crooked/{path}", headers=known)
    assert (answer.status_code, breaches(answer, contract)) == (304, [])


def test_a_message_can_be_written_back_as_it_was_read(api):
    """That its id is text is one lie; it makes no second one."""
    read = api("GET", "/crooked/messages/2").json()
    assert api("PUT", "/crooked/messages/2", json=read | {"body": "New"}).ok
    assert api("GET", "/messages/2").json()["body"] == "New"


def test_a_walk_over_all_operations_finds_each_lie_of_the_list(api, contract):
    """Each operation is called with what is there and what is not, a bad draft too."""
    found = []
    for path, item in contract["paths"].items():
        for method in set(item) & {"get", "post", "put", "delete"}:
            for id, draft in ((2, NEW), (99, {"body": 1})):
                api("POST", "/lab/reset")
                found += lies_of(api, contract, method.upper(), path, id, draft)
    assert len(set(found)) == len(LIES), found


def lies_of(api, contract, method, path, id, draft):
    """What is not kept in this call: by the contract, and by the rules of HTTP."""
    operation = contract["paths"][path][method.lower()]
    query = {each["name"]: id for each in operation.get("parameters", [])}
    content = {"json": draft} if "requestBody" in operation else {}
    before = api("GET", "/lab/state").json()
    answer = api(method, path.replace("{id}", str(id)), params=query, **content)
    changed = api("GET", "/lab/state").json() != before
    there = api("GET", f"/messages/{id}").ok
    told = breaches(answer, contract)
    told += ["not safe"] if method == "GET" and changed else []
    told += ["not gone"] if (method, answer.ok) == ("DELETE", True) and there else []
    told += ["not kept"] if content and changed != (draft is NEW) else []
    if "limit" in query and answer.ok and len(answer.json()) > query["limit"]:
        told.append("too many")
    differs = bool(query or content or "{" in path) and id
    return [(method, path, differs, each) for each in told]

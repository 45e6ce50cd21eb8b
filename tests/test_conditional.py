"""Conditions: what a client knows decides what is answered (RFC 9110 §13)."""

import json
import re
from contextlib import contextmanager
from wsgiref.headers import Headers

import pytest

from toy_api.exchange import Request, respond
from toy_api.rules.problems import Problem
from toy_api.selection.conditional import conditional

NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
MERGE = {"Content-Type": "application/merge-patch+json"}
JSON_PATCH = {"Content-Type": "application/json-patch+json"}
PNG = {"Content-Type": "image/png"}
STRONG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')
FACES = ["application/json", "text/html", "text/plain"]
FACES += ["image/svg+xml", "image/png", "audio/wav"]
READ = [("/messages", "*/*"), ("/practice/notice", "*/*"), ("/messages?limit=2", "*/*")]
READ += [("/messages/1", face) for face in FACES]
CHANGES = [("PUT", NEW, {}), ("PATCH", {"body": "Bye"}, MERGE), ("DELETE", None, {})]
STALE = {"If-Match": '"stale"'}
ELSE = [  # what is wrong besides, and can be seen without the content
    ("PATCH", "/messages/99", MERGE, 404),
    ("DELETE", "/messages/99", {}, 404),
    ("PUT", "/messages/abc", {"Content-Type": "application/json"}, 404),
    ("DELETE", "/messages", {}, 405),
    ("PUT", "/messages/1", {"Accept": "image/png"}, 406),
    ("PUT", "/messages/1", {"Content-Type": "text/plain"}, 415),
    ("PATCH", "/messages/1", {"Content-Type": "application/json"}, 415),
    ("DELETE", "/messages/1?x=1", {}, 400),
    ("POST", "/practice/moved/307", {}, 307),
    ("POST", "/practice/closed", {}, 405),
]
OF_CONTENT = [
    ("PUT", "{}", {"Content-Type": "application/json"}, 422),
    ("PATCH", '{"to": null}', MERGE, 422),
    ("PATCH", '[{"op": "remove", "path": "/media"}]', JSON_PATCH, 409),
]


@pytest.fixture
def read(api):
    return lambda path, accept="*/*", method="GET", **more: api(
        method, path, headers={"Accept": accept} | more
    )


@pytest.fixture
def tag(api):
    """The ETag of the first message, as JSON."""
    return api("GET", "/messages/1").headers["ETag"]


@pytest.fixture
def change(api):
    """Changes a message as a program does, under these conditions."""

    def send(method, document, kind, path="/messages/1", **conditions):
        fields = {"Content-Type": "application/json"} | kind | conditions
        body = None if document is None else json.dumps(document)
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        return api(method, path, data=body, headers=named)

    return send


@pytest.mark.parametrize(("path", "accept"), READ)
def test_what_is_read_has_a_strong_tag_that_stays_while_it_stays(read, path, accept):
    answers = [read(path, accept, method) for method in ("GET", "HEAD", "GET")]
    tags = {answer.headers["ETag"] for answer in answers}
    assert len(tags) == 1
    assert STRONG.fullmatch(tags.pop())


def test_each_face_has_a_tag_of_its_own(read):
    """RFC 9110 §8.8.3.3."""
    assert len({read("/messages/1", face).headers["ETag"] for face in FACES}) == 6


@pytest.mark.parametrize("path", ["/messages", "/messages/1"])
@pytest.mark.parametrize(("method", "document", "kind"), CHANGES[:2])
def test_what_was_changed_has_another_tag(read, change, path, method, document, kind):
    before = read(path).headers["ETag"]
    assert change(method, document, kind).ok
    assert read(path).headers["ETag"] != before


@pytest.mark.parametrize(("path", "accept"), READ)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_knows_it_gets_304_with_the_fields_of_a_200(read, path, accept, method):
    """RFC 9110 §15.4.5."""
    full = read(path, accept)
    known = read(path, accept, method, **{"If-None-Match": full.headers["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert known.headers.get(name) == full.headers.get(name)
    assert not {"Content-Type", "Content-Length"} & set(known.headers)


@pytest.mark.parametrize(("path", "accept"), READ)
def test_who_knows_something_else_gets_what_is_here(read, path, accept):
    full = read(path, accept)
    answer = read(path, accept, **{"If-None-Match": '"else"'})
    assert (answer.status_code, answer.content) == (200, full.content)


def test_one_face_known_says_nothing_of_another(read):
    known = read("/messages/1", "text/html").headers["ETag"]
    answer = read("/messages/1", "text/plain", **{"If-None-Match": known})
    assert answer.status_code == 200


def test_a_page_that_stayed_but_is_not_the_last_any_more_is_sent_anew(read, api):
    before = read("/messages?limit=6")
    api("POST", "/messages", json=NEW)
    answer = read("/messages?limit=6", **{"If-None-Match": before.headers["ETag"]})
    assert (answer.status_code, answer.content) == (200, before.content)
    assert "next" in answer.links
    assert "next" not in before.links


@pytest.mark.parametrize(("path", "accept"), READ)
def test_a_reader_may_insist_on_the_version(read, path, accept):
    """RFC 9110 §13.1.1."""
    known = read(path, accept).headers["ETag"]
    assert read(path, accept, **{"If-Match": known}).status_code == 200
    assert read(path, accept, **{"If-Match": '"else"'}).status_code == 412


@pytest.mark.parametrize("fields", [{"If-None-Match": '"x"'}, {"If-Match": "*"}, {}])
def test_what_must_not_be_kept_has_no_tag(read, fields):
    answer = read("/", "text/html", **fields)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    ("fields", "status"), [({"If-None-Match": "*"}, 304), ({"If-Match": '"x"'}, 412)]
)
def test_conditions_count_even_where_no_tag_is_told(read, fields, status):
    """RFC 9110 §13.1.1, §13.1.2."""
    assert read("/", "text/html", **fields).status_code == status


@pytest.mark.parametrize("path", ["/messages/99", "/practice/closed", "/nowhere"])
@pytest.mark.parametrize("fields", [STALE, {"If-None-Match": "*"}, {"If-Match": "a"}])
def test_a_refusal_has_no_tag_and_heeds_no_condition(read, path, fields):
    """RFC 9110 §13.2.1."""
    plain, answer = read(path), read(path, **fields)
    assert answer.status_code == plain.status_code >= 400
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("fields", [STALE, {"If-None-Match": "*"}])
def test_a_redirect_heeds_no_condition(api, method, fields):
    """RFC 9110 §13.2.1."""
    path = "/practice/moved/307"
    answer = api(method, path, headers=fields, allow_redirects=False)
    assert answer.status_code == 307
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("value", ["{}", '"x", {}', '"x",,{} ,', "*"])
@pytest.mark.parametrize(("method", "document", "kind"), CHANGES)
def test_who_names_the_version_may_change_it(
    change, store, tag, method, document, kind, value
):
    before = store.digest()
    answer = change(method, document, kind, If_Match=value.format(tag))
    assert answer.status_code == (204 if method == "DELETE" else 200)
    assert store.digest() != before


@pytest.mark.parametrize("value", ['"x"', "W/{}", "", '"x", W/{}'])
@pytest.mark.parametrize(("method", "document", "kind"), CHANGES)
def test_who_names_another_version_changes_nothing(
    change, store, tag, method, document, kind, value
):
    before = store.digest()
    answer = change(method, document, kind, If_Match=value.format(tag))
    assert (answer.status_code, answer.json()["status"]) == (412, 412)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "GET it" in answer.json()["detail"]
    assert store.digest() == before


@pytest.mark.parametrize("value", ["*", "{}", "W/{}", '"x", {}'])
@pytest.mark.parametrize(("method", "document", "kind"), CHANGES)
def test_who_wants_it_not_to_be_there_changes_nothing_where_it_is(
    change, store, tag, method, document, kind, value
):
    """RFC 9110 §13.1.2."""
    before = store.digest()
    answer = change(method, document, kind, If_None_Match=value.format(tag))
    assert answer.status_code == 412
    assert store.digest() == before


@pytest.mark.parametrize(("method", "document", "kind"), CHANGES)
def test_who_wants_it_to_be_another_version_may_change_it(
    change, method, document, kind
):
    assert change(method, document, kind, If_None_Match='"x"').ok


def test_of_two_who_know_the_same_version_one_wins(change, tag, api):
    """The lost update of RFC 9110 §13.1.1."""
    answers = [
        change("PUT", NEW | {"body": body}, {}, If_Match=tag) for body in ("a", "b")
    ]
    assert [answer.status_code for answer in answers] == [200, 412]
    assert api("GET", "/messages/1").json()["body"] == "a"


def test_a_star_creates_where_nothing_is_and_only_once(change, store):
    """RFC 9110 §13.1.2: the way to create without overwriting."""
    for status in (201, 412):
        answer = change("PUT", NEW, {}, "/messages/42", If_None_Match="*")
        assert answer.status_code == status
    assert store.count() == 7


@pytest.mark.parametrize("value", ["*", '"x"'])
def test_what_is_not_there_is_no_version_that_somebody_could_name(change, store, value):
    answer = change("PUT", NEW, {}, "/messages/42", If_Match=value)
    assert answer.status_code == 412
    assert store.count() == 6


def test_a_condition_on_the_list_is_one_on_the_list(change, api, store):
    known = api("GET", "/messages").headers["ETag"]
    statuses = [
        change("POST", NEW, {}, "/messages", If_Match=known).status_code
        for _ in range(2)
    ]
    assert statuses == [201, 412]
    assert store.count() == 7


@pytest.mark.parametrize(("method", "path", "fields", "status"), ELSE)
@pytest.mark.parametrize("condition", [STALE, {"If-Match": "malformed"}])
def test_what_else_is_wrong_is_told_first(
    api, store, method, path, fields, status, condition
):
    """RFC 9110 §13.2.1."""
    before = store.digest()
    headers = fields | condition
    answer = api(method, path, data="{}", headers=headers, allow_redirects=False)
    assert answer.status_code == status
    assert store.digest() == before


@pytest.mark.parametrize(("method", "body", "kind", "status"), OF_CONTENT)
def test_the_content_is_judged_only_where_the_condition_holds(
    api, tag, method, body, kind, status
):
    """RFC 9110 §13.2.1: a condition counts before the content is processed."""
    for value, expected in ((tag, status), ('"stale"', 412)):
        headers = kind | {"If-Match": value}
        answer = api(method, "/messages/1", data=body, headers=headers)
        assert answer.status_code == expected


@pytest.mark.parametrize("name", ["If-Match", "If-None-Match"])
@pytest.mark.parametrize(("method", "document", "kind"), [*CHANGES, ("GET", None, {})])
def test_a_condition_that_can_not_be_read_is_a_bad_request(
    change, store, name, method, document, kind
):
    before = store.digest()
    answer = change(method, document, kind, **{name: "3f2a9c81d04b"})
    assert answer.status_code == 400
    assert name in answer.json()["detail"]
    assert store.digest() == before


@pytest.mark.parametrize("value", ["*", '"x"', "malformed"])
@pytest.mark.parametrize("name", ["If-Match", "If-None-Match"])
def test_asking_what_may_be_done_heeds_no_condition(api, name, value):
    """RFC 9110 §13.2.1: a method that selects nothing ignores them."""
    plain = api("OPTIONS", "/messages/1")
    answer = api("OPTIONS", "/messages/1", headers={name: value})
    assert answer.status_code == plain.status_code == 204
    assert answer.headers["Allow"] == plain.headers["Allow"]


def test_a_date_is_no_condition_where_no_date_is_told(api):
    """RFC 9110 §13.1.4: without a modification date it is ignored."""
    fields = {"If-Unmodified-Since": "Sat, 29 Oct 1994 19:43:31 GMT"}
    assert "Last-Modified" not in api("GET", "/messages/1").headers
    assert api("DELETE", "/messages/1", headers=fields).status_code == 204


@pytest.mark.parametrize("face", FACES)
def test_the_face_that_is_accepted_is_the_one_that_is_compared(api, read, face):
    known = read("/messages/1", face).headers["ETag"]
    statuses = []
    for accept in ("application/x-other" if face == FACES[0] else FACES[0], face):
        fields = {"If-Match": known, "Accept": accept}
        statuses.append(api("DELETE", "/messages/1", headers=fields).status_code)
        api("POST", "/lab/reset")
    assert statuses == ([204, 204] if face == FACES[0] else [412, 204])


def test_a_picture_is_not_overwritten_by_who_could_not_look_at_it(api):
    """Without a fitting Accept, too, If-None-Match: * says: only if none is there."""
    path, blind = "/messages/1/picture", {"Accept": "application/json"}
    api("PUT", path, data=b"old", headers=PNG)
    fields = PNG | blind | {"If-None-Match": "*"}
    assert api("PUT", path, data=b"new", headers=fields).status_code == 412
    assert api("GET", path).content == b"old"


def test_who_names_the_picture_may_replace_it_whatever_they_accept(api):
    path, blind = "/messages/1/picture", {"Accept": "application/json"}
    api("PUT", path, data=b"old", headers=PNG)
    known = {"If-Match": api("GET", path).headers["ETag"]}
    assert api("PUT", path, data=b"new", headers=PNG | blind | known).ok
    assert api("GET", path).content == b"new"


@pytest.fixture
def traced():
    """What an app with conditions does, and its transaction, in order."""
    steps = []

    @contextmanager
    def transaction():
        steps.append("begin")
        try:
            yield
            steps.append("keep")
        except Problem:
            steps.append("take back")

    def app(request):
        steps.append(request.method)
        return respond(200, {"ETag": '"a"'})

    def ask(method, **fields):
        named = [(name.replace("_", "-"), value) for name, value in fields.items()]
        conditional(app, transaction)(Request(method, "/", Headers(named)))
        return steps

    return ask


@pytest.mark.parametrize(("value", "end"), [('"a"', "keep"), ('"b"', "take back")])
def test_the_check_and_the_change_are_one_transaction(traced, value, end):
    assert traced("PUT", If_Match=value) == ["begin", "GET", "PUT", end]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "OPTIONS"])
def test_without_a_condition_nothing_is_asked_besides(traced, method):
    assert traced(method) == [method]


def test_who_only_reads_begins_no_transaction(traced):
    assert traced("GET", If_None_Match='"b"') == ["GET"]

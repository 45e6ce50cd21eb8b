"""A change has to say which version it changes (RFC 6585 §3)."""

from wsgiref.headers import Headers

import pytest

from toy_api.exchange import Request, respond
from toy_api.rules.problems import Problem
from toy_api.selection.precondition_required import demanding

NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello"}
MERGE = {"Content-Type": "application/merge-patch+json"}
CONDITIONS = [("If-Match", '"a"'), ("if-none-match", "*")]
PLACES = ["/careful/messages/1", "/careful/", "/%63areful/messages/1", "/careful/x/y"]
OTHERS = ["/", "/messages/1", "/careful", "/carefully/1", "/x/careful/1"]


def ask(method, path, *fields):
    app = demanding(lambda request: respond(204), "/careful/")
    return app(Request(method, path, Headers(list(fields)))).status


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", PLACES)
def test_a_change_without_a_condition_is_told_how_to_make_it(method, path):
    with pytest.raises(Problem) as caught:
        ask(method, path)
    assert caught.value.status == 428
    assert all(word in caught.value.detail for word in ("GET", "If-Match", "ETag"))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_change_with_a_condition_passes(method, condition):
    assert ask(method, PLACES[0], condition) == 204


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
@pytest.mark.parametrize("path", PLACES)
def test_who_replaces_nothing_needs_no_condition(method, path):
    assert ask(method, path) == 204


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", OTHERS)
def test_elsewhere_nothing_is_demanded(method, path):
    assert ask(method, path) == 204


@pytest.mark.parametrize("path", PLACES[::2])
@pytest.mark.parametrize(
    ("method", "content"), [("PUT", NEW), ("PATCH", {"body": "x"}), ("DELETE", None)]
)
def test_428_changes_nothing(api, store, path, method, content):
    before = store.digest()
    answer = api(method, path, json=content)
    assert (answer.status_code, answer.json()["status"]) == (428, 428)
    assert answer.reason == "Precondition Required"
    assert store.digest() == before


@pytest.mark.parametrize("value", ["", ",", ", ,"])
def test_an_empty_list_of_versions_is_no_way_around_it(api, store, value):
    """RFC 9110 §13.1.1: none of no tags matches."""
    before = store.digest()
    answer = api("PUT", "/careful/messages/1", json=NEW, headers={"If-Match": value})
    assert answer.status_code == 412
    assert store.digest() == before


@pytest.mark.parametrize("path", ["/careful/messages/1", "/messages/1"])
def test_the_tag_of_the_message_is_the_same_at_both_urls(api, path):
    known = api("GET", path).headers["ETag"]
    fields = {"If-Match": known}
    answer = api("PUT", "/careful/messages/1", json=NEW, headers=fields)
    assert answer.status_code == 200
    assert answer.json()["body"] == "Hello"
    assert api("GET", "/messages/1").json()["body"] == "Hello"


def test_what_is_not_there_yet_is_made_under_a_star(api):
    fields = {"If-None-Match": "*"}
    answer = api("PUT", "/careful/messages/42", json=NEW, headers=fields)
    assert (answer.status_code, answer.headers["Location"]) == (201, "/messages/42")

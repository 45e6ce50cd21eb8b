"""What a client sent, read as the store needs it, or refused with advice."""

import json
from wsgiref.headers import Headers

import pytest

from toy_api.examples import EXAMPLES
from toy_api.exchange import Request
from toy_api.message import Message
from toy_api.representations.documents import as_document, from_operations
from toy_api.resources.reading import (
    conditions_of,
    draft_of,
    number_of,
    patch_of,
    prepare,
)
from toy_api.rules.problems import Problem

TIMES = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")
STORED = Message(3, EXAMPLES[2], "queued", *TIMES)
MERGE, OPERATIONS = "application/merge-patch+json", "application/json-patch+json"


def refusal_of(function, *args):
    with pytest.raises(Problem) as caught:
        function(*args)
    return caught.value


@pytest.mark.parametrize("id", ["1", "9", "10", "999999999999999"])
def test_an_id_is_a_whole_number(id):
    assert number_of(id) == int(id)


@pytest.mark.parametrize(
    "id",
    ["", "0", "01", "-1", "+1", "1.0", "1e3", " 1", "1\n", "x", "\uff11", "9" * 16],
)
def test_where_no_id_can_be_nothing_lives(id):
    problem = refusal_of(number_of, id, "broadcast")
    assert problem.status == 404
    assert problem.detail.startswith("No broadcast lives here")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {}),
        ({"from": "+15017122661"}, {"sender": "+15017122661"}),
        ({"to": "+15558675310"}, {"recipient": "+15558675310"}),
        ({"q": "", "limit": "5"}, {"text": ""}),
    ],
)
def test_a_filter_is_what_the_store_looks_for(wanted, found):
    nothing = dict.fromkeys(["sender", "recipient", "text"])
    assert conditions_of(wanted) == nothing | found


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("value", ["", "me", " 15017122661", "15017122661"])
def test_a_filter_by_what_is_no_number_says_how_to_write_a_plus(name, value):
    problem = refusal_of(conditions_of, {name: value})
    assert problem.status == 400
    assert problem.detail.startswith(f"{name} is not")
    assert "%2B" in problem.detail


@pytest.mark.parametrize(
    ("accept", "query", "status"),
    [("image/png", "", 406), ("*/*", "?x=1", 400), ("image/png", "?x=1", 406)],
)
def test_what_no_answer_could_satisfy_is_refused_before(accept, query, status):
    request = Request("POST", f"/{query}", Headers([("Accept", accept)]))
    assert refusal_of(prepare, request).status == status
    assert prepare(Request("POST", "/")) is None


@pytest.mark.parametrize("kind", [MERGE, OPERATIONS])
def test_a_patch_comes_with_what_applies_it(kind):
    body = {"body": "Bye"}
    if kind == OPERATIONS:
        body = [{"op": "replace", "path": "/body", "value": "Bye"}]
    fields = Headers([("Content-Type", kind)])
    request = Request("PATCH", "/", fields, json.dumps(body).encode())
    patch, apply = patch_of(request)
    assert apply(patch, STORED) == STORED.draft._replace(body="Bye")


def test_a_document_is_read_as_a_draft():
    sent = as_document(STORED)
    assert draft_of(sent, STORED) == STORED.draft
    fresh = {name: sent[name] for name in ("to", "from", "body", "tags")}
    assert draft_of(fresh) == STORED.draft


@pytest.mark.parametrize(
    ("operations", "status"),
    [
        ("x", 400),
        ([{"op": "remove", "path": "/media"}], 409),
        ([{"op": "remove", "path": "/body"}], 422),
        ([{"op": "remove", "path": "/tags"}, {}], 400),
    ],
)
def test_what_does_not_fit_is_a_problem_of_its_own_kind(operations, status):
    """RFC 5789 §2.2."""
    problem = refusal_of(draft_of, operations, STORED, from_operations)
    assert problem.status == status
    assert bool(problem.errors) == (status == 422)
    assert ("GET the message" in problem.detail) == (status == 409)

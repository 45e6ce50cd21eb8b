"""Errors as problem details (RFC 9457)."""

import json

import pytest

from toy_api.exchange import REASONS, Request, respond
from toy_api.rules.problems import Problem, as_problem_json, explained

ASK = Request("GET", "/")


def answer_to(error, known=None, request=ASK):
    def app(_):
        raise error

    return explained(app, known or {})(request)


def pointers_of(errors):
    document = as_problem_json(Problem(422, "no", errors=errors)).json()
    return [each["pointer"] for each in document["errors"]]


@pytest.mark.parametrize("status", [400, 404, 405, 413, 415, 422, 501, 503, 505])
def test_a_problem_says_its_status_its_title_and_what_to_do(status):
    response = as_problem_json(Problem(status, "Do this."))
    assert response.status == status
    expected = {"title": REASONS[status], "status": status, "detail": "Do this."}
    assert response.json() == expected


def test_a_problem_has_its_own_media_type():
    response = as_problem_json(Problem(404, "Nothing here."))
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_problem_brings_its_fields_along():
    response = as_problem_json(Problem(405, "no", {"Allow": "GET"}))
    assert response.headers["Allow"] == "GET"
    assert len(response.headers.items()) == 2


@pytest.mark.parametrize(
    "name, pointer",
    [
        ("to", "#/to"),
        ("a/b", "#/a~1b"),
        ("m~n", "#/m~0n"),
        ("~1", "#/~01"),
        ("c%d", "#/c%25d"),
        (" ", "#/%20"),
        ('k"l', "#/k%22l"),
        ("☕", "#/%E2%98%95"),
    ],
)
def test_a_wrong_field_is_pointed_at(name, pointer):
    """The examples of RFC 6901 §6, and what goes beyond them."""
    assert pointers_of({name: "wrong"}) == [pointer]


def test_the_whole_document_is_pointed_at_with_a_bare_hash(api):
    """RFC 6901 §5, §6: `#/` would be the field with the empty name."""
    answer = api("POST", "/messages", json=[])
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["#"]


def test_all_wrong_fields_are_listed_in_order_with_their_advice():
    problem = Problem(422, "no", errors={"to": "Missing.", "from": "Wrong."})
    assert as_problem_json(problem).json()["errors"] == [
        {"pointer": "#/to", "detail": "Missing."},
        {"pointer": "#/from", "detail": "Wrong."},
    ]


def test_a_problem_without_wrong_fields_lists_none():
    assert "errors" not in as_problem_json(Problem(400, "no")).json()


def test_an_answer_without_a_problem_passes_unchanged():
    response = respond(200, body=b"fine")
    assert explained(lambda request: response, {})(ASK) is response


def test_a_raised_problem_becomes_the_answer():
    assert answer_to(Problem(404, "Nothing here.")).status == 404


def test_a_known_error_is_explained():
    answer = answer_to(
        KeyError("x"), {KeyError: lambda error: Problem(409, f"{error}")}
    )
    assert (answer.status, answer.json()["detail"]) == (409, "'x'")


def test_a_kind_of_a_known_error_is_explained_too():
    known = {LookupError: lambda error: Problem(409, "Known.")}
    assert answer_to(KeyError("x"), known).status == 409


def test_an_unknown_error_is_500_and_stands_in_the_terminal(capsys):
    answer = answer_to(ZeroDivisionError("the secret cause"))
    assert answer.status == 500
    assert "secret" not in answer.body.decode()
    assert "ZeroDivisionError: the secret cause" in capsys.readouterr().err


def test_a_refusal_is_answered_in_the_place_of_the_request():
    refused = Request("GET", "/", refusal=Problem(431, "Too many."))
    answer = explained(lambda request: respond(200), {})(refused)
    assert answer.status == 431


def test_another_rendering_can_be_chosen():
    def app(_):
        raise Problem(418, "Short and stout.")

    plain = explained(app, {}, lambda problem: respond(problem.status, body=b"tea"))
    assert (plain(ASK).status, plain(ASK).body) == (418, b"tea")


def test_a_problem_is_text_that_json_reads():
    body = as_problem_json(Problem(400, 'A "quoted" ☕\n\x00.')).body
    assert json.loads(body)["detail"] == 'A "quoted" ☕\n\x00.'

"""JSON that a client sends: its label, its letters, its limits (RFC 8259)."""

import json
from wsgiref.headers import Headers

import pytest

from toy_api.exchange import Request
from toy_api.rules.content import JSON_PATCH, MERGE_PATCH, json_of, media_type_of
from toy_api.rules.problems import Problem

JSON = ("Content-Type", "application/json")


def carrying(body, *fields):
    return Request("POST", "/", Headers(list(fields or [JSON])), body)


def refusal_of(body, *fields):
    with pytest.raises(Problem) as caught:
        json_of(carrying(body, *fields))
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, 2.5, -3e2, true, false, null, "☕"]}',
        '  {"a":\t{}}\r\n',
        '"\\ud83d\\ude00 \\u00e9"',
        '"text"',
        "[]",
        '{"a": {"b": 1}, "b": 1}',
        f'{{"a": {"9" * 100}}}',
    ],
)
def test_json_is_read_as_the_standard_library_reads_it(text):
    assert json_of(carrying(text.encode())) == json.loads(text)


@pytest.mark.parametrize("text", ["5", "-2.5", "true", "null"])
def test_a_json_value_need_not_be_an_object(text):
    """RFC 8259 §2: any value is a JSON text."""
    assert json_of(carrying(text.encode())) == json.loads(text)


@pytest.mark.parametrize("text", ["5", "true", "null", "[]", '"x"'])
@pytest.mark.parametrize("method, path", [("POST", ""), ("PUT", "/1"), ("PUT", "/99")])
def test_a_document_that_is_no_object_can_not_be_a_message(api, method, path, text):
    fields = {"Content-Type": "application/json"}
    answer = api(method, f"/messages{path}", data=text, headers=fields)
    assert answer.status_code == 422


@pytest.mark.parametrize("text", ["5", "true", "null", "[]", '"x"'])
def test_a_patch_that_is_no_object_can_not_make_a_message(api, text):
    fields = {"Content-Type": MERGE_PATCH}
    answer = api("PATCH", "/messages/1", data=text, headers=fields)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b'{"a": 1,}',
        b'{"a": 1} {"b": 2}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 01}',
        b'{"a": "\n"}',
        b'{"a": "\xff"}',
        b'\xef\xbb\xbf{"a": 1}',
        '{"a": 1}'.encode("utf-16"),
        b'{"a": 1, "a": 2}',
        b'[{"x": {"a": 1, "\\u0061": 2}}]',
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"a": ' + b"9" * 101 + b"}",
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_what_is_no_clean_json_is_a_bad_request(body):
    assert refusal_of(body).status == 400


def test_json_may_be_nested_twenty_levels_deep():
    text = "[" * 20 + "]" * 20
    assert json_of(carrying(text.encode())) == json.loads(text)


@pytest.mark.parametrize("text", ["[" * 21 + "]" * 21, '{"a":' * 20 + "{}" + "}" * 20])
def test_json_may_not_be_nested_deeper(text):
    problem = refusal_of(text.encode())
    assert problem.status == 400
    assert "20 levels" in problem.detail


@pytest.mark.parametrize(
    "body, word",
    [
        (b"", "no content"),
        (b'{"a":\n 1,}', "line 2"),
        (b"\xff", "UTF-8"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b"NaN", "NaN"),
        (b"9" * 101, "100 digits"),
        (b'"\\ud800"', "both halves"),
    ],
)
def test_the_advice_names_what_is_wrong(body, word):
    assert word in refusal_of(body).detail


@pytest.mark.parametrize(
    "label",
    [
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        'application/json; charset="UTF-8"',
        "application/json; profile=x; charset=utf-8",
        "application/json ; x=y",
    ],
)
def test_a_label_may_be_written_in_many_ways(label):
    assert json_of(carrying(b"{}", ("Content-Type", label))) == {}


@pytest.mark.parametrize(
    "label",
    [
        "text/plain",
        "text/json",
        "application/jsonp",
        "application/x-www-form-urlencoded",
        "application/merge-patch+json",
        "application/json; charset=latin-1",
        "application/json; charset=utf-16",
        "application/json, text/plain",
        "",
    ],
)
def test_another_kind_is_415_that_tells_the_right_one(label):
    """RFC 9110 §15.5.16."""
    problem = refusal_of(b"{}", ("Content-Type", label))
    assert problem.status == 415
    assert problem.headers == {"Accept": "application/json"}


def test_content_without_a_label_is_415():
    problem = refusal_of(b"{}", ("Host", "toy.test"))
    assert problem.status == 415
    assert "You did not say" in problem.detail


def test_two_labels_are_not_halved_silently():
    assert refusal_of(b"{}", JSON, ("Content-Type", "text/plain")).status == 415


def test_compressed_content_is_415_that_tells_how_to_send_it():
    """RFC 9110 §12.5.3."""
    problem = refusal_of(b"\x1f\x8b", JSON, ("Content-Encoding", "gzip"))
    assert problem.status == 415
    assert problem.headers == {"Accept-Encoding": "identity"}


def test_the_coding_identity_is_as_good_as_none():
    assert json_of(carrying(b"{}", JSON, ("Content-Encoding", "Identity"))) == {}


def test_a_patch_has_a_label_and_a_field_of_its_own():
    """RFC 5789 §2.2."""
    with pytest.raises(Problem) as caught:
        json_of(carrying(b"{}"), [MERGE_PATCH], "Accept-Patch")
    assert caught.value.status == 415
    assert caught.value.headers == {"Accept-Patch": MERGE_PATCH}


@pytest.mark.parametrize("kind", [MERGE_PATCH, JSON_PATCH])
def test_each_kind_of_several_is_read(kind):
    request = carrying(b"[1]", ("Content-Type", f"{kind.upper()}; charset=utf-8"))
    assert json_of(request, [MERGE_PATCH, JSON_PATCH]) == [1]
    assert media_type_of(request) == kind


@pytest.mark.parametrize("label", ["application/json", "application/patch+json", ""])
def test_where_there_are_several_kinds_415_names_them_all(label):
    """RFC 5789 §2.2, §3.1."""
    with pytest.raises(Problem) as caught:
        kinds = ["application/merge-patch+json", "application/json-patch+json"]
        json_of(carrying(b"[]", ("Content-Type", label)), kinds, "Accept-Patch")
    offer = caught.value.headers["Accept-Patch"]
    assert (caught.value.status, offer.split(", ")) == (415, kinds)
    assert all(kind in caught.value.detail for kind in kinds)


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        ([], ""),
        ([""], ""),
        (["Text/HTML"], "text/html"),
        ([" text/html ; charset=utf-8"], "text/html"),
        (['text/html;title=";"'], "text/html"),
        (["text/html", "text/plain"], "text/html, text/plain"),
    ],
)
def test_the_kind_is_what_stands_before_the_parameters(labels, kind):
    """RFC 9110 §8.3.1: kind and subtype are case-insensitive."""
    fields = [("Content-Type", label) for label in labels] or [("Host", "toy.test")]
    assert media_type_of(carrying(b"", *fields)) == kind


def test_a_wrong_label_is_told_before_broken_json():
    assert refusal_of(b"{", ("Content-Type", "text/plain")).status == 415

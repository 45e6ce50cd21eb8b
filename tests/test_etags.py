"""A name for exactly these bytes, and what it means to be named (RFC 9110 §8.8.3)."""

import re
from wsgiref.headers import Headers

import pytest

from toy_api.exchange import Request, respond
from toy_api.rules.problems import Problem
from toy_api.selection.etags import (
    match_strongly,
    match_weakly,
    tag_of,
    tags_in,
    verdict,
)

STRONG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')
TEXT = {"Content-Type": "text/plain"}
OTHERS = [
    respond(200, TEXT, b"teas"),
    respond(200, TEXT, b""),
    respond(200, {"Content-Type": "text/html"}, b"tea"),
    respond(200, {}, b"tea"),
    respond(200, TEXT | {"Link": '</?after=1>; rel="next"'}, b"tea"),
    respond(200, TEXT | {"ETag": '"mine"'}, b"tea"),
]
VERDICTS = [  # what is sent with GET, and with PUT, where the current tag is "a"
    ({}, None, None),
    ({"If-Match": '"a"'}, None, None),
    ({"If-Match": '"b", "a"'}, None, None),
    ({"If-Match": "*"}, None, None),
    ({"If-Match": '"b"'}, 412, 412),
    ({"If-Match": 'W/"a"'}, 412, 412),
    ({"If-Match": ""}, 412, 412),
    ({"If-Match": " , "}, 412, 412),
    ({"If-None-Match": '"a"'}, 304, 412),
    ({"If-None-Match": 'W/"a"'}, 304, 412),
    ({"If-None-Match": '"b", "a"'}, 304, 412),
    ({"If-None-Match": "*"}, 304, 412),
    ({"If-None-Match": '"b"'}, None, None),
    ({"If-None-Match": ""}, None, None),
    ({"If-Match": '"a"', "If-None-Match": '"a"'}, 304, 412),
    ({"If-Match": '"b"', "If-None-Match": '"a"'}, 412, 412),
    ({"If-Match": '"a"', "If-None-Match": '"b"'}, None, None),
]


def asking(*values, name="If-Match", method="GET"):
    return Request(method, "/", Headers([(name, value) for value in values]))


@pytest.mark.parametrize(
    ("one", "other", "strongly", "weakly"),
    [
        ('W/"1"', 'W/"1"', False, True),
        ('W/"1"', 'W/"2"', False, False),
        ('W/"1"', '"1"', False, True),
        ('"1"', '"1"', True, True),
        ('"1"', '"2"', False, False),
        ('"a"', '"A"', False, False),
    ],
)
def test_tags_are_compared_as_the_table_of_the_rfc_says(one, other, strongly, weakly):
    """RFC 9110 §8.8.3.2; the last two rows are ours."""
    for listed, current in ((one, other), (other, one)):
        assert match_strongly([listed], current) == strongly
        assert match_weakly([listed], current) == weakly


@pytest.mark.parametrize("match", [match_strongly, match_weakly])
def test_one_tag_of_several_is_enough_and_none_is_too_few(match):
    assert match(['"x"', '"1"', '"y"'], '"1"')
    assert not match(['"x"', '"y"'], '"1"')
    assert not match([], '"1"')


@pytest.mark.parametrize("match", [match_strongly, match_weakly])
@pytest.mark.parametrize(("current", "there"), [('"1"', True), ('W/"1"', True)])
def test_a_star_names_whatever_is_there(match, current, there):
    assert match(["*"], current) is there
    assert match(["*"], None) is False
    assert match(['"1"'], None) is False


@pytest.mark.parametrize(
    ("values", "tags"),
    [
        ([], []),
        ([""], []),
        (["*"], ["*"]),
        ([" * "], ["*"]),
        (['"xyzzy"'], ['"xyzzy"']),
        (['W/"xyzzy"'], ['W/"xyzzy"']),
        (['""'], ['""']),
        (['"xyzzy", "r2d2xxxx"'], ['"xyzzy"', '"r2d2xxxx"']),
        (['"a"\t,W/"b","c"'], ['"a"', 'W/"b"', '"c"']),
        (['"a,b", "*"'], ['"a,b"', '"*"']),
        (['"a"', '"b"'], ['"a"', '"b"']),
        ([', "a",, "b" , ,'], ['"a"', '"b"']),
        (['"\xe9"'], ['"\xe9"']),
    ],
)
def test_a_list_of_tags_is_read_as_the_rfc_writes_it(values, tags):
    """RFC 9110 §13.1.1; empty members are skipped (§5.6.1.2)."""
    assert tags_in(asking(*values), "If-Match") == tags


@pytest.mark.parametrize(
    "value",
    [
        "xyzzy",
        '"a',
        'a"',
        "'a'",
        'w/"a"',
        'W / "a"',
        '"a b"',
        '"a" "b"',
        '"a""b"',
        '"a"b',
        '"a"; q=1',
        '*, "a"',
        '"a", *',
        "**",
        '"a"' + " ," * 20_000 + "x",
    ],
)
def test_what_is_no_list_of_tags_is_a_bad_request_that_shows_one(value):
    with pytest.raises(Problem) as caught:
        tags_in(asking(value), "If-Match")
    assert caught.value.status == 400
    assert "If-Match" in caught.value.detail
    assert STRONG.search(caught.value.detail)


def test_only_the_field_that_is_asked_for_is_read():
    request = asking('"a"', name="If-None-Match")
    assert tags_in(request, "If-None-Match") == ['"a"']
    assert tags_in(request, "If-Match") == []


def test_a_tag_is_written_as_a_strong_tag_and_stays_while_the_bytes_stay():
    tags = [tag_of(respond(200, TEXT, b"tea")) for _ in range(2)]
    assert STRONG.fullmatch(tags[0])
    assert tags[0] == tags[1]


@pytest.mark.parametrize("other", OTHERS)
def test_another_content_kind_or_way_on_has_another_tag(other):
    """RFC 9110 §8.8.1: metadata that matters, such as Content-Type, changes it too."""
    assert tag_of(other) != tag_of(respond(200, TEXT, b"tea"))


def test_a_tag_that_was_given_already_is_kept():
    assert tag_of(respond(200, TEXT | {"ETag": '"mine"'}, b"tea")) == '"mine"'


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("fields", "status", "_"), VERDICTS)
def test_the_conditions_of_a_reader_are_judged_in_order(method, fields, status, _):
    """RFC 9110 §13.2.2."""
    request = Request(method, "/", Headers(list(fields.items())))
    assert verdict(request, '"a"') == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(("fields", "_", "status"), VERDICTS)
def test_the_conditions_of_a_change_are_judged_in_order(method, fields, _, status):
    """RFC 9110 §13.2.2."""
    request = Request(method, "/", Headers(list(fields.items())))
    assert verdict(request, '"a"') == status


@pytest.mark.parametrize(("value", "status"), [("*", 412), ('"a"', 412), ("", 412)])
def test_where_nothing_is_no_if_match_holds_and_each_if_none_match(value, status):
    assert verdict(asking(value, method="PUT"), None) == status
    assert verdict(asking(value, name="If-None-Match", method="PUT"), None) is None

"""The query, of which nothing is ignored."""

from urllib.parse import urlencode

import pytest

from toy_api.exchange import Request
from toy_api.rules.parameters import MOST, parameters
from toy_api.rules.problems import Problem

KNOWN = ["from", "q", "to"]


def read(query, known=KNOWN):
    return parameters(Request("GET", f"/messages?{query}"), known)


def refusal_of(query, known=KNOWN):
    with pytest.raises(Problem) as caught:
        read(query, known)
    assert caught.value.status == 400
    return caught.value.detail


@pytest.mark.parametrize(
    "query, values",
    [
        ("", {}),
        ("q=tea", {"q": "tea"}),
        ("q=tea&to=%2B1", {"q": "tea", "to": "+1"}),
        ("q=a+b", {"q": "a b"}),
        ("q=a%20b", {"q": "a b"}),
        ("q=%252B", {"q": "%2B"}),
        ("q=", {"q": ""}),
        ("q", {"q": ""}),
        ("q=a=b", {"q": "a=b"}),
        ("q=a;b", {"q": "a;b"}),
        ("q=a?b", {"q": "a?b"}),
        ("%71=tea", {"q": "tea"}),
        ("&q=tea&", {"q": "tea"}),
        ("q=%E2%98%95", {"q": "☕"}),
    ],
)
def test_a_query_is_names_and_values(query, values):
    assert read(query) == values


@pytest.mark.parametrize("text", ["tea & biscuits", "100% = +1", "a#b?c/d", "☕", "\n"])
def test_what_the_standard_library_encodes_is_read_back(text):
    assert read(urlencode({"q": text, "from": text})) == {"q": text, "from": text}


@pytest.mark.parametrize("query", ["q=%", "q=100%", "q=%2", "q=%zz", "%=1", "q=%u2615"])
def test_a_broken_escape_is_refused(query):
    assert "%25" in refusal_of(query)


@pytest.mark.parametrize("query", ["q=%FF", "%C3%28=1", "q=%ED%A0%80"])
def test_a_query_that_is_not_utf_8_is_refused(query):
    assert "UTF-8" in refusal_of(query)


def test_unknown_names_are_listed_beside_the_known_ones():
    detail = refusal_of("page=2&Q=1&q=2")
    assert "'Q', 'page'" in detail
    assert "from, q, to" in detail


def test_where_nothing_is_known_the_advice_says_so():
    assert "None is known here" in refusal_of("q=1", [])


def test_an_unknown_name_is_repeated_in_ascii_only():
    assert refusal_of("%E2%98%95%0A=1").isprintable()


def test_a_name_twice_is_refused():
    assert "q only once" in refusal_of("q=1&q=1")


def test_as_many_parameters_as_allowed_are_read_one_by_one():
    known = [f"p{number}" for number in range(MOST)]
    assert list(read("&".join(known), known)) == known


def test_more_parameters_than_allowed_are_refused():
    assert str(MOST) in refusal_of("&".join(["q=1"] * (MOST + 1)))

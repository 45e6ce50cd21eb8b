"""Header fields, judged by the class that the standard library has for them."""

from wsgiref.headers import Headers as Judge

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toy_api.rules.headers import Headers

NAMES = st.sampled_from(["Accept", "ACCEPT", "accept", "Link", "link", "X-Tea"])
VALUES = st.text("ab,", max_size=3)
FIELDS = st.lists(st.tuples(NAMES, VALUES), max_size=8)
CHANGES = st.lists(st.tuples(NAMES, st.none() | VALUES), max_size=4)


def changed(headers, changes):
    for name, value in changes:
        if value is None:
            del headers[name]
        else:
            headers[name] = value
    return headers


def seen(headers, name):
    found = headers.get(name), headers.get(name, "?"), headers[name], name in headers
    return found, headers.get_all(name)


@given(FIELDS, CHANGES, NAMES)
def test_they_are_found_and_changed_as_those_of_the_standard_library(
    fields, changes, name
):
    ours = changed(Headers(fields), changes)
    theirs = changed(Judge([*fields]), changes)
    assert ours.items() == theirs.items()
    assert (ours.keys(), ours.values()) == (theirs.keys(), theirs.values())
    assert seen(ours, name) == seen(theirs, name)
    assert repr(ours) == repr(theirs)


def test_what_is_read_from_them_does_not_change_them():
    headers = Headers([("Accept", "a/b")])
    headers.get_all("Accept").clear()
    headers.items().clear()
    assert headers.items() == [("Accept", "a/b")]
    assert headers.get_all("accept") == ["a/b"]


def test_the_fields_they_were_made_of_are_not_changed():
    fields = [("Accept", "a/b")]
    Headers(fields)["Link"] = "<a>"
    assert fields == [("Accept", "a/b")]


@pytest.mark.parametrize("value", [1, None, b"text"])
def test_a_value_that_is_no_text_is_refused(value):
    with pytest.raises(TypeError, match="Age"):
        Headers([("Age", value)])
    with pytest.raises(TypeError, match="Age"):
        Headers()["Age"] = value

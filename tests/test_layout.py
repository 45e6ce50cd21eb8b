"""JSON laid out for people: the very text of Python's own module, sooner."""

import json

import pytest

from toy_api.representations.layout import laid_out

VALUES = [
    *(None, True, 0, -1.5, 10**20, "", "ä ☕ \"'\\/", "\n\x00\x7f\u2028", [], {}),
    *([1, [2, []]], {"a": {"b": [], "c": {}}}, [{"a": None}, {"ä": "☕"}]),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_text_is_that_of_pythons_own_module(value):
    assert laid_out(value) == json.dumps(value, indent=2, ensure_ascii=False)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_margin_sets_all_lines_but_the_first_further_in(value):
    whole = json.dumps([value], indent=2, ensure_ascii=False)
    assert f"[\n  {laid_out(value, chr(10) + '  ')}\n]" == whole

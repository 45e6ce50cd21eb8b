"""JSON text, of which nothing can be read in two ways (RFC 8259)."""

import json

import pytest

from toy_api.representations import strict_json
from toy_api.representations.strict_json import DEEPEST, LONGEST_NUMBER, read_json

TEXTS = [
    '{"Image": {"Width": 800, "Title": "View from 15th Floor", "IDs": [116, 943]}}',
    '[{"precision": "zip", "Latitude": 37.7668, "City": "SAN FRANCISCO"}]',
    '"Hello world!"',
    "42",
    "true",
    " \t\r\n[ ] ",
    '"\\ud834\\udd1e \\u005C \\/ \\b"',
    '{"": 1, "a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}',
    "-0.5e-3",
    "[null, false, 1E300]",
    '{"\\u0061": 1, "A": 2}',
    '"\x7f\u2028\ufeff"',
]


class Name(str):
    """Text that counts how often it is compared."""

    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other):
        Name.compared += 1
        return str.__eq__(self, other)


def refusal_of(content):
    with pytest.raises(ValueError) as caught:
        read_json(content)
    return str(caught.value)


@pytest.mark.parametrize("text", TEXTS)
def test_a_json_text_is_read_as_the_standard_library_reads_it(text):
    """The first four are of RFC 8259 §13."""
    assert read_json(text.encode()) == json.loads(text)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "line 1, column 1"),
        (b'{"a":\n 1,}', "line 2"),
        (b"{'a': 1}", "not JSON"),
        (b"[1] [2]", "not JSON"),
        (b"[01]", "not JSON"),
        (b'"\n"', "not JSON"),
        (b"\xff", "UTF-8"),
        (b'\xef\xbb\xbf""', "JSON"),
        ("[]".encode("utf-16"), "UTF-8"),
        (b'"\xed\xa0\x80"', "UTF-8"),
        (b"NaN", "no NaN"),
        (b"[-Infinity]", "no -Infinity"),
        (b'{"a": 1, "a": 1}', "'a' stands twice"),
        (b'[{"b": {"a": 1, "\\u0061": 2}}]', "'a' stands twice"),
        (b'"\\ud800"', "both halves"),
        (b'{"\\udfff": 1}', "both halves"),
        (b'["\\udd1e\\ud834"]', "both halves"),
    ],
)
def test_what_two_readers_could_take_in_two_ways_is_refused(content, word):
    advice = refusal_of(content)
    assert word in advice
    assert advice.endswith(".")


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_whole_number_has_at_most_a_hundred_digits(sign):
    digits = "9" * (LONGEST_NUMBER - len(sign))
    assert read_json(f"{sign}{digits}".encode()) == int(f"{sign}{digits}")
    assert f"{LONGEST_NUMBER} digits" in refusal_of(f"{sign}{digits}9".encode())


@pytest.mark.parametrize(
    ("begin", "end"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")]
)
def test_json_is_nested_twenty_levels_deep_and_no_deeper(begin, end):
    steps = DEEPEST // len(end)
    deepest = begin * steps + "[]" + end * steps
    allowed = deepest.replace("[]", "1")
    assert read_json(allowed.encode()) == json.loads(allowed)
    assert "20 levels" in refusal_of(deepest.encode())


@pytest.mark.parametrize("begin", ["[", '{"a":'])
def test_what_is_too_deep_even_to_be_looked_at_is_refused_in_the_same_words(begin):
    assert refusal_of(begin.encode() * 100_000) == refusal_of(b"[" * 21 + b"]" * 21)


def test_the_names_of_a_large_object_are_not_compared_each_with_each():
    """Or one request of 1 MiB holds up the server for minutes."""
    strict_json._without_duplicates([(Name(each), each) for each in range(300)])
    assert Name.compared < 3000

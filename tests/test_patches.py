"""A change of a JSON document does what its standard says, or nothing at all."""

import json

import pytest

from toy_api.representations.patches import (
    MalformedPatch,
    PatchConflict,
    apply,
    merge,
)

RFC_7396_APPENDIX_A = """
{"a":"b"}           {"a":"c"}                     {"a":"c"}
{"a":"b"}           {"b":"c"}                     {"a":"b","b":"c"}
{"a":"b"}           {"a":null}                    {}
{"a":"b","b":"c"}   {"a":null}                    {"b":"c"}
{"a":["b"]}         {"a":"c"}                     {"a":"c"}
{"a":"c"}           {"a":["b"]}                   {"a":["b"]}
{"a":{"b":"c"}}     {"a":{"b":"d","c":null}}      {"a":{"b":"d"}}
{"a":[{"b":"c"}]}   {"a":[1]}                     {"a":[1]}
["a","b"]           ["c","d"]                     ["c","d"]
{"a":"b"}           ["c"]                         ["c"]
{"a":"foo"}         null                          null
{"a":"foo"}         "bar"                         "bar"
{"e":null}          {"a":1}                       {"e":null,"a":1}
[1,2]               {"a":"b","c":null}            {"a":"b"}
{}                  {"a":{"bb":{"ccc":null}}}     {"a":{"bb":{}}}
"""
RFC_6902_APPENDIX_A = """
A.1 Adding an Object Member
{"foo": "bar"}
[{"op": "add", "path": "/baz", "value": "qux"}]
{"baz": "qux", "foo": "bar"}

A.2 Adding an Array Element
{"foo": ["bar", "baz"]}
[{"op": "add", "path": "/foo/1", "value": "qux"}]
{"foo": ["bar", "qux", "baz"]}

A.3 Removing an Object Member
{"baz": "qux", "foo": "bar"}
[{"op": "remove", "path": "/baz"}]
{"foo": "bar"}

A.4 Removing an Array Element
{"foo": ["bar", "qux", "baz"]}
[{"op": "remove", "path": "/foo/1"}]
{"foo": ["bar", "baz"]}

A.5 Replacing a Value
{"baz": "qux", "foo": "bar"}
[{"op": "replace", "path": "/baz", "value": "boo"}]
{"baz": "boo", "foo": "bar"}

A.6 Moving a Value
{"foo": {"bar": "baz", "waldo": "fred"}, "qux": {"corge": "grault"}}
[{"op": "move", "from": "/foo/waldo", "path": "/qux/thud"}]
{"foo": {"bar": "baz"}, "qux": {"corge": "grault", "thud": "fred"}}

A.7 Moving an Array Element
{"foo": ["all", "grass", "cows", "eat"]}
[{"op": "move", "from": "/foo/1", "path": "/foo/3"}]
{"foo": ["all", "cows", "eat", "grass"]}

A.8 Testing a Value: Success
{"baz": "qux", "foo": ["a", 2, "c"]}
[{"op": "test", "path": "/baz", "value": "qux"},\
 {"op": "test", "path": "/foo/1", "value": 2}]
{"baz": "qux", "foo": ["a", 2, "c"]}

A.9 Testing a Value: Error
{"baz": "qux"}
[{"op": "test", "path": "/baz", "value": "bar"}]
error

A.10 Adding a Nested Member Object
{"foo": "bar"}
[{"op": "add", "path": "/child", "value": {"grandchild": {}}}]
{"foo": "bar", "child": {"grandchild": {}}}

A.11 Ignoring Unrecognized Elements
{"foo": "bar"}
[{"op": "add", "path": "/baz", "value": "qux", "xyz": 123}]
{"foo": "bar", "baz": "qux"}

A.12 Adding to a Nonexistent Target
{"foo": "bar"}
[{"op": "add", "path": "/baz/bat", "value": "qux"}]
error

A.14 ~ Escape Ordering
{"/": 9, "~1": 10}
[{"op": "test", "path": "/~01", "value": 10}]
{"/": 9, "~1": 10}

A.15 Comparing Strings and Numbers
{"/": 9, "~1": 10}
[{"op": "test", "path": "/~01", "value": "10"}]
error

A.16 Adding an Array Value
{"foo": ["bar"]}
[{"op": "add", "path": "/foo/-", "value": ["abc", "def"]}]
{"foo": ["bar", ["abc", "def"]]}
"""  # A.13 is no JSON that this server reads: see test_plain.py
RFC_6901_DOCUMENT = {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3}
RFC_6901_DOCUMENT |= {"g|h": 4, "i\\j": 5, 'k"l': 6, " ": 7, "m~n": 8}
BLOCKS = [block.split("\n") for block in RFC_6902_APPENDIX_A.strip().split("\n\n")]
GOOD_ROWS = [block for block in BLOCKS if block[3] != "error"]
ERROR_ROWS = [block for block in BLOCKS if block[3] == "error"]
ROWS = RFC_7396_APPENDIX_A.strip().splitlines()


def number_of(block):
    return block[0].split()[0]


def op(name, path, **more):
    return {"op": name, "path": path} | more


def add(path, value=7):
    return op("add", path, value=value)


def replace(path, value=7):
    return op("replace", path, value=value)


def check(path, value=7):
    return op("test", path, value=value)


def remove(path):
    return op("remove", path)


def move(source, path):
    return op("move", path) | {"from": source}


def copy(source, path):
    return op("copy", path) | {"from": source}


def text(value):
    """As JSON, in which true is not 1 and the order of names is nothing."""
    return json.dumps(value, sort_keys=True)


def nested(levels, inside=7):
    for _ in range(levels):
        inside = {"a": inside}
    return inside


@pytest.mark.parametrize("row", ROWS)
def test_a_patch_merges_as_in_appendix_a_of_rfc_7396(row):
    target, patch, result = map(json.loads, row.split())
    assert text(merge(target, patch)) == text(result)


@pytest.mark.parametrize("row", ROWS)
def test_merging_leaves_target_and_patch_as_they_were(row):
    target, patch, _ = map(json.loads, row.split())
    merge(target, patch)
    before = [text(json.loads(each)) for each in row.split()[:2]]
    assert [text(target), text(patch)] == before


def test_a_patch_merges_as_in_section_3_of_rfc_7396():
    author = {"givenName": "John", "familyName": "Doe"}
    target = {"title": "Goodbye!", "author": author, "tags": ["example", "sample"]}
    patch = {"title": "Hello!", "phoneNumber": "+01-123-456-7890"}
    patch |= {"author": {"familyName": None}, "tags": ["example"]}
    result = patch | {"author": {"givenName": "John"}}
    assert merge(target | {"content": "x"}, patch) == result | {"content": "x"}


@pytest.mark.parametrize("target", [{}, [], None, "text", 7, True])
def test_an_object_put_in_the_place_of_anything_holds_no_null(target):
    """RFC 7396 §2: what is no object counts as an empty one."""
    assert merge(target, {"a": None, "b": {"c": None, "d": 1}}) == {"b": {"d": 1}}


@pytest.mark.parametrize("block", GOOD_ROWS, ids=number_of)
def test_operations_do_as_in_appendix_a_of_rfc_6902(block):
    document, operations, result = map(json.loads, block[1:])
    assert text(apply(document, operations)) == text(result)


@pytest.mark.parametrize("block", ERROR_ROWS, ids=number_of)
def test_operations_fail_as_in_appendix_a_of_rfc_6902(block):
    document, operations = map(json.loads, block[1:3])
    with pytest.raises(PatchConflict):
        apply(document, operations)


def test_all_examples_of_appendix_a_that_are_json_are_there():
    numbers = [int(number_of(block).removeprefix("A.")) for block in BLOCKS]
    assert numbers == [*range(1, 13), 14, 15, 16]
    assert (len(ROWS), len(GOOD_ROWS), len(ERROR_ROWS)) == (15, 12, 3)


@pytest.mark.parametrize("block", GOOD_ROWS, ids=number_of)
def test_a_change_leaves_the_document_itself_as_it_was(block):
    document, operations = map(json.loads, block[1:3])
    apply(document, operations)
    assert text(document) == text(json.loads(block[1]))


@pytest.mark.parametrize(
    "operations",
    [
        [add("/x", []), add("/x/-", 1)],
        [add("", {"a": 1}), remove("/a")],
        [replace("/a", {"b": 1}), replace("/a/b", 2)],
        [add("/x", {"y": [1]}), copy("/x/y", "/x/z"), move("/x/y", "/y")],
    ],
)
def test_a_change_leaves_the_operations_as_they_were(operations):
    before = text(operations)
    apply({"a": 7}, operations)
    assert text(operations) == before


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", RFC_6901_DOCUMENT),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ("/g|h", 4),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
    ],
)
def test_a_pointer_leads_where_section_5_of_rfc_6901_says(pointer, value):
    assert apply(RFC_6901_DOCUMENT, [copy(pointer, "")]) == value
    assert apply(RFC_6901_DOCUMENT, [check(pointer, value)]) == RFC_6901_DOCUMENT


@pytest.mark.parametrize(
    ("document", "operations", "result"),
    [
        (1, [add("", 2)], 2),
        ({"a": 1}, [replace("", [1])], [1]),
        ({"a": {"b": 1}}, [move("/a", "")], {"b": 1}),
        ({"a": {"b": 1}}, [copy("/a", "")], {"b": 1}),
        ({"a": 1}, [copy("", "/b")], {"a": 1, "b": {"a": 1}}),
        ({"a": 1}, [remove(""), add("", [])], []),
    ],
)
def test_the_empty_pointer_is_the_whole_document(document, operations, result):
    assert text(apply(document, operations)) == text(result)


@pytest.mark.parametrize(
    ("document", "operations", "result"),
    [
        ([1], [add("/-", 2)], [1, 2]),
        ([], [add("/-", [])], [[]]),
        ([1, 2], [move("/0", "/-")], [2, 1]),
        ([1], [copy("/0", "/-")], [1, 1]),
        ({"a": [1]}, [add("/a/-", 2), add("/a/-", 3)], {"a": [1, 2, 3]}),
        ({"a": 1}, [add("/-", 2), replace("/-", 3)], {"a": 1, "-": 3}),
    ],
)
def test_a_dash_is_the_end_of_a_list_and_a_name_in_an_object(
    document, operations, result
):
    assert text(apply(document, operations)) == text(result)


@pytest.mark.parametrize(
    ("document", "operations", "result"),
    [
        ([1], [add("/1", 2)], [1, 2]),
        ([], [add("/0", 1)], [1]),
        ([1, 2], [add("/0", 0)], [0, 1, 2]),
        ([1, 2, 3], [remove("/0"), remove("/0")], [3]),
        ([1, 2], [replace("/1", 3)], [1, 3]),
        ([0, 1, 2], [move("/2", "/0")], [2, 0, 1]),
        ([1, 2], [move("/0", "/1")], [2, 1]),
        ([[1], 2], [move("/1", "/0/1")], [[1, 2]]),
        (list(range(11)), [remove("/10")], list(range(10))),
        ({"01": 1, "-1": 2}, [replace("/01", 3), remove("/-1")], {"01": 3}),
    ],
)
def test_a_number_is_a_place_in_a_list_and_a_name_in_an_object(
    document, operations, result
):
    assert text(apply(document, operations)) == text(result)


@pytest.mark.parametrize(
    ("document", "operations", "result"),
    [
        ({"a/b": 1}, [remove("/a~1b")], {}),
        ({"m~n": 1}, [replace("/m~0n", 2)], {"m~n": 2}),
        ({}, [add("/~01~10", 1)], {"~1/0": 1}),
        ({"": {"": 1}}, [replace("//", 2)], {"": {"": 2}}),
        ({"/": 1, "": 2}, [remove("/")], {"/": 1}),
        ({"~": 1, "~0": 2}, [move("/~0", "/~00")], {"~0": 1}),
    ],
)
def test_a_slash_and_a_tilde_in_a_name_are_escaped(document, operations, result):
    assert text(apply(document, operations)) == text(result)


@pytest.mark.parametrize(
    ("document", "operations", "result"),
    [
        ({"a": 1}, [], {"a": 1}),
        ({"a": 1}, [add("/a", [2])], {"a": [2]}),
        ({}, [add("/a", None), check("/a", None)], {"a": None}),
        ({"a": 1}, [move("/a", "/a")], {"a": 1}),
        ({"a": 1}, [move("/a", "/ab")], {"ab": 1}),
        ({"a": 1, "b": 2}, [move("/a", "/b")], {"b": 1}),
        ({"a": {"b": 1}}, [move("/a/b", "/a")], {"a": 1}),
        ({"a": [1]}, [copy("/a", "/b"), add("/b/-", 2)], {"a": [1], "b": [1, 2]}),
        ({"a": [1]}, [copy("/a", "/b"), add("/a/-", 2)], {"a": [1, 2], "b": [1]}),
    ],
)
def test_operations_follow_one_another(document, operations, result):
    assert text(apply(document, operations)) == text(result)


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (1, 1.0),
        (100, 1e2),
        (0, -0.0),
        (None, None),
        (True, True),
        ("é", "\u00e9"),
        ([1, [2]], [1.0, [2.0]]),
        ({"a": 1, "b": {}}, {"b": {}, "a": 1}),
    ],
)
def test_a_test_passes_where_the_values_are_equal_in_json(value, same):
    """RFC 6902 §4.6."""
    assert apply({"a": value}, [check("/a", same)]) == {"a": value}


@pytest.mark.parametrize(
    ("value", "other"),
    [
        (True, 1),
        (False, 0),
        (None, False),
        (None, 0),
        ("", None),
        ("1", 1),
        ("é", "e\u0301"),
        ("a", "A"),
        ([1, 2], [2, 1]),
        ([1], [1, 1]),
        ([], {}),
        ([[True]], [[1]]),
        ({"a": 1}, {}),
        ({"a": None}, {}),
        ({"a": 1}, {"b": 1}),
        ({"a": {"b": 1}}, {"a": {"b": True}}),
    ],
)
def test_a_test_fails_where_the_values_differ_in_json(value, other):
    for one, another in [(value, other), (other, value)]:
        with pytest.raises(PatchConflict):
            apply({"a": one}, [check("/a", another)])


@pytest.mark.parametrize(
    "operation", [remove, replace, check, lambda path: move(path, "/b")]
)
@pytest.mark.parametrize("path", ["/c", "/b/c", "/A", "/", "/a/-", "/a/2", "/a/b"])
def test_what_is_not_there_can_not_be_worked_on(operation, path):
    with pytest.raises(PatchConflict):
        apply({"a": [1, 2], "b": 3}, [operation(path)])


@pytest.mark.parametrize("parent", [None, True, 7, "text", "", [], {}])
def test_nothing_is_added_where_there_is_no_parent(parent):
    with pytest.raises(PatchConflict):
        apply({"a": parent}, [add("/a/b/c")])
    if not isinstance(parent, dict):
        with pytest.raises(PatchConflict):
            apply({"a": parent}, [add("/a/b")])


@pytest.mark.parametrize(
    "index",
    ["00", "01", "-1", "+1", "1.0", "1e0", " 1", "1 ", "\u0661", "\u00b2", "", "0x1"],
)
@pytest.mark.parametrize("operation", [add, replace, check, remove])
def test_a_place_in_a_list_is_digits_without_a_leading_zero(operation, index):
    """RFC 6901 §4."""
    with pytest.raises(PatchConflict):
        apply([7, 7, 7], [operation(f"/{index}")])


@pytest.mark.parametrize("index", ["3", "10", "9" * 30, "9" * 5000])
def test_nothing_is_added_beyond_the_end_of_a_list(index):
    with pytest.raises(PatchConflict):
        apply([7, 7], [add(f"/{index}")])


def test_a_conflict_names_what_is_not_there():
    with pytest.raises(PatchConflict, match="'caught'"):
        apply({"a": {}}, [remove("/a/caught")])


@pytest.mark.parametrize("path", ["/a", "/b/0", "/m~0n", "/x~1y"])
def test_a_failed_test_names_the_path_as_it_was_sent(path):
    document = {"a": 1, "b": [1], "m~n": 1, "x/y": 1}
    with pytest.raises(PatchConflict) as caught:
        apply(document, [check(path, 2)])
    assert f"{path} " in str(caught.value)


@pytest.mark.parametrize("target", ["/a/b", "/a/b/c", "/a/-"])
def test_nothing_is_moved_into_itself(target):
    """RFC 6902 §4.4."""
    with pytest.raises(MalformedPatch, match="into itself"):
        apply({"a": {"b": {}}}, [move("/a", target)])


def test_the_whole_document_is_not_moved_into_itself():
    with pytest.raises(MalformedPatch, match="into itself"):
        apply({"a": 1}, [move("", "/b")])


@pytest.mark.parametrize("operations", [None, {}, add("/a"), "[]", 7, True])
def test_a_patch_is_a_list_of_operations(operations):
    with pytest.raises(MalformedPatch, match="Send a list"):
        apply({"a": 1}, operations)


@pytest.mark.parametrize(
    "operation",
    [
        None,
        "add",
        [],
        ["add", "/a"],
        {},
        {"path": "/a", "value": 7},
        op(None, "/a", value=7),
        op(7, "/a", value=7),
        op(["add"], "/a", value=7),
        op({}, "/a", value=7),
        op("Add", "/a", value=7),
        op("", "/a", value=7),
        op("merge", "/a", value=7),
        op("_add", "/a", value=7),
    ],
)
def test_an_operation_without_a_known_op_is_told_which_there_are(operation):
    with pytest.raises(MalformedPatch) as caught:
        apply({"a": 1}, [operation])
    for name in ("add", "remove", "replace", "move", "copy", "test"):
        assert name in str(caught.value)


@pytest.mark.parametrize(
    ("operation", "missing"),
    [
        ({"op": "remove"}, ["path"]),
        ({"op": "add", "value": 7}, ["path"]),
        (op("add", "/b"), ["value"]),
        (op("replace", "/a"), ["value"]),
        (op("test", "/a"), ["value"]),
        (op("move", "/b"), ["from"]),
        (op("copy", "/b", value=7), ["from"]),
        ({"op": "move"}, ["path", "from"]),
    ],
)
def test_an_operation_is_told_what_it_lacks(operation, missing):
    with pytest.raises(MalformedPatch) as caught:
        apply({"a": 1}, [operation])
    words = str(caught.value).rstrip(".").split()
    assert [word for word in words if word in ("path", "from", "value")] == missing


@pytest.mark.parametrize("pointer", ["a", "#/a", " /a", "a/b", 0, 7, None, ["a"], True])
def test_a_pointer_is_text_that_begins_with_a_slash(pointer):
    """RFC 6901 §3."""
    for each in (remove(pointer), copy(pointer, "/b"), copy("/a", pointer)):
        with pytest.raises(MalformedPatch, match="begins with a slash"):
            apply({"a": 1}, [each])


@pytest.mark.parametrize("pointer", ["/~", "/a~", "/~2", "/~a", "/a~/b", "/~~0"])
def test_a_tilde_that_escapes_nothing_makes_no_pointer(pointer):
    """RFC 6901 §3: behind a ~ stands 0 or 1; anything else is an error."""
    with pytest.raises(MalformedPatch):
        apply({"a~": {}}, [add(pointer)])


@pytest.mark.parametrize(
    "wrong",
    [check("/a", 2), remove("/nothing"), {"op": "add"}, "add", move("/b", "/b/c")],
)
def test_after_any_error_the_document_is_as_it_was(wrong):
    """RFC 6902 §5."""
    document = {"a": 1, "b": {"c": [1]}}
    with pytest.raises((MalformedPatch, PatchConflict)):
        apply(document, [replace("/a", 1), add("/b/c/-", 2), remove("/b/c/0"), wrong])
    assert document == {"a": 1, "b": {"c": [1]}}


def test_a_hundred_operations_are_not_too_many():
    assert apply([], [add("/-")] * 100) == [7] * 100


def test_more_than_a_hundred_operations_are_refused():
    with pytest.raises(MalformedPatch, match="at most 100"):
        apply([], [add("/-")] * 101)


@pytest.mark.parametrize("path", ["/-", "/0"])
def test_copies_that_double_the_document_are_stopped(path):
    with pytest.raises(MalformedPatch, match="too large"):
        apply(["x" * 100], [copy("", path)] * 60)


def test_a_large_document_that_stays_below_the_limit_is_no_error():
    changed = apply({"a": "x" * 40_000}, [copy("/a", "/b")])
    assert changed == {"a": "x" * 40_000, "b": "x" * 40_000}


@pytest.mark.parametrize("more", [[], [copy("", "/b")]])
def test_values_that_are_nested_ever_deeper_are_stopped(more):
    steps = [add("/a" * 18 * step, nested(18)) for step in range(99)]
    with pytest.raises(MalformedPatch):
        apply({}, steps + more)

"""A message as a document and back; a patch as its standard tells it."""

import json
from dataclasses import replace

import pytest

from toy_api.examples import EXAMPLES, HANGAR, SHIP
from toy_api.message import Draft, InvalidMessage, Message
from toy_api.representations.documents import (
    as_document,
    from_document,
    from_patch,
    merge,
)

TIMES = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")
STORED = Message(1, EXAMPLES[2], "queued", *TIMES)
READ = as_document(STORED)
NEW = {"to": HANGAR, "from": SHIP, "body": "Hello"}
KEEPERS = ["id", "status", "created", "updated"]
APPENDIX_A = """
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


def wrong_fields(read, *documents):
    with pytest.raises(InvalidMessage) as caught:
        read(*documents)
    return caught.value.errors


@pytest.mark.parametrize("row", APPENDIX_A.strip().splitlines())
def test_a_patch_merges_as_in_appendix_a_of_rfc_7396(row):
    target, patch, result = map(json.loads, row.split())
    assert merge(target, patch) == result


@pytest.mark.parametrize("row", APPENDIX_A.strip().splitlines())
def test_merging_leaves_the_target_as_it_was(row):
    target, patch, _ = map(json.loads, row.split())
    merge(target, patch)
    assert json.dumps(target, separators=(",", ":")) == row.split()[0]


def test_clients_see_these_names_in_this_order():
    names = ["id", "to", "from", "body", "tags", "status", "created", "updated"]
    assert list(READ) == names


def test_every_value_stands_behind_its_own_name():
    draft, (created, updated) = STORED.draft, TIMES
    assert (READ["to"], READ["from"]) == (draft.recipient, draft.sender)
    assert (READ["body"], READ["tags"]) == (draft.body, draft.tags)
    assert (READ["id"], READ["status"]) == (1, "queued")
    assert (READ["created"], READ["updated"]) == (created, updated)


@pytest.mark.parametrize(("tags", "shown"), [(None, False), ({}, True)])
def test_tags_are_shown_only_where_there_are_some(tags, shown):
    message = replace(STORED, draft=replace(STORED.draft, tags=tags))
    assert ("tags" in as_document(message)) is shown


@pytest.mark.parametrize("draft", EXAMPLES)
def test_what_was_read_is_the_same_draft_when_it_comes_back(draft):
    stored = replace(STORED, draft=draft)
    document = json.loads(json.dumps(as_document(stored)))
    assert from_document(document, stored) == draft


def test_a_new_document_becomes_a_draft():
    assert from_document(NEW) == Draft(SHIP, HANGAR, "Hello")


def test_reading_leaves_the_document_as_it_was():
    document = NEW | {"tags": {"a": "b"}}
    from_document(document)
    assert document == NEW | {"tags": {"a": "b"}}


@pytest.mark.parametrize("document", [None, [], [NEW], "Hello", 7, True])
def test_a_document_that_is_no_object_is_wrong_as_a_whole(document):
    assert list(wrong_fields(from_document, document)) == [None]


def test_wrong_fields_are_named_as_the_client_names_them():
    errors = wrong_fields(from_document, {"tags": 1, "extra": 1})
    assert set(errors) == {"to", "from", "body", "tags", "extra"}


@pytest.mark.parametrize("name", ["sender", "recipient", "Body", "toString", ""])
def test_an_unknown_field_is_refused(name):
    assert list(wrong_fields(from_document, NEW | {name: "x"})) == [name]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("boddy", "body"), ("tag", "tags"), ("form", "from"), ("text_body", "body")],
)
def test_a_slip_of_the_pen_is_recognised(name, meant):
    advice = wrong_fields(from_document, NEW | {name: "x"})[name]
    assert advice.endswith(f"Did you mean {meant}?")


def test_a_word_like_no_other_is_met_with_no_guess():
    advice = wrong_fields(from_document, NEW | {"zzz": 1})["zzz"]
    assert advice == "A message has no such field."


@pytest.mark.parametrize("name", KEEPERS)
@pytest.mark.parametrize("value", [READ["id"], "queued", None])
def test_a_new_document_may_not_set_what_the_server_sets(name, value):
    errors = wrong_fields(from_document, NEW | {name: value})
    assert list(errors) == [name]
    assert errors[name].startswith("The server sets this.")


@pytest.mark.parametrize("name", ["id", "status", "created"])
@pytest.mark.parametrize("value", [2, "1", None, "sent", True, [1]])
def test_what_the_server_set_may_not_be_sent_changed(name, value):
    assert list(wrong_fields(from_document, READ | {name: value}, STORED)) == [name]


@pytest.mark.parametrize("value", ["2030-01-01T00:00:00Z", None, 1])
def test_the_time_of_the_last_change_may_differ(value):
    assert from_document(READ | {"updated": value}, STORED) == STORED.draft


@pytest.mark.parametrize("name", KEEPERS)
def test_what_the_server_sets_may_be_left_out(name):
    document = {key: value for key, value in READ.items() if key != name}
    assert from_document(document, STORED) == STORED.draft


def test_a_document_takes_nothing_from_what_was_there_before():
    assert from_document(NEW, STORED) == Draft(SHIP, HANGAR, "Hello")


@pytest.mark.parametrize(
    ("patch", "changes"),
    [
        ({}, {}),
        ({"body": "Hi"}, {"body": "Hi"}),
        ({"to": SHIP, "from": HANGAR}, {"recipient": SHIP, "sender": HANGAR}),
        ({"tags": None}, {"tags": None}),
        ({"tags": {"a": "b"}}, {"tags": STORED.draft.tags | {"a": "b"}}),
        ({"unheard_of": None}, {}),
        ({"id": 1, "status": "queued"}, {}),
    ],
)
def test_a_patch_changes_what_it_names_and_nothing_else(patch, changes):
    assert from_patch(patch, STORED) == replace(STORED.draft, **changes)


def test_a_null_among_the_tags_removes_that_tag():
    draft = from_patch({"tags": {"message_type": None}}, STORED)
    assert draft.tags == {"campaign_name": "Spring Sale"}


@pytest.mark.parametrize("name", ["to", "from", "body"])
def test_a_patch_can_not_remove_what_a_message_needs(name):
    advice = wrong_fields(from_patch, {name: None}, STORED)
    assert list(advice) == [name]
    assert advice[name].startswith("Missing.")


@pytest.mark.parametrize("name", KEEPERS)
@pytest.mark.parametrize("value", [None, 2, True, {"a": 1}])
def test_a_patch_can_not_touch_what_the_server_sets(name, value):
    assert list(wrong_fields(from_patch, {name: value}, STORED)) == [name]


@pytest.mark.parametrize("patch", [None, [], "Hello", 7, False])
def test_a_patch_that_is_no_object_is_wrong_as_a_whole(patch):
    assert list(wrong_fields(from_patch, patch, STORED)) == [None]


def test_a_patch_is_checked_as_a_whole_message():
    errors = wrong_fields(from_patch, {"to": "me", "body": 1, "boddy": "x"}, STORED)
    assert set(errors) == {"to", "body", "boddy"}

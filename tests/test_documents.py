"""A message as a document and back; a patch as its standard tells it."""

import json

import pytest

from toy_api.examples import EXAMPLES, HANGAR, SHIP
from toy_api.message import Draft, InvalidMessage, Message
from toy_api.representations.documents import (
    as_document,
    from_document,
    from_operations,
    from_patch,
)
from toy_api.representations.patches import MalformedPatch, PatchConflict

TIMES = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")
STORED = Message(1, EXAMPLES[2], "queued", *TIMES)
READ = as_document(STORED)
PICTURES = ["https://toy.test/b.png", "https://toy.test/a.png"]
RICH = STORED._replace(draft=STORED.draft._replace(media=PICTURES))
NEW = {"to": HANGAR, "from": SHIP, "body": "Hello"}
KEEPERS = ["id", "status", "created", "updated"]


def wrong_fields(read, *documents):
    with pytest.raises(InvalidMessage) as caught:
        read(*documents)
    return caught.value.errors


def test_clients_see_these_names_in_this_order():
    names = ["id", "to", "from", "body", "tags", "media"]
    assert list(as_document(RICH)) == [*names, "status", "created", "updated"]


def test_every_value_stands_behind_its_own_name():
    draft, (created, updated) = STORED.draft, TIMES
    assert (READ["to"], READ["from"]) == (draft.recipient, draft.sender)
    assert (READ["body"], READ["tags"]) == (draft.body, draft.tags)
    assert (READ["id"], READ["status"]) == (1, "queued")
    assert (READ["created"], READ["updated"]) == (created, updated)


@pytest.mark.parametrize(("tags", "shown"), [(None, False), ({}, True)])
def test_tags_are_shown_only_where_there_are_some(tags, shown):
    message = STORED._replace(draft=STORED.draft._replace(tags=tags))
    assert ("tags" in as_document(message)) is shown


@pytest.mark.parametrize(("media", "shown"), [(None, False), ([], True)])
def test_media_are_shown_only_where_there_are_some(media, shown):
    message = STORED._replace(draft=STORED.draft._replace(media=media))
    assert ("media" in as_document(message)) is shown


def test_media_are_shown_in_their_order():
    assert as_document(RICH)["media"] == PICTURES


@pytest.mark.parametrize("draft", [*EXAMPLES, RICH.draft])
def test_what_was_read_is_the_same_draft_when_it_comes_back(draft):
    stored = STORED._replace(draft=draft)
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
    errors = wrong_fields(from_document, {"tags": 1, "media": 1, "extra": 1})
    assert set(errors) == {"to", "from", "body", "tags", "media", "extra"}


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
        ({"media": PICTURES}, {"media": PICTURES}),
        ({"media": []}, {"media": []}),
        ({"unheard_of": None}, {}),
        ({"id": 1, "status": "queued"}, {}),
    ],
)
def test_a_patch_changes_what_it_names_and_nothing_else(patch, changes):
    assert from_patch(patch, STORED) == STORED.draft._replace(**changes)


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


def test_a_merge_patch_puts_a_whole_list_in_the_place_of_the_media():
    """RFC 7396 §1: no part of a list can be patched."""
    more = ["https://toy.test/c.png"]
    assert from_patch({"media": more}, RICH).media == more
    assert from_patch({"media": None}, RICH).media is None
    assert from_patch({"body": "Hi"}, RICH).media == PICTURES


@pytest.mark.parametrize(
    ("operations", "changes"),
    [
        ([], {}),
        ([("replace", "/body", "Hi")], {"body": "Hi"}),
        ([("add", "/tags", {"a": "b"})], {"tags": {"a": "b"}}),
        ([("remove", "/tags")], {"tags": None}),
        ([("add", "/media/-", "http://h/c")], {"media": [*PICTURES, "http://h/c"]}),
        ([("add", "/media/0", "http://h/c")], {"media": ["http://h/c", *PICTURES]}),
        ([("remove", "/media/0")], {"media": PICTURES[1:]}),
        ([("remove", "/media"), ("add", "/media", [])], {"media": []}),
        ([("replace", "/id", 1), ("test", "/status", "queued")], {}),
        ([("replace", "/media", None)], {"media": None}),
    ],
)
def test_operations_change_what_they_name_and_nothing_else(operations, changes):
    names = ("op", "path", "value")
    named = [dict(zip(names, each, strict=False)) for each in operations]
    assert from_operations(named, RICH) == RICH.draft._replace(**changes)


@pytest.mark.parametrize(
    ("operation", "wrong"),
    [
        ({"op": "remove", "path": "/body"}, ["body"]),
        ({"op": "move", "from": "/to", "path": "/tags/to"}, ["to"]),
        ({"op": "copy", "from": "/tags", "path": "/body"}, ["body"]),
        ({"op": "add", "path": "/boddy", "value": "x"}, ["boddy"]),
        ({"op": "add", "path": "/media/0", "value": "cat.png"}, ["media"]),
        ({"op": "add", "path": "/tags/a", "value": 1}, ["tags"]),
        ({"op": "remove", "path": ""}, [None]),
        ({"op": "replace", "path": "", "value": []}, [None]),
        ({"op": "copy", "from": "/body", "path": ""}, [None]),
    ],
)
def test_what_operations_make_is_checked_as_a_whole_message(operation, wrong):
    assert list(wrong_fields(from_operations, [operation], RICH)) == wrong


@pytest.mark.parametrize("name", KEEPERS)
@pytest.mark.parametrize("more", [{"op": "remove"}, {"op": "replace", "value": 2}])
def test_operations_can_not_touch_what_the_server_sets(name, more):
    operation = more | {"path": f"/{name}"}
    assert list(wrong_fields(from_operations, [operation], STORED)) == [name]


def test_operations_may_take_away_for_a_while_what_a_message_needs():
    aside = {"op": "move", "from": "/body", "path": "/tags/aside"}
    back = {"op": "move", "from": "/tags/aside", "path": "/body"}
    assert from_operations([aside, back], RICH) == RICH.draft


@pytest.mark.parametrize(
    ("operations", "error"),
    [
        ({}, MalformedPatch),
        ([{"op": "remove"}], MalformedPatch),
        ([{"op": "remove", "path": "/media"}], PatchConflict),
        ([{"op": "test", "path": "/id", "value": True}], PatchConflict),
    ],
)
def test_operations_that_do_not_fit_are_no_matter_of_fields(operations, error):
    with pytest.raises(error):
        from_operations(operations, STORED)

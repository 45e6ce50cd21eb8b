"""A message is valid when each of its fields is, and all the wrong ones are named."""

import pytest

from toy_api.message import Draft, InvalidMessage, as_draft

GOOD = {"sender": "+15017122661", "recipient": "+15558675310", "body": "Hello"}


def wrong_fields(**changes):
    with pytest.raises(InvalidMessage) as caught:
        as_draft(GOOD | changes)
    return caught.value.errors


def test_good_fields_become_a_draft():
    assert as_draft(GOOD) == Draft("+15017122661", "+15558675310", "Hello")


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": None, "media": None},
        {"tags": {}, "media": []},
        {"tags": {"mood": "good"}},
        {"media": ["https://toy.test/cat.png"]},
    ],
)
def test_what_is_optional_is_kept_as_it_was_given(fields):
    draft = as_draft(GOOD | fields)
    assert {name: getattr(draft, name) for name in fields} == fields
    assert [draft.sender, draft.recipient, draft.body] == [*GOOD.values()]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sender", "me"),
        ("recipient", ""),
        ("body", 7),
        ("tags", {"a": 1}),
        ("media", ["cat.png"]),
    ],
)
def test_a_wrong_field_is_named(name, value):
    assert list(wrong_fields(**{name: value})) == [name]


@pytest.mark.parametrize("name", ["sender", "recipient", "body"])
def test_a_missing_field_is_called_missing(name):
    advice = wrong_fields(**{name: None})[name]
    assert advice.startswith("Missing. Send ")


def test_a_wrong_field_is_not_called_missing():
    errors = wrong_fields(sender="me", recipient=1, body=False)
    assert not any("Missing" in advice for advice in errors.values())


def test_all_wrong_fields_are_named_at_once():
    with pytest.raises(InvalidMessage) as caught:
        as_draft({"tags": 1, "media": 1})
    names = {"sender", "recipient", "body", "tags", "media"}
    assert set(caught.value.errors) == names


def test_an_invalid_message_is_a_value_error_that_names_its_fields():
    error = InvalidMessage({"sender": "Missing.", "body": "Missing."})
    assert isinstance(error, ValueError)
    assert str(error) == "sender, body"


def test_a_draft_can_not_be_changed_after_it_was_checked():
    with pytest.raises(AttributeError):
        as_draft(GOOD).body = "Bye"


def test_a_kept_message_can_not_be_changed_behind_its_keeper(store):
    with pytest.raises(AttributeError):
        store.get(1).status = "sent"

"""What makes a message valid, and what its author is told where it is not."""

from dataclasses import FrozenInstanceError

import pytest

from toy_api.fields import is_phone_number
from toy_api.message import Draft, InvalidMessage, as_draft

GOOD = {"sender": "+15017122661", "recipient": "+15558675310", "body": "Hello"}


def wrong_fields(**changes):
    with pytest.raises(InvalidMessage) as caught:
        as_draft(GOOD | changes)
    return caught.value.errors


@pytest.mark.parametrize("number", ["+15558675310", "+10", "+123456789012345"])
def test_a_number_in_e164_form_is_a_phone_number(number):
    assert is_phone_number(number)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "+",
        "+1",
        "+0123",
        "15558675310",
        "+1234567890123456",
        "+1 555",
        "+1555\n",
        " +1555",
        "00155",
        "+1-555",
        "+\u0661\u0662\u0663",
        15558675310,
        None,
        ["+10"],
    ],
)
def test_anything_else_is_no_phone_number(value):
    assert not is_phone_number(value)


def test_good_fields_become_a_draft():
    assert as_draft(GOOD) == Draft("+15017122661", "+15558675310", "Hello")


@pytest.mark.parametrize(
    "fields",
    [
        {"body": ""},
        {"body": "é" * 1600},
        {"tags": None},
        {"tags": {}},
        {"tags": {"n" * 128: "v" * 128}},
        {"tags": {str(i): "v" for i in range(10)}},
    ],
)
def test_the_limits_themselves_are_allowed(fields):
    draft = as_draft(GOOD | fields)
    assert {name: getattr(draft, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body", "é" * 1601),
        ("body", 7),
        ("body", ["Hello"]),
        ("sender", "me"),
        ("recipient", ""),
        ("tags", []),
        ("tags", "a"),
        ("tags", {"a": 1}),
        ("tags", {"a": None}),
        ("tags", {str(i): "v" for i in range(11)}),
        ("tags", {"n" * 129: "v"}),
        ("tags", {"n": "v" * 129}),
        ("tags", False),
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
        as_draft({"tags": 1})
    assert set(caught.value.errors) == {"sender", "recipient", "body", "tags"}


def test_too_long_a_text_is_told_how_long_it_is():
    advice = wrong_fields(body="x" * 1723)["body"]
    assert "1600" in advice
    assert "1723" in advice


def test_an_invalid_message_is_a_value_error_that_names_its_fields():
    error = InvalidMessage({"sender": "Missing.", "body": "Missing."})
    assert isinstance(error, ValueError)
    assert str(error) == "sender, body"


def test_a_draft_can_not_be_changed_after_it_was_checked():
    with pytest.raises(FrozenInstanceError):
        as_draft(GOOD).body = "Bye"


def test_a_kept_message_can_not_be_changed_behind_its_keeper(store):
    with pytest.raises(FrozenInstanceError):
        store.get(1).status = "sent"

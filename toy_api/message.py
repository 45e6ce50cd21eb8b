"""What a message is, and when one is valid."""

import re
from dataclasses import dataclass

PHONE_NUMBER = re.compile(r"\+[1-9][0-9]{1,14}", re.ASCII)
BODY_LIMIT = 1600  # characters
TAGS_LIMIT = 10
TAG_LIMIT = 128  # characters, of a tag's name and of its value


@dataclass(frozen=True)
class Draft:
    """The part of a message that its author decides."""

    sender: str
    recipient: str
    body: str
    tags: dict[str, str] | None = None


@dataclass(frozen=True)
class Message:
    """A message that is kept: the author's draft and what the keeper adds to it."""

    id: int
    draft: Draft
    status: str
    created: str
    updated: str


class InvalidMessage(ValueError):
    """Says what to send instead, by field; under None, of the whole."""

    def __init__(self, errors: dict[str | None, str]):
        super().__init__(", ".join(map(str, errors)))
        self.errors = errors


def as_draft(fields: dict) -> Draft:
    """A draft made of these fields; raises InvalidMessage naming all the wrong ones."""
    errors = {name: CHECKS[name](fields.get(name)) for name in CHECKS}
    wrong = {name: advice for name, advice in errors.items() if advice}
    if wrong:
        raise InvalidMessage(wrong)
    return Draft(**{name: fields[name] for name in CHECKS if name in fields})


def is_phone_number(value: object) -> bool:
    """Whether this is a number in E.164 form: `+`, then 2 to 15 digits."""
    return isinstance(value, str) and bool(PHONE_NUMBER.fullmatch(value))


def _check_number(value: object) -> str | None:
    if value is None:
        return "Missing. Send a phone number such as +15558675310."
    if not is_phone_number(value):
        return "Send a phone number as text: + and 2 to 15 digits, as in +15558675310."


def _check_body(value: object) -> str | None:
    if value is None:
        return "Missing. Send the text of the message; an empty text is allowed."
    if not isinstance(value, str):
        return "Send the text of the message as a string."
    if len(value) > BODY_LIMIT:
        return f"Send at most {BODY_LIMIT} characters; these are {len(value)}."


def _check_tags(value: object) -> str | None:
    if not isinstance(value, dict | None):
        return "Send an object of names and texts, or leave it out."
    texts = [text for pair in (value or {}).items() for text in pair]
    short = all(isinstance(text, str) and len(text) <= TAG_LIMIT for text in texts)
    if len(texts) > 2 * TAGS_LIMIT or not short:
        return f"Send at most {TAGS_LIMIT} tags, each a text of at most {TAG_LIMIT}."


CHECKS = {
    "sender": _check_number,
    "recipient": _check_number,
    "body": _check_body,
    "tags": _check_tags,
}

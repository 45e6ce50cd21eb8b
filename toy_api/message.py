"""What a message is, and when one is valid."""

from typing import NamedTuple

from .fields import check_body, check_media, check_number, check_tags

CHECKS = {
    "sender": check_number,
    "recipient": check_number,
    "body": check_body,
    "tags": check_tags,
    "media": check_media,
}


class Draft(NamedTuple):
    """The part of a message that its author decides."""

    sender: str
    recipient: str
    body: str
    tags: dict[str, str] | None = None
    media: list[str] | None = None  # web addresses of pictures and sounds


class Message(NamedTuple):
    """A message that is kept: the author's draft and what the keeper adds to it."""

    id: int
    draft: Draft
    status: str
    created: str
    updated: str
    error: int | None = None  # why it could not be delivered

    def __hash__(self) -> int:
        return self.id ^ hash(self.draft.body)  # tags have no hash


class InvalidMessage(ValueError):
    """Says what to send instead, by field; under None, of the whole."""

    def __init__(self, errors: dict[str | None, str]):
        super().__init__(", ".join(map(str, errors)))
        self.errors = errors


def as_draft(fields: dict) -> Draft:
    """A draft made of these fields; raises InvalidMessage naming all the wrong ones."""
    errors = {name: check(fields.get(name)) for name, check in CHECKS.items()}
    wrong = {name: advice for name, advice in errors.items() if advice}
    if wrong:
        raise InvalidMessage(wrong)
    return Draft(**{name: fields[name] for name in CHECKS if name in fields})

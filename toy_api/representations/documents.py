"""A message as a JSON document, and a JSON document as a draft of a message."""

from difflib import get_close_matches

from ..message import Draft, InvalidMessage, Message, as_draft
from .patches import apply, merge

NAMES = {"to": "recipient", "from": "sender", "body": "body"}
NAMES |= {"tags": "tags", "media": "media"}
KEEPERS = ["id", "status", "created", "updated", "error"]  # set by the server


def as_document(message: Message) -> dict[str, object]:
    """The message with the names that clients see; only what was set."""
    document: dict[str, object] = {"id": message.id}
    for name, inside in NAMES.items():
        if (value := getattr(message.draft, inside)) is not None:
            document[name] = value
    document["status"] = message.status
    document["created"] = message.created
    document["updated"] = message.updated
    if message.error:
        document["error"] = message.error
    return document


def from_document(document: object, stored: Message | None = None) -> Draft:
    """The draft in this document; raises InvalidMessage naming all wrong fields.

    What the server sets may be sent back as it was read from the `stored` message;
    `updated` may differ, since this very change is going to set it.
    """
    known = {}
    if isinstance(document, dict) and stored and not document.keys() <= NAMES.keys():
        known = as_document(stored) | {"updated": document.get("updated")}
    return _read(document, known)


def from_patch(patch: object, stored: Message) -> Draft:
    """The stored message changed by a merge patch (RFC 7396), checked as a whole."""
    return _read_changed(merge(as_document(stored), patch), stored)


def from_operations(operations: object, stored: Message) -> Draft:
    """The stored message changed by a JSON Patch (RFC 6902), checked as a whole.

    Raises MalformedPatch or PatchConflict where the patch itself does not fit.
    """
    return _read_changed(apply(as_document(stored), operations), stored)


def _read_changed(document: object, stored: Message) -> Draft:
    """A patch may leave what the server sets, but not take it away or change it."""
    known = as_document(stored)
    if isinstance(document, dict):
        document = {name: None for name in KEEPERS if name in known} | document
    return _read(document, known)


def _read(document: object, known: dict[str, object]) -> Draft:
    if not isinstance(document, dict):
        raise InvalidMessage({None: "Send a JSON object with to, from and body."})
    try:
        given = {NAMES[name]: document[name] for name in NAMES if name in document}
        draft, errors = as_draft(given), {}
    except InvalidMessage as invalid:
        wrong = invalid.errors
        errors = {name: wrong[NAMES[name]] for name in NAMES if NAMES[name] in wrong}
    for name in document:
        if name not in NAMES and not _is_same(document[name], known.get(name, ...)):
            errors[name] = _advice(name)
    if errors:
        raise InvalidMessage(errors)
    return draft


def _is_same(value: object, known: object) -> bool:
    """Whether these are equal in JSON, where true is not 1."""
    return type(value) is type(known) and value == known


def _advice(name: str) -> str:
    if name in KEEPERS:
        return "The server sets this. Leave it out, or send it as you read it."
    close = get_close_matches(name, NAMES, 1)
    question = f" Did you mean {close[0]}?" if close else ""
    return f"A message has no such field.{question}"

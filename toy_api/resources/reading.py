"""What a client sent, read as the store needs it, or refused with advice."""

import re
from collections.abc import Callable

from ..exchange import Request
from ..fields import is_phone_number
from ..message import Draft, InvalidMessage, Message
from ..representations.documents import from_document, from_operations, from_patch
from ..representations.patches import MalformedPatch, PatchConflict
from ..rules.content import JSON, JSON_PATCH, MERGE_PATCH, json_of, media_type_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from ..rules.problems import Problem

ID = re.compile("[1-9][0-9]{0,14}", re.ASCII)
PATCHES = {MERGE_PATCH: from_patch, JSON_PATCH: from_operations}


def prepare(request: Request) -> None:
    """Refuses what no answer in JSON could satisfy, before anything is changed."""
    negotiate(request, [JSON])
    parameters(request, [])


def draft_of(
    document: object, stored: Message | None = None, read: Callable = from_document
) -> Draft:
    """The draft in this document; raises Problem 422, or 400 and 409 for a patch."""
    try:
        return read(document, stored)
    except InvalidMessage as invalid:
        count = len(invalid.errors)
        detail = f"{count} field{'s are' if count > 1 else ' is'} wrong: see errors."
        raise Problem(422, detail, errors=invalid.errors) from None
    except MalformedPatch as malformed:
        raise Problem(400, str(malformed)) from None
    except PatchConflict as conflict:
        raise Problem(409, f"{conflict.args[0]} GET the message, then try.") from None


def patch_of(request: Request) -> tuple[object, Callable]:
    """The patch that the request carries, and what applies it to a stored message."""
    patch = json_of(request, [*PATCHES], "Accept-Patch")
    return patch, PATCHES[media_type_of(request)]


def number_of(id: str, what: str = "message") -> int:
    """The id as a number; raises Problem 404 where it can not be one."""
    if not ID.fullmatch(id):
        raise Problem(404, f"No {what} lives here: an id is a whole number, such as 1.")
    return int(id)


def conditions_of(wanted: dict[str, str]) -> dict[str, str | None]:
    """What the store is to look for; raises Problem 400 for what is no number."""
    for name in ("from", "to"):
        if name in wanted and not is_phone_number(wanted[name]):
            detail = f"{name} is not a phone number such as +15558675310. "
            raise Problem(400, f"{detail}In a query a + means a space: write %2B.")
    names = {"sender": "from", "recipient": "to", "text": "q"}
    return {inside: wanted.get(name) for inside, name in names.items()}

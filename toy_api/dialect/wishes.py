"""What a client wants to be sent, read from Twilio's form, or refused by number."""

import re
from typing import NamedTuple

from ..exchange import Request
from ..fields import BODY_LIMIT, MEDIA_LIMIT, check_media, check_tags, is_phone_number
from ..message import Draft
from ..representations.strict_json import read_json
from ..rules.content import media_type_of, refuse_coding
from ..rules.forms import FORM
from ..rules.parameters import pairs_of
from ..rules.problems import Problem
from .dates import as_span
from .refusals import Refusal
from .sids import SERVICE

POOL = "+15017122661"  # the one number from which a messaging service sends
MAGIC_SENDERS = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
MAGIC_RECIPIENTS = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
SOONEST, LATEST = 300, 35 * 24 * 60 * 60  # seconds ahead that can be scheduled


class Wish(NamedTuple):
    """A message to be sent: what its author wrote, and how to go about it."""

    draft: Draft
    facts: dict  # service, pooled, callback: those that are given
    send_at: int | None  # in seconds since 1970


def form_of(request: Request) -> dict[str, list[str]]:
    """The values of the form, by name; none in content of another kind."""
    refuse_coding(request)
    if media_type_of(request) != FORM:
        return {}
    try:
        pairs = pairs_of(request.body.decode("ascii"), "form")
    except UnicodeDecodeError:
        raise Problem(400, "Encode the form: beyond ASCII, as %C3%A4.") from None
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def wish_of(form: dict[str, list[str]], now: int) -> Wish:
    """The message that this form wants sent; raises Refusal for what is wrong."""
    given = {name: values[-1] for name, values in form.items()}
    service, sender = given.get("MessagingServiceSid"), _number(given, "From")
    recipient = _number(given, "To")
    media = [*dict.fromkeys(form["MediaUrl"])] if "MediaUrl" in form else None
    _check_numbers(recipient, sender, service)
    body = given.get("Body", "")
    check_content(body, media, service)
    send_at = _send_at(given, service, now)
    tags = _tags_in(given.get("Tags"))
    facts = {"service": service, "pooled": not sender}
    facts["callback"] = given.get("StatusCallback")
    draft = Draft(sender or POOL, recipient, body, tags, media)
    return Wish(draft, {k: v for k, v in facts.items() if v}, send_at)


def check_content(body: str, media: list[str] | None, service: str | None) -> None:
    """Raise Refusal where there is nothing to send, or too much."""
    if not body and not media:
        raise Refusal(21619 if service else 21602)
    if len(body) > BODY_LIMIT:
        raise Refusal(21617)
    if media and len(media) > MEDIA_LIMIT:
        raise Refusal(21623)
    if check_media(media):
        raise Refusal(21620)


def _number(given: dict[str, str], name: str) -> str:
    """A + that was sent as it is arrives as a space; it is read as a + here."""
    return re.sub("^ ", "+", given.get(name, ""))


def _check_numbers(recipient: str, sender: str, service: str | None) -> None:
    if not recipient:
        raise Refusal(21604)
    if not sender and not service:
        raise Refusal(21603)
    if service and not SERVICE.fullmatch(service):
        raise Refusal(21701)
    if not is_phone_number(recipient):
        raise Refusal(21211, recipient)
    if sender and not is_phone_number(sender):
        raise Refusal(21212, sender)
    if sender in MAGIC_SENDERS:
        raise Refusal(MAGIC_SENDERS[sender], sender)
    if recipient in MAGIC_RECIPIENTS:
        raise Refusal(MAGIC_RECIPIENTS[recipient], recipient, sender)


def _send_at(given: dict[str, str], service: str | None, now: int) -> int | None:
    if "ScheduleType" not in given and "SendAt" not in given:
        return None
    if not given.get("SendAt"):
        raise Refusal(35111)
    if not service:
        raise Refusal(35118)
    try:
        moment, _ = as_span(given["SendAt"])
    except ValueError:
        raise Refusal(35114) from None
    if not now + SOONEST <= moment <= now + LATEST:
        raise Refusal(35114)
    return moment


def _tags_in(text: str | None) -> dict[str, str] | None:
    """Tags, written as a JSON object."""
    try:
        tags = read_json(text.encode()) if text else None
        advice = check_tags(tags)
    except ValueError as error:
        advice = str(error)
    if advice:
        raise Refusal(20001, f"Tags: {advice}")
    return tags

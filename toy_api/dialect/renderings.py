"""A message as Twilio shows it, and what belongs to one: always the same keys."""

from mimetypes import guess_type

from ..message import Message
from .dates import as_date
from .segments import segments_of
from .sids import account_sid, media_sid, message_sid

VERSION = "2010-04-01"
WAITING = ("queued", "sending", "accepted", "scheduled", "canceled")  # costs nothing
UNCHOSEN = ("accepted", "scheduled")  # no sender was chosen yet
REASONS = {
    30003: "Unreachable destination handset",
    30007: "Carrier violation",
}
TEXT_PRICE, MEDIA_PRICE = 0.0075, 0.02  # US dollars: a segment, and a message


def account_uri(account: str) -> str:
    """The path of all that belongs to the account with this name."""
    return f"/{VERSION}/Accounts/{account_sid(account)}"


def as_twilio(account: str, message: Message, facts: dict, is_new=False) -> dict:
    """The message with the 20 keys of Twilio's description, and its tags if any.

    `facts` are what is known of it besides: `service`, `sent`, `pooled`, and the
    `segments` of a text that was redacted since.
    """
    below = ["media"] if is_new else ["media", "feedback"]
    tags = {"tags": message.draft.tags} if message.draft.tags else {}
    names = _names(account, message_sid(account, message), below)
    return names | _content(message, facts) | _course(message, facts) | tags


def _names(account: str, sid: str, below: list[str]) -> dict:
    """Whose it is, where it is, and what is below it."""
    uri = f"{account_uri(account)}/Messages/{sid}"
    return {
        "account_sid": account_sid(account),
        "api_version": VERSION,
        "sid": sid,
        "subresource_uris": {x: f"{uri}/{x.capitalize()}.json" for x in below},
        "uri": f"{uri}.json",
    }


def _content(message: Message, facts: dict) -> dict:
    """What is sent, from whom to whom."""
    has_sender = not (facts.get("pooled") and message.status in UNCHOSEN)
    segments = _segments(message, facts) if has_sender else 0
    return {
        "body": message.draft.body,
        "direction": "outbound-api",
        "from": message.draft.sender if has_sender else None,
        "messaging_service_sid": facts.get("service"),
        "num_media": str(len(message.draft.media or [])),
        "num_segments": str(segments),
        "to": message.draft.recipient,
    }


def _course(message: Message, facts: dict) -> dict:
    """How far it is, since when, and what it costs."""
    price = None if message.status in WAITING else price_of(message, facts)
    return {
        "date_created": as_date(message.created),
        "date_sent": as_date(facts.get("sent")),
        "date_updated": as_date(message.updated),
        "error_code": message.error,
        "error_message": REASONS.get(message.error),
        "price": price,
        "price_unit": price and "USD",
        "status": message.status,
    }


def price_of(message: Message, facts: dict) -> str:
    """What a message costs: a negative number of dollars, as text."""
    if message.draft.media:
        return f"-{MEDIA_PRICE:.5f}"
    return f"-{TEXT_PRICE * _segments(message, facts):.5f}"


def _segments(message: Message, facts: dict) -> int:
    body = message.draft.body
    return segments_of(body) if body else facts.get("segments", 1)


def as_media(account: str, message: Message, address: str) -> dict:
    """A picture or sound of the message; its content is at `uri` without `.json`."""
    parent = message_sid(account, message)
    sid = media_sid(parent, address)
    return {
        "account_sid": account_sid(account),
        "content_type": guess_type(address)[0] or "application/octet-stream",
        "date_created": as_date(message.created),
        "date_updated": as_date(message.created),
        "parent_sid": parent,
        "sid": sid,
        "uri": f"{account_uri(account)}/Messages/{parent}/Media/{sid}.json",
    }


def as_feedback(account: str, message: Message, outcome: str, moment: int) -> dict:
    """What the recipient was seen to do with the message."""
    sid = message_sid(account, message)
    return {
        "account_sid": account_sid(account),
        "date_created": as_date(moment),
        "date_updated": as_date(moment),
        "message_sid": sid,
        "outcome": outcome,
        "uri": f"{account_uri(account)}/Messages/{sid}/Feedback.json",
    }


def as_account(facts: dict) -> dict:
    """An account, its secret included: only who is allowed to sees it."""
    uri = account_uri(facts["sid"])
    return {
        "auth_token": facts["token"],
        "date_created": as_date(facts["created"]),
        "date_updated": as_date(facts["updated"]),
        "friendly_name": facts["friendly_name"],
        "owner_account_sid": facts["owner"],
        "sid": facts["sid"],
        "status": facts["status"],
        "subresource_uris": {"messages": f"{uri}/Messages.json"},
        "type": "Full",
        "uri": f"{uri}.json",
    }

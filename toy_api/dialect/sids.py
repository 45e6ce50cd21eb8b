"""Twilio's names for things: two letters, then 32 hex digits.

A message's name is made of its account and its id, so both dialects speak of the same
messages, and nothing has to be kept.
"""

import re
from hashlib import sha256

from ..message import Message

# The message that Twilio's page "What is a REST API?" reads and changes
PAGE_SID, PAGE_ID = "MM800f449d0399ed014aae2bcc0cc2f2ec", 3
ACCOUNT = re.compile("AC[0-9a-fA-F]{32}")
MESSAGE = re.compile("(?:SM|MM)[0-9a-fA-F]{32}")
SERVICE = re.compile("MG[0-9a-fA-F]{32}")


def account_sid(name: str) -> str:
    """The name of an account: its own, if it has such a name already."""
    return name if ACCOUNT.fullmatch(name) else f"AC{_digits(name, 32)}"


def message_sid(account: str, message: Message) -> str:
    """The name of a message: SM, or MM for one that came with pictures or sounds."""
    if message.id == PAGE_ID:
        return PAGE_SID
    kind = "SM" if message.draft.media is None else "MM"
    return f"{kind}{_digits(account, 22)}{message.id:010x}"


def message_id(account: str, sid: str) -> int | None:
    """The id of the message that this account knows by this name, if it can be one."""
    if sid == PAGE_SID:
        return PAGE_ID
    if not MESSAGE.fullmatch(sid) or sid[2:24] != _digits(account, 22):
        return None
    id = int(sid[24:], 16)
    return None if id == PAGE_ID else id


def media_sid(message: str, address: str) -> str:
    """The name of a picture or sound of the message with this name."""
    return f"ME{_digits(message[2:] + address, 32)}"


def _digits(text: str, count: int) -> str:
    return sha256(text.encode()).hexdigest()[:count]

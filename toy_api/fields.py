"""What each field of a message may hold: advice where it does not, else None."""

import re

PHONE_NUMBER = re.compile(r"\+[1-9][0-9]{1,14}", re.ASCII)
WEB_ADDRESS = re.compile(  # the letters of RFC 3986, and a host
    r"""https?://[\w.~%!$&'()*+,;=@\[\]-][\w.~%!$&'()*+,;=:@/?#\[\]-]*""",
    re.ASCII | re.IGNORECASE,
)
BODY_LIMIT = 1600  # characters
TAGS_LIMIT = 10
TAG_LIMIT = 128  # characters, of a tag's name and of its value
MEDIA_LIMIT = 10
ADDRESS_LIMIT = 500  # characters


def is_phone_number(value: object) -> bool:
    """Whether this is a number in E.164 form: `+`, then 2 to 15 digits."""
    return isinstance(value, str) and bool(PHONE_NUMBER.fullmatch(value))


def check_number(value: object) -> str | None:
    """A phone number; required."""
    if value is None:
        return "Missing. Send a phone number such as +15558675310."
    if not is_phone_number(value):
        return "Send a phone number as text: + and 2 to 15 digits, the first not 0."


def check_body(value: object) -> str | None:
    """The text; required, may be empty."""
    if value is None:
        return "Missing. Send the text of the message; an empty text is allowed."
    if not isinstance(value, str):
        return "Send the text of the message as a string."
    if len(value) > BODY_LIMIT:
        return f"Send at most {BODY_LIMIT} characters; these are {len(value)}."


def check_tags(value: object) -> str | None:
    """Names and texts for the author's own use; optional."""
    if value is None:
        return None
    if not isinstance(value, dict):
        return "Send an object of names and texts, or leave it out."
    texts = [text for pair in value.items() for text in pair]
    short = all(isinstance(text, str) and len(text) <= TAG_LIMIT for text in texts)
    if len(texts) > 2 * TAGS_LIMIT or not short:
        return (
            f"Send at most {TAGS_LIMIT} tags: names and texts, of {TAG_LIMIT} letters."
        )


def check_media(value: object) -> str | None:
    """Where pictures and sounds are; optional."""
    if value is None:
        return None
    if not isinstance(value, list):
        return "Send a list of web addresses of pictures or sounds, or leave it out."
    if len(value) > MEDIA_LIMIT or not all(map(_is_web_address, value)):
        advice = f"Send at most {MEDIA_LIMIT} addresses, each as text: https://..."
        return f"{advice}, of at most {ADDRESS_LIMIT} characters."


def _is_web_address(value: object) -> bool:
    short = isinstance(value, str) and len(value) <= ADDRESS_LIMIT
    return short and bool(WEB_ADDRESS.fullmatch(value))

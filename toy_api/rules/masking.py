"""What proves who somebody is does not get into the log: in its place stands ****."""

import re
from dataclasses import replace
from typing import TypeVar
from wsgiref.headers import Headers

from ..exchange import Exchange, Request, Response

SECRET = re.compile(r"(?i)(proxy-)?authorization|(set-)?cookie")
# The same in bytes that could not be read: to the end of the line, and of those
# after it that begin with a blank and so go on with it.
LINE = rb"(?:[^\r\n]|\r(?!\n))*"
SECRET_LINE = re.compile(
    rb"(?i)(?<!/)(authorization|cookie)" + LINE + rb"(?:\r?\n[ \t]" + LINE + rb")*"
)
GIVEN = [  # in JSON: what stands in the brackets is kept, what follows is masked
    re.compile(rb'("access_token": "[^"]*\.)[^".]+'),  # ada.read.1704.5ec2e7
    re.compile(rb'("secret": "whsec_)[^"]+'),
    re.compile(rb'("auth_token": ")[^"]+'),
]
FORM = "application/x-www-form-urlencoded"
SENT = re.compile(rb"((?:^|&)(?:client_secret|password|access_token)=)[^&]+")
SENT_AS_JSON = re.compile(
    rb'("(?:client_secret|password|access_token|secret)"\s*:\s*")(?:[^"\\]|\\.)+'
)
IN_URL = re.compile(r"(?<=[?&])(access_token=)[^&#\s]+")  # RFC 6750 §2.3
MASK = "****"
Half = TypeVar("Half", Request, Response)  # of an exchange


def as_shown(exchange: Exchange) -> Exchange:
    """The exchange without secrets, and without what is of no use any more."""
    number, request, response = exchange
    request = replace(request, refusal=None, grant=None)
    return Exchange(number, masked(request), masked(response))


def masked(half: Half) -> Half:
    """This half without what proves who sent it. The scheme, Basic say, is kept."""
    if isinstance(half, Request) and not half.method:  # bytes that were refused
        head = SECRET_LINE.sub(rb"\1: ****", half.head).decode("latin-1")
        return replace(half, head=IN_URL.sub(r"\1****", head).encode("latin-1"))
    half = _mask_content(half)
    if isinstance(half, Request) and IN_URL.search(half.target):
        half = replace(half, target=IN_URL.sub(r"\1****", half.target), head=b"")
    if not any(map(SECRET.fullmatch, half.headers.keys())):
        return half
    fields = [(name, _mask(name, value)) for name, value in half.headers.items()]
    if isinstance(half, Request):
        half = replace(half, head=b"")  # the bytes as they arrived hold the secret, too
    return replace(half, headers=Headers(fields))


def masked_content(content: bytes) -> bytes:
    """The content of a response without the secrets that it hands out."""
    for secret in GIVEN:
        content = secret.sub(rb"\1****", content)
    return content


def _mask_content(half: Half) -> Half:
    if isinstance(half, Response):
        return replace(half, body=masked_content(half.body))
    kind = (half.headers.get("Content-Type") or "").lower()
    secret = SENT if kind.startswith(FORM) else SENT_AS_JSON if "json" in kind else None
    body = secret.sub(rb"\1****", half.body) if secret else half.body
    return half if body == half.body else replace(half, body=body)


def _mask(name: str, value: str) -> str:
    if not SECRET.fullmatch(name):
        return value
    scheme, space, _ = value.partition(" ")
    return f"{scheme} {MASK}" if space and "authorization" in name.lower() else MASK

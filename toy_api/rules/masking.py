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
        return replace(half, head=SECRET_LINE.sub(rb"\1: ****", half.head))
    if isinstance(half, Response):
        half = replace(half, body=masked_content(half.body))
    kind = half.headers.get("Content-Type") or ""
    if kind.lower().startswith(FORM):
        half = replace(half, body=SENT.sub(rb"\1****", half.body))
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


def _mask(name: str, value: str) -> str:
    if not SECRET.fullmatch(name):
        return value
    scheme, space, _ = value.partition(" ")
    return f"{scheme} {MASK}" if space and "authorization" in name.lower() else MASK

"""What proves who somebody is does not get into the log: in its place stands ****."""

import re
from collections.abc import Iterable
from typing import TypeVar

from ..exchange import Exchange, Request, Response
from .headers import Headers

SECRET = re.compile(r"(?i)(proxy-)?authorization|(set-)?cookie")
# The same in bytes that could not be read, with the lines that go on with it.
LINE = rb"(?:[^\r\n]|\r(?!\n)|\r?\n(?=[ \t]))*"
SECRET_LINE = re.compile(rb"(?i)(?<!/)(authorization|cookie)" + LINE)
GIVEN = [  # in JSON: what stands in the brackets is kept, what follows is masked
    re.compile(rb'("access_token": "[^"]*\.)[^".]+'),  # ada.read.1704.5ec2e7
    re.compile(rb'("secret": "whsec_)[^"]+'),
    re.compile(rb'("auth_token": ")[^"]+'),
]
PROOF = rb"(?:(?:client_)?secret|password|access_token)"
SENT = {  # the same in what is sent, by a part of its media type
    "form": re.compile(rb"((?:^|&)" + PROOF + rb"=)[^&]+"),
    "json": re.compile(rb'("' + PROOF + rb'"\s*:\s*")(?:[^"\\]|\\.)+'),
}
IN_URL = re.compile(r"(?<=[?&])(access_token=)[^&#\s]+")  # RFC 6750 §2.3
MASK = "****"
Half = TypeVar("Half", Request, Response)  # of an exchange


def as_shown(exchange: Exchange) -> Exchange:
    """The exchange without secrets, and without what is of no use any more."""
    request = exchange.request.but(refusal=None, grant=None)
    return Exchange(exchange.number, masked(request), masked(exchange.response))


def masked(half: Half) -> Half:
    """This half without what proves who sent it. The scheme, Basic say, is kept."""
    if isinstance(half, Request) and not half.method:  # bytes that were refused
        head = SECRET_LINE.sub(rb"\1: ****", half.head).decode("latin-1")
        return half.but(head=IN_URL.sub(r"\1****", head).encode("latin-1"))
    half = _mask_content(half)
    if isinstance(half, Request) and IN_URL.search(half.target):
        half = half.but(target=IN_URL.sub(r"\1****", half.target), head=b"")
    if not any(map(SECRET.fullmatch, half.headers.keys())):
        return half
    fields = [(name, _mask(name, value)) for name, value in half.headers.items()]
    if isinstance(half, Request):
        half = half.but(head=b"")  # the bytes as they arrived hold the secret, too
    return half.but(headers=Headers(fields))


def masked_content(content: bytes, secrets: Iterable[re.Pattern] = GIVEN) -> bytes:
    """This content without the secrets that an answer hands out."""
    for secret in secrets:
        content = secret.sub(rb"\1****", content)
    return content


def _mask_content(half: Half) -> Half:
    kind = (half.headers.get("Content-Type") or "").lower()
    sent = [secret for part, secret in SENT.items() if part in kind]
    secrets = GIVEN if isinstance(half, Response) else sent
    return half.but(body=masked_content(half.body, secrets))


def _mask(name: str, value: str) -> str:
    if not SECRET.fullmatch(name):
        return value
    scheme, space, _ = value.partition(" ")
    return f"{scheme} {MASK}" if space and "authorization" in name.lower() else MASK

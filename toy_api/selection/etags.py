"""An ETag: a name for exactly these bytes of a representation (RFC 9110 §8.8.3)."""

import re
from hashlib import sha256

from ..exchange import Request, Response
from ..rules.problems import Problem

TAG = r'(?:W/)?"[!#-~\x80-\xff]*"'
TAGS = re.compile(rf"\*|{TAG}(?:[ \t]*,[ \t]*{TAG})*")


def tag_of(response: Response) -> str:
    """The strong ETag of what this response carries: its own, or one of its bytes."""
    if "ETag" in response.headers:
        return response.headers["ETag"]
    kind = response.headers.get("Content-Type", "").encode()
    return f'"{sha256(kind + response.body).hexdigest()[:12]}"'


def tags_in(request: Request, name: str) -> list[str]:
    """The ETags listed in this field, or `*`; raises Problem 400 for what is none."""
    text = ", ".join(request.headers.get_all(name)).strip(" \t")
    if text and not TAGS.fullmatch(text):
        raise Problem(400, f'Write {name} as the ETag came, quoted: "3f2a9c81d04b".')
    return re.findall(rf"\*|{TAG}", text)


def match_strongly(tags: list[str], current: str | None) -> bool:
    """Whether the current bytes are named; a weak tag, W/"...", names none of them."""
    return current is not None and ("*" in tags or current in tags)


def match_weakly(tags: list[str], current: str | None) -> bool:
    """Whether it is named, weakly or strongly."""
    return match_strongly([tag.removeprefix("W/") for tag in tags], current)

"""An ETag: a name for exactly these bytes of a representation (RFC 9110 §8.8.3)."""

import re
from contextlib import suppress

from ..exchange import App, Request, Response
from ..rules.headers import Headers
from ..rules.problems import Problem
from .naming import name_of

TAG = r'(?:W/)?"[!#-~\x80-\xff]*"'
TAGS = re.compile(rf"\*|{TAG}(?:[ \t]*,[ \t,]*{TAG})*")
READING = ("GET", "HEAD")
CONDITIONS = ("If-Match", "If-None-Match")


def tag_of(response: Response) -> str:
    """The strong ETag of what this response carries: its own, or one of its bytes.

    The kind and Link count, too: the same text may be of another kind, and the same
    members may have got another page behind them.
    """
    if "ETag" in response.headers:
        return response.headers["ETag"]
    fields = response.headers
    facts = fields.get("Content-Type", "") + fields.get("Link", "")
    return name_of(facts, response.body)


def current_tag(app: App, request: Request) -> str | None:
    """The ETag that a GET would bring now; None where there is nothing to read."""
    as_asked = [("Accept", kind) for kind in request.headers.get_all("Accept")]
    for fields in (as_asked, []):  # [] for who accepts none of the kinds there are
        with suppress(Problem):
            return tag_of(app(request.but(method="GET", headers=Headers(fields))))
    return None


def tags_in(request: Request, name: str) -> list[str]:
    """The ETags listed in this field, or `*`; raises Problem 400 for what is none."""
    text = ", ".join(request.headers.get_all(name)).strip(" \t,")
    if text and not TAGS.fullmatch(text):
        raise Problem(400, f'Write {name} as the ETag came, quoted: "3f2a9c81d04b".')
    return re.findall(rf"\*|{TAG}", text)


def match_strongly(tags: list[str], current: str | None) -> bool:
    """Whether the current bytes are named; a weak tag, W/"...", names none of them."""
    if current is None or "*" in tags:
        return current is not None
    return current in tags and not current.startswith("W/")


def match_weakly(tags: list[str], current: str | None) -> bool:
    """Whether it is named, weakly or strongly."""
    opaque = current and current.removeprefix("W/")
    return match_strongly([tag.removeprefix("W/") for tag in tags], opaque)


def verdict(request: Request, current: str | None) -> int | None:
    """What the conditions say, in the order of §13.2.2; None where they hold."""
    if "If-Match" not in request.headers and "If-None-Match" not in request.headers:
        return None
    wanted, unwanted = (tags_in(request, name) for name in CONDITIONS)
    if "If-Match" in request.headers and not match_strongly(wanted, current):
        return 412
    if match_weakly(unwanted, current):
        return 304 if request.method in READING else 412
    return None

"""The client says what it can read, the server picks (RFC 9110 §12)."""

import re
from functools import lru_cache

from ..exchange import Request
from .problems import Problem

MEDIA_RANGE = re.compile(r"([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)", re.ASCII)
QUALITY = re.compile(r"(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.ASCII)


def choose(accept: str | None, offered: list[str]) -> str | None:
    """The offered media type the client likes best; ties go to the server's order.

    None where the client accepts none of them. No Accept field means: anything.
    """
    ranges = _parse_accept(accept or "*/*")
    liking = {kind: _quality_of(kind, ranges) for kind in offered}
    best = max(offered, key=lambda kind: liking[kind])
    return best if liking[best] > 0 else None


def negotiate(request: Request, offered: list[str]) -> str:
    """The media type to answer with; raises Problem 406 that lists what there is."""
    accept = ", ".join(request.headers.get_all("Accept")) or None
    chosen = _choose_again(accept, tuple(offered))
    if chosen is None:
        detail = f"You accept none of what there is: {', '.join(offered)}."
        raise Problem(406, detail, {"Vary": "Accept"} if len(offered) > 1 else None)
    return chosen


@lru_cache(maxsize=256)  # most clients send the same field each time
def _choose_again(accept: str | None, offered: tuple[str, ...]) -> str | None:
    return choose(accept, [*offered])


def _parse_accept(accept: str) -> list[tuple[str, str, float]]:
    ranges = []
    for item in accept.split(","):
        media, *parameters = (part.strip().lower() for part in item.split(";"))
        pairs = (each.partition("=")[::2] for each in parameters if each)
        values = dict(pairs)
        quality = values.pop("q", "1")
        values.pop("charset", None)
        match = MEDIA_RANGE.fullmatch(media)
        if match and not values:  # what is offered has no other parameters
            good = QUALITY.fullmatch(quality)
            ranges.append((*match.groups(), float(quality) if good else 0.0))
    return ranges


def _quality_of(offer: str, ranges: list[tuple[str, str, float]]) -> float:
    """The quality of the most specific range that fits (RFC 9110 §12.5.1)."""
    kind, subtype = offer.lower().split("/")
    for wanted in ((kind, subtype), (kind, "*"), ("*", "*")):
        fitting = [quality for *media, quality in ranges if tuple(media) == wanted]
        if fitting:
            return max(fitting)
    return 0.0

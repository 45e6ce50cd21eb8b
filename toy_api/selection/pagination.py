"""A long list comes in pages, joined by links (RFC 8288)."""

from urllib.parse import urlencode

from ..rules.problems import Problem

STARTS = ["after", "before", "offset"]
PAGING = ["limit", *STARTS]
USUAL, MOST = 50, 100  # members on a page


def page_of(given: dict[str, str]) -> dict[str, int]:
    """Which part of the list is asked for: how many members, and from where.

    Raises Problem 400 for a number that is none or too large, and for two starts.
    """
    page = {name: _as_number(name, given[name]) for name in PAGING if name in given}
    if not 1 <= page.setdefault("limit", USUAL) <= MOST:
        raise Problem(400, f"limit is from 1 to {MOST}; follow Link for the rest.")
    if len([name for name in STARTS if name in page]) > 1:
        raise Problem(400, f"Send one of {', '.join(STARTS)}.")
    return page


def one_more(page: dict[str, int]) -> dict[str, int]:
    """What to look for: one member beyond the page tells if another page comes."""
    return page | {"limit": page["limit"] + 1}


def turn(page: dict[str, int], ids: list[int]) -> tuple[list[int], dict[str, dict]]:
    """Those of the found ids that are on the page, and how the pages around it start.

    The ids come in order; where there is one more than the page holds, it only tells
    that the list goes on. `after=5` and `before=6` meet whatever is added or deleted.
    An offset counts from the first member, so it slips when one before it goes.
    """
    limit, goes_on = page["limit"], len(ids) > page["limit"]
    shown = ids[:limit]
    if "offset" in page:
        start = page["offset"]
        previous = {"offset": max(0, start - limit)} if start > 0 else None
        following = {"offset": start + limit} if goes_on else None
    elif "before" in page:  # the list goes on backwards: the last ones are shown
        shown = ids[-limit:]
        previous = {"before": shown[0]} if goes_on else None
        following = {"after": max(0, page["before"] - 1)}
    else:
        start = page.get("after", 0)
        previous = {"before": start + 1} if start > 0 else None
        following = {"after": shown[-1]} if goes_on else None
    around = {"prev": previous, "next": following}
    return shown, {rel: start for rel, start in around.items() if start}


def link_field(path: str, given: dict[str, str], around: dict) -> dict[str, str]:
    """The field Link to the first page and those around; none for an only page."""
    kept = {name: value for name, value in given.items() if name not in STARTS}
    pages = {"first": {}} | around if around else {}
    links = [
        f'<{path}?{urlencode(kept | start)}>; rel="{rel}"'.replace("?>", ">")
        for rel, start in pages.items()
    ]
    return {"Link": ", ".join(links)} if links else {}


def _as_number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise Problem(400, f"{name} is a whole number of at most 15 digits.")
    return int(text)

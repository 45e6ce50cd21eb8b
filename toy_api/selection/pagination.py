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
    if len(page) > 2:
        raise Problem(400, f"Send one of {', '.join(STARTS)}.")
    return page


def one_more(page: dict[str, int]) -> dict[str, int]:
    """What to look for: one member beyond the page tells if another page comes."""
    return page | {"limit": page["limit"] + 1}


def turn(page: dict[str, int], ids: list[int]) -> tuple[list[int], dict[str, dict]]:
    """Those of the found ids that are on the page, and where the pages around it start.

    The ids come in order. One too many, the first one for `before`, tells of more.
    A page that starts at an id is joined to the next one whatever is added or deleted;
    one that starts at an offset, so many from the first, is not.
    """
    limit, more = page["limit"], len(ids) > page["limit"]
    if "offset" in page:
        start = page["offset"]
        back, on = {"offset": max(0, start - limit)}, {"offset": start + limit}
        return ids[:limit], _around(start and back, more and on)
    if "before" in page:
        shown = ids[-limit:]
        on = {"after": max(0, page["before"] - 1)}
        return shown, _around(more and {"before": shown[0]}, on)
    shown, after = ids[:limit], page.get("after", 0)
    return shown, _around(
        after and {"before": after + 1}, more and {"after": shown[-1]}
    )


def link_field(path: str, given: dict[str, str], around: dict) -> dict[str, str]:
    """The field Link to the first page and those around; none for an only page."""
    kept = {name: value for name, value in given.items() if name not in STARTS}
    pages = {"first": {}} | around if around else {}
    links = [
        f'<{path}?{urlencode(kept | start)}>; rel="{rel}"'.replace("?>", ">")
        for rel, start in pages.items()
    ]
    return {"Link": ", ".join(links)} if links else {}


def _around(back, on) -> dict[str, dict]:
    return {rel: start for rel, start in (("prev", back), ("next", on)) if start}


def _as_number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise Problem(400, f"{name} is a whole number of at most 15 digits.")
    return int(text)

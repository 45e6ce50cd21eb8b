"""A list as Twilio sends it: a page of records, and where its neighbours are."""

import re
from typing import NamedTuple
from urllib.parse import urlencode

from ..rules.problems import Problem
from .refusals import Refusal

USUAL, MOST = 50, 1000  # records on a page
PAGING = ["PageSize", "Page", "PageToken"]
TOKEN = re.compile("(PA|PB)([A-Z]{2}[0-9a-fA-F]{32})")
NUMBER = re.compile("[0-9]{1,9}", re.ASCII)


class Page(NamedTuple):
    """Which page is asked for."""

    size: int
    number: int  # from 0; known to the client only, so it is believed
    after: str | None = None  # it begins behind the record with this sid
    before: str | None = None  # it ends in front of it


def page_of(given: dict[str, str]) -> Page:
    """The page that these parameters name; raises Problem 400 where they are wrong.

    A page that is too large is made smaller, without a word, as Twilio does it.
    """
    size, number = _whole(given, "PageSize", USUAL), _whole(given, "Page", 0)
    if size == 0:
        raise Refusal(20001, "PageSize must be at least 1.")
    if number and not given.get("PageToken"):
        raise Refusal(20001, "PageToken is required for paging.")
    token = TOKEN.fullmatch(given.get("PageToken") or "PASM" + 32 * "0")
    if not token:
        raise Refusal(21481)
    place = token[2] if given.get("PageToken") else None
    side = {"before": place} if token[1] == "PB" else {"after": place}
    return Page(min(size, MOST), number, **side)


def slice_of(sids: list[str], page: Page) -> list[str]:
    """Those of the sids, one more if there are, that stand where the page begins.

    Going back, the one more stands first.
    """
    if page.before:
        end = _place(sids, page.before)
        return sids[max(0, end - page.size - 1) : end]
    start = _place(sids, page.after) + 1 if page.after else 0
    return sids[start : start + page.size + 1]


def envelope(path: str, given: dict[str, str], page: Page, found: list, key: str):
    """The records of this page, and where the pages around it are.

    `found` are the records of the page, and one more if the list goes on.
    """
    goes_on = len(found) > page.size
    shown = found[-page.size :] if page.before else found[: page.size]
    start = page.number * page.size if shown else 0
    kept = {name: value for name, value in given.items() if name not in PAGING}

    def uri(number: int, token: str = "") -> str:
        query = kept | {"PageSize": page.size, "Page": number}
        return f"{path}?{urlencode(query | ({'PageToken': token} if token else {}))}"

    before = after = None
    if shown and (goes_on or page.before):
        after = uri(page.number + 1, f"PA{shown[-1]['sid']}")
    if shown and page.number and (goes_on or not page.before):
        before = uri(page.number - 1, f"PB{shown[0]['sid']}")
    around = {"first_page_uri": uri(0), "next_page_uri": after}
    around |= {"previous_page_uri": before}
    around |= {"uri": uri(page.number, given.get("PageToken", ""))}
    place = {"start": start, "end": max(0, start + len(shown) - 1)}
    return around | place | {"page": page.number, "page_size": page.size, key: shown}


def _place(sids: list[str], sid: str) -> int:
    if sid not in sids:
        raise Refusal(21481)
    return sids.index(sid)


def _whole(given: dict[str, str], name: str, usual: int) -> int:
    text = given.get(name) or str(usual)
    if not NUMBER.fullmatch(text):
        raise Problem(400, f"{name} must be a whole number.")
    return int(text)

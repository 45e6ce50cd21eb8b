"""A long list in pages, walked by `requests`, which reads Link (RFC 8288)."""

from itertools import chain
from urllib.parse import parse_qs, urlsplit

import pytest

from toy_api.examples import EXAMPLES
from toy_api.selection.pagination import link_field, one_more, turn

SHIP = "+15017122661"
NEW = {"to": "+15558675310", "from": SHIP, "body": "tea & Ünïcode +1?>"}
NOT_NUMBERS = ["", "x", "-1", "1.0", "+1", " 1", "1e2", "٣", "1" * 16, "0x1"]


@pytest.fixture
def more(store):
    """Twenty messages in all."""
    for number in range(14):
        store.add(EXAMPLES[number % 6])
    return store


@pytest.fixture
def walk(api):
    """The ids on each page, following one link from page to page, not for ever."""

    def follow(path, rel="next"):
        pages = []
        while path and len(pages) < 50:
            answer = api("GET", path)
            pages.append([each["id"] for each in answer.json()])
            path = answer.links.get(rel, {}).get("url")
        return pages

    return follow


def links(answer):
    """Where each link leads, as query parameters by the name of the relation."""
    parts = {rel: urlsplit(link["url"]) for rel, link in answer.links.items()}
    assert all(each.path == urlsplit(answer.url).path for each in parts.values())
    return {rel: parse_qs(each.query) for rel, each in parts.items()}


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 19, 20, 21, 100])
@pytest.mark.parametrize("start", ["", "&offset=0", "&after=0"])
def test_the_next_pages_together_are_the_whole_list(walk, more, limit, start):
    pages = walk(f"/messages?limit={limit}{start}")
    assert [*chain(*pages)] == list(range(1, 21))
    assert all(len(page) == limit for page in pages[:-1])


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 19, 20])
@pytest.mark.parametrize("start", ["before=21", "after=20", "before=1000", "offset=20"])
def test_the_previous_pages_together_are_the_whole_list(walk, more, limit, start):
    pages = walk(f"/messages?limit={limit}&{start}", "prev")
    assert set(chain(*pages)) == set(range(1, 21))
    if "offset" not in start:
        assert [*chain(*pages[::-1])] == list(range(1, 21))


@pytest.mark.parametrize(
    ("query", "ids", "rels"),
    [
        ("limit=5", [1, 2, 3, 4, 5], {"first", "next"}),
        ("limit=20", list(range(1, 21)), set()),
        ("limit=19", list(range(1, 20)), {"first", "next"}),
        ("limit=5&after=5", [6, 7, 8, 9, 10], {"first", "prev", "next"}),
        ("limit=5&after=15", [16, 17, 18, 19, 20], {"first", "prev"}),
        ("limit=5&after=16", [17, 18, 19, 20], {"first", "prev"}),
        ("after=99", [], {"first", "prev"}),
        ("limit=5&before=6", [1, 2, 3, 4, 5], {"first", "next"}),
        ("limit=5&before=7", [2, 3, 4, 5, 6], {"first", "prev", "next"}),
        ("limit=5&before=3", [1, 2], {"first", "next"}),
        ("before=1", [], {"first", "next"}),
        ("before=0", [], {"first", "next"}),
        ("limit=5&offset=0", [1, 2, 3, 4, 5], {"first", "next"}),
        ("limit=5&offset=5", [6, 7, 8, 9, 10], {"first", "prev", "next"}),
        ("limit=5&offset=15", [16, 17, 18, 19, 20], {"first", "prev"}),
        ("limit=5&offset=3", [4, 5, 6, 7, 8], {"first", "prev", "next"}),
        ("offset=99", [], {"first", "prev"}),
    ],
)
def test_a_page_has_its_members_and_links_to_those_around(api, more, query, ids, rels):
    answer = api("GET", f"/messages?{query}")
    assert [each["id"] for each in answer.json()] == ids
    assert set(answer.links) == rels
    assert all(api("GET", each["url"]).ok for each in answer.links.values())


@pytest.mark.parametrize("query", ["limit=5&after=5", "limit=5&before=11"])
def test_back_and_on_again_is_the_page_where_one_was(api, more, query):
    here = api("GET", f"/messages?{query}")
    for way, back in (("prev", "next"), ("next", "prev")):
        there = api("GET", here.links[way]["url"])
        assert there.content != here.content
        assert api("GET", there.links[back]["url"]).content == here.content


@pytest.mark.parametrize("start", ["after=5", "before=7", "offset=5", "after=99"])
def test_the_first_page_is_found_from_everywhere(api, more, start):
    answer = api("GET", f"/messages?limit=5&{start}")
    first = api("GET", answer.links["first"]["url"])
    assert [each["id"] for each in first.json()] == [1, 2, 3, 4, 5]
    assert links(answer)["first"] == {"limit": ["5"]}


def test_links_keep_the_filters_however_they_are_written(api, more):
    for _ in range(4):
        api("POST", "/messages", json=NEW)
    wanted = {"from": SHIP, "q": NEW["body"], "limit": "1"}
    here = api("GET", "/messages", params=wanted | {"after": "21"})
    kept = {name: [value] for name, value in wanted.items()}
    starts = {"first": {}, "next": {"after": ["22"]}, "prev": {"before": ["22"]}}
    assert links(here) == {rel: kept | start for rel, start in starts.items()}


def test_only_what_fits_the_filter_is_on_the_pages(walk, more, api):
    fitting = [each.id for each in more.find(sender=SHIP)]
    assert 3 < len(fitting) < 20
    assert [*chain(*walk("/messages?limit=2&from=%2B15017122661"))] == fitting


def test_the_links_stay_where_one_is(api, more):
    answer = api("GET", "/busy/messages?limit=2")
    assert links(answer)["next"] == {"limit": ["2"], "after": ["2"]}


@pytest.mark.parametrize(("count", "shown"), [(49, 49), (50, 50), (51, 50)])
def test_a_page_has_fifty_members_if_nobody_says_how_many(api, store, count, shown):
    for _ in range(count - 6):
        store.add(EXAMPLES[0])
    answer = api("GET", "/messages")
    assert len(answer.json()) == shown
    assert ("next" in answer.links) == (count > 50)


@pytest.mark.parametrize("limit", ["1", "100", "007"])
def test_a_limit_may_be_small_or_large(api, limit):
    answer = api("GET", f"/messages?limit={limit}")
    assert (answer.status_code, len(answer.json())) == (200, min(6, int(limit)))


@pytest.mark.parametrize("limit", ["0", "101", "999999999999999"])
def test_a_limit_beyond_all_use_is_refused(api, limit):
    answer = api("GET", f"/messages?limit={limit}")
    assert answer.status_code == 400
    assert all(word in answer.json()["detail"] for word in ("1 to 100", "Link"))


@pytest.mark.parametrize("name", ["limit", "after", "before", "offset"])
@pytest.mark.parametrize("value", NOT_NUMBERS)
def test_what_is_no_whole_number_is_refused_by_name(api, name, value):
    answer = api("GET", "/messages", params={name: value})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"{name} is a whole number")


@pytest.mark.parametrize("limit", ["", "&limit=5"])
@pytest.mark.parametrize(
    "starts", ["after=1&before=9", "before=9&offset=1", "offset=0&after=0"]
)
def test_a_page_starts_at_one_place_only(api, starts, limit):
    answer = api("GET", f"/messages?{starts}{limit}")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "Send one of after, before, offset."


@pytest.mark.parametrize(
    ("query", "seen"), [("after=0", [5, 6, 7, 8]), ("offset=0", [6, 7, 8, 9])]
)
def test_what_is_deleted_meanwhile_moves_offsets_but_no_ids(api, more, query, seen):
    first = api("GET", f"/messages?limit=4&{query}")
    more.delete(2)
    second = api("GET", first.links["next"]["url"])
    assert [each["id"] for each in second.json()] == seen


def test_a_start_that_was_deleted_still_leads_on(api, more):
    first = api("GET", "/messages?limit=4")
    more.delete(4)
    assert api("GET", first.links["next"]["url"]).json()[0]["id"] == 5


def test_one_member_more_than_the_page_is_looked_for():
    page = {"limit": 5, "after": 3}
    assert one_more(page) == {"limit": 6, "after": 3}
    assert page == {"limit": 5, "after": 3}


def test_an_only_page_has_no_links():
    assert turn({"limit": 5}, [1, 2, 3, 4, 5]) == ([1, 2, 3, 4, 5], {})
    assert link_field("/messages", {"limit": "5"}, {}) == {}


def test_a_link_without_parameters_has_no_question_mark():
    field = link_field("/messages", {}, {"next": {"after": 50}})["Link"]
    targets = [each.split(">")[0] for each in field.split("<")[1:]]
    assert targets == ["/messages", "/messages?after=50"]

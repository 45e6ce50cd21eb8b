"""A list as Twilio sends it, and as its published description has it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from published import faults
from twilio.base.page import Page as Reader

from toy_api.dialect.envelopes import Page, envelope, page_of, slice_of
from toy_api.dialect.refusals import Refusal
from toy_api.rules.problems import Problem

SIDS = [f"SM{n:032x}" for n in range(7)]
NONE_YET = Page(50, 0)


def pages(size=3, back=False):
    """Each page, found by the links alone, from the first on or from the last."""
    given, link = {"PageSize": str(size)}, "previous" if back else "next"
    if back:
        given |= {"Page": "2", "PageToken": f"PA{SIDS[5]}"}
    for _ in range(99):  # where the links lead in a circle, it is no list
        if given is None:
            return
        page = page_of(given)
        found = [{"sid": sid} for sid in slice_of(SIDS, page)]
        yield (document := envelope("/x.json", given, page, found, "messages"))
        uri = document[f"{link}_page_uri"]
        query = uri and parse_qs(urlsplit(uri).query)
        given = query and {name: values[0] for name, values in query.items()}


def sids_of(document):
    return [record["sid"] for record in document["messages"]]


def code_of(**given):
    with pytest.raises(Problem) as refused:
        page_of(given)
    return refused.value.status, getattr(refused.value, "code", None)


def test_nothing_asked_for_is_the_first_fifty():
    assert page_of({}) == NONE_YET
    assert page_of({"PageSize": "", "Page": "", "PageToken": ""}) == NONE_YET
    assert page_of({"Page": "0"}) == NONE_YET


@pytest.mark.parametrize(
    ("asked", "size"), [("1", 1), ("999", 999), ("1000", 1000), ("1001", 1000)]
)
def test_a_page_that_is_too_large_is_made_smaller(asked, size):
    """The official clients ask for as many as they want, however many."""
    assert page_of({"PageSize": asked}).size == size
    assert page_of({"PageSize": "9" * 9}).size == 1000


def test_a_token_says_on_which_side_of_a_record_the_page_is():
    given = {"Page": "2", "PageSize": "5"}
    assert page_of(given | {"PageToken": f"PA{SIDS[1]}"}) == (5, 2, SIDS[1], None)
    assert page_of(given | {"PageToken": f"PB{SIDS[1]}"}) == (5, 2, None, SIDS[1])


@pytest.mark.parametrize("number", ["1", "2", "999"])
def test_a_later_page_needs_a_token(number):
    assert code_of(Page=number) == (400, 20001)
    assert code_of(Page=number, PageToken="") == (400, 20001)
    with pytest.raises(Refusal, match=r"PageToken is required for paging\."):
        page_of({"Page": number})


@pytest.mark.parametrize(
    "token", ["x", SIDS[1], f"PX{SIDS[1]}", f"PA{SIDS[1]}0", f"PA{SIDS[1][:-1]}", "PA"]
)
def test_a_token_of_another_form_is_invalid(token):
    assert code_of(PageToken=token) == (400, 21481)


@pytest.mark.parametrize("name", ["PageSize", "Page"])
@pytest.mark.parametrize("text", ["x", "-1", "1.5", "\uff11", "9" * 10, "+1"])
def test_what_is_no_number_is_refused(name, text):
    assert code_of(**{name: text})[0] == 400


def test_a_page_of_nothing_is_refused():
    assert code_of(PageSize="0") == (400, 20001)


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_all_pages_together_are_the_list(size):
    assert [sid for each in pages(size) for sid in sids_of(each)] == SIDS
    lengths = [len(sids_of(each)) for each in pages(size)]
    assert set(lengths[:-1]) <= {size}
    assert 0 < lengths[-1] <= size


def test_going_back_shows_the_same_pages():
    there = [sids_of(each) for each in pages()]
    back = [sids_of(each) for each in pages(back=True)]
    assert there == [SIDS[:3], SIDS[3:6], SIDS[6:]]
    assert back == there[::-1]


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_each_page_is_as_twilio_publishes_it(back, size):
    for document in pages(size, back):
        document["messages"] = []
        assert faults("list_of_messages", document) == []


def test_a_page_says_where_it_is():
    places = [(each["page"], each["start"], each["end"]) for each in pages()]
    assert places == [(0, 0, 2), (1, 3, 5), (2, 6, 6)]
    back = [(each["page"], each["start"], each["end"]) for each in pages(back=True)]
    assert back == places[::-1]
    assert {each["page_size"] for each in pages()} == {3}


def test_an_empty_list_begins_and_ends_at_nothing():
    document = envelope("/x.json", {}, Page(50, 4), [], "messages")
    assert (document["start"], document["end"], document["page"]) == (0, 0, 4)
    assert document["next_page_uri"] is document["previous_page_uri"] is None


def test_the_ends_of_the_list_have_no_neighbour():
    first, middle, last = pages()
    assert first["previous_page_uri"] is last["next_page_uri"] is None
    assert middle["previous_page_uri"] == (
        f"/x.json?PageSize=3&Page=0&PageToken=PB{SIDS[3]}"
    )
    assert middle["next_page_uri"] == f"/x.json?PageSize=3&Page=2&PageToken=PA{SIDS[5]}"
    assert middle["first_page_uri"] == "/x.json?PageSize=3&Page=0"


def test_a_page_says_how_it_was_asked_for():
    _, middle, _ = pages()
    assert middle["uri"] == f"/x.json?PageSize=3&Page=1&PageToken=PA{SIDS[2]}"


def test_the_filters_are_kept_in_each_address():
    found = [{"sid": sid} for sid in SIDS]
    given = {"To": "+1 5", "DateSent>": "2024-01-01", "PageSize": "2"}
    document = envelope("/x.json", given, Page(2, 0), found, "messages")
    kept = "/x.json?To=%2B1+5&DateSent%3E=2024-01-01&PageSize=2"
    assert document["uri"] == document["first_page_uri"] == f"{kept}&Page=0"
    assert document["next_page_uri"] == f"{kept}&Page=1&PageToken=PA{SIDS[1]}"


def test_the_first_page_is_not_left_behind_by_going_back():
    """Newer records came meanwhile: the link leads from a page 0 to no page -1."""
    page = Page(3, 0, before=SIDS[6])
    found = [{"sid": sid} for sid in slice_of(SIDS, page)]
    document = envelope("/x.json", {}, page, found, "messages")
    assert sids_of(document) == SIDS[3:6]
    assert document["previous_page_uri"] is None
    assert document["next_page_uri"].endswith(f"Page=1&PageToken=PA{SIDS[5]}")


def test_the_records_are_the_only_key_that_is_not_about_the_page():
    """So Twilio's library for Python finds them."""
    (document,) = pages(50)
    records = set(document) - Reader.META_KEYS
    assert records == {"messages"}
    assert len(document) == 9


@pytest.mark.parametrize("side", ["after", "before"])
def test_a_token_of_another_list_is_invalid(side):
    with pytest.raises(Refusal) as refused:
        slice_of(SIDS, Page(3, 1, **{side: "SM" + 32 * "f"}))
    assert refused.value.code == 21481


def test_who_has_gone_back_can_go_on_again():
    *_, first = pages(back=True)
    assert sids_of(first) == SIDS[:3]
    assert first["next_page_uri"] == f"/x.json?PageSize=3&Page=1&PageToken=PA{SIDS[2]}"


def test_where_the_list_ends_earlier_than_thought_nothing_is_before_it():
    """Newer records were deleted meanwhile."""
    found = [{"sid": sid} for sid in SIDS[:3]]
    page = Page(3, 2, before=SIDS[3])
    document = envelope("/x.json", {}, page, found, "messages")
    assert document["previous_page_uri"] is None
    assert document["next_page_uri"]

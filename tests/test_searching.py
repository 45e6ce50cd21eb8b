"""Lists of messages, walked and filtered by Twilio's own library."""

from datetime import UTC, date, datetime

import pytest
from published import ADA, HANGAR, HOME, SHIP, WISH, faults
from twilio.base.exceptions import TwilioException

PORT = "+14158141829"
MONDAY = date(2024, 1, 1)
MORNING = datetime(2024, 1, 1, 9, tzinfo=UTC)
HOUR = 3600


@pytest.fixture
def ask(players):
    """Asks for a list of ada's with this query, as it stands here."""

    def send(query=""):
        return players("GET", f"{HOME}/Messages.json?{query}", auth=ADA)

    return send


@pytest.fixture
def many(ada, players):
    """120 messages, the six examples among them: their sids, newest first."""
    new = [ada.messages.create(**WISH | {"body": str(n)}).sid for n in range(114)]
    return [*new[::-1], *(each.sid for each in ada.messages.list()[-6:])]


@pytest.fixture
def dated(ada, two, clock, players):
    """Sids by name: sent on Sunday, Monday at nine and ten, Tuesday; one is unsent."""
    steps = {"sunday": -15 * HOUR, "nine": 0, "ten": HOUR, "tuesday": 15 * HOUR}
    players("POST", "/lab/reset", auth=ADA)
    start, sids = clock.now(), {}
    for name, later in steps.items():
        sids[name] = ada.messages.create(**WISH).sid
        for step in (-2, -1):  # one to be sending, one to be sent
            clock.seconds = start + later + step
            players("POST", "/lab/carrier", auth=ADA)
    return sids | {"unsent": ada.messages.create(**WISH).sid}


def names_of(found, dated):
    sids = {each.sid for each in found}
    return [name for name, sid in dated.items() if sid in sids]


def sids_in(page):
    return [each.sid for each in page]


def test_a_list_of_120_is_walked_to_its_end(ada, many):
    assert len(many) == len(set(many)) == 120
    assert sids_in(ada.messages.list()) == many


@pytest.mark.parametrize("limit", [1, 49, 50, 51, 119, 120, 121, 2000])
def test_so_many_come_as_are_wanted(ada, many, limit):
    assert sids_in(ada.messages.stream(limit=limit)) == many[:limit]
    assert sids_in(ada.messages.list(limit=limit, page_size=50)) == many[:limit]


def test_pages_can_be_turned_there_and_back(ada, many):
    first = ada.messages.page(page_size=50)
    second = first.next_page()
    third = second.next_page()
    assert [*map(sids_in, (first, second, third))] == [
        many[:50], many[50:100], many[100:]
    ]  # fmt: skip
    assert third.next_page() is first.previous_page() is None


def test_going_back_shows_the_same_pages(ada, many):
    third = ada.messages.page(page_size=50).next_page().next_page()
    second = third.previous_page()
    first = second.previous_page()
    assert (sids_in(second), sids_in(first)) == (many[50:100], many[:50])
    assert first.previous_page() is None


def test_a_page_can_be_fetched_by_its_address_alone(ada, many):
    first = ada.messages.page(page_size=50)
    assert sids_in(ada.messages.get_page(first.next_page_url)) == many[50:100]


def test_what_is_created_between_two_pages_moves_nothing(ada, many):
    first = ada.messages.page(page_size=50)
    for _ in range(5):
        ada.messages.create(**WISH)
    second = first.next_page()
    assert sids_in(second) == many[50:100]
    assert sids_in(second.previous_page()) == many[:50]


def test_what_is_deleted_between_two_pages_moves_nothing(ada, many, players):
    first = ada.messages.page(page_size=50)
    for number in (71, 72, 70, 8):  # the last of the page, its neighbours, another
        players("DELETE", f"/messages/{number}", auth=ADA)
    second = first.next_page()
    assert sids_in(second) == [sid for sid in many[50:101] if sid != many[50]]
    left = [sid for sid in many[:50] if sid not in many[48:50]]
    assert sids_in(second.previous_page()) == left


def test_a_page_is_as_twilio_publishes_it(ask, many):
    for query in ("PageSize=1000", "PageSize=3", "To=nobody"):
        document = ask(query).json()
        for record in document["messages"]:
            record.pop("tags", None)
        assert faults("list_of_messages", document) == []
    assert document["messages"] == []


def test_to_and_from_choose(ada):
    to, sender = ada.messages.list(to=HANGAR), ada.messages.list(from_=SHIP)
    assert [each.to for each in to] == [HANGAR] * 3
    assert [each.from_ for each in sender] == [SHIP] * 3
    both = ada.messages.list(to=HANGAR, from_=PORT)
    assert [each.body for each in both] == ["Ten percent off every spare part."]


def test_filters_hold_on_each_page(ada, many):
    found = ada.messages.list(from_=SHIP, page_size=2)
    assert len(found) == 117
    assert {each.from_ for each in found} == {SHIP}
    first = ada.messages.page(from_=SHIP, page_size=2)
    second = first.next_page()
    assert sids_in(second.previous_page()) == sids_in(first)


def test_a_bare_plus_in_a_query_is_a_plus(ask):
    """curl -G -d "To=+1..." sends one; it arrives as a space."""
    bare, right = (ask(f"To={plus}15558675310").json() for plus in ("+", "%2B"))
    assert [each["sid"] for each in bare["messages"]] == [
        each["sid"] for each in right["messages"]
    ]
    assert len(bare["messages"]) == 3


def test_what_is_empty_or_unknown_in_a_query_counts_for_nothing(ask):
    assert len(ask("To=&From=&DateSent=&DateSent>=&PageSize=").json()["messages"]) == 6
    assert len(ask("Foo=1&to=2").json()["messages"]) == 6


def test_without_a_date_what_was_not_sent_is_shown_too(ada, dated):
    assert names_of(ada.messages.list(), dated) == [*dated]


def test_a_day_is_all_of_that_day(ada, dated):
    assert names_of(ada.messages.list(date_sent=MONDAY), dated) == ["nine", "ten"]
    assert names_of(ada.messages.list(date_sent=date(2023, 12, 31)), dated) == [
        "sunday"
    ]
    assert names_of(ada.messages.list(date_sent=date(2023, 12, 30)), dated) == []


def test_before_and_after_a_day_include_the_day(ada, dated):
    before = ada.messages.list(date_sent_before=MONDAY)
    after = ada.messages.list(date_sent_after=MONDAY)
    assert names_of(before, dated) == ["sunday", "nine", "ten"]
    assert names_of(after, dated) == ["nine", "ten", "tuesday"]
    both = ada.messages.list(date_sent_before=MONDAY, date_sent_after=MONDAY)
    assert names_of(both, dated) == ["nine", "ten"]


def test_before_and_after_a_moment_include_the_moment(ada, dated):
    nine = ada.messages(dated["nine"]).fetch().date_sent
    assert nine == MORNING
    before = ada.messages.list(date_sent_before=nine)
    after = ada.messages.list(date_sent_after=nine)
    assert names_of(before, dated) == ["sunday", "nine"]
    assert names_of(after, dated) == ["nine", "ten", "tuesday"]
    assert names_of(ada.messages.list(date_sent=nine), dated) == ["nine"]


def test_the_narrowest_of_several_dates_counts(ada, dated):
    given = {"date_sent_before": date(2024, 1, 9), "date_sent_after": date(2023, 1, 9)}
    found = ada.messages.list(date_sent=MONDAY, **given)
    assert names_of(found, dated) == ["nine", "ten"]
    given = {"date_sent_before": MORNING, "date_sent_after": MORNING}
    found = ada.messages.list(date_sent=MONDAY, **given)
    assert names_of(found, dated) == ["nine"]


def test_a_day_can_be_written_without_its_time(ask, dated):
    for query in ("DateSent>=2024-01-01&DateSent<=2024-01-01", "DateSent=2024-01-01"):
        shown = [each["sid"] for each in ask(query).json()["messages"]]
        assert shown == [dated["ten"], dated["nine"]]


def test_dates_hold_on_each_page(ada, dated):
    found = ada.messages.list(date_sent_after=MONDAY, page_size=1)
    assert sids_in(found) == [dated[name] for name in ("tuesday", "ten", "nine")]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("DateSent=soon", 20001),
        ("DateSent<=soon", 20001),
        ("DateSent>=soon", 20001),
        ("Page=1", 20001),
        ("PageSize=x", 20001),
        ("PageToken=PASM1", 21481),
        ("PageToken=PASM" + 32 * "0", 21481),
        ("PageToken=PBSM" + 32 * "0", 21481),
        ("To=%FF", 20001),
    ],
)
def test_what_is_wrong_in_a_query_is_refused_by_number(ask, query, code):
    answer = ask(query)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_wrong_date_is_named(ask):
    message = ask("DateSent>=soon").json()["message"]
    assert message == "DateSent> soon is not a date."


def test_the_client_can_not_read_a_refused_list(ada):
    with pytest.raises(TwilioException, match="Unable to fetch page"):
        ada.messages.list(date_sent="soon")


def test_a_page_that_is_too_large_is_made_smaller(ask):
    assert ask("PageSize=1001").json()["page_size"] == 1000
    assert ask("PageSize=1000").json()["page_size"] == 1000
    assert ask().json()["page_size"] == 50


def test_going_back_skips_what_does_not_fit_only_once(ask, dated):
    moment = "DateSent=2024-01-01T10:00:00Z&PageSize=1"
    document = ask(f"{moment}&Page=1&PageToken=PB{dated['sunday']}").json()
    assert [each["sid"] for each in document["messages"]] == [dated["ten"]]
    assert document["previous_page_uri"] is None


def test_what_is_unknown_in_a_query_is_not_in_the_links(ask):
    document = ask("Foo=1&PageSize=2&To=%2B15558675310").json()
    assert "To=" in document["next_page_uri"]
    assert "Foo" not in document["next_page_uri"] + document["uri"]

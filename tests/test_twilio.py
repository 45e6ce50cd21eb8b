"""Messages in Twilio's dialect: its own library makes, reads, changes them."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from threading import Barrier

import pytest
from published import (
    ADA,
    FEEDBACK,
    FORM,
    HANGAR,
    HOME,
    MESSAGE,
    PAGE_SID,
    SERVICE,
    SHIP,
    WISH,
    faults,
    official,
)
from twilio.base.exceptions import TwilioRestException

from toy_api.app import create_app
from toy_api.life import carrier

PICTURES = ["https://a.test/b.png", "https://a.test/c.jpg"]
LATER = {"messaging_service_sid": SERVICE, "schedule_type": "fixed"}
LATER |= {"send_at": "2024-01-01T10:00:00Z", "to": HANGAR, "body": "Later"}
TEN = 1704103200  # 2024-01-01T10:00:00Z
CLIENTS = 50


@pytest.fixture
def ask(players):
    """Asks something of ada's account: `ask("GET", "/Messages.json")`."""
    return lambda method, path, **more: players(method, HOME + path, auth=ADA, **more)


@pytest.fixture
def carry(players):
    """Takes ada's messages some steps on."""

    def steps(count=1):
        for _ in range(count):
            players("POST", "/lab/carrier", auth=ADA)

    return steps


def code_of(call, *given, **more):
    """The number and the status of the exception that the library raises."""
    with pytest.raises(TwilioRestException) as refused:
        call(*given, **more)
    return refused.value.code, refused.value.status


def test_a_message_is_created_and_can_be_fetched(ada):
    created = ada.messages.create(**WISH)
    fetched = ada.messages(created.sid).fetch()
    assert (fetched.sid, fetched.body) == (created.sid, "Hello")
    assert (fetched.to, fetched.from_) == (HANGAR, SHIP)
    assert (fetched.status, fetched.direction) == ("queued", "outbound-api")


def test_what_is_answered_is_as_twilio_publishes_it(ask):
    created = ask("POST", "/Messages.json", data=FORM)
    fetched = ask("GET", f"/Messages/{created.json()['sid']}.json")
    assert (created.status_code, fetched.status_code) == (201, 200)
    assert faults(MESSAGE, created.json()) == faults(MESSAGE, fetched.json()) == []
    assert [*created.json()["subresource_uris"]] == ["media"]
    assert [*fetched.json()["subresource_uris"]] == ["media", "feedback"]
    assert created.headers["Location"] == created.json()["uri"]


def test_tags_are_kept_and_shown(ask):
    tags = {"campaign_name": "Spring Sale 2022"}
    created = ask("POST", "/Messages.json", data=FORM | {"Tags": json.dumps(tags)})
    assert created.json().pop("tags") == tags
    fetched = ask("GET", f"/Messages/{created.json()['sid']}.json").json()
    assert fetched.pop("tags") == tags
    assert faults(MESSAGE, fetched) == []


@pytest.mark.parametrize("tags", ['{"a": "\\ud800"}', '{"\\udfff": "a"}'])
def test_half_a_letter_in_a_tag_is_refused_and_not_kept(ask, tags):
    """It has no UTF-8 (RFC 8259 §8.2): nobody could be shown the message again."""
    answer = ask("POST", "/Messages.json", data=FORM | {"Tags": tags})
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)
    assert len(ask("GET", "/Messages.json").json()["messages"]) == 6


@pytest.mark.parametrize("start", ["first", "after a reset"])
def test_the_message_of_twilios_page_is_there(ada, players, start):
    if start != "first":
        players("DELETE", "/messages/3", auth=ADA)
        players("POST", "/lab/reset", auth=ADA)
    message = ada.messages(PAGE_SID).fetch()
    assert (message.sid, message.body) == (
        PAGE_SID,
        "Ten percent off every spare part.",
    )


def test_a_message_is_redacted_and_keeps_all_else(ada, ask):
    before = ask("GET", f"/Messages/{PAGE_SID}.json").json()
    assert ada.messages(PAGE_SID).update(body="").body == ""
    after = ask("GET", f"/Messages/{PAGE_SID}.json").json()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"body", "date_updated"}
    assert ask("POST", f"/Messages/{PAGE_SID}.json", data={"Body": ""}).json() == after


def test_a_body_can_only_be_emptied(ada):
    assert code_of(ada.messages(PAGE_SID).update, body="New") == (20001, 400)
    assert ada.messages(PAGE_SID).fetch().body


def test_an_empty_update_changes_nothing(ada, ask):
    before = ask("GET", f"/Messages/{PAGE_SID}.json").json()
    ada.messages(PAGE_SID).update()
    assert ask("GET", f"/Messages/{PAGE_SID}.json").json() == before


def test_a_message_goes_its_way(ada, carry):
    message, seen = ada.messages(ada.messages.create(**WISH).sid), []
    for _ in range(5):
        seen.append(message.fetch().status)
        carry()
    assert seen == ["queued", "sending", "sent", "delivered", "delivered"]


def test_what_was_sent_has_a_date_and_a_price(ada, carry, clock):
    message = ada.messages(ada.messages.create(**WISH).sid)
    carry()
    assert (message.fetch().date_sent, message.fetch().price) == (None, None)
    clock.seconds += 100
    carry()
    sent = message.fetch()
    assert sent.date_sent.isoformat() == "2024-01-01T09:01:45+00:00"
    assert (sent.price, sent.price_unit) == ("-0.00750", "USD")


def test_the_date_of_sending_stays(ada, carry):
    message = ada.messages(ada.messages.create(**WISH).sid)
    carry(2)
    sent = message.fetch().date_sent
    carry(2)
    assert message.fetch().date_sent == sent


def test_a_service_accepts_first_and_chooses_its_sender_then(ada, carry):
    wish = {"to": HANGAR, "body": "Hello", "messaging_service_sid": SERVICE}
    created = ada.messages.create(**wish)
    assert (created.status, created.from_) == ("accepted", None)
    assert created.num_segments == "0"
    carry()
    later = ada.messages(created.sid).fetch()
    assert (later.status, later.from_, later.num_segments) == ("queued", SHIP, "1")
    assert later.messaging_service_sid == created.messaging_service_sid == SERVICE


def test_a_service_with_a_sender_queues_at_once(ada):
    created = ada.messages.create(**WISH, messaging_service_sid=SERVICE)
    assert (created.status, created.from_) == ("queued", SHIP)
    assert created.messaging_service_sid == SERVICE


def test_who_does_not_answer_makes_a_message_undelivered(ada, players, carry):
    wish = {"to": "+15005550009", "from": SHIP, "body": "Hello?"}
    players("POST", "/messages", json=wish, auth=ADA)
    carry(3)
    message = ada.messages.list(limit=1)[0]
    assert (message.status, message.error_code) == ("undelivered", 30003)
    assert message.error_message == "Unreachable destination handset"


def test_a_scheduled_message_is_sent_when_its_time_has_come(ada, carry, clock):
    message = ada.messages(ada.messages.create(**LATER).sid)
    carry(3)
    assert message.fetch().status == "scheduled"
    clock.seconds = TEN - 2  # the carrier's moment is one second later
    carry()
    assert message.fetch().status == "scheduled"
    clock.seconds = TEN - 1
    carry()
    assert message.fetch().status == "queued"


def test_only_what_has_come_to_its_time_is_sent(ada, carry, clock):
    early = ada.messages(ada.messages.create(**LATER).sid)
    wish = LATER | {"send_at": "2024-01-01T11:00:00Z"}
    late = ada.messages(ada.messages.create(**wish).sid)
    clock.seconds = TEN
    carry()
    assert (early.fetch().status, late.fetch().status) == ("queued", "scheduled")


@pytest.fixture
def scheduled(store, clock):
    """A scheduled message; all that is kept of it is in `store`."""
    client = official(create_app(store, clock, accounts={"": "x"}), "", "x")
    message = client.messages(client.messages.create(**LATER).sid)
    assert store.shelf.all("scheduled") == [(7, TEN)]
    return message


def test_when_a_canceled_message_was_to_be_sent_is_forgotten(scheduled, store):
    scheduled.update(status="canceled")
    assert store.shelf.all("scheduled") == []


def test_when_a_sent_message_was_to_be_sent_is_forgotten(scheduled, store, clock):
    clock.seconds = TEN
    carrier.carry(store)
    assert store.shelf.all("scheduled") == []


def test_when_a_deleted_message_was_to_be_sent_is_forgotten(scheduled, store):
    store.delete(7)
    assert store.shelf.all("scheduled") == []


def test_a_scheduled_message_then_goes_the_usual_way_once(ada, carry, clock):
    message = ada.messages(ada.messages.create(**LATER).sid)
    clock.seconds += 7200
    carry(4)
    assert message.fetch().status == "delivered"
    assert message.fetch().price == "-0.00750"
    carry(2)
    assert message.fetch().status == "delivered"


def test_a_canceled_message_is_never_sent(ada, carry, clock):
    message = ada.messages(ada.messages.create(**LATER).sid)
    assert message.update(status="canceled").status == "canceled"
    clock.seconds += 7200
    carry(4)
    assert (message.fetch().status, message.fetch().price) == ("canceled", None)


def test_what_is_not_scheduled_can_not_be_canceled(ada):
    assert code_of(ada.messages(PAGE_SID).update, status="canceled") == (30409, 409)
    message = ada.messages(ada.messages.create(**LATER).sid)
    message.update(status="canceled")
    assert code_of(message.update, status="canceled") == (30409, 409)


def test_no_status_but_canceled_can_be_set(ada):
    message = ada.messages(ada.messages.create(**LATER).sid)
    assert code_of(message.update, status="sent") == (20001, 400)
    assert message.fetch().status == "scheduled"


def test_a_change_is_made_whole_or_not_at_all(ada):
    message = ada.messages(ada.messages.create(**LATER).sid)
    assert code_of(message.update, status="canceled", body="New") == (20001, 400)
    assert message.fetch().status == "scheduled"
    changed = message.update(status="canceled", body="")
    assert (changed.status, changed.body) == ("canceled", "")


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_message_that_is_on_its_way_can_not_be_deleted(ada, carry, steps):
    carry(steps)
    assert code_of(ada.messages(PAGE_SID).delete) == (20009, 409)
    assert ada.messages(PAGE_SID).fetch().sid == PAGE_SID


def test_a_message_that_came_to_an_end_can_be_deleted(ada, carry):
    carry(3)
    assert ada.messages(PAGE_SID).delete() is True
    assert code_of(ada.messages(PAGE_SID).fetch) == (20404, 404)
    assert code_of(ada.messages(PAGE_SID).delete) == (20404, 404)
    assert len(ada.messages.list()) == 5


def test_what_was_canceled_or_not_delivered_can_be_deleted(ada, players, carry):
    wish = {"to": "+15005550009", "from": SHIP, "body": "Hello?"}
    players("POST", "/messages", json=wish, auth=ADA)
    carry(3)
    assert ada.messages(ada.messages.list(limit=1)[0].sid).delete() is True
    message = ada.messages(ada.messages.create(**LATER).sid)
    message.update(status="canceled")
    assert message.delete() is True


def test_an_accepted_or_scheduled_message_can_not_be_deleted(ada):
    accepted = {"to": HANGAR, "body": "Hello", "messaging_service_sid": SERVICE}
    for wish in (LATER, accepted):
        message = ada.messages(ada.messages.create(**wish).sid)
        assert code_of(message.delete) == (20009, 409)


def test_deleting_is_answered_without_content(ask, carry):
    carry(3)
    answer = ask("DELETE", f"/Messages/{PAGE_SID}.json")
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("sid", ["SM1", "x", "SM" + 32 * "0", "SM" + 32 * "f"])
def test_a_message_that_never_was_is_404(ask, sid):
    for method, end in (("GET", ""), ("POST", ""), ("DELETE", ""), ("GET", "/Media")):
        answer = ask(method, f"/Messages/{sid}{end}.json")
        assert (answer.status_code, answer.json()["code"]) == (404, 20404)
    path = f"{HOME}/Messages/{sid}/Media.json"
    assert answer.json()["message"] == f"The requested resource {path} was not found"


def test_what_is_refused_is_not_kept(ask, ada):
    for wrong in ({"To": ""}, {"From": ""}, {"Body": ""}, {"Body": "a" * 1601}):
        answer = ask("POST", "/Messages.json", data=FORM | wrong)
        assert answer.status_code == 400
    assert len(ada.messages.list()) == 6


def test_json_instead_of_a_form_lacks_its_recipient(ask):
    answer = ask("POST", "/Messages.json", json=FORM)
    assert (answer.status_code, answer.json()["code"]) == (400, 21604)
    assert answer.json()["message"] == "A 'To' phone number is required."


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"to": "123"}, (21211, 400)),
        ({"from_": "+15005550008"}, (21611, 429)),
        ({"body": None}, (21602, 400)),
        ({"body": "a" * 1601}, (21617, 400)),
        ({"media_url": ["x"]}, (21620, 400)),
        ({"messaging_service_sid": "MG1"}, (21701, 400)),
        (LATER | {"messaging_service_sid": None}, (35118, 400)),
        ({"status_callback": "http://127.0.0.1/"}, (21609, 400)),
    ],
)
def test_the_library_raises_its_own_exception_with_the_number(ada, more, expected):
    assert code_of(ada.messages.create, **WISH | more) == expected
    assert len(ada.messages.list()) == 6


def test_feedback_is_kept_as_long_as_its_message(store, clock):
    client = official(create_app(store, clock, accounts={"": "x"}), "", "x")
    client.messages(PAGE_SID).feedback.create(outcome="unconfirmed")
    assert store.shelf.all("feedback") == [(3, "unconfirmed")]
    store.delete(3)
    assert store.shelf.all("feedback") == []


@pytest.mark.parametrize("outcome", ["confirmed", "unconfirmed"])
def test_feedback_is_answered(ada, outcome):
    feedback = ada.messages(PAGE_SID).feedback.create(outcome=outcome)
    assert (feedback.message_sid, feedback.outcome) == (PAGE_SID, outcome)
    assert feedback.date_created.isoformat() == "2024-01-01T09:00:01+00:00"


def test_feedback_is_as_twilio_publishes_it(ask):
    answer = ask("POST", f"/Messages/{PAGE_SID}/Feedback.json")
    assert (answer.status_code, faults(FEEDBACK, answer.json())) == (200, [])
    assert answer.json()["outcome"] == "confirmed"


def test_other_feedback_is_refused(ask):
    path = f"/Messages/{PAGE_SID}/Feedback.json"
    answer = ask("POST", path, data={"Outcome": "perhaps"})
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)
    answer = ask("POST", path.replace(PAGE_SID, "SM1"))
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


def test_what_is_created_in_one_dialect_is_read_in_the_other(ada, players):
    ada.messages.create(**WISH, media_url=PICTURES)
    seen = players("GET", "/messages/7", auth=ADA).json()
    assert (seen["body"], seen["media"]) == ("Hello", PICTURES)
    wish = {"to": HANGAR, "from": SHIP, "body": "Tea?", "tags": {"a": "b"}}
    assert players("POST", "/messages", json=wish, auth=ADA).json()["id"] == 8
    assert [each.body for each in ada.messages.list(limit=2)] == ["Tea?", "Hello"]


def test_what_is_redacted_in_one_dialect_is_empty_in_the_other(ada, players):
    ada.messages(PAGE_SID).update(body="")
    seen = players("GET", "/messages/3", auth=ADA).json()
    assert seen["body"] == ""
    assert seen["tags"] == {"campaign_name": "Spring Sale",
                            "message_type": "cart_abandoned"}  # fmt: skip


def test_what_is_deleted_in_one_dialect_is_gone_in_the_other(ada, players, carry):
    carry(3)
    ada.messages(PAGE_SID).delete()
    assert players("GET", "/messages/3", auth=ADA).status_code == 404
    last = ada.messages.list(limit=1)[0].sid
    assert players("DELETE", "/messages/6", auth=ADA).status_code == 204
    assert code_of(ada.messages(last).fetch) == (20404, 404)


def test_a_deleted_name_is_not_given_again(ada, carry):
    sid = ada.messages.create(**WISH).sid
    carry(3)
    ada.messages(sid).delete()
    assert ada.messages.create(**WISH).sid != sid
    assert code_of(ada.messages(sid).fetch) == (20404, 404)


def at_once(*calls):
    """Fifty threads, which make these calls in turn at one moment; their statuses."""
    start = Barrier(CLIENTS)

    def send(call):
        start.wait(10)
        return call().status_code

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [*pool.map(send, islice(cycle(calls), CLIENTS))]


@pytest.mark.parametrize("steps", [0, 3])
def test_fifty_at_once_get_no_500(ask, carry, steps):
    """Some redact the message, some delete it: each gets an answer that is right."""
    carry(steps)
    path = f"/Messages/{PAGE_SID}.json"
    codes = at_once(
        lambda: ask("POST", path, data={"Body": ""}), lambda: ask("DELETE", path)
    )
    assert codes.count(204) == (1 if steps else 0)
    assert set(codes) <= ({200, 204, 404} if steps else {200, 409})

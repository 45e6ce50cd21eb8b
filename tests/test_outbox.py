"""Subscriptions, and what is told to them."""

import pytest

from toy_api.life.outbox import DAY, EVENTS, MOST_ATTEMPTS, Outbox

HOOK = "http://127.0.0.1:9000/hook"
DATA = {"id": 1, "status": "sent"}


@pytest.fixture
def outbox(store):
    return Outbox(store, "paper-boat")


def told(outbox, number):
    every = [delivery["content"] for _, delivery in outbox.deliveries(number)]
    return [(content["type"], content["data"]) for content in every]


def attempts(outbox, id):
    (delivery,) = [each for key, each in outbox.deliveries(1) if key == id]
    return delivery["attempts"], delivery["state"]


def test_nobody_is_told_without_a_subscription(outbox):
    outbox.tell("sent", DATA)
    assert outbox.waiting() == []


def test_each_subscription_is_told_of_the_events_that_it_wants(outbox):
    first, second = outbox.subscribe(HOOK, EVENTS), outbox.subscribe(HOOK, ["sent"])
    outbox.tell("sent", DATA)
    outbox.tell("delivered", DATA)
    assert told(outbox, first) == [("message.sent", DATA), ("message.delivered", DATA)]
    assert told(outbox, second) == [("message.sent", DATA)]


def test_an_event_tells_its_time(outbox, clock):
    outbox.subscribe(HOOK, EVENTS)
    clock.tick()
    outbox.tell("sent", DATA)
    ((_, delivery),) = outbox.waiting()
    assert delivery["content"]["timestamp"] == "2024-01-01T09:00:01Z"


def test_what_was_delivered_waits_no_longer(outbox):
    outbox.subscribe(HOOK, EVENTS)
    outbox.tell("sent", DATA)
    outbox.note(1, 204)
    assert outbox.waiting() == []
    assert attempts(outbox, 1) == ([204], "delivered")


@pytest.mark.parametrize("outcome", [500, 302, 404, 199, "the connection was refused"])
def test_what_failed_goes_on_waiting(outbox, outcome):
    outbox.subscribe(HOOK, EVENTS)
    outbox.tell("sent", DATA)
    outbox.note(1, outcome)
    assert [id for id, _ in outbox.waiting()] == [1]
    assert attempts(outbox, 1) == ([outcome], "waiting")


def test_after_the_last_attempt_it_is_given_up(outbox):
    outbox.subscribe(HOOK, EVENTS)
    outbox.tell("sent", DATA)
    for _ in range(MOST_ATTEMPTS):
        assert outbox.waiting()
        outbox.note(1, 500)
    assert outbox.waiting() == []
    assert attempts(outbox, 1)[1] == "failed"


def test_who_cancelled_is_told_nothing_more(outbox):
    number = outbox.subscribe(HOOK, EVENTS)
    outbox.tell("sent", DATA)
    outbox.cancel(number)
    outbox.tell("delivered", DATA)
    outbox.note(1, 204)
    assert (outbox.waiting(), outbox.subscriptions()) == ([], [])


def test_a_number_is_never_given_to_another_subscription(outbox):
    outbox.cancel(outbox.subscribe(HOOK, EVENTS))
    assert outbox.subscribe(HOOK, EVENTS) == 2
    assert outbox.secret_of(1) != outbox.secret_of(2)


def test_a_delivery_is_forgotten_after_a_day(outbox, clock):
    outbox.subscribe(HOOK, EVENTS)
    outbox.tell("sent", DATA)
    clock.seconds += DAY + 1
    outbox.tell("delivered", DATA)
    assert told(outbox, 1) == [("message.delivered", DATA)]


def test_a_form_is_forgotten_after_a_day(outbox, clock):
    outbox.post(HOOK, {"MessageStatus": "sent"})
    clock.seconds += DAY + 1
    outbox.post(HOOK, {"MessageStatus": "delivered"})
    forms = [delivery["form"] for _, delivery in outbox.deliveries(0)]
    assert forms == [{"MessageStatus": "delivered"}]


def test_accounts_do_not_hear_of_each_other(store, clock, outbox):
    other = Outbox(store.for_account("ben", clock), "tin-whistle")
    other.subscribe(HOOK, EVENTS)
    outbox.tell("sent", DATA)
    assert other.waiting() == []

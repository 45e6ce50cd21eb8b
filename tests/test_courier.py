"""What is in an outbox is delivered, and tried again where it failed."""

import threading
import time
from unittest.mock import Mock

import pytest
from standardwebhooks.webhooks import Webhook

from toy_api.clock import RealClock
from toy_api.database import DatabaseError
from toy_api.exchange import Response
from toy_api.life import courier
from toy_api.life.courier import Courier, Nobody
from toy_api.life.outbox import EVENTS, Outbox
from toy_api.store import Store

HOOK = "http://127.0.0.1:9000/hook"


class Postman(Nobody):
    """Remembers what it was given; answers one status after the other, then 204."""

    def __init__(self, *outcomes):
        self.outcomes, self.sent = [*outcomes], []
        self.done = threading.Event()

    def send(self, target, request):
        outcome = self.outcomes.pop(0) if self.outcomes else 204
        self.sent.append((target, request, time.monotonic()))
        if outcome == 204:
            self.done.set()
        elif isinstance(outcome, OSError):
            raise outcome
        return Response(outcome)


@pytest.fixture
def outbox(monkeypatch):
    monkeypatch.setattr(courier, "PAUSES", [0.05, 0.1])
    store = Store(clock=RealClock())
    box = Outbox(store, "paper-boat")
    box.subscribe(HOOK, EVENTS)
    yield box
    store.close()


def deliver(outbox, *outcomes):
    """The postman, after the event was delivered."""
    postman = Postman(*outcomes)
    hired = Courier(postman)
    hired.serve(outbox)
    outbox.tell("sent", {"id": 1, "body": "Tea ☕"})
    hired.wake()
    assert postman.done.wait(5)
    return postman


def settled(outbox):
    """The only delivery, when its last attempt has been written down."""
    end = time.monotonic() + 5
    while outbox.waiting() and time.monotonic() < end:
        time.sleep(0.01)
    ((_, delivery),) = outbox.deliveries(1)
    return delivery


def test_an_event_is_posted_to_its_target(outbox):
    ((target, request, _),) = deliver(outbox).sent
    assert (target, request.method) == (HOOK, "POST")
    assert request.json()["data"] == {"id": 1, "body": "Tea ☕"}
    assert request.headers["Content-Type"] == "application/json"


def test_the_official_library_accepts_the_signature(outbox):
    ((_, request, _),) = deliver(outbox).sent
    fields = {name.lower(): value for name, value in request.headers.items()}
    assert Webhook(outbox.secret_of(1)).verify(request.body, fields) == request.json()


@pytest.mark.parametrize("failure", [500, 302, OSError("nobody listens there")])
def test_what_failed_is_delivered_again(outbox, failure):
    postman = deliver(outbox, failure)
    assert len(postman.sent) == 2
    outcome = str(failure) if isinstance(failure, OSError) else failure
    assert settled(outbox)["attempts"] == [outcome, 204]


def test_an_event_has_the_same_id_in_each_attempt(outbox):
    first, second = deliver(outbox, 500).sent
    assert first[1].headers["Webhook-Id"] == second[1].headers["Webhook-Id"]
    assert first[1].body == second[1].body


def test_the_pauses_between_attempts_grow(outbox):
    times = [at for _, _, at in deliver(outbox, 500, 500).sent]
    assert times[1] - times[0] >= 0.05
    assert times[2] - times[1] >= 0.1


def test_what_waits_when_the_server_starts_is_delivered(outbox):
    outbox.tell("sent", {"id": 1})
    postman = Postman()
    Courier(postman).serve(outbox)
    assert postman.done.wait(5)
    assert settled(outbox)["state"] == "delivered"


def test_without_a_postman_the_failure_is_written_down(outbox, monkeypatch):
    monkeypatch.setattr(courier, "PAUSES", [0.01])
    outbox.tell("sent", {"id": 1})
    Courier(Nobody()).serve(outbox)
    delivery = settled(outbox)
    assert delivery["state"] == "failed"
    assert set(delivery["attempts"]) == {"this server delivers nothing"}


def test_a_database_that_fails_is_asked_again_later_not_at_once(outbox, monkeypatch):
    worker = Courier(Nobody())
    worker.serve(outbox)
    outbox.due[1] = 0.0
    monkeypatch.setattr(outbox, "waiting", Mock(side_effect=DatabaseError))
    assert worker.look_round() > 0.05

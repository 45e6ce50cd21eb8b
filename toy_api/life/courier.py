"""Delivers what is in the outboxes, and what could not be delivered again, later."""

import json
from time import monotonic
from typing import Protocol
from urllib.parse import urlencode

from ..database import DatabaseError
from ..exchange import Fields, Request, Response
from ..guards.signing import sign, sign_form
from ..in_page.turns import Background
from ..rules.headers import Headers
from .outbox import Outbox

PAUSES = [0.5, 1, 2, 4]  # seconds to the second attempt, the third, ...


class Postman(Protocol):
    """Who knows the way to a target."""

    def advice(self, target: str) -> str | None:
        """What is wrong with this target; None if it may be called."""

    def send(self, target: str, request: Request) -> Response:
        """Its answer; raises OSError where none comes."""


class Nobody:
    """A postman where there is none."""

    def advice(self, target: str) -> str | None:
        """Every target is out of reach."""
        return "This server delivers nothing."

    def send(self, target: str, request: Request) -> Response:
        """Nothing is sent."""
        raise OSError("this server delivers nothing")


class Courier:
    """Works in the background for all outboxes, when there is something to deliver."""

    def __init__(self, postman: Postman):
        self.postman = postman
        self._outboxes: list[Outbox] = []
        self.wake = Background(self.look_round).wake

    def serve(self, outbox: Outbox) -> None:
        """Look into this outbox, too."""
        self._outboxes.append(outbox)
        if outbox.waiting():
            self.wake()

    def leave(self, outbox: Outbox) -> None:
        """Look into this outbox no more."""
        self._outboxes = [each for each in self._outboxes if each is not outbox]

    def look_round(self) -> float | None:
        """Deliver what is due, from every outbox; in how many seconds more is due."""
        for outbox in self._outboxes:
            try:
                self._empty(outbox)
            except DatabaseError:  # a round in a while tries again
                later = monotonic() + PAUSES[-1]
                outbox.due = dict.fromkeys(outbox.due, later)
        due = [time for outbox in self._outboxes for time in outbox.due.values()]
        return max(0, min(due) - monotonic()) if due else None

    def _empty(self, outbox: Outbox) -> None:
        for id, delivery in outbox.waiting():
            if outbox.due.get(id, 0) <= monotonic():
                tries = len(delivery["attempts"])
                outbox.due[id] = monotonic() + PAUSES[min(tries, len(PAUSES) - 1)]
                outbox.note(id, self._deliver(outbox, id, delivery))

    def _deliver(self, outbox: Outbox, id: int, delivery: dict) -> int | str:
        """One attempt: the status that came, or why none did."""
        make = _as_form if "form" in delivery else _as_event
        target, fields, content = make(outbox, id, delivery)
        try:
            request = Request("POST", "/", Headers([*fields.items()]), content)
            return self.postman.send(target, request).status
        except OSError as error:
            return str(error)


def _as_event(outbox: Outbox, id: int, delivery: dict) -> tuple[str, Fields, bytes]:
    """What a subscription is told: where to, with which fields, and what."""
    target, secret = outbox.address(delivery["subscription"])
    content = json.dumps(delivery["content"], ensure_ascii=False).encode()
    name, now = f"event_{id}", str(outbox.now())
    fields = {
        "Content-Type": "application/json",
        "Webhook-Id": name,  # the same each time that this event is told
        "Webhook-Timestamp": now,
        "Webhook-Signature": sign(secret, name, now, content),
    }
    return target, fields, content


def _as_form(outbox: Outbox, id: int, delivery: dict) -> tuple[str, Fields, bytes]:
    """What a single address is told of a message, as Twilio tells it."""
    target, form = delivery["target"], delivery["form"]
    fields = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": sign_form(outbox.account_secret, target, form),
    }
    return target, fields, urlencode(form).encode()

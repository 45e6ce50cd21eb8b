"""The judges of lesson test_without_a_network."""

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

import requests
import responses
from requests.adapters import HTTPAdapter

from toy_api.exchange import Exchange
from toy_api.lab import Api

from ..classroom.contracts import breaches
from ..classroom.judging import Raised, Wire, expect, expect_function, mark
from ..classroom.stopping import Endless, stopped_after

TEA = {"from": "+15017122661", "to": "+15558675310", "body": "Made by the check."}
HEADS = ["test_create(send)", "test_late(find)", "test_too_fast(send)"]
MOST_CALLS = 40  # that one run of a test may make before it is stopped
REAL = "requests.adapters"  # where `send` stands while no mock is at work
PLANNED = "First `with responses.RequestsMock() as mock:`, then the mocks, and then "
PLANNED += "the client, all indented."
AGAIN = "`responses.stop()` and `responses.reset()` end what they began; for a mock of "
AGAIN += "your own it is `mock.stop()`. With `with` it ends by itself."


class _Clients:
    """A good client and broken ones, whose own pause is only written down."""

    def __init__(self) -> None:
        self.slept: list[object] = []  # seconds that nobody took away

    def find(self, url, again=True, late=None, shape=lambda answer: answer.json()):
        """As in the lesson; else it does not ask again, or gives back another thing."""
        try:
            answer = requests.get(url, timeout=5)
        except requests.Timeout:
            if not again:
                return late
            answer = requests.get(url, timeout=5)
        if answer.status_code != 404:
            answer.raise_for_status()
            return shape(answer)

    def send(
        self,
        url,
        message,
        pause=None,
        post=lambda url, message: requests.post(url, json=message, timeout=5),
        wait=lambda pause, seconds: pause(seconds),
        patient=True,
        refused=requests.Response.raise_for_status,
        shape=lambda answer: answer.json()["id"],
    ):
        """As in the lesson; else it does one of these things in another way."""
        answer = post(url, message)
        if answer.status_code == 429 and patient:
            wait(pause or self.slept.append, int(answer.headers["Retry-After"]))
            answer = post(url, message)
        if not answer.ok and refused is not requests.Response.raise_for_status:
            return refused(answer)
        answer.raise_for_status()
        return shape(answer)

    def finding(self, **broken) -> Callable:
        """`find`, broken like this."""
        return lambda url: self.find(url, **broken)

    def sending(self, **broken) -> Callable:
        """`send`, broken like this."""
        return lambda url, message, pause=None: self.send(url, message, pause, **broken)


@dataclass
class _Broken:
    """A way to break a client: what it does then, and how a test can see it."""

    what: str
    look: str
    how: dict = field(default_factory=dict)


def _empty(url, _):
    return requests.post(url, timeout=5)


def _as_form(url, message):
    return requests.post(url, data=message, timeout=5)


def _without_body(url, message):
    kept = {name: x for name, x in message.items() if name != "body"}
    return requests.post(url, json=kept, timeout=5)


def _twice(url, message):
    requests.post(url, json=message, timeout=5)
    return requests.post(url, json=message, timeout=5)


MATCHED = "`match=[matchers.json_params_matcher(tea)]` in the mock of the `POST`."
GIVEN = "Compare what the client gives back: `assert send(...) == ...`."
REFUSALS = [
    _Broken(
        "raises nothing and gives back `None`",
        "When `send` raises nothing, Python goes on below the call of `send`, or in "
        "an `else:` behind the `except`. Raise an `AssertionError` there.",
        {"refused": lambda answer: None},
    ),
    _Broken(
        "raises nothing and gives back an id, 7",
        "Whatever it gives back: that it comes back at all is the error. Let your "
        "test raise an `AssertionError` there.",
        {"refused": lambda answer: 7},
    ),
]
CREATIONS = [
    _Broken("sends no content", MATCHED, {"post": _empty}),
    _Broken("sends a form, no JSON", MATCHED, {"post": _as_form}),
    _Broken(
        "leaves the body of the message out",
        f"The matcher shall know the whole message. {MATCHED}",
        {"post": _without_body},
    ),
    _Broken("gives back `None`", GIVEN, {"shape": lambda answer: None}),
    _Broken(
        "gives back the whole answer in the place of the id",
        f"{GIVEN} An id is a number.",
        {"shape": lambda answer: answer.json()},
    ),
    _Broken(
        "sends the same `POST` twice",
        "The mock answers as often as it is asked: `mock.assert_call_count(home, 1)`.",
        {"post": _twice},
    ),
]
LATENESS = [
    _Broken(
        "gives up after the timeout, with `None`",
        "Compare what the client gives back with the message of the second mock.",
        {"again": False},
    ),
    _Broken(
        "gives up after the timeout, with `{}`",
        "Compare with the whole message, `== {...}`, and put something into it.",
        {"again": False, "late": {}},
    ),
    _Broken(
        "asks again, and gives back the response, not the message",
        "Compare what it gives back with the message: `== {...}`.",
        {"shape": lambda answer: answer},
    ),
]
HASTE = [
    _Broken(
        "does not wait at all",
        "`pause=waits.append` puts each wait into a list: look into it with `assert`.",
        {"wait": lambda pause, seconds: None},
    ),
    _Broken(
        "always waits for one second",
        "Choose a `Retry-After` that nobody could guess, not 1, and compare with it.",
        {"wait": lambda pause, seconds: pause(1)},
    ),
    _Broken(
        "waits twice for as long",
        "Compare the list itself: `assert waits == [...]`.",
        {"wait": lambda pause, seconds: [pause(seconds), pause(seconds)]},
    ),
    _Broken(
        "gives up after the `429`, and gives back `None`",
        f"{GIVEN} The `429` comes first, so its mock is made first.",
        {"patient": False, "refused": lambda answer: None},
    ),
    _Broken("waits, and gives back `None`", GIVEN, {"shape": lambda answer: None}),
]


def toothless_test(answer: object, wire: Wire) -> str:
    """What happens in this test if `send` raises nothing? Read it line by line.

    Then nothing happens: the test comes to its end. Below the call of `send` a line
    is missing that makes it red, and that a good client never reaches.

    In the place of `pass` write `return`, and at the end of the function, indented as
    far as the `with`: `raise AssertionError("it told nobody")`.
    """
    _expect_test(answer, "test_refused(send)")
    _expect_idle()
    _expect_green(_run(answer, wire.api, _Clients().sending()), "test_refused")
    for broken in REFUSALS:
        run = _run(answer, wire.api, _Clients().sending(**broken.how))
        _expect_red(run, "test_refused", broken)
    return "It is red for each client that keeps a refusal to itself: now it can fail."


def three_tests(answer: object, wire: Wire) -> str:
    """All three begin with `with responses.RequestsMock() as mock:`. Then come the
    mocks, then an `assert` with the call of the client.

    `test_create` needs `match=[matchers.json_params_matcher(tea)]` and, at its end,
    `mock.assert_call_count(home, 1)`. `test_late` needs two mocks of one URL:
    `body=requests.Timeout("nothing came")`, then `json={"id": 1}`.

    In `test_too_fast`: `waits = []`, a mock with `status=429` and
    `headers={"Retry-After": "30"}`, one with `status=201` and `json={"id": 7}`, then
    `assert send(home, tea, pause=waits.append) == 7`, then `assert waits == [30]`.
    """
    expect(
        isinstance(answer, list | tuple) and len(answer) == 3,
        expected="a list of three tests",
        seen=f"a value of type {type(answer).__name__}"
        if not isinstance(answer, list | tuple)
        else f"a {type(answer).__name__} with {len(answer)} in it",
        look="`[test_create, test_late, test_too_fast]`, their names only.",
    )
    missing = [HEADS[at] for at, each in enumerate(answer) if each is ...]
    expect(
        not missing,
        expected="three tests",
        seen=f"no `{missing[0]}` yet" if missing else "",
        look="Write it as well, then put its name into the list.",
    )
    for test, head in zip(answer, HEADS, strict=True):
        _expect_test(test, head)
    _expect_idle()
    kinds = [(CREATIONS, _Clients.sending), (LATENESS, _Clients.finding)]
    kinds.append((HASTE, _Clients.sending))
    for test, head, (ways, kind) in zip(answer, HEADS, kinds, strict=True):
        name = head.partition("(")[0]
        _expect_green(_run(test, wire.api, kind), name)
        for broken in ways:
            _expect_red(_run(test, wire.api, kind, broken.how), name, broken)
    count = len(CREATIONS + LATENESS + HASTE)
    return f"Green for the good clients, red for {count} broken ones, and no call left."


def replay(answer: object, wire: Wire) -> str:
    """`mock.get(url, json=..., status=...)` is short for `mock.add("GET", url, ...)`.
    Each word that you need is an attribute of `real`.

    The content as it came is `real.content`, the status `real.status_code`, the fields
    are `real.headers`.

    `mock.add(real.request.method, real.url, body=real.content,
    status=real.status_code, headers=real.headers)`.
    """
    expect_function(answer, "replay(mock, real)")
    _expect_idle()
    home = f"{wire.api.url}/messages"
    description = requests.get(f"{wire.api.url}/openapi.json", timeout=5).json()
    created = requests.post(home, json=TEA, timeout=5)
    gone = requests.delete(wire.api.url + created.headers["Location"], timeout=5)
    reals = [requests.get(f"{home}/2", timeout=5), created]
    reals += [requests.get(f"{home}/999999", timeout=5)]
    reals += [requests.get(home, params={"limit": 2}, timeout=5), gone]
    for real in reals:
        _expect_replayed(answer, real, wire.api, description)
    return "Five answers of five kinds came again, no call left, and no word was broken."


def quiz_mocks(answer: object, _: Wire) -> str:
    """Question 1: why was the test of `sender` green?

    Question 2: what did `goes_through` show?

    Question 3: for what was a test that can not be red good?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M30: The test of `sender` was green. Did `sender` work?",
                      "c": "A green test that can be red tells you something."}),
            2: ("c", {"a": "M30: The log of the server had not grown.",
                      "b": "A `404` is an answer, and nobody has answered here."}),
            3: ("a", {"b": "It was stable because it can not see a broken client.",
                      "c": "The next one to take it out will not be told, either."}),
        },
    )  # fmt: skip
    return "Mocks speak for you, not for the API; they let nothing out; tests must bite."


@dataclass
class _Run:
    """One run of a test, and what came of it."""

    given: object = None  # what the test gave back, or Raised
    reached: list[Exchange] = field(default_factory=list)  # calls that got out
    slept: list = field(default_factory=list)  # seconds that it would have waited
    left_open: bool = False  # whether a mock was at work after it
    line: int = 0  # of the test where it ended, by an error

    @property
    def colour(self) -> str:
        """Green, or the error."""
        if not isinstance(self.given, Raised):
            return "green"
        where = f", in line {self.line} of its cell" if self.line else ""
        return f"red, {_short(self.given)}{where}"


def _run(test: Callable, api: Api, kind: Callable, how: dict | None = None) -> _Run:
    """Runs the test with a client; whatever it does, the network is back after it."""
    clients, run = _Clients(), _Run()
    client = kind if how is None and not _is_kind(kind) else kind(clients, **(how or {}))
    before = _last(api)
    with _network_back(run), stopped_after(MOST_CALLS), patch.object(time, "sleep"):
        run.given, run.line = _end_of(test, client)
    run.reached = api.exchanges(after=before)
    run.slept = clients.slept
    return run

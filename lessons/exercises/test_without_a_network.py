"""The judges of lesson test_without_a_network."""

import inspect
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import get_ident
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
UNUSED = "Not all requests have been executed"  # as `responses` says it
REAL = "requests.adapters"  # where `send` stands while no mock is at work
PLANNED = "First `with responses.RequestsMock() as mock:`, then the mocks, and then "
PLANNED += "the client, all indented."
STOP = "`with` ends a mock by itself. Else `mock.stop()` does, or `responses.stop()`."


@dataclass
class _Broken:
    """A client that is broken: what it does, and how a test can see it."""

    what: str
    look: str
    client: Callable


def _finding(again: bool = True, late=None, shape=requests.Response.json) -> Callable:
    """`find` as in the lesson; else it gives up early, or gives another thing back."""

    def find(url):
        try:
            answer = requests.get(url, timeout=5)
        except requests.Timeout:
            if not again:
                return late
            answer = requests.get(url, timeout=5)
        if answer.status_code != 404:
            answer.raise_for_status()
            return shape(answer)

    return find


def _sending(
    post=lambda url, message: requests.post(url, json=message, timeout=5),
    wait=lambda pause, seconds: pause(seconds),
    patient: bool = True,
    refused=requests.Response.raise_for_status,
    shape=lambda answer: answer.json()["id"],
) -> Callable:
    """`send` as in the lesson; else it does one of these things in another way."""

    def send(url, message, pause=None):
        answer = post(url, message)
        if answer.status_code == 429 and patient:
            seconds = int(answer.headers["Retry-After"])
            wait(pause or time.sleep, seconds)
            answer = post(url, message)
        return shape(answer) if answer.ok else refused(answer)

    return send


def _without_content(url, _):
    return requests.post(url, timeout=5)


def _as_form(url, message):
    return requests.post(url, data=message, timeout=5)


def _without_body(url, message):
    kept = {name: value for name, value in message.items() if name != "body"}
    return requests.post(url, json=kept, timeout=5)


def _twice(url, message):
    requests.post(url, json=message, timeout=5)
    return requests.post(url, json=message, timeout=5)


MATCHED = "`match=[matchers.json_params_matcher(tea)]` in the mock of the `POST`."
GIVEN = "Compare what the client gives back: `assert send(...) == ...`."
_FIND, _SEND = _finding(), _sending()  # the good clients
REFUSALS = [
    _Broken(
        "raises nothing and gives back `None`",
        "When `send` raises nothing, Python goes on below the call of `send`: there "
        "the test must raise an `AssertionError`.",
        _sending(refused=lambda answer: None),
    ),
    _Broken(
        "raises nothing and gives back an id",
        "Whatever it gives back: that it comes back at all is the error. Raise an "
        "`AssertionError` below the call of `send`.",
        _sending(refused=lambda answer: 7),
    ),
]
CREATIONS = [
    _Broken("sends no content", MATCHED, _sending(_without_content)),
    _Broken("sends a form, no JSON", f"JSON only: {MATCHED}", _sending(_as_form)),
    _Broken(
        "leaves the `body` of the message out",
        f"The matcher shall know the whole message. {MATCHED}",
        _sending(_without_body),
    ),
    _Broken("gives back `None`", GIVEN, _sending(shape=lambda answer: None)),
    _Broken(
        "gives back the whole answer in the place of the id",
        f"{GIVEN} It should be the id that your mock has.",
        _sending(shape=requests.Response.json),
    ),
    _Broken(
        "sends the same `POST` twice",
        "A mock answers as often as it is asked: `mock.assert_call_count(home, 1)`.",
        _sending(_twice),
    ),
]
LATENESS = [
    _Broken(
        "gives up after the timeout, and gives back `None`",
        "Compare what it gives back with the message of the second mock.",
        _finding(again=False),
    ),
    _Broken(
        "gives up after the timeout, and gives back `{}`",
        "Put something into the message of the second mock, and compare with it.",
        _finding(again=False, late={}),
    ),
    _Broken(
        "asks again, and gives back the response, not the message",
        "Compare what it gives back with the message: `== {...}`.",
        _finding(shape=lambda answer: answer),
    ),
]
HASTE = [
    _Broken(
        "does not wait at all",
        "`pause=waits.append` puts each wait into a list: look into it by `assert`.",
        _sending(wait=lambda pause, seconds: None),
    ),
    _Broken(
        "always waits for one second",
        "Choose a `Retry-After` other than 1, and compare the wait with it.",
        _sending(wait=lambda pause, seconds: pause(1)),
    ),
    _Broken(
        "waits twice for as long",
        "Compare the whole list: `assert waits == [...]`.",
        _sending(wait=lambda pause, seconds: [pause(seconds), pause(seconds)]),
    ),
    _Broken(
        "gives up after the `429`, and gives back `None`",
        f"{GIVEN} And which mock is made first?",
        _sending(patient=False, refused=lambda answer: None),
    ),
    _Broken(
        "waits, sends again, and gives back `None`",
        f"Look at more than the wait. {GIVEN}",
        _sending(shape=lambda answer: None),
    ),
]


def toothless_test(answer: object, wire: Wire) -> str:
    """What happens in this test if `send` raises nothing? Read it line by line.

    Then its `assert` is never reached, and the test comes to its end. A line is missing
    that makes it red, and that a good client never reaches.

    Behind the `except` part, indented as far as `except`, stands `else:`. Below it
    stands `raise AssertionError("it told nobody")`.
    """
    _expect_test(answer, "test_refused(send)")
    _expect_idle()
    _judge_test(answer, wire.api, "test_refused(send)", _SEND, REFUSALS)
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
    plans = [(_SEND, CREATIONS), (_FIND, LATENESS), (_SEND, HASTE)]
    for test, head, (good, broken) in zip(answer, HEADS, plans, strict=True):
        _judge_test(test, wire.api, head, good, broken)
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
    reals += [requests.get(f"{home}/1", headers={"Accept": "image/png"}, timeout=5)]
    for real in reals:
        _expect_replayed(answer, real, wire.api, description)
    return "Six answers of six kinds came again, no call left, and no word was broken."


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
    return (
        "Mocks speak for you, not for the API; they let nothing out; tests must bite."
    )


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
        """Green, or red and the error."""
        if not isinstance(self.given, Raised):
            return "green"
        where = f", in line {self.line} of its cell" if self.line else ""
        return f"red, {_short(self.given)}{where}"


def _judge_test(test: Callable, api: Api, head: str, good: Callable, ways: list):
    """Raise NotYet unless it is green for the good client, and red for these."""
    name = head.partition("(")[0]
    run = _run(test, api, good)
    _expect_manners(run, name)
    expect(
        run.colour == "green",
        expected=f"`{name}` green for a good client",
        seen=run.colour,
        look=_why_red(run, head),
    )
    for broken in ways:
        run = _run(test, api, broken.client)
        _expect_manners(run, name)
        look = broken.look
        if run.given is not None:
            look = f"It gave back `{_short(run.given)}`: a test says no by `assert`, "
            look += "not by `return`."
        expect(
            run.colour != "green",
            expected=f"`{name}` red for a client that {broken.what}",
            seen="green",
            look=look,
        )


def _run(test: Callable, api: Api, client: Callable) -> _Run:
    """Runs the test with this client; whatever it does, the network is back then."""
    run, before = _Run(), _last(api)
    sleeping = patch.object(time, "sleep", _noting(run.slept))
    with _network_back(run), stopped_after(MOST_CALLS), sleeping:
        try:
            run.given = test(client)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # pytest's own are no Exception
            run.given, run.line = _first(error), _line_in(test, error)
    run.reached = api.exchanges(after=before)
    return run


def _noting(slept: list) -> Callable:
    """A `sleep` that only notes the wait; that of the server's threads is as it was."""
    sleep, here = time.sleep, get_ident()

    def noted(seconds):
        return slept.append(seconds) if get_ident() == here else sleep(seconds)

    return noted


def _first(error: BaseException) -> Raised:
    """What went wrong first: where a mock is left over, `with` adds an error."""
    while UNUSED in str(error) and error.__context__:
        error = error.__context__
    return Raised(error)


@contextmanager
def _network_back(run: _Run) -> Iterator[None]:
    """Ends each mock that is still at work after this."""
    with patch.object(HTTPAdapter, "send", HTTPAdapter.send):
        yield
        run.left_open = not _is_idle()
    if run.left_open:
        responses.stop(allow_assert=False)
        responses.reset()


def _is_idle() -> bool:
    return HTTPAdapter.send.__module__ == REAL


def _last(api: Api) -> int:
    """The number of the newest exchange."""
    return max((each.number for each in api.exchanges()), default=0)


def _line_in(test: Callable, error: BaseException) -> int:
    """In which line of the file or cell of this test the error came; 0: elsewhere."""
    code = getattr(inspect.unwrap(test), "__code__", None)
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code is code]
    return lines[-1] if lines else 0


def _expect_idle() -> None:
    expect(
        _is_idle(),
        expected="no mock at work before the check",
        seen="one that was started in a cell, and not stopped",
        look=STOP,
    )


def _expect_test(test: object, head: str) -> None:
    expect_function(test, head)
    try:
        inspect.signature(test).bind(object())
        takes_one = True
    except (TypeError, ValueError):
        takes_one = False
    expect(
        takes_one,
        expected=f"a function that takes the client, `def {head}:`",
        seen="a function that can not be called with one client",
        look="Put the name of the client into the brackets behind `def`.",
    )


def _expect_manners(run: _Run, name: str) -> None:
    """It needs no server, does not wait, ends, and leaves nothing behind."""
    error = run.given.error if isinstance(run.given, Raised) else None
    expect(
        not isinstance(error, Endless),
        expected=f"an end of `{name}`",
        seen=f"{MOST_CALLS} calls, then the check stopped it",
        look="Is there a loop in it? With these clients it never ends.",
    )
    calls = [f"`{asked.method} {asked.path}`" for _, asked, _ in run.reached]
    expect(
        not calls,
        expected=f"`{name}` without a call that reaches the server",
        seen=f"in the log of the server: {', '.join(calls[:3])}",
        look=PLANNED,
    )
    expect(
        not run.left_open,
        expected=f"no mock at work after `{name}`",
        seen="a mock that was started and not stopped: it would answer later calls",
        look=STOP,
    )
    expect(
        not run.slept,
        expected=f"`{name}` done at once",
        seen=f"a wait of {_short(run.slept[0])} seconds" if run.slept else "",
        look="Put another function in the place of `time.sleep`: `pause=waits.append`.",
    )


def _why_red(run: _Run, head: str) -> str:
    error = getattr(run.given, "error", None)
    if isinstance(error, NameError):
        return "Is the name made in a cell above, and has this cell been run?"
    if isinstance(error, KeyError) and "retry-after" in str(error).lower():
        return '`send` reads it in a `429`: `headers={"Retry-After": "30"}`.'
    if isinstance(error, TypeError) and "expected str" in str(error):
        return 'A field is a text: `"30"` with quotes, not the number 30.'
    if isinstance(error, requests.HTTPError) and "refused" in head:
        return "A good client raises it: let `except requests.HTTPError:` catch it."
    if isinstance(error, requests.HTTPError):
        return "The last answer was a refusal: is there a mock with `status=201`, too?"
    if isinstance(error, requests.JSONDecodeError):
        return "The client uses the content: give the mock a `json=` that it needs."
    if isinstance(error, KeyError):
        return 'The client reads the id in the answer: `json={"id": 7}` in the mock.'
    if isinstance(error, requests.Timeout):
        return "The first mock is a timeout, the second one of the same URL an answer."
    if isinstance(error, requests.ConnectionError):
        return f"The client's call fits no mock: method, URL or content. {PLANNED}"
    if UNUSED in str(error):
        return "A mock was not used: did the client need it? Is it the right method?"
    if isinstance(error, AssertionError) and "refused" in head:
        return "A good client raises an `HTTPError`. After it, your test must be over."
    if isinstance(error, AssertionError):
        return "Does your `assert` compare with what your own mock has answered?"
    return f"Mend this error first. The client is given: `def {head}:`."


def _expect_replayed(function: Callable, real, api: Api, description: dict) -> None:
    """The function makes the mock answer as this real response did."""
    asked = f"{real.request.method} {real.request.path_url}"
    run, again, other, heard = _replayed(function, real, api)
    expect(
        not isinstance(run.given, Raised),
        expected=f"a mock of `{asked}`, which was answered {real.status_code}",
        seen=f"the function ended in {run.colour.removeprefix('red, ')}",
        look=_why_not_made(run),
    )
    expect(
        not run.reached,
        expected=f"`{asked}` answered by the mock, and nothing in the server's log",
        seen=f"in the log: `{run.reached[0].request.method} "
        f"{run.reached[0].request.path}`"
        if run.reached
        else "",
        look="All that you need is in `real`: no call, and no `add_passthru`.",
    )
    expect(
        not run.left_open,
        expected="no mock at work after the `with` of the check",
        seen="one that was started and not stopped",
        look=STOP,
    )
    cut = isinstance(again, Raised) and "IncompleteRead" in str(again.error)
    expect(
        not cut,
        expected=f"the content of `{asked}`, as long as its `Content-Length` says",
        seen="content of another length",
        look="`json=` and `text` make other bytes; `body=real.content` copies them.",
    )
    expect(
        not isinstance(again, Raised),
        expected=f"an answer to `{asked}`",
        seen=_short(again),
        look="`mock.add(real.request.method, real.url, ...)`, on the mock that the "
        "function is given.",
    )
    expect(
        heard,
        expected=f"an answer to `{asked}` by the mock that the function is given",
        seen="an answer by another one",
        look="Make none: `mock.add(...)`, with the first parameter of your function.",
    )
    _expect_same(again, real, asked)
    expect(
        isinstance(other, Raised),
        expected=f"a mock for `{asked}` only",
        seen="an answer to `GET /messages/3`, too",
        look="`real.url` as it is: no pattern, and no other URL.",
    )
    told = breaches(again, description)
    expect(
        not told,
        expected="a mock that `breaches` has nothing to say about",
        seen=" ".join(told),
        look="Copy what came: `body=real.content` and `headers=real.headers`.",
    )


def _expect_same(again, real, asked: str) -> None:
    expect(
        again.status_code == real.status_code,
        expected=f"the status of `{asked}`, {real.status_code}",
        seen=again.status_code,
        look="`status=real.status_code`; without it, a mock says 200.",
    )
    expect(
        again.content == real.content,
        expected=f"the content of `{asked}`, {_short(real.content)}",
        seen=_short(again.content),
        look="`body=real.content`: the bytes as they came.",
    )
    for name, value in real.headers.items():
        given = again.headers.get(name)
        expect(
            given == value,
            expected=f"in the answer to `{asked}` the field `{name}: {value}`",
            seen=f"`{name}: {given}`" if given else "it is not there",
            look="`headers=real.headers` copies all fields, the `Content-Type` too.",
        )


def _replayed(function: Callable, real, api: Api) -> tuple:
    """What came of it; of the same call; of another one; what the mock has heard."""
    run, before = _Run(), _last(api)
    mocks = responses.RequestsMock(assert_all_requests_are_fired=False)
    with _network_back(run), stopped_after(MOST_CALLS), mocks as mock:
        try:
            run.given = function(mock, real)
        except (Exception, SystemExit, Endless) as error:
            run.given, run.line = Raised(error), _line_in(function, error)
        again = _sent(real.request.copy())
        third = requests.Request("GET", f"{api.url}/messages/3").prepare()
        other, heard = _sent(third), len(mock.calls)
    run.reached = api.exchanges(after=before)
    return run, again, other, heard


def _sent(request: requests.PreparedRequest) -> object:
    try:
        return requests.Session().send(request, timeout=5)
    except (Exception, SystemExit, Endless) as error:
        return Raised(error)


def _why_not_made(run: _Run) -> str:
    error = getattr(run.given, "error", None)
    if isinstance(error, RuntimeError):
        return "The `Content-Type` stands in `real.headers` already: one is enough."
    if isinstance(error, TypeError) and "positional argument" in str(error):
        return "It is called with the mock and the response: `def replay(mock, real):`."
    if isinstance(error, requests.JSONDecodeError):
        return "Not every answer has JSON: `body=real.content` takes any content."
    if isinstance(error, AttributeError):
        return "`mock` has methods such as `add`; `real` is a response of `requests`."
    return "Mend this error first: it comes from inside of your function."


def _short(value: object) -> str:
    words = " ".join(repr(value).split())
    return words if len(words) <= 90 else f"{words[:90]}…"

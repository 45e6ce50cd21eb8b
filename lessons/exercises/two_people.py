"""The judges of lesson two_people."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import requests

from toy_api.exchange import Exchange
from toy_api.lab import Api

from ..classroom.judging import NotYet, Raised, Wire, expect, expect_function, mark
from ..classroom.stopping import Endless, stopped_after

FOURTH, CLAIMED = "/messages/4", "/messages/800"
AUTHORED = ("from", "to", "body", "tags", "media")
CONDITIONS = ("If-Match", "If-None-Match")
AGAIN = "`api.reset()`, then read, read, write, write."
RESET = "`api.reset()` takes away what is there; then send your two calls again."
NEW = {"from": "+15017122661", "to": "+15558675310", "body": "Made by the check."}
MINE = {"tags": {"made": "by change"}}
MOST_CALLS = 40  # that a function may make before it is stopped


def lost_update(answer: object, wire: Wire) -> str:
    """It is the accident of Nora and Omar, at another message: four calls.

    First two `requests.get(fourth).json()`, kept under two names, `hers` and `his`.
    Only then two `PUT`s, each with a changed copy of one of them.

    `first = requests.put(fourth, json=hers | {"body": "..."})`, then
    `second = requests.put(fourth, json=his | {"tags": {"urgent": "yes"}})`, and
    `both = [first, second]`.
    """
    first, second = _two_puts(answer, wire, FOURTH)
    for place, each in (("first", first), ("second", second)):
        sent = [f"`{name}`" for name in CONDITIONS if name in each.request.headers]
        expect(
            not sent,
            expected="two `PUT`s without a condition",
            seen=f"{' and '.join(sent)} in the {place} of them",
            look="A condition prevents the accident: leave `headers=` out.",
        )
        expect(
            each.response.status == 200,
            expected="`200 OK` for both: nobody is told of the accident",
            seen=_told(each),
            look=f"Send the whole message that you have read, changed. {_advice(each)}",
        )
    was = _as_last_read(wire, first)
    expect(
        was,
        expected="message 4 read by `GET` before the first person writes",
        seen=f"no `GET` of it between its last change and exchange {first.number}",
        look=f"Both change what they have read. {AGAIN}",
    )
    changed = _changes(first, was)
    expect(
        changed,
        expected="a first `PUT` that changes something",
        seen="message 4 just as it was read",
        look='`read | {"body": "..."}` is a changed copy: `json=` takes that copy.',
    )
    expect(
        _changes(second, was) != changed,
        expected="another change by the second person",
        seen=f"the same in both: {_listed(changed)}",
        look="The first may change the body, the second the tags.",
    )
    kept = {name: x for name, x in _sent(second).items() if name in changed}
    kept = {name: x for name, x in kept.items() if x == changed[name]}
    expect(
        not kept,
        expected="a second `PUT` that does not know of the first change",
        seen=f"the first change in the second `PUT`, too: {_listed(kept)}",
        look=f"Nothing vanishes if the second copy is read too late. {AGAIN}",
    )
    expect(
        _changes(second, was),
        expected="a second person who changes something, too",
        seen="message 4 just as it was read before both",
        look=f"If it has this change from an earlier try: {AGAIN}",
    )
    expect(
        not _written_between(wire, first, second),
        expected="the second `PUT` as the next change after the first",
        seen="another change or a reset between the two",
        look=f"The second `PUT` itself shall wipe out the first change. {AGAIN}",
    )
    return f"Twice 200, and the first change is lost ({_listed(changed)}), unseen."


def claim_a_place(answer: object, wire: Wire) -> str:
    """Which condition means: only if nothing is there?

    Both calls carry `headers={"If-None-Match": "*"}`, and a valid message: `from`, `to`
    and `body`, such as `note | {"body": "..."}`.

    `requests.put(f"{api.url}/messages/800", json=note | {"body": "Mine."},
    headers=only_new)`, and then the same call with another body.
    """
    first, second = _two_puts(answer, wire, CLAIMED)
    for each in (first, second):
        _expect_star(each)
    expect(
        first.response.status != 412,
        expected="`201 Created` for the first one",
        seen=f"{_told(first)}: a message is there already",
        look=RESET,
    )
    expect(
        first.response.status == 201,
        expected="a first `PUT` that creates a message",
        seen=_told(first),
        look=_advice(first),
    )
    expect(
        second.response.status == 412,
        expected="`412` for the second one: the place is taken",
        seen=_told(second),
        look=f"Send a valid message right after the first one. {RESET}"
        if second.response.status == 201
        else _advice(second),
    )
    mine, other = first.response.json()["body"], _sent(second).get("body")
    expect(
        mine != other,
        expected="two messages with different words",
        seen=f"`{mine}` in both",
        look="Give the second one another `body`: so you see whose is kept.",
    )
    return f"201, then 412: `{mine}` is kept, and the second one was told so."


def careful_edit(answer: object, wire: Wire) -> str:
    """Read again, change again, write: the cell under "Read again" does it once.

    All three belong inside a loop: each turn has its own `GET`, its own `change(...)`
    and the `ETag` of this `GET`. A status that is not 412 ends the loop.

    In `while True:` stand `read = requests.get(url)`, then
    `known = {"If-Match": read.headers["ETag"]}`, then
    `written = requests.put(url, json=change(read.json()), headers=known)`, and at the
    end `if written.status_code != 412: return written`.
    """
    expect_function(answer, "edit(url, change)")
    for others in (0, 1, 2):
        with _trial(answer, wire.api, others) as trial:
            _expect_no_error(trial)
            _expect_conditions(trial)
            _expect_retries(trial)
            _expect_nothing_lost(trial)
            _expect_last_answer(trial, wire.api)
    with _trial(answer, wire.api, 0, {"to": "nobody"}) as trial:
        _expect_one_try(trial, wire.api)
    return "Whoever came between, once or twice: nothing that they wrote is lost."


def quiz_two_people(answer: object, _: Wire) -> str:
    """Question 1: which body was in Omar's first `PUT`?

    Question 2: what did the short cut do to Nora's ten?

    Question 3: what happened between Omar's look and his `PUT`?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M5: Omar's copy with a tag brought the old body back.",
                      "c": "Without a condition nothing is refused: 200 and 200."}),
            2: ("c", {"a": "It names an old version, and so it is a 412 each time.",
                      "b": "That was the short cut: it brought the accident back."}),
            3: ("a", {"b": "Omar had checked, too, and then Nora wrote.",
                      "c": "Without a condition the server has nothing to compare."}),
        },
    )  # fmt: skip
    return "A whole copy replaces all; after a 412 read again; check and write at once."


def _two_puts(answer: object, wire: Wire, path: str) -> tuple[Exchange, Exchange]:
    """The exchanges behind two responses, in order, both a PUT to this path."""
    expect(
        isinstance(answer, list | tuple) and len(answer) == 2,
        expected="a list of two responses",
        seen=f"a value of type {type(answer).__name__}"
        if not isinstance(answer, list | tuple)
        else f"a {type(answer).__name__} with {len(answer)} in it",
        look="`[first, second]`: what the two `PUT`s gave back.",
    )
    expect(
        not any(each is ... for each in answer),
        expected="two responses",
        seen="only one yet",
        look="Keep both: what the first `PUT` gave back, and what the second one did.",
    )
    first, second = [wire.of(each) for each in answer]
    for each in (first, second):
        expect(
            (each.request.method, each.request.path) == ("PUT", path),
            expected=f"two calls `PUT {path}`",
            seen=_told(each),
            look="The word behind `requests.`, and the end of the URL.",
        )
    expect(
        first.number != second.number,
        expected="two calls",
        seen=f"the same call twice, exchange {first.number}",
        look="Call `requests.put` once more, and keep what it gives back.",
    )
    expect(
        first.number < second.number,
        expected="the response that came first, and then the other",
        seen=f"exchange {first.number} before exchange {second.number}",
        look="Change the places of the two in your list.",
    )
    return first, second


def _expect_star(put: Exchange) -> None:
    fields = put.request.headers
    given = (fields.get("If-None-Match") or "").strip()
    sent = [f"`{name}: {fields[name]}`" for name in CONDITIONS if name in fields]
    told = f"the `PUT` that was answered {put.response.status}"
    seen = f"{' and '.join(sent) or 'no condition'} in {told}"
    look = 'Only if nothing is there: `headers={"If-None-Match": "*"}`.'
    if given == '"*"':
        look = "The star means any version only without double quotes of its own."
    elif "If-Match" in fields:
        look = f"`If-Match` wants that something *is* there. {look}"
    expect(
        given == "*" and "If-Match" not in fields,
        expected="`If-None-Match: *` in both calls",
        seen=seen,
        look=f"{look} `api.reset()` begins anew.",
    )


def _as_last_read(wire: Wire, put: Exchange) -> dict:
    """Message 4 as it was read last before this PUT; {} where it was changed since."""
    was: dict = {}
    for each in wire.exchanges:
        if each.number < put.number:
            was = {} if _changes_fourth(each) else _found_in(each) or was
    return was


def _found_in(each: Exchange) -> dict:
    """Message 4, where this exchange has read it, alone or in the list."""
    _, request, response = each
    kind = response.headers.get("Content-Type") or ""
    here = request.path.removeprefix("/careful") in (FOURTH, "/messages")
    read = request.method == "GET" and response.status == 200
    if not here or not read or not kind.startswith("application/json"):
        return {}
    found = response.json()
    listed = found if isinstance(found, list) else [found]
    return next((message for message in listed if message["id"] == 4), {})


def _changes_fourth(each: Exchange) -> bool:
    """Whether message 4 was changed, at either of its two addresses."""
    _, request, response = each
    here = request.path.removeprefix("/careful") == FOURTH
    changing = request.method in ("PUT", "PATCH", "DELETE")
    return here and changing and response.status < 300


def _written_between(wire: Wire, first: Exchange, second: Exchange) -> bool:
    """Whether message 4 was changed between these two, or all brought back."""
    within = range(first.number + 1, second.number)
    between = [each for each in wire.exchanges if each.number in within]
    times = [each.response.json()["updated"] for each in (first, second)]
    return any(map(_changes_fourth, between)) or times[0] > times[1]


def _sent(put: Exchange) -> dict:
    """What this PUT carries; {} where it is no JSON object."""
    try:
        document = json.loads(put.request.body)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _changes(put: Exchange, was: dict) -> dict:
    """What the author decides and this PUT makes different, by field."""
    sent = _sent(put)
    now = {name: sent.get(name) for name in AUTHORED}
    return {name: value for name, value in now.items() if value != was.get(name)}


def _listed(fields: dict) -> str:
    return ", ".join(f"`{name}`: `{value}`" for name, value in fields.items())


def _told(each: Exchange) -> str:
    _, request, response = each
    return f"`{request.method} {request.target}`, answered {response.status}"


def _advice(each: Exchange) -> str:
    """What the server says of a refusal, with each wrong field."""
    if each.response.status == 409:
        return "A message here was deleted: `api.reset()`, then begin anew."
    try:
        problem = json.loads(each.response.body)
    except ValueError:
        return ""
    errors = [f"`{x['pointer']}`: {x['detail']}" for x in problem.get("errors", [])]
    return " ".join(["The server says:", problem.get("detail", ""), *errors])


@dataclass
class _Trial:
    """One call of the learner's function, and what came of it."""

    path: str
    others: int  # how many other people write meanwhile
    given: object = None  # what the function gave back, or Raised
    calls: list[Exchange] = field(default_factory=list)  # of the function itself
    asked: int = 0  # how often `change` was called
    body: str = NEW["body"]  # as the others have left it
    left: dict = field(default_factory=dict)  # the message in the end

    @property
    def puts(self) -> list[Exchange]:
        return [each for each in self.calls if self.is_call(each, "PUT")]

    def is_call(self, each: Exchange, method: str) -> bool:
        return (each.request.method, each.request.path) == (method, self.path)

    @property
    def told(self) -> str:
        """The calls of the function, in words."""
        words = [
            f"`{asked.method} {asked.path}` {answer.status}"
            for _, asked, answer in self.calls
        ]
        shown = ", ".join(words[:6]) or "no call"
        return f"{shown} and so on" if len(words) > 6 else shown

    @property
    def situation(self) -> str:
        """What the function met with, if it met with anything."""
        return "While `change` ran, somebody else wrote. " if self.others else ""


@contextmanager
def _trial(function: Callable, api: Api, others: int, wish=None) -> Iterator[_Trial]:
    """Calls the function at a new message; `change` lets others write meanwhile."""
    made = requests.post(f"{api.url}/messages", json=NEW)
    url, own = api.url + made.headers["Location"], [made]
    trial = _Trial(made.headers["Location"], others)

    def change(message):
        trial.asked += 1
        if trial.asked > MOST_CALLS:
            raise Endless
        _expect_message(message)
        if trial.asked <= others:
            trial.body = f"Somebody else wrote this, change {trial.asked}."
            now = requests.get(url)
            own.extend([now, requests.put(url, json=now.json() | {"body": trial.body})])
        return message | (wish or MINE)

    try:
        with stopped_after(MOST_CALLS):
            trial.given = _given_by(function, url, change)
        number, ours = int(made.headers["Request-Id"]), _numbers(own)
        log = api.exchanges(after=number)
        trial.calls = [each for each in log if each.number not in ours]
        found = requests.get(url)
        trial.left = found.json() if found.ok else {}
        yield trial
    finally:
        requests.delete(url)


def _expect_message(message: object) -> None:
    expect(
        isinstance(message, dict) and "body" in message,
        expected="`change` called with the message that was read",
        seen=f"`change` called with a value of type {type(message).__name__}",
        look="`change(read.json())`: the content of the answer, not the response.",
    )


def _given_by(function: Callable, url: str, change: Callable) -> object:
    try:
        return function(url, change)
    except NotYet:
        raise
    except (Exception, SystemExit, Endless) as error:
        return Raised(error)


def _numbers(responses: list) -> set[int]:
    return {int(each.headers["Request-Id"]) for each in responses}


def _expect_no_error(trial: _Trial) -> None:
    error = trial.given.error if isinstance(trial.given, Raised) else None
    expect(
        not isinstance(error, Endless),
        expected="an end: after a few tries it gets through",
        seen=f"{trial.told}, until the check stopped it",
        look=_why_endless(trial),
    )
    look = "Mend this error first: it comes from inside your function."
    if isinstance(error, TypeError):
        look = (
            "`def edit(url, change):` takes both, and `change(...)` takes one message."
        )
    if isinstance(error, KeyError):
        look = 'The `ETag` comes with a `GET`: `requests.get(url).headers["ETag"]`.'
    if isinstance(error, requests.HTTPError):
        look = "A 412 is no reason to give up: look for it before you raise."
    expect(
        error is None,
        expected="a call of `edit(url, change)` without an error",
        seen=f"it raised {trial.given!r} after {trial.told}",
        look=f"{trial.situation}{look}",
    )


def _why_endless(trial: _Trial) -> str:
    if not trial.puts:
        return "No `PUT` is sent. Does an `except` hide an error inside the loop?"
    tags = {each.request.headers.get("If-Match") for each in trial.puts}
    if len(tags) == 1:
        return "The same `If-Match` each time, an old one: `GET` again inside the loop."
    return "Which status ends your loop, and does the loop see the newest one?"


def _expect_conditions(trial: _Trial) -> None:
    changing = ("POST", "PUT", "PATCH", "DELETE")
    foreign = [each for each in trial.calls if not trial.is_call(each, "PUT")]
    foreign = [each for each in foreign if each.request.method in changing]
    reads = [each for each in trial.calls if trial.is_call(each, "GET")]
    expect(
        reads,
        expected=f"a `GET` of the `url` that it was called with, `{trial.path}`",
        seen=trial.told,
        look="Inside the function: `read = requests.get(url)`.",
    )
    expect(
        trial.puts and not foreign,
        expected=f"a `PUT` to the same `url`, `{trial.path}`, and no other change",
        seen=trial.told,
        look="`requests.put(url, json=change(read.json()), headers=...)`.",
    )
    for each in trial.puts:
        _expect_condition(each, trial)


def _expect_condition(put: Exchange, trial: _Trial) -> None:
    given = put.request.headers.get("If-Match")
    other = put.request.headers.get("If-None-Match")
    expect(
        given,
        expected="`If-Match` in each `PUT`",
        seen="`If-None-Match` instead" if other else "a `PUT` without it",
        look='`headers={"If-Match": read.headers["ETag"]}`.',
    )
    tags = {
        each.response.headers.get("ETag")
        for each in trial.calls
        if each.number < put.number and trial.is_call(each, "GET")
    }
    expect(
        given in tags,
        expected="in `If-Match` an `ETag` that a `GET` has brought",
        seen=f"`If-Match: {given}`, answered {put.response.status}",
        look="The star fits any version, so it protects none of them."
        if given.strip() == "*"
        else "Copy it as it came, its double quotes included.",
    )


def _expect_retries(trial: _Trial) -> None:
    last, wanted = trial.puts[-1], trial.others + 1
    statuses = ", ".join(str(each.response.status) for each in trial.puts)
    repeated = len({each.request.headers["If-Match"] for each in trial.puts}) == 1
    look = "Read, change and write once more: all three belong into a loop."
    if len(trial.puts) > 1:
        look = "Somebody may come between again: do not count the tries so low."
    if repeated and len(trial.puts) > 1:
        look = (
            "The same `ETag` again is the same 412 again: each try needs a new `GET`."
        )
    if last.response.status not in (200, 412):
        look = f"What `change` gives back is valid: send it whole. {_advice(last)}"
    expect(
        last.response.status == 200,
        expected="tries until one is accepted"
        if trial.others
        else "a `PUT` that is answered 200",
        seen=f"the `PUT`s were answered {statuses}",
        look=f"{trial.situation}{look}",
    )
    expect(
        len(trial.puts) <= wanted,
        expected="no `PUT` after the one that was accepted",
        seen=f"the `PUT`s were answered {statuses}",
        look="Leave the loop when the status is not 412.",
    )


def _expect_nothing_lost(trial: _Trial) -> None:
    who = "as somebody else wrote it" if trial.others else "as it was before"
    asked = "once" if trial.asked == 1 else f"{trial.asked} times"
    expect(
        trial.left.get("body") == trial.body,
        expected=f"the body {who}: `{trial.body}`",
        seen=f"`{trial.left.get('body')}` after {trial.told}; `change` called {asked}",
        look=f"{trial.situation}Copy and `ETag` must come from the same `GET`: in each "
        "try, read first, then call `change` with what came.",
    )
    expect(
        trial.left.get("tags") == MINE["tags"],
        expected="what `change` gave back, stored in the end",
        seen=f"`change` was called {asked}, and its tag is not stored",
        look="`change` gives back a new copy: send that one, `json=change(...)`.",
    )


def _expect_last_answer(trial: _Trial, api: Api) -> None:
    expect(
        hasattr(getattr(trial.given, "headers", None), "get"),
        expected="the response to the last `PUT` given back",
        seen=_what(trial.given),
        look="At the end: `return written`, the response itself.",
    )
    expect(
        Wire(api).of(trial.given).number == trial.puts[-1].number,
        expected="the response to the last `PUT` given back",
        seen=f"the response to {_told(Wire(api).of(trial.given))}",
        look="Give back what `requests.put(...)` gave you.",
    )


def _expect_one_try(trial: _Trial, api: Api) -> None:
    """The PUT is answered 422, and there is no sense in sending it again."""
    last = trial.puts[-1].response.status if trial.puts else None
    expect(
        len(trial.puts) == 1,
        expected="one `PUT` where `change` breaks the message, and a 422 comes",
        seen=trial.told,
        look=f"The last answer was {last}. Only a 412 is a reason to try again.",
    )
    raised = isinstance(trial.given, Raised)
    if raised and isinstance(trial.given.error, requests.HTTPError):
        return
    expect(
        not raised,
        expected="the response to a `PUT` that is refused by 422",
        seen=f"it raised {trial.given!r}",
        look="Look at the status before you use the content.",
    )
    _expect_last_answer(trial, api)


def _what(given: object) -> str:
    if given is None or isinstance(given, bool | int | str):
        return f"it gave back `{given!r}`"
    return f"it gave back a value of type {type(given).__name__}"

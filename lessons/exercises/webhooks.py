"""The judges of lesson webhooks."""

import json
from collections.abc import Callable
from random import Random
from wsgiref.headers import Headers

from toy_api.exchange import Request
from toy_api.guards.signing import make_secret, sign

from ..classroom.judging import NotYet, Wire, expect, expect_function, mark

WISH = ["undelivered"]
SECRET = make_secret("for this check only", 1)
GENUINE = "Sign id, time and `request.body`, the bytes as they came, with the secret "
GENUINE += "that the function is given as its second parameter."
LIFE = ["sending", "sent", "delivered"]
TIME = "2024-01-01T09:00:{:02}Z"


def subscription(answer: object, wire: Wire) -> str:
    """It is the call that subscribed to `delivered`, with another event.

    A `POST` to `/webhooks` with a JSON object: `target` and `events`.

    `requests.post(f"{api.url}/webhooks", json={"target": listener.url,
    "events": ...})`, and a list with one text in the place of the dots.
    """
    _, request, response = wire.of(answer)
    seen = f"`{request.method} {request.target}`, answered {response.status}"
    expect(
        (request.method, request.path) == ("POST", "/webhooks"),
        expected="a `POST` to `/webhooks`",
        seen=seen,
        look="A subscription is a new member of the collection `/webhooks`.",
    )
    expect(
        response.status == 201,
        expected="`201 Created`",
        seen=f"{seen}: {_advice(response.body)}",
        look='`json={"target": ..., "events": [...]}`, the events in a list.',
    )
    sent = json.loads(request.body)
    expect(
        sent.get("events") == WISH,
        expected="a subscription to `undelivered` and nothing else",
        seen=f"events: {sent.get('events', 'not named, and so all of them')}",
        look="A list with one text in it.",
    )
    expect(
        sent["target"] != wire.api.url and not sent["target"].startswith(wire.api.url),
        expected="the address of your listener as the target",
        seen=f"`{sent['target']}`, which is the API itself",
        look="Whom shall the API call? `listener.url`.",
    )
    return "From now on your listener hears of each message that nobody took, only."


def is_genuine(answer: object, _: Wire) -> str:
    """`is_from_api` above does nearly all of it, with the secret of the lesson.

    Here the secret is the second parameter: sign with that one. What did the function
    above compare, and as what?

    `mine = sign(secret, id, time, request.body)`, the id and the time taken out of
    `request.headers`. Then `hmac.compare_digest(mine.encode(), str(given).encode())`.
    """
    expect_function(answer, "is_genuine(request, secret)")
    good = _signed('{"type":  "message.sent", "data": {"body": "☕"}}'.encode())
    for what, request, secret, right, look in [
        ("a genuine call", good, SECRET, True, GENUINE),
        (
            "a call whose content was changed on its way",
            _with(good, body=b'{"type": "message.lost"}'),
            SECRET,
            False,
            "Does your signature depend on the bytes that came?",
        ),
        (
            "a genuine call, but you hold another secret",
            good,
            make_secret("another", 2),
            False,
            "Use the secret that the function is given, not the one above.",
        ),
        (
            "a call with the id of another event",
            _with(good, **{"Webhook-Id": "event_2"}),
            SECRET,
            False,
            "The id is signed, too: take it from the request.",
        ),
        (
            "an old call, with a new time written on it",
            _with(good, **{"Webhook-Timestamp": "1704099999"}),
            SECRET,
            False,
            "The time is signed, too: take it from the request.",
        ),
        (
            "a forged call without any of the three fields",
            Request("POST", "/", Headers([("Host", "127.0.0.1")]), good.body),
            SECRET,
            False,
            "A field that is not there is `None`; `str(...)` makes a text of it.",
        ),
        (
            "a forged call whose signature has letters beyond ASCII",
            _with(good, **{"Webhook-Signature": "v1,\xfc"}),
            SECRET,
            False,
            "Compare bytes: `.encode()` makes them of any text.",
        ),
    ]:
        given = _result(answer, request, secret, told=what)
        expect(
            given is right,
            expected=f"`{right}` for {what}",
            seen=f"`{given!r}`",
            look=look if given is not None else "End each way with a `return`.",
        )
    return "One genuine call was believed, and six others were not."


def newest(answer: object, _: Wire) -> str:
    """What tells two different events apart? And what tells which one is newer?

    `call.headers["Webhook-Id"]` is the same in each repetition. `call.json()` has the
    `timestamp` of the event, and in `data` the message.

    Put each call into a dictionary under its id. Its length is the first thing, and
    `max(..., key=lambda event: event["timestamp"])["data"]["status"]` the second.
    """
    expect_function(answer, "newest(calls)")
    story = [_event(number, status) for number, status in enumerate(LIFE, 1)]
    first, second, third = story
    for what, calls, right, look in [
        ("three calls in order", story, (3, "delivered"), "Give back a tuple."),
        (
            "the same event three times",
            [first] * 3,
            (1, "sending"),
            "Count the different ids, not the calls.",
        ),
        (
            "the last event first",
            [third, first, second],
            (3, "delivered"),
            "The last call of the list is not the newest: look at `timestamp`.",
        ),
        (
            "an old event that comes once more at the end",
            [first, second, first],
            (2, "sent"),
            "The repetition at the end is old: look at `timestamp`.",
        ),
        (
            "two different messages' worth of repetitions, mixed",
            Random(7).sample(story * 4, 12),
            (3, "delivered"),
            "Ids for the number, `timestamp` for the order.",
        ),
        (
            "a message that went back into the queue",
            [_event(2, "sending"), _event(3, "queued"), _event(1, "queued")],
            (3, "queued"),
            "No order of statuses tells it: look at `timestamp`.",
        ),
        (
            "ten events, which a text would put in another order by their ids",
            [_event(n, "sent" if n < 10 else "delivered") for n in range(10, 0, -1)],
            (10, "delivered"),
            "`event_10` is a text: as a text it comes before `event_2`. Use the time.",
        ),
    ]:
        given = _result(answer, calls, told=what)
        expect(
            tuple(given) == right if isinstance(given, tuple | list) else False,
            expected=f"`{right}` for {what}",
            seen=f"`{given!r}`",
            look=look if given is not None else "End the function with a `return`.",
        )
    return "Repetitions counted once, and the last event was found in any order."


def quiz_webhooks(answer: object, _: Wire) -> str:
    """Question 1: was anything sent when the 202 came?

    Question 2: what does the API know about your work if no answer comes?

    Question 3: what goes into the signature? Is any of it hidden by that?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "When the 202 came, 0 of 60 were sent.",
                      "c": "M8: A 2 at the start is a success, if a promise only."}),
            2: ("a", {"b": "M24: No answer does not mean that it worked, or that not.",
                      "c": "It does not know what you did, and it can not undo it."}),
            3: ("b", {"a": "The content travelled as it is; you have read it yourself.",
                      "c": "A repetition is signed just as well: look at its id."}),
        },
    )  # fmt: skip
    return "Accepted is not done, silence is not failure, signed is not new."


def _result(function: Callable, *given: object, told: str) -> object:
    try:
        return function(*given)
    except (Exception, SystemExit) as error:
        raise NotYet(
            expected=f"a function that can take {told}",
            seen=f"{type(error).__name__}: {error}",
            look=_mending(error),
        ) from None


def _mending(error: BaseException) -> str:
    if isinstance(error, TypeError) and "positional argument" in str(error):
        return "Look at the brackets behind `def`: what is the function given?"
    if isinstance(error, TypeError | ValueError | AttributeError):
        return "A field that is not there is `None`, and a forger may write anything."
    return "Mend this error first: it stands behind *Seen*, above."


def _signed(content: bytes, id: str = "event_1", time: int = 1704099600) -> Request:
    fields = {"Content-Type": "application/json", "Webhook-Id": id}
    fields |= {"Webhook-Timestamp": str(time)}
    fields |= {"Webhook-Signature": sign(SECRET, id, str(time), content)}
    return Request("POST", "/", Headers([*fields.items()]), content)


def _with(request: Request, body: bytes | None = None, **fields: str) -> Request:
    """The request with other content, or other fields, and the signature it had."""
    given = dict(request.headers.items()) | fields
    content = request.body if body is None else body
    return Request("POST", "/", Headers([*given.items()]), content)


def _event(number: int, status: str) -> Request:
    times = {"created": TIME.format(0), "updated": TIME.format(number)}
    data = {"id": 7, "body": "Tea at four?", "status": status} | times
    event = {"type": f"message.{status}", "timestamp": TIME.format(number)}
    content = json.dumps(event | {"data": data}).encode()
    return _signed(content, f"event_{number}", 1704099600 + number)


def _advice(content: bytes) -> str:
    try:
        problem = json.loads(content)
        return problem.get("errors", [problem])[0]["detail"]
    except (ValueError, LookupError, AttributeError, TypeError):
        return "no advice came with it"

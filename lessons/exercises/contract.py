"""The judges of lesson contract."""

import json
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs

import requests

from toy_api.exchange import Exchange, Request

from ..classroom.judging import NotYet, Wire, expect, expect_function, mark

WISHED = {"sending", "undelivered"}
ENOUGH = 5  # lies
SHOWN = ("created", "safe")  # in the text of the lesson
LOOKS = {  # where a lie may be that is not found yet; the first one is told
    "missing": "Ask for one that is not there. Which status is promised for that?",
    "id": "Give `breaches` a single message, too.",
    "label": "Give `breaches` the response to a `PUT`, too.",
    "refused": "What is promised for a `POST` whose message is not valid?",
    "limit": "A parameter is a promise, too. Count what comes.",
    "deleted": "A status can lie about a deed. Which call can you look after?",
    "charset": "`breaches` compares labels, too: which operation is left?",
}
SEEN_ABOVE = "The text has shown this one. Seven others are left."
AFTERWARDS = "The form is right. Is the deed done? Look with a `GET`, then check again."
HONEST = "Keep only responses that show a lie. `breaches(response, crooked)` tells of "
HONEST += "the form; for the rest read the summary and the parameters."


def promised_statuses(answer: object, wire: Wire) -> str:
    """First the path, then the method: two steps into `description["paths"]`.

    The method stands there in small letters: `method.lower()`. And what is not there?
    `.get(name, {})` gives back an empty dictionary in its place.

    `item = description["paths"].get(path, {})`, then
    `return list(item.get(method.lower(), {}).get("responses", {}))`.
    """
    expect_function(answer, "promised(method, path)")
    paths = requests.get(f"{wire.api.url}/openapi.json").json()["paths"]
    for method, path, look in [
        ("DELETE", "/messages/{id}", "Its `responses`: the names in it, as a list."),
        ("POST", "/broadcasts", "Is it for every path, or for messages only?"),
        ("GET", "/messages/{id}/picture", "Look up path and method, each time."),
        ("PUT", "/careful/messages/{id}", "Is no status left out?"),
        ("DELETE", "/messages", "This method is not described: give back `[]`."),
        ("PATCH", "/nowhere", "This path is not described: give back `[]`."),
    ]:
        right = paths.get(path, {}).get(method.lower(), {}).get("responses", {})
        call = f'promised("{method}", "{path}")'
        given = _result(answer, method, path, told=call)
        listed = isinstance(given, Iterable) and not isinstance(given, str | bytes)
        given = [str(each) for each in given] if listed else given
        expect(
            listed and sorted(given) == sorted(right),
            expected=f"`{[*right]}` for `{call}`",
            seen=f"`{given!r}`" if len(repr(given)) < 200 else "much more than that",
            look=look if given is not None else "End the function with a `return`.",
        )
    return "Six operations looked up, two of them not described: no promise, no status."


def three_calls(answer: object, wire: Wire) -> str:
    """In the list above, find the path first, then the method. Its `parameters` and
    its `requestBody` say what it takes; `whole(...)` follows each `$ref`.

    `GET /messages` has a parameter for an id that is *not* reached, and one for how
    many. `POST /webhooks` wants an object; its schema and its example say which. What
    ends a subscription is among the methods of `/webhooks/{id}`.

    `params={"before": 5, "limit": 2}`; then `json={"target": ..., "events": [...]}` to
    `/webhooks`; then `requests.delete(api.url + told.headers["Location"])`.
    """
    expect(
        isinstance(answer, list | tuple) and len(answer) == 3,
        expected="a list of three responses",
        seen=f"a value of type {type(answer).__name__}"
        if not isinstance(answer, list | tuple)
        else f"a {type(answer).__name__} with {len(answer)} in it",
        look="`[page, told, ended]`: what the three calls gave back.",
    )
    names = ("page", "told", "ended")
    missing = [name for name, each in zip(names, answer, strict=True) if each is ...]
    expect(
        not missing,
        expected="three responses",
        seen=f"no call yet for: {', '.join(missing)}",
        look='`print(description["paths"][...][...])`, and follow its references.',
    )
    page, told, ended = (wire.of(each) for each in answer)
    _expect_page(page)
    _expect_subscription(told)
    _expect_end(ended, told)
    return "200, 201 and 204, and nobody but the description told you how."


def five_lies(answer: object, wire: Wire) -> str:
    """Go through the operations of `crooked["paths"]`: call each one, with a message
    that is there and with one that is not, with valid content and with wrong content.

    Hand each response to `breaches(response, crooked)`. Where it finds nothing, read
    the summary: what should the call have done, and did it? `GET` what is stored.

    Ask for message 3, and for message 99. Replace one, and look at the label. Delete
    one, then read it. Ask for two messages with `limit`, and count them.
    """
    expect(
        isinstance(answer, list | tuple) and len(answer) > 0,
        expected="a list of responses",
        seen=f"a value of type {type(answer).__name__}"
        if not isinstance(answer, list | tuple)
        else "an empty list",
        look="`lies = [first, second]`, and more behind them: it may grow.",
    )
    found: dict[str, str] = {}
    for each in [each for each in answer if each is not ...]:
        expect(
            not isinstance(each, str | list),
            expected="the responses themselves",
            seen=f"a value of type {type(each).__name__} among them",
            look="Not the sentences: the response that you gave to `breaches`.",
        )
        exchange = wire.of(each)
        found[_lie_in(exchange, wire)] = _told(exchange)
    left = [name for name in LOOKS if name not in found]
    expect(
        len(found) >= ENOUGH,
        expected=f"{ENOUGH} different lies",
        seen=f"{len(found)} so far: {'; '.join(found.values())}",
        look=LOOKS[left[0]],
    )
    return f"{len(found)} of the seven, each shown by what crossed the wire."


def quiz_contract(answer: object, _: Wire) -> str:
    """Question 1: what did `breaches` say about the `GET` that deleted a message?

    Question 2: the server knows who you are. Which question is left?

    Question 3: is anything at `/messages`? Lesson 04 had a code for each of the two.
    """
    mark(
        answer,
        {
            1: ("c", {"a": "M9: A 200 and an empty list came for the crooked GET, too, "
                           "and a message was gone.",
                      "b": "It has looked at one answer; the next may be another."}),
            2: ("a", {"b": "M10: You have proved who you are, so it is no 401.",
                      "c": "No example: it is what may come, and a client can rely "
                           "on it."}),
            3: ("b", {"a": "M12: The URL is right, a GET finds the list there.",
                      "c": "What is not promised can not be relied on."}),
        },
    )  # fmt: skip
    return "Form is not meaning; 403 is about what you may; 405 is about the method."


def _expect_page(exchange: Exchange) -> None:
    _, request, response = exchange
    expect(
        (request.method, request.path) == ("GET", "/messages"),
        expected="a `GET` of `/messages` for `page`",
        seen=_told(exchange),
        look="A part of a list is the list, with parameters.",
    )
    expect(
        response.status == 200,
        expected="`200 OK` for `page`",
        seen=f"{_told(exchange)}: {_advice(response.body)}",
        look="Which parameters has the operation, and what is the schema of each?",
    )
    query = {name: each[-1] for name, each in parse_qs(request.query).items()}
    expect(
        query.get("before") == "5",
        expected="a page that is said to end before id 5",
        seen=_told(exchange),
        look="Whatever was deleted, the server shall count back from 5: which "
        "parameter says so?",
    )
    expect(
        query == {"before": "5", "limit": "2"},
        expected="two messages, and no other condition",
        seen=f"{_told(exchange)}, with {len(response.json())} messages",
        look="Which parameter says how many there are on a page?",
    )


def _expect_subscription(exchange: Exchange) -> None:
    _, request, response = exchange
    expect(
        (request.method, request.path) == ("POST", "/webhooks"),
        expected="a `POST` to `/webhooks` for `told`",
        seen=_told(exchange),
        look="A subscription is a new member of a collection: which summary says that "
        "you are called?",
    )
    expect(
        response.status == 201,
        expected="`201 Created` for `told`",
        seen=f"{_told(exchange)}: {_advice(response.body)}",
        look='The example in its `requestBody` is a valid one; change its `"events"`.',
    )
    sent = json.loads(request.body)
    events = sent.get("events", "not named, and so all of them")
    expect(
        isinstance(events, list) and set(events) == WISHED,
        expected="a subscription to `sending` and `undelivered`, nothing else",
        seen=f"events: {events}",
        look="The schema `Events` lists the words that may stand in the list.",
    )


def _expect_end(exchange: Exchange, told: Exchange) -> None:
    _, request, response = exchange
    place = told.response.headers["Location"]
    expect(
        request.method == "DELETE" and request.path.startswith("/webhooks/"),
        expected="a `DELETE` of a webhook for `ended`",
        seen=_told(exchange),
        look="Which summary says that you are called no more?",
    )
    expect(
        request.path == place,
        expected=f"the end of your subscription, `{place}`",
        seen=_told(exchange),
        look="Its address is in the `Location` of `told`.",
    )
    expect(
        exchange.number > told.number and response.status == 204,
        expected=f"`204` to a `DELETE {place}` that comes after `told`",
        seen=_told(exchange),
        look="A second `DELETE` finds nothing. Run the whole cell, from its reset on.",
    )


def _lie_in(exchange: Exchange, wire: Wire) -> str:
    """The name of the lie that this exchange gives away; raises NotYet for none."""
    _, request, response = exchange
    expect(
        request.path.startswith("/crooked/"),
        expected="calls of the crooked API",
        seen=_told(exchange),
        look='Its paths begin with `/crooked/`: `print(list(crooked["paths"]))`.',
    )
    name = _lie_of(request, response)
    expect(
        name not in SHOWN,
        expected="lies that the text above has not shown",
        seen=_told(exchange),
        look=SEEN_ABOVE,
    )
    expect(
        name != "deleted" or _is_seen_later(exchange, wire),
        expected="a look afterwards, where the answer itself gives nothing away",
        seen=f"{_told(exchange)}, and no look at this message since then",
        look=AFTERWARDS,
    )
    expect(
        name,
        expected="responses that break a promise",
        seen=f"{_told(exchange)}: it keeps it",
        look=_why_honest(request),
    )
    return name


def _lie_of(request: Request, response) -> str:
    """Which lie of the crooked API this is; "" for none."""
    called = (request.method, request.path.removeprefix("/crooked/").split("/")[0])
    if called == ("GET", "greeting") and response.status == 200:
        return "charset"
    if called == ("GET", "delete") and response.status == 200:
        return "safe" if request.query else ""
    if called[1] != "messages" or response.status not in (200, 204):
        return ""
    if request.path == "/crooked/messages":
        return _lie_of_list(request, response)
    if request.method == "GET":
        return "missing" if response.json() is None else "id"
    return {"PUT": "label", "DELETE": "deleted"}.get(request.method, "")


def _lie_of_list(request: Request, response) -> str:
    if request.method == "POST":
        return "created" if response.json()["success"] else "refused"
    limit = parse_qs(request.query).get("limit")
    broken = limit and request.method == "GET" and len(response.json()) > int(limit[0])
    return "limit" if broken else ""


def _is_seen_later(deleted: Exchange, wire: Wire) -> bool:
    """Whether a later GET shows this message, alone or in a list."""
    id = deleted.request.path.rpartition("/")[2]
    looks = [each for each in wire.exchanges if each.number > deleted.number]
    places = {f"{start}/messages" for start in ("", "/crooked")}
    for _, request, response in looks:
        if (request.method, response.status) != ("GET", 200):
            continue
        if request.path in places:
            if id in [str(each["id"]) for each in response.json()]:
                return True
        elif request.path in [f"{place}/{id}" for place in places]:
            return response.body.strip() != b"null"
    return False


def _why_honest(request: Request) -> str:
    if request.method in ("HEAD", "OPTIONS"):
        return f"A {request.method} shows no content. Send the call itself."
    if request.path == "/crooked/messages" and not request.query:
        return f"{LOOKS['limit']} Here is none."
    return HONEST


def _result(function: Callable, method: str, path: str, told: str) -> object:
    try:
        return function(method, path)
    except (Exception, SystemExit) as error:
        look = "Mend this error first: it stands behind *Seen*, above."
        if isinstance(error, LookupError):
            look = "Not there? `.get(name, {})` gives `{}` back in the place of an "
            look += "error. And the methods stand there in small letters."
        if isinstance(error, TypeError) and "positional argument" in str(error):
            look = "It is given two things, the method and the path."
        raise NotYet(
            expected=f"a list of statuses for `{told}`",
            seen=f"{type(error).__name__}: {error}",
            look=look,
        ) from None


def _told(exchange: Exchange) -> str:
    _, request, response = exchange
    return f"`{request.method} {request.target}`, answered {response.status}"


def _advice(content: bytes) -> str:
    try:
        problem = json.loads(content)
        return problem.get("errors", [problem])[0]["detail"]
    except (ValueError, LookupError, AttributeError, TypeError):
        return "no advice came with it"

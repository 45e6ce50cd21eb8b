"""The judges of lesson replace."""

import json

from toy_api.examples import EXAMPLES
from toy_api.exchange import Exchange

from ..classroom.judging import Wire, expect, mark

SENT = {"to", "from", "body", "tags"}
KEPT = {"id", "status", "created", "updated"}
LOST = {"media"}
THIRD, OWN = "/messages/3", "/messages/500"
FIRST_TEXT = EXAMPLES[2].body
ANEW = "`api.reset()`, then read message 3 anew, change the body, and write."


def fields_after_put(answer: object, _: Wire) -> str:
    """What the author decides comes from the `PUT` alone. What does the server set?

    Go through the stored fields, one by one. Is it in the content of the `PUT`? Is it
    one that the server sets? If neither, what became of `tags` in the text above?

    Four names from the content of the `PUT`, and the four that the server sets.
    """
    expect(
        isinstance(answer, list | tuple | set | frozenset | dict)
        and all(isinstance(name, str) for name in answer),
        expected="a list of names, each as text",
        seen=repr(answer),
        look='Write them like this: `["id", "to"]`, with all that belong there.',
    )
    names = {name.strip().lower() for name in answer}
    expect(
        names <= SENT | KEPT | LOST,
        expected="names of fields of message 12",
        seen=_listed(names - SENT - KEPT - LOST),
        look="Copy the names that stand before the colons; inside `tags` is no field.",
    )
    expect(
        not names & LOST,
        expected="only fields that are there after the `PUT`",
        seen="`media` among them, which the `PUT` does not carry",
        look="Message 3 had `tags`, and a `PUT` came without them. What was left?",
    )
    expect(
        names >= SENT,
        expected="all that the `PUT` carries",
        seen=f"not among your names: {_listed(SENT - names)}",
        look="What is sent is stored. Compare with the content of the `PUT`.",
    )
    expect(
        names >= KEPT,
        expected="what the server sets, too, whether it is sent or not",
        seen=f"not among your names: {_listed(KEPT - names)}",
        look='The answer to the `PUT` under "Put another in its place" has them all.',
    )
    return "Sent by you or set by the server; `media` was neither, and is gone."


def only_the_body(answer: object, wire: Wire) -> str:
    """Three steps stand in the text above, each of them one line of Python.

    `read = requests.get(f"{api.url}/messages/3").json()`; a copy with another body is
    `read | {"body": "Another text"}`.

    At the end, `written = requests.put(f"{api.url}/messages/3", json=changed)`.
    """
    put = wire.of(answer)
    number, request, response = put
    expect(
        (request.method, request.path) == ("PUT", THIRD),
        expected=f"the response to a `PUT` of message 3, at `{THIRD}`",
        seen=f"`{request.method} {request.target}`, answered {response.status}",
        look="The word behind `requests.` is the method; the URL ends with the id.",
    )
    expect(
        response.status == 200,
        expected="`200 OK`: the message is replaced",
        seen=f"`{response.status} {response.reason}`",
        look=_refusal(put) + " Send all that you read of message 3, changed.",
    )
    sent = json.loads(request.body)
    expect(
        sent.get("tags") is not None,
        expected="a `PUT` that carries the tags of message 3",
        seen=f"only {_listed(sent)}: so the tags are gone now",
        look=ANEW,
    )
    was = _as_last_read(wire, put)
    expect(
        was,
        expected="message 3 read by `GET` right before it is written",
        seen=f"no `GET` of it since its last change (your `PUT` is exchange {number})",
        look=f"Do not copy by hand what is there: {ANEW}",
    )
    authored = ("from", "to", "tags", "media")
    differ = [name for name in authored if was.get(name) != sent.get(name)]
    expect(
        not differ,
        expected="nothing changed but the body",
        seen="; ".join(
            f"`{name}` was {was.get(name)!r}, you sent {sent.get(name)!r}"
            for name in differ
        ),
        look=f'Change only one name: `read | {{"body": "..."}}`. To begin anew: {ANEW}',
    )
    expect(
        sent["body"] and (sent["body"] != was["body"] or was["body"] != FIRST_TEXT),
        expected="another body than before, in your own words",
        seen=f"`{sent['body']}` in your `PUT`",
        look='`read | {"body": "..."}` gives a changed copy: `json=` takes that copy.',
    )
    return "Read, changed, written: another body, and the tags are still there."


def created_by_put(answer: object, wire: Wire) -> str:
    """`PUT` to the URL you want: `f"{api.url}/messages/500"`.

    A valid message has `from`, `to` and `body`. Give it a name, such as `mine`, so that
    you can send the same one twice.

    `first = requests.put(f"{api.url}/messages/500", json=mine)`, the same line again
    for `second`, and then `both = [first, second]`.
    """
    expect(
        isinstance(answer, list | tuple) and len(answer) == 2,
        expected="a list of two responses",
        seen=_how_many(answer),
        look="`both = [first, second]`: what the two calls gave back.",
    )
    first, second = [wire.of(each) for each in answer]
    for each in (first, second):
        number, request, response = each
        expect(
            (request.method, request.path) == ("PUT", OWN),
            expected=f"two calls `PUT {OWN}`",
            seen=f"`{request.method} {request.target}`, answered {response.status}",
            look="The word behind `requests.`, and the end of the URL.",
        )
        expect(
            response.status in (200, 201),
            expected="a `PUT` that is accepted",
            seen=f"`{response.status} {response.reason}` (exchange {number})",
            look=f"{_refusal(each)} What is new needs `from`, `to` and `body`.",
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
    expect(
        first.response.status == 201,
        expected="`201 Created` for the first one: nothing was there",
        seen=f"200 for the first one: a message was already at `{OWN}`",
        look="`api.reset()` takes it away; then send your two calls again.",
    )
    expect(
        json.loads(first.request.body) == json.loads(second.request.body),
        expected="the same content in both",
        seen=f"`{first.request.body.decode()}`, then `{second.request.body.decode()}`",
        look="Keep the message under a name; `api.reset()`, and send that name twice.",
    )
    expect(
        second.response.status == 200,
        expected="`200 OK` for the second one: it replaces the first",
        seen="201 for both: something took the message away in between",
        look="`api.reset()` once, then the two calls, one right after the other.",
    )
    expect(
        first.response.json() == second.response.json(),
        expected="a message that stays the same from the first call to the second",
        seen="another change of it in between",
        look="`api.reset()` once, then the two calls, one right after the other.",
    )
    return "201, then 200: created, then replaced by its equal. There is one, not two."


def quiz_replace(answer: object, _: Wire) -> str:
    """Question 1: what became of the tags of message 3?

    Question 2: what did the first `PUT` to `/messages/50` get?

    Question 3: how many fingerprints were there after three equal `PUT`s?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M5: Message 3 lost the tags that its `PUT` left out.",
                      "c": "Only what is required is missed; tags are optional."}),
            2: ("c", {"a": "M4: `/messages/50` was created by a `PUT`.",
                      "b": "409 came where a message had been *deleted*."}),
            3: ("a", {"b": "That is what `POST` did; the URL of a `PUT` is one place.",
                      "c": "A repeated `PUT` is no conflict: it was answered 200."}),
        },
    )  # fmt: skip
    return "`PUT` says what shall be there: all of it, at this URL, however often."


def _as_last_read(wire: Wire, put: Exchange) -> dict:
    """Message 3 as it was read last before this PUT; {} where it was changed since."""
    was: dict = {}
    for number, request, response in wire.exchanges:
        if number >= put.number or response.status != 200:
            continue
        if request.method == "GET" and request.path in (THIRD, "/messages"):
            found = response.json()
            listed = found if isinstance(found, list) else [found]
            was = next((each for each in listed if each["id"] == 3), was)
        if request.method in ("PUT", "PATCH") and request.path == THIRD:
            same = request.body == put.request.body or response.json() == was
            was = was if same else {}
    return was


def _refusal(put: Exchange) -> str:
    """What the server advises: for each wrong field, or else as a whole."""
    document = put.response.json()
    if put.response.status == 409 or _is_third_gone(put):
        return "The message here was deleted: `api.reset()`, then begin anew."
    if "errors" not in document:
        return f'The server says: "{document.get("detail", "nothing")}"'
    advice = [
        f"`{each['pointer'].removeprefix('#/')}`: {each['detail']}"
        for each in document["errors"]
    ]
    return f"The server says of {' Of '.join(advice)}"


def _is_third_gone(put: Exchange) -> bool:
    """Whether its own id was refused: so there is no message 3 any more."""
    wrong = [each["pointer"] for each in put.response.json().get("errors", [])]
    if put.request.path != THIRD or "#/id" not in wrong:
        return False
    return json.loads(put.request.body)["id"] == 3


def _how_many(answer: object) -> str:
    kind = type(answer).__name__
    if isinstance(answer, list | tuple):
        return f"a {kind} with {len(answer)} in it"
    return f"a value of type {kind}"


def _listed(names) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))

"""The judges of lesson read."""

from urllib.parse import parse_qsl

from toy_api.exchange import Exchange

from ..classroom.judging import Wire, expect, mark

SHIP = "+15017122661"
NO_QUESTION = "no `GET /messages?...` that was answered 200"
QUESTION = {"to": "+15558675310", "q": "spare part"}
WANTED = "#5 + 6?"


def predicted_query(answer: object, _: Wire) -> str:
    """A `+` in a phone number has to be encoded. How did `params` write it above?

    A space becomes a `+`. Between the two parameters stands an `&`.

    It begins with `to=%2B1555` and ends with `&q=spare+part`.
    """
    expect(
        isinstance(answer, str) and "=" in answer,
        expected="text such as `name=value&name=value`",
        seen=repr(answer),
        look="Write what stands behind the `?`, in quotation marks.",
    )
    text = answer.removeprefix("?")
    expect(
        "+1555" not in text,
        expected="a phone number whose `+` is encoded",
        seen=f"`{text}`: the server would read a space before 1555",
        look="The last two calls before the exercises.",
    )
    expect(
        " " not in text,
        expected="no space in a URL",
        seen=f"`{text}`",
        look="Which two ways are there to write a space in a query?",
    )
    read = dict(parse_qsl(text, keep_blank_values=True))
    expect(
        read == QUESTION,
        expected=f"a query that the server reads as {QUESTION}",
        seen=f"it would read {read}",
        look="Names, `=`, values, and `&` between the two: compare letter by letter.",
    )
    return "The server reads exactly what stood in `params`."


def third_message(answer: object, wire: Wire) -> str:
    """The server can filter by sender: which parameter is that?

    `params={"from": ...}` with the phone number as text, then `.json()`.

    Python counts from 0, so the third is `[2]`; then take its `["id"]`.
    """
    expect(
        not isinstance(answer, dict) or "detail" not in answer,
        expected="a list of messages from the server",
        seen="a refusal",
        look="Print its `detail`: it says what to do.",
    )
    expect(
        isinstance(answer, int),
        expected="the id of a message, a whole number",
        seen=f"a value of type {type(answer).__name__}",
        look="From a response, `.json()` makes a list; `[...]` takes one message of "
        'it, and `["id"]` its id.',
    )
    expect(
        answer != 3,
        expected="the id of the third message *from this sender*",
        seen="message 3, the third of all",
        look="Let the server pick: give `params` the sender.",
    )
    asked = [each for each in wire.exchanges if _query(each).get("from") == SHIP]
    expect(
        asked,
        expected="a call that lets the server pick: `params` with `from`",
        seen=_last_list(wire),
        look="Do not pick in Python what the server can pick.",
    )
    ids = [message["id"] for message in asked[-1].response.json()]
    expect(
        ids[2:3] == [answer],
        expected="the id of the third message in the list of this sender",
        seen=f"{answer}; the server listed {ids}",
        look="Python counts from 0: which index has the third?",
    )
    return f"The server picked the messages {ids}, and you took the third."


def mended_call(answer: object, wire: Wire) -> str:
    """What did `params` do for you in the text above?

    `requests.get` with two arguments: the URL of the collection, and `params`.

    `params={"q": wanted}`, and nothing behind `/messages` in the URL.
    """
    _, request, response = wire.of(answer)
    expect(
        (request.method, request.path) == ("GET", "/messages"),
        expected="a `GET` of the collection, `/messages`",
        seen=f"`{request.method} {request.target}`",
        look="The word behind `requests.`, and the URL before the `?`.",
    )
    pairs = parse_qsl(request.query, keep_blank_values=True)
    asked = dict(pairs)
    expect(
        [name for name, _ in pairs] == ["q"],
        expected="a query with one parameter, `q`, once",
        seen=f"`{request.target}`, answered {response.status}",
        look="Nothing glued to the URL; `params` takes a dictionary with `q` in it.",
    )
    expect(
        asked["q"] not in ("", "wanted"),
        expected=f"a server that looks for `{WANTED}`",
        seen=f"it looked for `{asked['q']}`",
        look="Do not glue, and put no quotes around the name: `params`, and `wanted`.",
    )
    expect(
        asked["q"] == WANTED,
        expected=f"a server that looks for `{WANTED}`",
        seen=f"it looked for `{asked['q']}`",
        look="Hand over `wanted` as it is: `params` does the encoding.",
    )
    return f"On the wire it is `{request.query}`; the server reads what you meant."


def quiz_read(answer: object, _: Wire) -> str:
    """Question 1: what was the answer to "zzz"?

    Question 2: did Python stop at message 999?

    Question 3: what did the server do with the content of a GET in lesson 02?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M11: The collection is there; only no member matches.",
                      "c": "There is content: an empty list, `[]`."}),
            2: ("a", {"b": "M13: A 404 is an answer. `requests` raises nothing.",
                      "c": "A collection gives lists; this is the URL of a member."}),
            3: ("c", {"a": "Content of a GET has no agreed meaning: it was ignored.",
                      "b": "Header fields tell about the call, not what to find."}),
        },
    )  # fmt: skip
    return "None is 200 and `[]`, missing is 404, and a question stands in the URL."


def _last_list(wire: Wire) -> str:
    asked = [each.request.target for each in wire.exchanges if _query(each)]
    return f"as the last question `{asked[-1]}`" if asked else NO_QUESTION


def _query(exchange: Exchange) -> dict[str, str]:
    """What was asked of the collection, where it answered."""
    _, request, response = exchange
    if (request.method, request.path, response.status) != ("GET", "/messages", 200):
        return {}
    return dict(parse_qsl(request.query, keep_blank_values=True))

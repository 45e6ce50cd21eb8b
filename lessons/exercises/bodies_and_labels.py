"""The judges of lesson bodies_and_labels."""

import json
import re
from types import EllipsisType

from toy_api.exchange import Exchange, Request

from ..classroom.judging import NotYet, Wire, expect, mark, match

TYPES = {
    'json={"cups": 1}': (
        "application/json",
        "`json=` writes the label of the first call in this lesson, nothing behind it.",
    ),
    'data={"cups": 1}': (
        "application/x-www-form-urlencoded",
        "A dictionary in `data=` becomes a form. Its label stands in the log above.",
    ),
    'data="cups=1"': (
        None,
        "A text is sent as it is, whatever it looks like. Which label did `data=text` "
        "have in the log?",
    ),
}
NUMBERS = {"from": "+15017122661", "to": "+14158141829"}
ORDERS = {"one": "One cup", "two": "Two cups", "three": "Three cups"}
MEND = {
    415: "The label: `json=` writes one; a text or bytes in `data=` need `headers`.",
    406: "`Accept`: you can read JSON, or leave the field out.",
}
WRAPPED = "`json=` takes a dictionary. A text goes into `data=`, with a label."
RAW = "`json.dumps(..., ensure_ascii=False).encode()` in `data=`, and `headers=label`."


def content_types(answer: object, _: Wire) -> str:
    """Look at the three ways above: what stands behind the status in each line?

    It is not the look of the content that counts, but the word (`json=` or `data=`)
    and whether it gets a dictionary or a text.

    One is the label for JSON, one the long label for a form, and one is `None`.
    """
    if isinstance(answer, dict):
        answer = {call: _label_in(given) for call, given in answer.items()}
    match(answer, TYPES)
    return "The word and the type of what you hand over decide about the label."


def repaired(answer: object, wire: Wire) -> str:
    """Each `detail` says what is wrong: the kind, the missing label, the text.

    The first has a dictionary, so let `requests` write the JSON. The second has JSON
    text, and lacks a label. The third has a label, and single quotes.

    `json=one` for the first, `data=two, headers=label` for the second. For the third
    write the text anew, its quotes the other way round: `'{"from": ...}'`.
    """
    expect(
        isinstance(answer, dict) and set(answer) == set(ORDERS),
        expected="a dictionary with a call for `one`, `two` and `three`",
        seen=repr(answer),
        look="Change only what stands behind the colons.",
    )
    for name, words in ORDERS.items():
        expect(
            not isinstance(answer[name], str | EllipsisType),
            expected=f"the repaired call of client `{name}`",
            seen="no answer yet" if answer[name] is ... else repr(answer[name]),
            look=f"Put a whole call, `requests.post(...)`, behind `{name}`.",
        )
        try:
            _created_with(words, wire.of(answer[name]))
        except NotYet as not_yet:
            not_yet.expected = f"for client `{name}`: {not_yet.expected}"
            raise
    return "Three messages were created: what each label promised, the content kept."


def there_and_back(answer: object, wire: Wire) -> str:
    r"""Do it in three steps: make the bytes, create with `POST`, read with `GET`. Where
    does the new message live?

    `json.dumps` writes `\u2615` unless you say `ensure_ascii=False`; `.encode()` makes
    bytes of the text. They go into `data=`, and the label into `headers=`.

    `there = requests.post(f"{api.url}/messages", data=..., headers=label)`, and then
    `back = requests.get(api.url + there.headers["Location"])`.
    """
    exchange = wire.of(answer)
    _, request, response = exchange
    expect(
        request.method == "GET" and response.status == 200,
        expected="the response of the call that reads the message: `GET`, answered 200",
        seen=_told(exchange),
        look=_next_step(exchange),
    )
    births = {
        each.response.headers["Location"]: each
        for each in wire.exchanges
        if each.response.status == 201 and each.number < exchange.number
    }
    expect(
        request.path in births,
        expected="a `GET` of the message that you have created",
        seen=_told(exchange),
        look="Create one, then read it at the `Location` that this response gives.",
    )
    content = births[request.path].request.body
    body = json.loads(content)["body"]
    special = [letter for letter in body if not letter.isascii()]
    expect(
        special,
        expected="a message created with ☕, or a letter beyond ASCII, in its body",
        seen=f"{request.path} was created with the body `{body}`",
        look='Create another: `tea | {"body": "☕"}` is a dictionary to begin with.',
    )
    expect(
        all(letter.encode() in content for letter in special),
        expected=f"the character itself on the wire, the bytes {special[0].encode()}",
        seen=f"`{json.dumps(special[0])}`, as `json=` and `json.dumps` write it",
        look=RAW,
    )
    expect(
        response.json()["body"] == body,
        expected="the same text back that was sent there",
        seen=f"sent `{body}`, came back `{response.json()['body']}`",
        look="Was the message changed after it was created? Create another one.",
    )
    number = len(special[0].encode())
    return f"`{special[0]}` went there as {number} bytes of UTF-8, and came back whole."


def quiz_labels(answer: object, _: Wire) -> str:
    """Question 1: the second of the three ways.

    Question 2: which of the two fields says what you can read?

    Question 3: were the bytes of the greeting right or wrong?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M15: One was answered 201, the other 415.",
                      "c": "Only a text or bytes have no label; see the log again."}),
            2: ("b", {"a": "M16: `Content-Type` is what you send: its refusal is 415.",
                      "c": "Only the kind is refused with 406, not the size."}),
            3: ("c", {"a": "`.content.decode(\"utf-8\")` was right: all bytes came.",
                      "b": "The server wrote it, in UTF-8; only the label was short."}),
        },
    )  # fmt: skip
    return "Each side labels what it sends, and what it can read is another matter."


def _label_in(given: object) -> object:
    """The label alone, where the name of the field was written too."""
    if not isinstance(given, str):
        return given
    return re.sub(r"^\s*content-type\s*:\s*", "", given, flags=re.IGNORECASE)


def _created_with(words: str, exchange: Exchange) -> None:
    """Whether this call has created the message with these words."""
    _, request, response = exchange
    expect(
        (request.method, request.path) == ("POST", "/messages"),
        expected="a `POST` to `/messages`",
        seen=_told(exchange),
        look='`requests.post(f"{api.url}/messages", ...)`, as the client did.',
    )
    expect(
        response.status == 201,
        expected="a call that is answered `201 Created`",
        seen=_told(exchange),
        look=_how_to_mend(exchange),
    )
    wanted = NUMBERS | {"body": words}
    expect(
        json.loads(request.body) == wanted,
        expected=f"the message {json.dumps(wanted)}",
        seen=request.body.decode(),
        look="Compare them letter by letter: the same names, numbers and words.",
    )


def _told(exchange: Exchange) -> str:
    """A call and its answer, with the server's own advice where it refused."""
    _, request, response = exchange
    told = f"`{request.method} {request.target}`, answered {response.status}"
    if not _is_refusal(exchange):
        return told
    problem = response.json()
    more = [f"{each['pointer']} {each['detail']}" for each in problem.get("errors", [])]
    return " ".join([f"{told}: {problem.get('detail')}", *more])


def _how_to_mend(exchange: Exchange) -> str:
    """Where to look after a refusal of a POST to the messages."""
    _, request, response = exchange
    if response.status == 400:
        return _how_to_mend_the_text(request)
    if response.status == 422 and not isinstance(json.loads(request.body), dict):
        return WRAPPED
    return MEND.get(response.status, "`show` it: what do `detail` and `errors` say?")


def _how_to_mend_the_text(request: Request) -> str:
    """Where to look after a 400: what is wrong with what the request holds."""
    if request.query:
        return "The URL: nothing stands behind `/messages`."
    if not request.body:
        return "Give the message to `json=`, or its JSON text to `data=`."
    if request.body.startswith((b"from=", b"to=", b"body=")):
        return "`data=` with a dictionary writes a form, whatever the label says."
    try:
        request.body.decode()
    except UnicodeDecodeError:
        return "`.encode()` makes UTF-8; name no other charset."
    return "The text. JSON wants double quotes; Python's `str` writes single ones."


def _next_step(exchange: Exchange) -> str:
    """What to do where the answer is not a GET that went well."""
    _, request, response = exchange
    if request.method == "POST" and response.status == 201:
        return "It is created. Now read it with `GET`; `Location` says where it lives."
    if request.method == "POST" and response.status == 415:
        return "The label: `headers=label`, beside the bytes in `data=`."
    if request.method == "POST" and request.path == "/messages":
        return _how_to_mend(exchange)
    return "`requests.get`, with `api.url` and then the `Location` of your `POST`."


def _is_refusal(exchange: Exchange) -> bool:
    """Whether the server refused, and said why."""
    _, _, response = exchange
    kind = response.headers.get("Content-Type") or ""
    return response.status >= 400 and "json" in kind and bool(response.body)

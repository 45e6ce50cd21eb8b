"""The judges of lesson inside_the_server."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

import requests

from toy_api.lab import Api

from ..classroom.judging import NotYet, Wire, expect, expect_function, mark

PATIENCE = 5  # seconds for one answer
PROBLEM = "application/problem+json"
VERBS = ("get", "put", "delete")
ALLOWED = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]
RAISE = '`raise Problem(404, "...")`, with a sentence of yours.'
ADD = '`api.add("/blocked/{number}", ...)`, with an object of your class. '
ADD += "A reset takes it away: run the cell of the exercise again."
OLD = "If it is from an earlier try: `api.reset()`, and run your cell again."
FIELD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
LINE = rf"{FIELD}(?:,{FIELD})*"
TABLE = re.compile(rf"{LINE}(?:\r\n{LINE})*(?:\r\n)?")
NAMES = ["id", "from", "to", "body"]
SHIP, HANGAR = "+15017122661", "+15558675310"
BODIES = {  # and what to look at where it goes wrong
    "Tea at four?": "The values stand in the order of the names.",
    "Tea, biscuits": "A value with a comma in it stands in double quotes.",
    'Say "tea".': 'A double quote is written twice, and the value in quotes: `"..."`.',
    "One\nTwo": "A value with a line break in it stands in double quotes.",
    "One\rTwo": r"A value with `\r` in it stands in double quotes, too.",
    "Tea ☕": "`.encode()` makes UTF-8 of a text, and no letter gets lost.",
    "": 'An empty value is nothing between two commas, or `""`.',
}
WAIT = "60"
RESPONSE = "Does every way through your function end with a `return` of a response, or "
RESPONSE += "with a `raise`?"
BYTES = "What the author wrote is in `message.draft`; give back bytes, by `.encode()`."
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
_numbers = count()  # no number is judged twice


def blocked_numbers(answer: object, wire: Wire) -> str:
    """It is a class like `Lookup`, with three methods: `get`, `put` and `delete`.

    Each begins with the question `number in blocked`. What is not there is
    `raise Problem(404, "...")`, as in `Lookup`.

    `put` first finds the status, `status = 204 if number in blocked else 201`; then
    `blocked.add(number)` and `return respond(status)`. Below the class stand
    `resource = Blocked()` and `api.add("/blocked/{number}", resource)`.
    """
    expect(
        not isinstance(answer, type) and any(hasattr(answer, each) for each in VERBS),
        expected="an object of your class, with the methods `get`, `put`, `delete`",
        seen=f"the class `{answer.__name__}` itself"
        if isinstance(answer, type)
        else f"a value of type {type(answer).__name__}",
        look="Write brackets behind the name of the class: they make an object.",
    )
    turn = next(_numbers)
    first, other = [f"+1555{turn:04}{each:03}" for each in (1, 2)]
    _expect_served(_call(wire.api, "GET", f"/blocked/{first}"))
    _expect_missing(wire.api, "GET", first, "a number that nobody has blocked")
    _expect_status(wire.api, "PUT", first, 201, "a number that was not blocked")
    _expect_blocked(wire.api, first)
    _expect_missing(wire.api, "GET", other, "a number, after another one was blocked")
    _expect_status(wire.api, "PUT", first, 204, "a number that is blocked already")
    _expect_blocked(wire.api, first)
    _expect_status(wire.api, "DELETE", first, 204, "a number that is blocked")
    _expect_missing(wire.api, "GET", first, "a number that is unblocked again")
    _expect_missing(wire.api, "DELETE", first, "a number that is not blocked")
    refused = _call(wire.api, "POST", f"/blocked/{first}")
    given = re.findall(r"\w+", refused.headers.get("Allow", ""))
    expect(
        (refused.status_code, given) == (405, ALLOWED),
        expected=f"`405` for a `POST`, with `Allow: {', '.join(ALLOWED)}`",
        seen=f"{refused.status_code}, Allow: {', '.join(given) or 'none'}",
        look="Three methods, `get`, `put` and `delete`: the rest comes by itself.",
    )
    return "Three methods are a resource; 405, Allow and HEAD you got for nothing."


def csv_face(answer: object, wire: Wire) -> str:
    """`as_quote` above has the shape: a message in, bytes out.

    Two lines, joined and ended by `\\r\\n`. The second has `message.id` and three
    things out of `message.draft`. Which values need quotes around them?

    `csv.writer(table)` keeps to all these rules, where `table = io.StringIO()`; it has
    `writerow([...])`. In the end `return table.getvalue().encode()`, and below the
    function `api.add_face("text/csv", as_csv)`.
    """
    expect_function(answer, "as_csv(message)")
    for body, look in BODIES.items():
        with _message(wire.api, body) as (path, values):
            came = _call(wire.api, "GET", path, headers={"Accept": "text/csv"})
            _expect_offered(came)
            _expect_table(came.content, [NAMES, values], look)
    return f"{len(BODIES)} messages came as CSV, and a program reads each value back."


def closing_time(answer: object, wire: Wire) -> str:
    """It has the shape of `named`: a function that defines `answer` and returns it.

    Like `demanding`, it acts before: for four of the methods, raise a `Problem` before
    `app(request)` is called. For all others, `return app(request)`.

    `if request.method in ("POST", "PUT", "PATCH", "DELETE"):` and in the next line
    `raise Problem(503, "...", {"Retry-After": "60"})`. Below the function:
    `api.surround(closing_time)`.
    """
    expect_function(answer, "closing_time(app)")
    for method, path, status in [
        ("GET", "/messages", 200),
        ("HEAD", "/", 200),
        ("OPTIONS", "/messages", 204),
        ("GET", "/messages/999999999", 404),
    ]:
        came = _call(wire.api, method, path)
        _expect_no_error(came, method, path)
        expect(
            came.status_code == status,
            expected=f"`{method} {path}` answered as ever: {status}",
            seen=came.status_code,
            look="For these methods, give back what `app(request)` gives you. " + OLD,
        )
    listed = _call(wire.api, "GET", "/messages").json()
    expect(
        listed,
        expected="at least one message, to try a `DELETE` at",
        seen="an empty list",
        look="`api.reset()` brings six messages back; then run your cell again.",
    )
    last = f"/messages/{listed[-1]['id']}"
    for method in CHANGING:
        _expect_closed(wire.api, method, "/messages" if method == "POST" else last)
    for method in CHANGING:
        _expect_closed(wire.api, method, "/nowhere")
    return "Four methods are refused, and the resources hear none of it."


def quiz_inside(answer: object, _: Wire) -> str:
    """Question 1: what was the answer to the `POST` to your look-up?

    Question 2: which line of `demanding` is not reached after its `raise`?

    Question 3: what did `print(type(server))` say, and where was its port?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M12: The URL is right: a `GET` is answered there.",
                      "c": "Only `HEAD` is led to `get`. What did the `POST` get?"}),
            2: ("a", {"b": "Nothing calls it: `raise` leaves the function before that.",
                      "c": "No request at all gets past the `raise`."}),
            3: ("c", {"a": "One function answered for every URL.",
                      "b": "It answered without any port: that is only a door."}),
        },
    )  # fmt: skip
    return "A verb without a method is 405, a rule may stop a request, an App answers."


def _call(api: Api, method: str, path: str, **more) -> requests.Response:
    """What the server answers; NotYet where it answers nothing that can be read."""
    try:
        return requests.request(
            method, api.url + path, timeout=PATIENCE, allow_redirects=False, **more
        )
    except requests.Timeout:
        raise NotYet(
            expected=f"an answer to `{method} {path}`",
            seen=f"none within {PATIENCE} seconds",
            look="Is there a loop without end, or a call of the API by `requests`, in "
            "your code? The server waits for it, with all else: `api.stop()`, then "
            "`api = start()`.",
        ) from None
    except (requests.RequestException, ValueError) as error:
        raise NotYet(
            expected=f"an answer to `{method} {path}`",
            seen=f"{type(error).__name__}",
            look="The connection ended: your code gave back what can not be sent, or "
            f"it stopped the server's thread. {OLD}",
        ) from None


def _expect_no_error(
    came: requests.Response, method: str, path: str, look: str = RESPONSE
) -> None:
    expect(
        came.status_code != 500,
        expected=f"an answer to `{method} {path}` without an error in your code",
        seen="500: the server made a mistake",
        look=f"The last line of the traceback above this box names it. {look}",
    )


def _expect_served(came: requests.Response) -> None:
    """Something lives at this path, and can be read."""
    _expect_no_error(came, "GET", "/blocked/...")
    expect(
        not (came.status_code == 404 and "Nothing lives" in came.text),
        expected="something that lives at `/blocked/{number}`",
        seen="404: Nothing lives at this URL",
        look=ADD,
    )
    expect(
        came.status_code != 405,
        expected="a resource with a method `get`",
        seen=f"405, Allow: {came.headers.get('Allow')}",
        look="`def get(self, request, number):`, its name in small letters.",
    )


def _expect_missing(api: Api, method: str, number: str, told: str) -> None:
    came = _call(api, method, f"/blocked/{number}")
    _expect_no_error(came, method, "/blocked/...")
    expect(
        came.status_code == 404,
        expected=f"`404` for `{method}` of {told}",
        seen=came.status_code,
        look="Is it in the set `blocked`? " + _hint_for(method, came.status_code),
    )
    _expect_problem(came, f"{method} of {told}", RAISE)


def _hint_for(method: str, status: int) -> str:
    if status == 405:
        return f"`def {method.lower()}(self, request, number):` is missing."
    return "`number in blocked` is true or false; `remove` takes it out."


def _expect_problem(came: requests.Response, told: str, look: str) -> None:
    kind = came.headers.get("Content-Type", "nothing")
    expect(
        kind == PROBLEM,
        expected=f"problem details, `{PROBLEM}`, for `{told}`",
        seen=f"{came.status_code}, Content-Type: {kind}",
        look=look,
    )
    expect(
        came.json().get("detail"),
        expected="a `detail` that tells what is wrong",
        seen="an empty one",
        look=look,
    )


def _expect_status(api: Api, method: str, number: str, wanted: int, told: str) -> None:
    came = _call(api, method, f"/blocked/{number}")
    _expect_no_error(came, method, "/blocked/...")
    look = "Ask `number in blocked` before you change the set."
    if came.status_code == 405:
        look = f"`def {method.lower()}(self, request, number):` is missing."
    if came.status_code == 200:
        look = f"`return respond({wanted})`: an answer without content."
    expect(
        came.status_code == wanted,
        expected=f"`{wanted}` for `{method}` of {told}",
        seen=came.status_code,
        look=look,
    )
    expect(
        not came.content,
        expected=f"no content in the answer to `{method}`",
        seen=f"`{came.text[:60]}`",
        look=f"`return respond({wanted})`.",
    )


def _expect_blocked(api: Api, number: str) -> None:
    came = _call(api, "GET", f"/blocked/{number}")
    _expect_no_error(came, "GET", "/blocked/...")
    expect(
        came.status_code == 200,
        expected="`200` for `GET` of a number that was blocked by `PUT`",
        seen=came.status_code,
        look="`put` adds to the set that stands outside, and `get` looks into it.",
    )
    kind = came.headers.get("Content-Type", "nothing")
    expect(
        kind == "application/json",
        expected="`application/json`",
        seen=f"Content-Type: {kind}",
        look="`respond_json(200, {...}, {...})` labels what it sends.",
    )
    expect(
        _read(came) == {"number": number},
        expected=f"`{json.dumps({'number': number})}`",
        seen=f"`{' '.join(came.text.split())[:80]}`",
        look="A dictionary with one name in it, `number`: respond_json makes JSON.",
    )
    rule = came.headers.get("Cache-Control", "none")
    expect(
        rule == "no-cache",
        expected="`Cache-Control: no-cache`, for it may change at any time",
        seen=f"Cache-Control: {rule}",
        look="The third thing in `respond_json(200, {...}, {...})` is header fields.",
    )


def _read(came: requests.Response) -> object:
    try:
        return came.json()
    except ValueError:
        return None


@contextmanager
def _message(api: Api, body: str) -> Iterator[tuple[str, list[str]]]:
    """The path of a new message, and its values as CSV has them."""
    wish = {"from": SHIP, "to": HANGAR, "body": body}
    made = _call(api, "POST", "/messages", json=wish)
    expect(
        made.status_code == 201,
        expected="a server that takes the check's own message",
        seen=f"`POST /messages`, answered {made.status_code}",
        look=f"A rule of yours stands around the server. {OLD}",
    )
    path = made.headers["Location"]
    try:
        yield path, [str(made.json()["id"]), SHIP, HANGAR, body]
    finally:
        with suppress(NotYet):
            _call(api, "DELETE", path)


def _expect_offered(came: requests.Response) -> None:
    _expect_no_error(came, "GET", "/messages/{id}", BYTES)
    expect(
        came.status_code == 200,
        expected="`200` for `Accept: text/csv`",
        seen=f"{came.status_code}: {' '.join(came.text.split())[-150:]}",
        look='`api.add_face("text/csv", as_csv)`, after the last `api.reset()`.',
    )


def _expect_table(content: bytes, rows: list[list[str]], look: str) -> None:
    body = rows[1][-1]
    told = f"where the body is {body!r}"
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise NotYet(
            expected=f"UTF-8 {told}", seen=repr(content[:60]), look="`.encode()`."
        ) from None
    whole_lines = "\r\n" in text and "\n" not in text.replace("\r\n", "")
    expect(
        {"\r", "\n"} & set(body) or whole_lines,
        expected=r"lines that end with `\r\n`",
        seen=repr(text),
        look=r"Both characters between the two lines: `\r`, then `\n`.",
    )
    expect(
        TABLE.fullmatch(text),
        expected=f"CSV by RFC 4180 {told}",
        seen=repr(text),
        look=look,
    )
    given = list(csv.reader(io.StringIO(text, newline="")))
    expect(
        given[:1] == [NAMES],
        expected=f"`{','.join(NAMES)}` in the first line",
        seen=repr(text),
        look="The names as a client sees them, without blanks between.",
    )
    expect(
        len(given) == len(rows),
        expected="two lines: the names, and the values",
        seen=f"{len(given)} lines: {text!r}",
        look=r"One `\r\n` behind each line, and none inside of a value without quotes.",
    )
    expect(
        given[1] == rows[1],
        expected=f"the values {rows[1]}",
        seen=given[1],
        look=look,
    )


def _expect_closed(api: Api, method: str, path: str) -> None:
    """It is refused in the right words, and nothing is changed."""
    before = api.state()
    came = _send_change(api, method, path)
    _expect_no_error(came, method, path)
    changed = api.state() != before
    if came.status_code == 201:
        with suppress(NotYet):
            _call(api, "DELETE", came.headers["Location"])
    look = f"Ask `request.method` for all four of {', '.join(CHANGING)}."
    if method == "POST" and came.status_code == 201:
        look = "Is it around the server? `api.surround(closing_time)`; a reset takes "
        look += "it away: run the cell of the exercise again."
    if path == "/nowhere":
        look = "Raise it whatever the path is: do not call `app` first."
    expect(
        came.status_code == 503,
        expected=f"`503` for `{method} {path}`",
        seen=came.status_code,
        look=look,
    )
    expect(
        not changed,
        expected=f"nothing changed by `{method} {path}`",
        seen="503, and yet the messages are not what they were",
        look="Refuse before you call `app(request)`, not afterwards.",
    )
    expect(
        came.headers.get("Retry-After") == WAIT,
        expected=f"`Retry-After: {WAIT}` in the 503",
        seen=f"Retry-After: {came.headers.get('Retry-After', 'none')}",
        look='The third thing in `Problem(503, "...", {"Retry-After": "60"})`.',
    )
    look = 'Raise `Problem(503, "...", {...})`, instead of giving a response back.'
    _expect_problem(came, f"{method} {path}", look)


def _send_change(api: Api, method: str, path: str) -> requests.Response:
    wish = {"from": SHIP, "to": HANGAR, "body": "Sent by the check."}
    fields = {"Content-Type": "application/merge-patch+json"}
    fields = fields if method == "PATCH" else {"Content-Type": "application/json"}
    content = b"" if method == "DELETE" else json.dumps(wish).encode()
    return _call(api, method, path, data=content, headers=fields)

"""The judges of lesson unreliable_network."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from wsgiref.headers import Headers

import requests

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.exchange import App, Request, Response
from toy_api.in_page.starting import serve_here
from toy_api.rules.completion import complete
from toy_api.rules.problems import Problem, explained

from ..classroom.judging import Raised, Wire, expect, expect_function, mark

WORDS = ("use", "mend", "wait", "again", "look")
MOVES = {
    "A": ("use", "It was done the first time. What is in this answer?"),
    "B": ("mend", "The same request gets the same refusal. Whose turn is it?"),
    "C": ("wait", "Nothing is wrong with the request. What does `Retry-After` say?"),
    "D": ("wait", "The server is still at work on it. What did the third try get?"),
    "E": ("again", "`DELETE` is idempotent: what does a second one change?"),
    "F": ("look", "It may have happened. What would the same `POST` make of that?"),
    "G": ("again", "What did the second `POST` with the same key create?"),
}
TEXTS_ABOVE = ("Meet me at the pier.", "Please bring four cups.")
TEXTS_ABOVE += ("Please bring green tea.",)
KEY = "Idempotency-Key"
ANEW = "`api.reset()` takes all back; then send both tries once more."
BOTH = "`headers=key | lost` in the first try, `headers=key` in the second."
WAITS = (0.1, 0.2, 0.4)  # seconds before the second, third and fourth try
EARLY, LATE = 0.02, 0.28  # seconds that a wait may be off
PATIENCE = 20  # seconds for one call of a learner's function
ENDLESS = 9  # tries; the next one is accepted, or a loop would never end
MOST = 5  # tries of `send`
TOLD = 6  # tries that are told one by one
SHIP, HANGAR = "+15017122661", "+15558675310"
TOO_LONG = object()  # what a function gives back that does not come back
TELLS = {
    "": "",
    "drop": ", and the answer lost",
    "delay=0.8": ", and the answer 0.8 seconds late",
}


@dataclass
class _Try:
    """One request that reached the judge's own server, and what became of it."""

    at: float
    request: Request
    trouble: str
    status: int = 0

    @property
    def key(self) -> str | None:
        return self.request.headers.get(KEY)

    def __str__(self) -> str:
        return f"{self.status}{TELLS.get(self.trouble, '')}"


class _Line:
    """The way to a server of the judge's own: each try meets the next trouble."""

    def __init__(self, method: str):
        self.url, self.tries, self._troubles = "", [], []
        self._method = method
        self._app = create_app(clock=ToyClock())

    def plan(self, troubles: list[str]) -> None:
        """Forget the tries so far; these are the troubles of the next ones."""
        self.tries, self._troubles = [], list(troubles)

    def stored(self, body: str) -> int:
        """How many messages have this body."""
        listed = self._app(Request("GET", "/messages?limit=100")).json()
        return [message["body"] for message in listed].count(body)

    def answer(self, request: Request) -> Response:
        """As the app answers, once the trouble is taken away."""
        if request.method != self._method:
            return self._app(request)
        trouble = self._troubles.pop(0) if self._troubles else ""
        tried = _Try(time.monotonic(), request, trouble)
        self.tries.append(tried)
        if trouble.isdigit():
            tried.status = int(trouble)
            after = {"Retry-After": "1"} if trouble == "429" else {}
            raise Problem(tried.status, "Not now. Send the same again later.", after)
        response = self._app(_with_fault(request, trouble))
        tried.status = response.status
        return response

    def told(self) -> str:
        """The tries in a few words."""
        count = len(self.tries)
        if not count:
            return f"no `{self._method}` at the URL that it was given"
        tries = "1 try" if count == 1 else f"{count} tries"
        more = "; and so on" if count > TOLD else ""
        return f"{tries}: {'; then '.join(map(str, self.tries[:TOLD]))}{more}"


def next_moves(answer: object, _: Wire) -> str:
    """Sort them first: in which cases did an answer come, and is it done?

    Without an answer you do not know. Then it counts whether the same request may be
    sent twice: which methods promise that, and what promises it for a `POST`?

    One is to use, one to mend, one to look at first; two are to wait, two to send
    again.
    """
    expect(
        isinstance(answer, dict) and set(answer) == set(MOVES),
        expected="a word for each of the letters A to G",
        seen=repr(answer),
        look="Change only what stands behind the colons.",
    )
    for letter, (right, look) in MOVES.items():
        given = str(answer[letter]).strip().lower()
        expect(
            given in WORDS,
            expected=f"for {letter} one of the words {', '.join(WORDS)}",
            seen="no word yet" if answer[letter] is ... else repr(answer[letter]),
            look=f"Copy one of the five words. {look}",
        )
        expect(
            given == right,
            expected=f"another word for {letter}",
            seen=repr(given),
            look=look,
        )
    return "Answers tell you what to do; without one, only what is safe goes again."


def one_message(answer: object, wire: Wire) -> str:
    """It is the cell with the cups, with a key and a body of your own.

    `key = {"Idempotency-Key": str(uuid4())}`, then two calls of `attempt`: the first
    one with `headers=key | lost`.

    The second is `second = attempt("POST", home, json=mine, headers=key, timeout=5)`.
    """
    expect(
        not isinstance(answer, str) or not answer.endswith(("Error", "Timeout")),
        expected="the response to the second try",
        seen=f"`{answer}`: no response came",
        look="Is `lost` in the second try, too? It belongs into the first one only.",
    )
    number, request, response = wire.of(answer)
    expect(
        (request.method, request.path) == ("POST", "/messages"),
        expected="a `POST` to `/messages`",
        seen=f"`{request.method} {request.target}`, answered {response.status}",
        look='`attempt("POST", home, json=mine, ...)` creates a message.',
    )
    key = request.headers.get(KEY)
    expect(
        key is not None,
        expected=f"a second try with the field `{KEY}`",
        seen="a `POST` without it",
        look=BOTH,
    )
    expect(
        response.status == 201,
        expected="`201 Created` in the second try",
        seen=f"`{response.status} {response.reason}`",
        look=_advice(response),
    )
    before = [each.request for each in wire.exchanges if each.number < number]
    dropped = [each for each in before if _is_lost_post(each)]
    expect(
        dropped,
        expected="a first try before it, whose answer is lost",
        seen="no `POST` to `/messages` with `Toy-Fault: drop` in the log",
        look=BOTH,
    )
    expect(
        key in [each.headers.get(KEY) for each in dropped],
        expected="the same key in both tries",
        seen=f"`{dropped[-1].headers.get(KEY)}` in the lost one, `{key}` in this one",
        look=f"Make one key, and keep it for both tries. {ANEW}",
    )
    expect(
        response.headers.get("Idempotent-Replayed") == "true",
        expected="an answer that is replayed, since the first try had stored it",
        seen="a `201` that is not replayed",
        look="Was there a reset between the two tries? Send both, without one.",
    )
    body = json.loads(request.body)["body"]
    expect(
        body.strip() not in ("", *TEXTS_ABOVE),
        expected="a message in your own words",
        seen=f"`{body}`",
        look='`mine = note | {"body": "My own words."}`, and a new key for it.',
    )
    count = _count(wire, body)
    expect(
        count == 1,
        expected=f"`{body}` stored once",
        seen=f"stored {count} times",
        look=ANEW,
    )
    return f"Two `POST`s with one key: `{body}` is stored once, and you got its `201`."


def patient(answer: object, _: Wire) -> str:
    """The loop of the backoff does most of it: a wait, a call, a question.

    Inside the function, `for wait in [0.1, 0.2, 0.4]:`, and in the loop a `GET`. Is it
    no `503`? Then `return` the response. Else `time.sleep(wait)`.

    These are three tries. The fourth stands behind the loop, and whatever it brings is
    given back: `return requests.get(url, timeout=5)`.
    """
    expect_function(answer, "patient(url)")
    with _own_server("GET") as line:
        home = f"{line.url}/messages"
        _expect_patient(answer, line, home, [], 200)
        _expect_patient(answer, line, home, ["503", "503"], 200)
        _expect_patient(answer, line, home, ["503"] * ENDLESS, 503)
        _expect_patient(answer, line, f"{home}/999", [], 404)
    return "Tries 2, 3 and 4 came after 0.1, 0.2 and 0.4 seconds, and none came after."


def send(answer: object, _: Wire) -> str:
    """Make the key first, then begin the loop: `for turn in range(5):`.

    In the loop a `try:` with the `POST` and `timeout=0.5`, and below it
    `except requests.RequestException:` for a call without an answer. A status that is
    not in `(409, 429, 503)` ends it: `return answer`.

    `time.sleep(float(answer.headers.get("Retry-After", 0.1)))` waits for as long as it
    says, or for 0.1 seconds. After an error there is no `answer` to look at:
    `continue` begins the next turn.
    """
    expect_function(answer, "send(url, message)")
    with _own_server("POST") as line:
        _expect_sent(answer, line, "One.", [])
        _expect_sent(answer, line, "Two.", [])
        _expect_mended(answer, line)
        _expect_sent(answer, line, "Three.", ["drop"])
        _expect_sent(answer, line, "Four.", ["delay=0.8", "409"])
        _expect_sent(answer, line, "Five.", ["503", "drop"])
        _expect_sent(answer, line, "Six.", ["429"])
        _expect_given_up(answer, line)
        _expect_sent(answer, line, "One.", [], stored=2)
        _expect_sent(answer, line, "Seven.", ["409", "503"])
        _expect_pauses(line)
    return "Whatever the network did, each wish was stored once, and no `422` repeated."


def quiz_network(answer: object, _: Wire) -> str:
    """Question 1: which limit has `requests` when you give none?

    Question 2: how many messages were new after the `ReadTimeout`? Must it be so?

    Question 3: how many copies were there after two tries with one key?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M26: It waited. Its limit was `None`: there is none.",
                      "c": "A response always has a status. Here none came at all."}),
            2: ("c", {"a": "M24: In the lesson the message was stored all the same.",
                      "b": "It was so once. But a request can get lost on its way."}),
            3: ("a", {"b": "That is what happened without a key.",
                      "c": "The id in `Location` was that of the first one."}),
        },
    )  # fmt: skip
    return "No limit by itself, no knowledge without an answer, no copy with a key."


def _with_fault(request: Request, fault: str) -> Request:
    headers = Headers(request.headers.items())
    headers["Toy-Fault"] = fault
    return request.but(headers=headers)


@contextmanager
def _own_server(method: str) -> Iterator[_Line]:
    """A server of the judge's own, as long as it is needed."""
    line = _Line(method)
    app: App = complete(explained(line.answer, {}), ToyClock().now)
    server = serve_here(app)
    line.url = server.url
    try:
        yield line
    finally:
        server.stop()


def _call(function: Callable, *arguments: object) -> object:
    """What the function gives back or raises, if it comes back in time."""
    given = []

    def work() -> None:
        try:
            given.append(function(*arguments))
        except (Exception, SystemExit) as error:
            given.append(Raised(error))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return given[0] if given else TOO_LONG


def _expect_end(given: object, line: _Line) -> None:
    expect(
        given is not TOO_LONG,
        expected="a function that comes back",
        seen=f"still at work after {PATIENCE} seconds; {line.told()}",
        look="Does its loop end? Restart the kernel before you go on.",
    )


def _expect_back(given: object, line: _Line) -> None:
    """It came to an end, and Python did not stumble over the function."""
    _expect_end(given, line)
    error = given.error if isinstance(given, Raised) else None
    slips = NameError | TypeError | AttributeError | SyntaxError | LookupError
    expect(
        not isinstance(error, slips | ValueError)
        or isinstance(error, requests.RequestException),
        expected="a function that Python can run to its end",
        seen=f"{_what(given)}; {line.told()}",
        look=_mend(error),
    )


def _expect_patient(
    function: Callable, line: _Line, url: str, troubles: list[str], status: int
) -> None:
    """The tries that it makes at this URL, and the time between them."""
    count = min(len(troubles), len(WAITS)) + 1
    for _ in range(2):  # once more, if only the computer was slow
        line.plan(troubles)
        given = _call(function, url)
        times = [each.at for each in line.tries]
        gaps = [late - early for early, late in pairwise(times)]
        waits = list(zip(gaps, WAITS, strict=False))
        if all(gap <= wait + LATE for gap, wait in waits):
            break
    _expect_back(given, line)
    path = url.removeprefix(line.url)
    strayed = [each.request.target for each in line.tries if each.request.path != path]
    expect(
        line.tries and not strayed,
        expected=f"a `GET` of the URL that it is given, here of `{path}`",
        seen=f"`GET {strayed[0]}`" if strayed else f"{line.told()}; {_what(given)}",
        look="Inside of the function: `requests.get(url, timeout=5)`.",
    )
    expect(
        len(line.tries) == count,
        expected="1 try: only a `503` is asked again"
        if count == 1
        else f"{count} tries, since the first {len(troubles)} are answered 503"
        if len(troubles) < ENDLESS
        else f"{count} tries, and no more, where each is answered 503",
        seen=f"{line.told()}; {_what(given)}",
        look=_on_count(len(line.tries), count, given),
    )
    for number, (gap, wait) in enumerate(waits, 2):
        expect(
            wait - EARLY <= gap <= wait + LATE,
            expected=f"try {number} after a wait of {wait} seconds",
            seen=f"{gap:.2f} seconds after try {number - 1}",
            look="That is too early: `time.sleep(...)` stands between two tries."
            if gap < wait
            else "That is too late. The waits are 0.1, then 0.2, then 0.4.",
        )
    expect(
        getattr(given, "status_code", None) == status,
        expected=f"the last response given back, here a {status}",
        seen=_what(given),
        look="`return` the response itself, as it is, a refusal too.",
    )


def _on_count(tries: int, wanted: int, given: object) -> str:
    """Where to look after another number of tries than wanted."""
    if isinstance(given, Raised):
        return "Give a refusal back, do not raise an error: no `raise_for_status()`."
    if tries > wanted > len(WAITS):
        return "Four tries at most: three waits, and a last try that ends it."
    if tries > wanted:
        return "Look at the status: `return` at once, unless it is 503."
    if tries == 1:
        return "Is it a `503`? Then `time.sleep(...)`, and ask again, in a loop."
    return "Three waits make four tries: is there one after each wait?"


def _expect_sent(
    function: Callable, line: _Line, body: str, troubles: list[str], stored: int = 1
) -> None:
    """This message is stored once, whatever the troubles, and its 201 given back."""
    line.plan(troubles)
    message = {"from": SHIP, "to": HANGAR, "body": body}
    given = _call(function, f"{line.url}/messages", dict(message))
    _expect_back(given, line)
    told, tries = f"{line.told()}; {_what(given)}", line.tries
    _expect_the_message(line, message, told)
    keys = {each.key for each in tries}
    expect(
        None not in keys,
        expected=f"the field `{KEY}` in each `POST`",
        seen=told if len(tries) > 1 else "a `POST` without it",
        look=f'`headers={{"{KEY}": str(uuid4())}}`.',
    )
    used = [each for each in tries if each.status == 422]
    expect(
        not used,
        expected="a new key for each call of `send`",
        seen="the key of an earlier call, with another message: refused with 422",
        look="Make the key inside of the function: `str(uuid4())`.",
    )
    expect(
        len(keys) == 1,
        expected="the same key in all tries of one call of `send`",
        seen=f"{len(keys)} keys in {told}. Stored {line.stored(body)} times",
        look="Make the key once, before the loop.",
    )
    _expect_enough_tries(line, troubles, told)
    _expect_rest(line)
    expect(
        getattr(given, "status_code", None) == 201,
        expected="the response with the `201` given back",
        seen=_what(given),
        look="`return answer`, the response itself.",
    )
    expect(
        len(tries) == len(troubles) + 1,
        expected="no more tries after the `201` has come",
        seen=told,
        look="`return` the response as soon as there is nothing to send again.",
    )
    expect(
        line.stored(body) == stored,
        expected="a new message for each call of `send`, even with the same words",
        seen="the answer of an earlier call with the same words, replayed",
        look="A new wish, a new key: `str(uuid4())`, not one made of the words.",
    )


def _expect_the_message(line: _Line, message: dict[str, str], told: str) -> None:
    tries = line.tries
    expect(
        tries,
        expected="a `POST` to the URL that it is given",
        seen=told,
        look="`requests.post(url, json=message, ...)`. (Is the key a text? Without "
        "`str(...)` around `uuid4()`, `requests` sends nothing and raises an error.)",
    )
    strayed = [each.request.target for each in tries if each.status in (404, 405)]
    expect(
        not strayed,
        expected="a `POST` to the URL that it is given, as it stands",
        seen=f"`POST {strayed[0]}`" if strayed else "",
        look="`url` is complete already: `requests.post(url, ...)`.",
    )
    other = [each.request for each in tries if _document(each.request) != message]
    expect(
        not other,
        expected="the message that it is given, as JSON",
        seen=f"as content `{other[0].body.decode('utf-8', 'replace')}`"
        if other
        else "",
        look="`json=message`: the second thing that `send` is given, unchanged.",
    )


def _expect_enough_tries(line: _Line, troubles: list[str], told: str) -> None:
    """It went on after each trouble."""
    count = len(line.tries)
    if count > len(troubles):
        return
    trouble = troubles[count - 1]
    expected = {
        "drop": "one more try after an answer that was lost",
        "delay=0.8": "one more try after half a second without an answer",
    }
    looks = {
        "drop": "`except requests.RequestException:`, and then the next turn. "
        "(`requests.Timeout` is not the only error without an answer.)",
        "delay=0.8": "`timeout=0.5`, and `except requests.RequestException:`.",
        "409": "409 says: the first is not done yet. Send the same again.",
        "429": "429 says: not so fast. Wait for `Retry-After`, send the same again.",
        "503": "503 says: not now. Send the same again.",
    }
    expect(
        False,
        expected=expected.get(trouble, f"one more try after a {trouble}"),
        seen=told,
        look=looks[trouble],
    )


def _expect_rest(line: _Line) -> None:
    """After Retry-After: 1 the next try is a second later."""
    for early, late in pairwise(line.tries):
        expect(
            early.trouble != "429" or late.at - early.at >= 1 - EARLY,
            expected="a second of rest after `429` with `Retry-After: 1`",
            seen=f"the next try after {late.at - early.at:.2f} seconds",
            look='`time.sleep(int(...))` of `answer.headers["Retry-After"]`.',
        )


def _expect_pauses(line: _Line) -> None:
    """After a refusal without Retry-After the next try is a little later."""
    for early, late in pairwise(line.tries):
        expect(
            late.at - early.at >= 0.1 - EARLY,
            expected="0.1 seconds of rest after a refusal without `Retry-After`",
            seen=f"after `{early.status}` the next try at once: {line.told()}",
            look='`answer.headers.get("Retry-After", 0.1)` is the one or the other. '
            "Make a number of it with `float`, since `int(0.1)` is 0.",
        )


def _expect_mended(function: Callable, line: _Line) -> None:
    """A message that is refused is not sent again."""
    line.plan([])
    wrong = {"from": SHIP, "to": "5558675310", "body": "Wrong."}
    given = _call(function, f"{line.url}/messages", dict(wrong))
    _expect_back(given, line)
    told = f"{line.told()}; {_what(given)}"
    _expect_the_message(line, wrong, told)
    expect(
        len(line.tries) == 1,
        expected="1 try with a message whose number has no `+`: it is refused with 422",
        seen=told,
        look="422 asks to mend it. The same again gets the same refusal.",
    )
    expect(
        getattr(given, "status_code", None) == 422,
        expected="the response with the `422` given back",
        seen=_what(given),
        look="Any other response than 409, 429 and 503 is given back, this one, too.",
    )


def _expect_given_up(function: Callable, line: _Line) -> None:
    line.plan(["503"] * ENDLESS)
    message = {"from": SHIP, "to": HANGAR, "body": "Never."}
    given = _call(function, f"{line.url}/messages", dict(message))
    _expect_end(given, line)
    expect(
        len(line.tries) <= MOST,
        expected="five tries at most, where each is answered 503",
        seen=f"{len(line.tries)} tries",
        look="`for turn in range(5):` makes five turns, and then it ends.",
    )


def _mend(error: BaseException | None) -> str:
    """Where to look when the function stopped with this error."""
    if isinstance(error, ValueError) and "int()" in str(error):
        return "`int` takes whole numbers only: `float` takes 0.1, too."
    if isinstance(error, UnboundLocalError):
        return "After a call without an answer this name has no value yet."
    if isinstance(error, NameError):
        return "Is it spelled right, and imported? `import time`, `from uuid ...`."
    if isinstance(error, KeyError) and "retry-after" in str(error).lower():
        return 'Not each answer has it: `.headers.get("Retry-After", 0.1)`.'
    if isinstance(error, AttributeError):
        return "Where no answer came, there is no response to ask for its status."
    if "argument" in str(error):
        return "Does `def` name as many things as it is given?"
    return "Call the function yourself, and read the last line of the error."


def _what(given: object) -> str:
    if isinstance(given, Raised):
        text = f"{type(given.error).__name__}: {given.error}"
        return f"it raised {text[:90]}"
    if hasattr(given, "status_code"):
        return f"it gave back a response, {given.status_code}"
    if given is None or isinstance(given, bool | int | str):
        return f"it gave back `{given!r}`"
    return f"it gave back a value of type {type(given).__name__}"


def _is_lost_post(request: Request) -> bool:
    there = (request.method, request.path) == ("POST", "/messages")
    return there and "drop" in (request.headers.get("Toy-Fault") or "")


def _count(wire: Wire, body: str) -> int:
    listed = requests.get(
        f"{wire.api.url}/messages", params={"limit": 100}, timeout=PATIENCE
    )
    return [message["body"] for message in listed.json()].count(body)


def _advice(response: Response) -> str:
    """What the server advises; it stands in the content of a refusal."""
    problem = response.json() if response.body else {}
    return f"The server says: {problem.get('detail', 'nothing')}"


def _document(request: Request) -> object:
    """The JSON that was sent; None where it was none."""
    try:
        return json.loads(request.body)
    except ValueError:
        return None

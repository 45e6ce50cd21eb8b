"""The judges of lesson status_codes."""

from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO

import requests

from ..classroom.judging import NotYet, Wire, expect, expect_function, mark

GOOD = {"from": "+15017122661", "to": "+15558675310", "body": "Is tea ready?"}
WRONG = GOOD | {"to": "12"}
TRICKY = GOOD | {"body": 'No error, no "success": false here.'}
AS_JSON = {"Content-Type": "application/json"}
SECONDS = 10
RETURN = "A function that ends without `return` gives back None. Where is yours?"

TURNS = {
    201: ("nobody", "The message was created, and its place was told. What is left?"),
    204: ("nobody", "The message was deleted. Was anything left to do?"),
    304: ("nobody", "You had the notice already. Did anybody have to act?"),
    400: ("client", "The server could not use the request. Who can write another?"),
    404: ("client", "The URL is wrong. Who wrote it?"),
    405: ("client", "`Allow` lists the methods. Who chooses one of them?"),
    410: ("client", "You have not met 410: read its first digit in the table."),
    500: ("server", "You have not met 500: read its first digit in the table."),
    501: ("server", "With a 5 the server speaks of itself: it can not do this."),
    503: ("server", "It is closed. Who has to open it again?"),
}
STEPS = ["done", "keep", "mend", "wait", "report"]
ADVICE = {
    "done": "A 2 says that it is done, whatever the other digits are.",
    "keep": "Nothing new came. What do you go on with?",
    "mend": "A 4 says that it is your turn, whatever the other digits are.",
    "wait": "This answer had a `Retry-After`. May the same request work later?",
    "report": "A 5 without a hope: nothing says that it will pass.",
}


def turns(answer: object, _: Wire) -> str:
    """The table at the top has a line for each first digit.

    A 4 is the client's turn and a 5 the server's, whether you have met the code or not.

    Three codes need nobody: 201, 204, and the one that says "keep what you have".
    """
    expect(
        isinstance(answer, dict) and set(answer) == {"nobody", "client", "server"},
        expected="a dictionary with the names nobody, client, server",
        seen=repr(answer),
        look="Change only what stands behind the colons.",
    )
    placed = [(code, who) for who in answer for code in _codes(who, answer[who])]
    for code, who in placed:
        expect(
            code in TURNS,
            expected=f"only codes out of the ten: {', '.join(map(str, TURNS))}",
            seen=f"{code} in the list for {who}",
            look="Copy the numbers from the text.",
        )
    for code, (right, look) in TURNS.items():
        whose = [who for each, who in placed if each == code]
        expect(
            len(whose) == 1,
            expected="each of the ten codes in one list, once",
            seen=f"{code} in {len(whose)} places",
            look=f"Whose turn is it after a {code}? Write it into that list only.",
        )
        expect(
            whose == [right],
            expected=f"{code} in another list",
            seen=f"{code} in the list for {whose[0]}",
            look=look,
        )
    return "You sorted ten codes, nine by the first digit; the 304 you knew."


def next_step(answer: object, wire: Wire) -> str:
    """Only two codes need a line of their own: which ask you to keep, and to wait?

    `response.status_code` is a number: ask for 304 and 503 first, then compare it with
    500 and 400, the greater first.

    After the two special lines: `if response.status_code >= 500: return "report"`, then
    `if response.status_code >= 400: return "mend"`, and at the end `return "done"`.
    """
    expect_function(answer, "explain(...)")
    for asked, response, right in _answers(wire.api.url):
        status = f"{response.status_code} {response.reason}"
        given = _result(answer, response, f"`{status}`, the answer to {asked}")
        expect(
            isinstance(given, str) and given.strip().lower() in STEPS,
            expected=f"one of the words {', '.join(STEPS)} from your function",
            seen=f"{given!r} for `{status}`, the answer to {asked}",
            look="`return` gives back a word; `print` does not. New codes come, too: "
            "use the first digit, as in `if response.status_code >= 500:`.",
        )
        expect(
            given.strip().lower() == right,
            expected=f"another word for `{status}`, the answer to {asked}",
            seen=repr(given),
            look=ADVICE[right],
        )
    return "It is right for new codes, too: for most of them the first digit is enough."


def noticed(answer: object, wire: Wire) -> str:
    """Two things can go wrong: the status says so, or the content says so.

    `answer.json()["success"]` is `True` or `False`, but only where `answer.ok` is true.

    Join the two with `or`, the status first: `not answer.ok or not ...`. Python does
    not look at what stands behind `or` if what stands before it is true.
    """
    expect_function(answer, "lost(...)")
    home = f"{wire.api.url}/crooked/messages"
    first = _ids(home)
    try:
        _judge_each(answer, home)
    finally:
        for id in _ids(home) - first:
            _call("DELETE", f"{wire.api.url}/messages/{id}")
    return "It noticed both kinds of refusal, and the list agreed with it each time."


def quiz_status(answer: object, _: Wire) -> str:
    """Question 1: what does the first digit of 204 say?

    Question 2: did the list at `/crooked/messages` grow when the answer was 200?

    Question 3: which header field came with the 405, and what stood in it?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M8: A 2 says that it is done. 204 is as good as 200.",
                      "c": "No Content: nothing stands behind the blank line."}),
            2: ("c", {"a": "M9: At `/crooked/messages` it was not, and that said 200.",
                      "b": "Two messages went to the crooked list, both answered 200, "
                           "and one of them was stored."}),
            3: ("a", {"b": "M12: A wrong URL is a 404. This URL is right.",
                      "c": "M13: You got a response, and Python went on."}),
        },
    )  # fmt: skip
    return "A 2 is done, if the server is honest; a 405 tells what you may ask instead."


def _codes(who: str, given: object) -> list[int]:
    """The codes in one list of the answer, as numbers."""
    expect(
        isinstance(given, list | tuple | set),
        expected=f"a list of numbers for {who}, such as `[100, 101]`",
        seen="no answer yet" if given is ... else repr(given),
        look="Square brackets around the numbers, also around a single one.",
    )
    texts = [str(each).strip() for each in given]
    for text in texts:
        expect(
            text.isascii() and text.isdigit() and len(text) == 3,
            expected=f"codes of three digits in the list for {who}",
            seen=text,
            look="Write them as in the text, a comma between each two.",
        )
    return [int(text) for text in texts]


def _result(function: Callable, response, what: str) -> object:
    """What the learner's function gives back; an error in it is no traceback."""
    try:
        with redirect_stdout(StringIO()):
            return function(response)
    except Exception as error:
        raise NotYet(
            expected=f"a function that can take any response, here {what}",
            seen=f"it stops with {type(error).__name__}: {error}",
            look=_mend(error, response),
        ) from None


def _mend(error: Exception, response) -> str:
    """Where to look when the learner's function stopped with this error."""
    if isinstance(error, KeyError) and str(error).strip("'").isdigit():
        return f"You have no line for {error}. What do you know from its first digit?"
    if isinstance(error, KeyError):
        return (
            f"There is no {error} in this answer; its content has {_names(response)}. "
            "The status may tell you enough before you look for a name."
        )
    if type(error).__name__ == "HTTPError":
        return "`raise_for_status()` ends your function: ask for `ok` instead."
    if type(error).__name__ == "JSONDecodeError":
        return "This answer has no content. What can you look at instead?"
    if isinstance(error, TypeError):
        return "It gets one response, no more; `.status_code` is a number, not a text."
    return "Call your function yourself with such a response, and read the last line."


def _names(response) -> str:
    """What the content has, by name."""
    try:
        document = response.json()
    except ValueError:
        return "nothing"
    return ", ".join(document) if isinstance(document, dict) else "a list"


def _answers(url: str) -> Iterator[tuple[str, object, str]]:
    """Real answers: what was asked, what came, and the step that it calls for."""
    notice = _call("GET", f"{url}/practice/notice")
    yield "`GET /practice/notice`", notice, "done"
    made = _call("POST", f"{url}/messages", json=GOOD)
    gone = _call("DELETE", url + made.headers["Location"])
    yield "`POST /messages`", made, "done"
    yield f"`DELETE {made.headers['Location']}`", gone, "done"
    known = {"If-None-Match": notice.headers["ETag"]}
    known_notice = _call("GET", f"{url}/practice/notice", headers=known)
    yield "a `GET` with `If-None-Match`", known_notice, "keep"
    for method, path, right in [
        ("GET", "/messages?form=1", "mend"),
        ("GET", "/mesages", "mend"),
        ("DELETE", "/messages", "mend"),
        ("GET", "/practice/closed", "wait"),
        ("BREW", "/messages", "report"),
    ]:
        yield f"`{method} {path}`", _call(method, url + path), right
    refused = _call("POST", f"{url}/messages", json=WRONG)
    yield "a `POST` with a wrong number", refused, "mend"
    picture = _call("GET", f"{url}/messages", headers={"Accept": "image/png"})
    yield "a `GET` that wants a picture", picture, "mend"
    yield "a call at which a server stumbled", _server_error(), "report"


def _server_error():
    """Made up, since our server has no call for it: a 5 without a promise."""
    made_up = requests.Response()
    made_up.status_code, made_up.reason = 500, "Internal Server Error"
    made_up._content = b""
    return made_up


def _call(method: str, url: str, **more):
    """A call as a learner makes it, and its response."""
    return requests.request(method, url, timeout=SECONDS, **more)


def _judge_each(lost: Callable, home: str) -> None:
    """Send messages, good and wrong; after each, the list says what is true."""
    for what, more, look in [
        ("a good message", {"json": GOOD}, "It is in the list, so it is not lost."),
        (
            "a message with a wrong number",
            {"json": WRONG},
            "The status is 200 all the same. What in the content tells the truth?",
        ),
        (
            f"a good message with the body `{TRICKY['body']}`",
            {"json": TRICKY},
            "Do not search the text: `.json()` gives you `success` by its name.",
        ),
        (
            "a message with a misspelled field",
            {"json": {"from": GOOD["from"], "to": GOOD["to"], "bodi": "Tea?"}},
            "The refusal has words of its own. Which name tells whether it worked?",
        ),
        (
            "broken JSON",
            {"data": "{", "headers": AS_JSON},
            "Here the status is honest. Look at it before you look at the content.",
        ),
    ]:
        before = _ids(home)
        response = _call("POST", home, **more)
        is_lost = _ids(home) == before
        told = f"{what}, answered {response.status_code}"
        given = _result(lost, response, told)
        expect(
            bool(given) == is_lost,
            expected=f"{is_lost} for {told}: the list has "
            f"{'not ' if is_lost else ''}grown",
            seen=repr(given),
            look=look if given is not None else RETURN,
        )


def _ids(home: str) -> set[int]:
    return {message["id"] for message in _call("GET", home).json()}

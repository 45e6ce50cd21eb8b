"""The judges of lesson delete."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import requests

from toy_api.examples import EXAMPLES
from toy_api.lab import Api

from ..classroom.judging import NotYet, Raised, Wire, expect, expect_function, mark, run

CODES = (
    ("the first `DELETE`", "204", "Message 4 is there. What did the first one say?"),
    ("the `GET`", "404", "What does a URL say, after what lived there is deleted?"),
    ("the second `DELETE`", "404", 'Look at "Delete twice": what was left to delete?'),
)
SENDER, HANGAR = "+12025550142", "+15558675310"  # nobody else has the first number
MARK = {"deleted": "yes"}
LABEL = "application/merge-patch+json"
NEVER = 987654321  # no message ever had this id
UNDO = "`api.reset()` brings message 2 back as it was; then send only the mark."


def delete_codes(answer: object, _: Wire) -> str:
    """Three numbers: what came in the section "Delete twice"?

    Only the first of the three calls finds something.

    The first says that it is done, with no content; the others find nothing.
    """
    expect(
        isinstance(answer, list | tuple) and len(answer) == len(CODES),
        expected="a list of three status codes",
        seen=repr(answer),
        look="Write three numbers, such as `[200, 200, 200]`.",
    )
    for given, (what, right, look) in zip(answer, CODES, strict=True):
        expect(
            str(given).strip() == right,
            expected=f"another status code for {what}",
            seen="none yet" if given is ... else repr(given),
            look=look,
        )
    return "The second answer differs from the first; what the server holds does not."


def sender_loop(answer: object, wire: Wire) -> str:
    """First the server picks the messages of this sender, then the loop begins.

    A message gives its number, the number makes the URL, the URL is deleted.

    The order is: `sent`, `for`, `number`, `url`, `requests.delete(url)`. The line that
    stays out sends `DELETE` to the collection, which has no `DELETE`.
    """
    api, before = wire.api, wire.api.state()
    with _messages(api, 3) as urls:
        last = Wire(api).exchanges[-1].number
        _run(answer, {"requests": requests, "api": api, "sender": SENDER})
        calls = [call for call in Wire(api).calls(last) if call[0] == "DELETE"]
        after = api.state()
    refused = [call for call in calls if call[2] == 405]
    expect(
        not refused,
        expected="only calls that the server allows",
        seen=_told(refused),
        look="Which line sends `DELETE` to the whole collection? Leave it out.",
    )
    missed = [call for call in calls if call[2] != 204]
    expect(
        not missed,
        expected="each `DELETE` answered 204: each message deleted once",
        seen=_told(calls),
        look="Is a line there twice? Does each `DELETE` go to a message of its own?",
    )
    gone = {path for _, path, status in calls if status == 204}
    wanted = {url.removeprefix(api.url) for url in urls}
    expect(
        wanted <= gone,
        expected="a `DELETE` of each of the three messages, answered 204",
        seen=_told(calls, "no `DELETE` at all"),
        look="Which line deletes? It belongs inside the loop, with its four blanks.",
    )
    expect(
        after == before,
        expected="no change but the three messages gone",
        seen=_told(calls),
        look="Only messages of `sender`. `api.reset()` brings back what is gone.",
    )
    return f"On the wire: {_told(calls)}. Each id comes from the server's own list."


def soft_delete(answer: object, wire: Wire) -> str:
    """The text marks message 3. Which method, which label?

    `requests.patch` with the URL of message 2, `json=...` and `headers=merge`.

    The content is an object in an object: `{"tags": {"deleted": "yes"}}`.
    """
    _, request, response = wire.of(answer)
    said = f"`{request.method} {request.target}`, answered {response.status}"
    expect(
        request.method != "DELETE",
        expected="message 2 marked, and still there",
        seen=said,
        look="A soft delete sends no `DELETE`. If message 2 is gone: `api.reset()`.",
    )
    expect(
        (request.method, request.path) == ("PATCH", "/messages/2"),
        expected="a `PATCH` of `/messages/2`",
        seen=said,
        look="The word behind `requests.`, and the end of the URL.",
    )
    label = (request.headers.get("Content-Type") or "").partition(";")[0]
    expect(
        label.strip().lower() == LABEL,
        expected=f"a merge patch: `Content-Type: {LABEL}`",
        seen=f"`Content-Type: {label}`, answered {response.status}",
        look="`headers=merge`, as in the text above.",
    )
    expect(
        response.status != 404,
        expected="a message 2 that is there",
        seen=said,
        look="Was it deleted? `api.reset()` brings it back; then call again.",
    )
    expect(
        response.status == 200,
        expected="`200 OK`",
        seen=said,
        look=f"The mark goes inside `tags`, as text. The server says: "
        f"{_advice(response.body)}",
    )
    sent = json.loads(request.body)
    expect(
        isinstance(sent, dict) and sent.get("tags") == MARK,
        expected="a patch that adds one tag, `deleted`, with the text `yes`",
        seen=f"`{json.dumps(sent)}`",
        look="Inside `tags` stand one name and its text: `deleted` and `yes`, in small "
        "letters and in quotation marks.",
    )
    number = wire.of(answer).number
    expect(
        ("DELETE", "/messages/2", 204) not in wire.calls(after=number),
        expected="message 2 marked, and still there",
        seen="a `DELETE` of it after your patch",
        look=UNDO,
    )
    message, example = response.json(), EXAMPLES[1]
    kept = {"from": example.sender, "to": example.recipient, "body": example.body}
    changed = [name for name in kept if message.get(name) != kept[name]]
    changed += ["media"] if "media" in message else []
    expect(
        not changed,
        expected="all else as it was: only the mark is new",
        seen=f"message 2 has another {' and '.join(changed)} now",
        look=UNDO,
    )
    return "Message 2 is still there, with all its words, and now with your mark."


def delete_if_there(answer: object, wire: Wire) -> str:
    """Which status says that something was deleted, which that nothing was there?

    Look at the status first: for 404 the function can return at once.

    After `if response.status_code == 404: return False` comes
    `response.raise_for_status()`, and then `return True`.
    """
    expect_function(answer, "delete_if_there(url)")
    api, before = wire.api, wire.api.state()
    with _messages(api, 1) as [url]:
        _expect_deleted(answer, url, api)
        expect(
            api.state() == before,
            expected="this one message gone, and all else as it was",
            seen="other messages have changed",
            look="Delete only what lives at `url`. `api.reset()` brings back the rest.",
        )
        for empty in url, f"{api.url}/messages/{NEVER}":
            _expect_nothing_there(answer, empty, api)
    with _messages(api, 1) as [url]:
        for refused in f"{api.url}/messages", f"{url}?force=yes":
            _expect_noticed(answer, refused, api)
    return "204 is True, 404 is False, and a 405 or a 400 does not go unnoticed."


def quiz_delete(answer: object, _: Wire) -> str:
    """Question 1: were the fingerprints after one and after five DELETEs equal?

    Question 2: what did two equal requests leave the same, and what not?

    Question 3: how many bytes of content came with the 204?
    """
    mark(
        answer,
        {
            1: ("c", {"a": "M2: After one and after five, the fingerprint was equal.",
                      "b": "Idempotent is not about the status that comes back."}),
            2: ("a", {"b": "M1: You saw 204 and then 404, and the list was the same.",
                      "c": "The state, yes. But look at the answers: 204, then 404."}),
            3: ("b", {"a": "M14: There were zero bytes of content.",
                      "c": "Zero bytes are no JSON, not even an empty object."}),
        },
    )  # fmt: skip
    return "The same state, another answer, and no content in a 204."


def _expect_deleted(function: Callable, url: str, api: Api) -> None:
    given, calls = _call(function, url, api)
    wanted = ("DELETE", url.removeprefix(api.url), 204)
    expect(
        wanted in calls,
        expected=f"a `DELETE` of the message that is there, `{wanted[1]}`",
        seen=f"{_told(calls)}, and {_what(given)}",
        look=_advice_on(given, "Inside the function: `requests.delete(url)`."),
    )
    expect(
        given is True,
        expected="`True` after a `DELETE` that was answered 204",
        seen=_what(given),
        look=_advice_on(given, "A 204 says that something was deleted."),
    )


def _expect_nothing_there(function: Callable, url: str, api: Api) -> None:
    given, calls = _call(function, url, api)
    expect(
        404 in [status for _, _, status in calls],
        expected=f"a call to `{url.removeprefix(api.url)}`, where nothing lives",
        seen=f"{_told(calls)}, and {_what(given)}",
        look="Ask the server each time that the function is called.",
    )
    expect(
        given is False,
        expected="`False` where nothing was there: the server says 404",
        seen=_what(given),
        look=_advice_on(given, "Look at the status before you decide."),
    )


def _expect_noticed(function: Callable, url: str, api: Api) -> None:
    given, calls = _call(function, url, api)
    target = url.removeprefix(api.url)
    refused = [status for _, _, status in calls if status >= 400]
    expect(
        refused,
        expected=f"a call to `{target}`, which the server refuses",
        seen=f"{_told(calls)}, and {_what(given)}",
        look="Leave it to the server to say what can be deleted.",
    )
    expect(
        isinstance(given, Raised) and not given.is_slip,
        expected=f"an error raised, since `DELETE {target}` is answered {refused[-1]}",
        seen=_what(given),
        look="Neither deleted nor absent: `response.raise_for_status()` raises.",
    )


def _run(lines: object, names: dict[str, object]) -> None:
    """Run the lines; says where to look if their blanks do not fit."""
    try:
        run(lines, names)
    except NotYet as refusal:
        if "IndentationError" in refusal.seen:
            below = "Below `for` stand the lines that begin with blanks"
            refusal.look = f"{below}, and only those: copy the blanks, too."
        raise


@contextmanager
def _messages(api: Api, count: int) -> Iterator[list[str]]:
    """New messages, by their URLs; what is left of them at the end is removed."""
    collection = f"{api.url}/messages"
    new = {"from": SENDER, "to": HANGAR, "body": "Made by the check."}
    created = [requests.post(collection, json=new) for _ in range(count)]
    try:
        yield [api.url + each.headers["Location"] for each in created]
    finally:
        left = requests.get(collection, params={"from": SENDER}).json()
        for message in left:
            requests.delete(f"{collection}/{message['id']}")


def _call(function: Callable, url: str, api: Api) -> tuple[object, list]:
    """What the function gives back or raises, and the calls that it made."""
    last = Wire(api).exchanges[-1].number
    try:
        given = function(url)
    except (Exception, SystemExit) as error:
        given = Raised(error)
    return given, Wire(api).calls(last)


def _what(given: object) -> str:
    if isinstance(given, Raised):
        return f"it raised {given!r}"
    if given is None or isinstance(given, bool | int | str):
        return f"it gave back `{given!r}`"
    return f"it gave back a value of type {type(given).__name__}"


def _advice_on(given: object, otherwise: str) -> str:
    error = given.error if isinstance(given, Raised) else None
    if isinstance(error, requests.JSONDecodeError):
        return "A 204 has no content: there is nothing for `.json()` to read."
    if isinstance(error, requests.HTTPError):
        return "Look for 404 before `raise_for_status()`, which raises for it, too."
    if error:
        return "`def delete_if_there(url):` takes one URL. Mend this error first."
    if given is None:
        return f"{otherwise} And does each way through the function end in a `return`?"
    return otherwise


def _told(calls: list, nothing: str = "no call") -> str:
    return ", ".join(f"`{m} {path}` {status}" for m, path, status in calls) or nothing


def _advice(body: bytes) -> str:
    """What the server advises; it stands in the content of a refusal."""
    problem = json.loads(body)
    errors = [each["detail"] for each in problem.get("errors", [])]
    return " ".join([problem.get("detail", ""), *errors])

"""The judges of lesson who_are_you."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, unquote_plus

import requests

from toy_api.exchange import Exchange
from toy_api.lab import PLAYERS, Api

from ..classroom.judging import Raised, Wire, expect, expect_function, mark
from ..classroom.stopping import Endless, stopped_after

CALLS = ("GET", "POST", "DELETE")
ROLES = {
    "nobody": ("401", "401", "401"),
    "reader": ("200", "403", "403"),
    "owner": ("200", "201", "204"),
}
DONE = ("200", "201", "204")
SECRET = PLAYERS[0].secret
TOKEN = ("POST", "/tokens", 200)
MOST = 8  # requests that a function may send before it is stopped
AGAIN = "`api.reset()`, then the whole cell again: it locks the door, too."


def role_matrix(answer: object, wire: Wire) -> str:
    """Nine calls. In two loops: for each role, for each of its three calls.

    `requests.delete(f"{api.url}/messages/6", headers=roles["reader"])` is one of them;
    print its `status_code`. The `POST` needs `json=tea`, too.

    Nobody is a 401 each time. The reader may look, and the rest is a 403. The owner
    gets what lessons 03, 06 and 09 have shown.
    """
    expect(
        isinstance(answer, dict) and set(answer) == set(ROLES),
        expected=f"a list for each of: {', '.join(ROLES)}",
        seen=repr(answer),
        look="Change only what stands behind the colons.",
    )
    for role, right in ROLES.items():
        given = answer[role]
        expect(
            isinstance(given, list | tuple) and len(given) == len(CALLS),
            expected=f"three status codes for {role}",
            seen="none yet" if given is ... else repr(given),
            look="Write a list of three numbers, such as `[200, 200, 200]`.",
        )
        for method, wanted, one in zip(CALLS, right, given, strict=True):
            expect(
                str(one).strip() == wanted,
                expected=f"another status code for {role} and {method}",
                seen="none yet" if one is ... else repr(one),
                look=_why_not(role, method, str(one).strip()),
            )
    for status in (401, 403, 204):
        expect(
            any(m == "DELETE" and s == status for m, _, s in wire.calls()),
            expected=f"that you have tried it: a `DELETE` answered {status}",
            seen="no such call in the log of ada's account",
            look="Is it only a guess? Send the calls, with the fields of each role.",
        )
    return "401: who are you? 403: I know you, and no. And the owner may do all three."


def clean_log(answer: object, wire: Wire) -> str:
    """Which of the two values in `params=` is no part of the question?

    The secret belongs to the proof of who asks. Where does a proof stand?

    Leave `key` out of `params=`, and add `auth=ada`.
    """
    _expect_ada(answer, wire)
    exchange = wire.of(answer)
    request, status = exchange.request, exchange.response.status
    said = f"`{request.method} {request.target}`, answered {status}"
    _expect_no_secret(exchange, said)
    asked = parse_qsl(request.query, keep_blank_values=True)
    expect(
        (request.method, request.path) == ("GET", "/messages"),
        expected="a `GET` of `/messages`",
        seen=said,
        look="`requests.get(home, ...)`: the same question as before.",
    )
    expect(
        asked == [("q", "tea")],
        expected="the same question as before, and nothing else: `q=tea`",
        seen=said,
        look='What follows the `?` is the question: `params={"q": "tea"}`.',
    )
    proof = request.headers.get("Authorization")
    expect(
        proof,
        expected="a call that proves who asks",
        seen=f"{said}, without `Authorization`",
        look="Take the secret out of the URL, and put it where it belongs: `auth=ada`.",
    )
    expect(
        status == 200,
        expected="`200 OK`",
        seen=f"{said}, with `Authorization: {proof}`",
        look="The server does not accept this proof. `auth=ada` builds the right one.",
    )
    expect(
        SECRET not in str(getattr(answer, "url", "")),
        expected="a URL without the secret, in the program as well",
        seen="the secret in the URL that your program has made",
        look="Write the URL with `home`, and the proof with `auth=ada`.",
    )
    return f"The log says `{request.target}` and `{proof}`: no secret to be found."


def call_again(answer: object, wire: Wire) -> str:
    """`requests.request(method, url, headers=fields)` sends it. What if it is a 401?

    Below `if response.status_code == 401:` comes the same call once more, with the
    fields that `renew()` gives back. `if`, not `while`: once is enough.

    `response = requests.request(method, url, headers=renew())` inside the `if`, and
    `return response` behind it.
    """
    expect_function(answer, "call(method, url, fields, renew)")
    expect(
        wire.api.accounts,
        expected="a server that was started here, with its accounts",
        seen="a server elsewhere",
        look="Unset TOY_API_URL, and restart the kernel.",
    )
    desk = _Desk(wire.api)
    ask = ("GET", f"{wire.api.url}/messages")
    asked = ("GET", "/messages")
    good = [(*asked, 200)]
    _expect_calls(answer, ask, desk, ("write", 9), 9, "a token that is good", good)
    for title, lifetime, status in [
        ("a token that has expired", 2, 200),
        ("a new token that is no good either", 1, 401),
    ]:
        right = [(*asked, 401), TOKEN, (*asked, status)]
        _expect_calls(answer, ask, desk, ("write", 1), lifetime, title, right)
    with _message(desk) as url:
        ask, asked = ("DELETE", url), ("DELETE", url.removeprefix(wire.api.url))
        for title, first, right in [
            ("a token for reading", ("read", 9), [(*asked, 403)]),
            ("an old token", ("write", 1), [(*asked, 401), TOKEN, (*asked, 204)]),
            ("a message that is gone", ("write", 9), [(*asked, 404)]),
        ]:
            _expect_calls(answer, ask, desk, first, 2, title, right)
    return "401, new token, the same call once more; any other answer is handed on."


def quiz_who(answer: object, _: Wire) -> str:
    """Question 1: did the reader get further when ada had proved anew who she is?

    Question 2: how many lines of Python did it take to read ben's secret?

    Question 3: which statuses came, and whose words were "hides it"?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M10: She proved it anew, and it was a 403 again.",
                      "c": "Nothing changes by itself: waiting makes no permission."}),
            2: ("c", {"a": "M21: `b64decode` gave name and secret, without a key.",
                      "b": "M20: The log showed the content, word for word."}),
            3: ("b", {"a": "M28: Both pages were answered 200.",
                      "c": "It was the same URL both times, and it was answered 200."}),
        },
    )  # fmt: skip
    return "Another permission for a 403; HTTPS against listeners; browsers keep CORS."


def _why_not(role: str, method: str, given: str) -> str:
    """What to look at, where this status is not the one that comes."""
    if not given.isdigit():
        return "Write the status code itself, a number such as 200."
    if role == "nobody":
        if given in DONE:
            return "Is the door locked? A reset opens it, `api.lock()` locks it."
        return "The server does not know who asks. Which code says so?"
    if role == "reader":
        return _why_not_reader(method, given)
    if given == "404":
        return f"It was gone already. {AGAIN}"
    if given in ("401", "403"):
        return 'Is it a fresh token, and one for writing: `bearer("write")`?'
    created = {"POST": "Something new is there", "DELETE": "There is nothing to tell"}
    if given in DONE:
        return (
            f"{created.get(method, 'There is something to read')}: which code says so?"
        )
    return "Something is wrong with the call itself: for `POST`, is it `json=tea`?"


def _why_not_reader(method: str, given: str) -> str:
    if given == "401":
        return "The server knows who she is. Or has her token expired? Get a new one."
    if method == "GET":
        return f"The token is for reading, and message 1 is there. If not: {AGAIN}"
    if given in DONE:
        return 'Is it a token for reading? `bearer("read")`, sent with `headers=`.'
    return "Known, and not allowed: which code was it in the table?"


def _expect_ada(answer: object, wire: Wire) -> None:
    """That it is not another account's call: that is in another log."""
    asked = getattr(answer, "request", None)
    fields = getattr(asked, "headers", None)
    proof = fields.get("Authorization", "") if hasattr(fields, "get") else ""
    others = [each.name for each in wire.api.accounts[1:]]
    name = _name_in(proof)
    expect(
        name not in others,
        expected="a call by ada",
        seen=f"a call by {name}, which only the log of {name}'s account knows",
        look="Accounts are separate worlds: `auth=ada`.",
    )


def _name_in(proof: object) -> str:
    """The name of the account in an Authorization field; "" where there is none."""
    text = proof.decode("latin-1") if isinstance(proof, bytes) else str(proof)
    scheme, _, rest = text.partition(" ")
    try:
        basic = scheme.lower() == "basic"
        return b64decode(rest).decode().partition(":")[0] if basic else _bearer(rest)
    except ValueError:
        return ""


def _bearer(token: str) -> str:
    return token.partition(".")[0]


def _expect_no_secret(exchange: Exchange, said: str) -> None:
    """That the log does not tell the secret, wherever it might stand."""
    _, request, _ = exchange
    places = {
        "the URL": (unquote_plus(request.target), "It is the value of `key`."),
        "the content": (
            unquote_plus(request.body.decode("utf-8", "replace")),
            "Content is as readable as a URL. Where does a proof belong?",
        ),
        "a header field": (
            " ".join(request.headers.values()),
            "Only what stands in `Authorization` is masked: `auth=ada`.",
        ),
    }
    for place, (text, look) in places.items():
        expect(
            SECRET not in text,
            expected="a line in the log that does not tell the secret",
            seen=f"the secret in {place}: {said}",
            look=look,
        )


class _Desk:
    """Where tokens for the first account are fetched."""

    def __init__(self, api: Api):
        self.api, self.account = api, tuple(api.accounts[0])

    def fields(self, scope: str, lifetime: int) -> dict[str, str]:
        """The header fields of a new token; with a lifetime of 1 it is no good."""
        form = {"grant_type": "client_credentials"}
        form |= {"scope": scope, "lifetime": str(lifetime)}
        given = requests.post(f"{self.api.url}/tokens", data=form, auth=self.account)
        return {"Authorization": f"Bearer {given.json()['access_token']}"}


def _expect_calls(
    function: Callable,
    ask: tuple[str, str],
    desk: _Desk,
    first: tuple[str, int],  # scope and lifetime of the token at the beginning
    lifetime: int,  # of those that come later
    title: str,
    right: list,
) -> None:
    """That the function makes these calls, and gives back the last answer."""
    fields = desk.fields(*first)
    last = Wire(desk.api).exchanges[-1].number
    given = _call(function, *ask, fields, lambda: desk.fields("write", lifetime))
    after = [each for each in Wire(desk.api).exchanges if each.number > last]
    calls = [(a.method, a.path, b.status) for _, a, b in after]
    expect(
        calls == right,
        expected=f"with {title}: {_told(right)}",
        seen=f"{_told(calls)}, and {_what(given)}",
        look=_advice_on(given) or _advice(after, calls, right),
    )
    number = getattr(given, "headers", {}).get("Request-Id")
    expect(
        number == str(after[-1].number),
        expected=f"with {title}: the last response given back",
        seen=f"{_told(calls)}, and {_what(given)}",
        look=_advice_on(given) or "Give back the whole response to the last call.",
    )


@contextmanager
def _message(desk: _Desk) -> Iterator[str]:
    """A new message, by its URL; at the end it is gone."""
    new = {"from": "+12025550142", "to": "+15558675310", "body": "Made by the check."}
    home, account = f"{desk.api.url}/messages", desk.account
    created = requests.post(home, json=new, auth=account)
    url = desk.api.url + created.headers["Location"]
    try:
        yield url
    finally:
        requests.delete(url, auth=account)


def _call(function: Callable, *arguments: object) -> object:
    """What the function gives back or raises."""
    try:
        with stopped_after(MOST):
            return function(*arguments)
    except (Exception, SystemExit, Endless) as error:
        return Raised(error)


def _what(given: object) -> str:
    if isinstance(given, Raised):
        stopped = isinstance(given.error, Endless)
        return str(given.error) if stopped else f"it raised {given!r}"
    if given is None or isinstance(given, bool | int | str):
        return f"it gave back `{given!r}`"
    return f"it gave back a value of type {type(given).__name__}"


def _advice_on(given: object) -> str:
    """What an error, or nothing at all, tells of the function; "" where it is fine."""
    error = given.error if isinstance(given, Raised) else None
    if isinstance(error, Endless):
        return "Send it again once: `if`, not `while`, and no call of itself."
    if isinstance(error, requests.HTTPError):
        return "A refusal is given back, too: leave `raise_for_status()` out."
    if error:
        return "`def call(method, url, fields, renew):`. Mend this error first."
    return ""


def _advice(after: list[Exchange], calls: list, right: list) -> str:
    """Where to look, where these calls are not the right ones."""
    sent = [a for _, a, _ in after if a.path != "/tokens"]
    if not sent:
        return "Inside: `response = requests.request(method, url, headers=fields)`."
    proofs = [each.headers.get("Authorization") or "" for each in sent]
    if not all(each.startswith("Bearer") for each in proofs):
        return "Each call needs its header fields: `headers=fields`."
    if {each.method for each in sent} != {right[0][0]}:
        return "Send the method that was given: `requests.request(method, ...)`."
    if {each.path for each in sent} != {right[0][1]}:
        return "Send it to the URL that was given: `url`."
    if calls[0] == TOKEN:
        return "Ask first. The token may be good still."
    if TOKEN not in right and len(calls) > len(right):
        return "Only a 401 asks for another proof. Compare `status_code` with 401."
    if len(calls) > len(right):
        return "One new token, and one more call: no more than that."
    if TOKEN not in calls:
        return "Below `if response.status_code == 401:`, call `renew()`."
    if len(calls) < len(right):
        return "With the new fields, send the same call again."
    return "The second call needs the new fields, those that `renew()` gives back."


def _told(calls: list) -> str:
    return ", ".join(f"`{m} {path}` {status}" for m, path, status in calls) or "no call"

"""The judges of lesson caching."""

import gc
import re
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from itertools import count

import requests

from toy_api.exchange import Exchange
from toy_api.lab import Api

from ..classroom.judging import NotYet, Wire, expect, expect_function, mark

MESSAGE, PLAIN = "/messages/5", "text/plain"
SENDER = "+12025550171"  # nobody else has this number
BEFORE = {"from": SENDER, "to": "+15558675310", "body": "The shop is closed today."}
AFTER = BEFORE | {"body": "It is open."}
MANY = BEFORE | {"to": ["+15558675310"] * 26, "body": "Made by the check."}
SECONDS = 10
QUOTED = "Send the ETag of the first answer as it came, quotation marks included."
NOTHING_KEPT = "Nothing is kept for this URL yet: fetch it with `requests.get(url)`."
BOTH = "Both fields belong into one dictionary: `Accept` and `If-None-Match`."
MARK = re.compile("#check-[0-9]+")  # behind a URL: it is not sent
_turns = count(1)  # of checks: each has names and times of its own


def ask_again(answer: object, wire: Wire) -> str:
    """Two calls of `requests.get`, both for `/messages/5`. Which name came with the
    first?

    Both calls need `headers={"Accept": "text/plain"}`. The second has one field more.

    With `first` for the first response, the headers of the second call are
    `{"Accept": "text/plain", "If-None-Match": first.headers["ETag"]}`.
    """
    exchange = wire.of(answer)
    _, request, response = exchange
    accept = request.headers.get("Accept") or "no `Accept`"
    condition = request.headers.get("If-None-Match")
    expect(
        (request.method, request.target) == ("GET", MESSAGE),
        expected=f"a `GET` of `{MESSAGE}`",
        seen=_told([exchange]),
        look="The word behind `requests.`, and the end of the URL.",
    )
    expect(
        response.status != 404,
        expected="a message 5 that is there",
        seen=_told([exchange]),
        look="Was it deleted? `api.reset()` brings it back; then fetch it again.",
    )
    expect(
        PLAIN in accept.lower(),
        expected=f"a call that asks for plain text: `Accept: {PLAIN}`",
        seen=f"`Accept: {accept}`, answered {response.status}",
        look=BOTH
        if condition and accept == "*/*"
        else f'`"Accept": "{PLAIN}"` in the headers of both calls.',
    )
    expect(
        condition,
        expected="a condition: the field `If-None-Match`",
        seen=f"none, and so the answer is {response.status}, with the whole content",
        look="`If-Match` is another condition: only if the name *is* this one."
        if "If-Match" in request.headers
        else "This can be your first call. Make a second one, with its ETag.",
    )
    expect(
        response.status in (200, 304),
        expected="a `304`",
        seen=f"`If-None-Match: {condition}`, answered {response.status}",
        look=QUOTED,
    )
    expect(
        "*" not in condition.split(","),
        expected="the name of the text that you have",
        seen="`If-None-Match: *`",
        look="`*` stands for anything at all. " + QUOTED,
    )
    expect(
        response.status == 304,
        expected="a `304`: a condition with the ETag that the text has now",
        seen=f"`If-None-Match: {condition}`, answered 200",
        look=_whose(condition, wire),
    )
    expect(
        _got_before(exchange, wire),
        expected="the plain text itself, fetched before: a `GET` answered 200",
        seen="a `304`, and no answer before it that brought this text",
        look="A `304` is of use only if you hold the content. Fetch it first.",
    )
    return "You have the text of the first response, and this one says: it still holds."


def saved_bytes(answer: object, wire: Wire) -> str:
    """Each `200` brings a name and some bytes: keep their number under the name.

    A dictionary does that: `sizes[response.headers["ETag"]] = len(response.body)`.

    At a `200`, write the size down. At a `304`, add `sizes[response.headers["ETag"]]`
    to the total. Behind the loop: `return total`.
    """
    expect_function(answer, "saved(exchanges)")
    for exchanges, look in _traffic(wire.api):
        right, told = _saved(exchanges), _told(exchanges, True)
        given = _call(answer, "a list of exchanges", list(exchanges))
        expect(
            isinstance(given, int) and not isinstance(given, bool),
            expected=f"a number of bytes: {right} for {told}",
            seen="it gave back " + _what(given),
            look="Does your function end in `return`, and does it return a number?",
        )
        expect(
            given == right,
            expected=f"{right} bytes saved for {told}",
            seen=f"it gave back {given}",
            look=_miscounted(given, exchanges) or look,
        )
    return "Each `304` spared the bytes that its ETag names, whichever they are."


def tiny_cache(answer: object, wire: Wire) -> str:
    """Put the two steps together: the `if` of `get_fresh` comes first, then that of
    `get_asking`. Write down `now` as well.

    After the call look at the status. A `304`: note the time, give back what is kept. A
    `200` without `no-store`: keep it, and note the time. At the end: `return answer`.

    First `if url in kept and now - since[url] < lifetime(kept[url]): return kept[url]`.
    Then the lines of `get_asking`, with `since[url] = now` at the `304` and at the
    `200`; and the `200` is kept only if `Cache-Control` is not `no-store`.
    """
    expect_function(answer, "cached_get(url, now)")
    cache = _Cache(answer, wire.api)
    with _new_message(wire.api) as url:
        _expect_cached(cache, wire.api.url + "/practice/notice", url)
    with _new_job(wire.api) as url:
        _expect_not_stored(cache, url)
    return "Three calls sent nothing, three got a 304, and nothing old was handed out."


def quiz_caching(answer: object, _: Wire) -> str:
    """Question 1: what did the second reading of message 1 need, besides the `304`?

    Question 2: what did `ok` say of the `304`, and where was the content?

    Question 3: how many requests had been sent at second 0, and how many at second 30?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M23: It was kept, and the server relied on it: 304.",
                      "c": "`get_asking` sent two requests for two readings."}),
            2: ("b", {"a": "M8: `ok` was true. 304 says: what you keep is right.",
                      "c": "The 304 is empty, the message is as you know it."}),
            3: ("c", {"a": "The log did not grow between second 0 and second 59.",
                      "b": "At 20 seconds it is fresh. When did `get_fresh` ask?"}),
        },
    )  # fmt: skip
    return "Keep and ask, keep and go on, keep and be silent: three ways to save."


class _Cache:
    """The learner's function, watched: what it sends and what it gives back."""

    def __init__(self, function: Callable, api: Api):
        self._function, self._api = function, api
        turn = next(_turns)
        self._mark, self._start = f"#check-{turn}", 1000 * turn

    def ask(self, url: str, second: int) -> tuple[object, list[Exchange]]:
        """What comes back at this second, and what reached the server.

        The mark behind the URL is not sent: to the function, each check is a new URL.
        """
        last = Wire(self._api).exchanges[-1].number
        now, what = self._start + second, f"`{_path(url)}` and a time"
        given = _call(self._function, what, url + self._mark, now)
        return given, self._api.exchanges(after=last)

    def fetch(self, url: str, second: int, when: str, look: str) -> Exchange:
        """It must send a single plain GET here, and give back what comes."""
        given, sent = self.ask(url, second)
        expect(
            _calls(sent) == [("GET", _path(url), 200)],
            expected=f"one `GET {_path(url)}`, answered 200: {when}",
            seen=_told(sent, fields=True),
            look=look if sent or "first" not in when else NOTHING_KEPT,
        )
        _expect_content(given, sent[0].response.body, _path(url), when)
        return sent[0]

    def stay_silent(self, url: str, second: int, content: bytes, when: str, look: str):
        """It must not send anything here, and give back this content."""
        given, sent = self.ask(url, second)
        expect(
            not sent,
            expected=f"no request at all: {when}",
            seen=_told(sent, fields=True),
            look=look,
        )
        _expect_content(given, content, _path(url), when)

    def revalidate(self, url: str, second: int, content: bytes, when: str, look: str):
        """It must ask here with If-None-Match, get a 304, and give back this content.

        `look` is said where it asks with an ETag that is no longer the right one.
        """
        given, sent = self.ask(url, second)
        wanted = f"one `GET {_path(url)}` with `If-None-Match`, answered 304: {when}"
        expect(
            sent,
            expected=wanted,
            seen="no request at all",
            look="It may be kept, but not be used without asking: what did `lifetime` "
            "say of it, and how old is it?",
        )
        expect(
            any(_condition(each) for each in sent),
            expected=wanted,
            seen=_told(sent, fields=True),
            look="It may be kept, and it has an ETag: send that along, as `get_asking` "
            "does.",
        )
        expect(
            _calls(sent) == [("GET", _path(url), 304)],
            expected=wanted,
            seen=_told(sent, fields=True),
            look=look,
        )
        _expect_content(given, content, _path(url), when)


def _expect_cached(cache: _Cache, notice: str, message: str) -> None:
    """A walk through a minute and a half: two resources, one of them changes."""
    once = "One request is enough here: a `GET` of the `url`, as it was handed over."
    kept = "Keep each answer and its time under its own URL."
    first = cache.fetch(notice, 0, "the first time, at second 0", once)
    edition = first.response.body
    cache.stay_silent(
        notice, 30, edition, "30 seconds old, with `max-age=60`",
        "Is it in your dictionary after the first call, and its time as well? Compare "
        "its age, `now - since[url]`, with its lifetime.",
    )  # fmt: skip
    before = cache.fetch(message, 30, "the first time, at second 30", once)
    asks = "asked for the second time, with `no-cache`"
    cache.revalidate(message, 31, before.response.body, asks, QUOTED)
    requests.put(message, json=AFTER, timeout=SECONDS)
    changed = "the message was replaced meanwhile"
    given, sent = cache.ask(message, 32)
    expect(
        _calls(sent) == [("GET", _path(message), 200)],
        expected=f"one `GET {_path(message)}`, answered 200: {changed}",
        seen=_told(sent, fields=True),
        look="Ask once. If the answer is a 200, it brings the new content along.",
    )
    after = sent[0].response.body
    _expect_content(given, after, _path(message), changed)
    again = "asked once more after the change"
    newest = "Keep the new answer in the place of the old one: it has a new ETag."
    cache.revalidate(message, 33, after, again, newest)
    cache.stay_silent(notice, 59, edition, "59 seconds old, with `max-age=60`", kept)
    cache.revalidate(notice, 61, edition, "61 seconds old, with `max-age=60`", kept)
    cache.stay_silent(
        notice, 100, edition, "39 seconds after the 304, with `max-age=60`",
        "A `304` makes it fresh again: note `now` there, too.",
    )  # fmt: skip
    requests.delete(message, timeout=SECONDS)
    for second in 101, 102:
        _expect_gone(cache, message, second)


def _expect_gone(cache: _Cache, message: str, second: int) -> None:
    """It must ask once, and give back the 404."""
    given, sent = cache.ask(message, second)
    wanted = f"the `404` of `{_path(message)}`, which was deleted meanwhile"
    expect(
        _calls(sent) == [("GET", _path(message), 404)],
        expected=f"{wanted}, after one request",
        seen=_told(sent, fields=True),
        look="Only a `200` is kept, and what was deleted is asked for again.",
    )
    expect(
        getattr(given, "status_code", None) == 404,
        expected=wanted,
        seen="it gave back " + _what(given),
        look="Give back what is kept only at a `304`; any other answer as it came.",
    )


def _expect_not_stored(cache: _Cache, job: str) -> None:
    """It must fetch anew each time, and let go of what it gave back."""
    silent = "`no-store`: what came before must not be used. Do not keep it at all."
    cache.fetch(job, 110, "the first time", silent)
    cache.fetch(job, 111, "once more, with `no-store`", silent)
    given, _ = cache.ask(job, 112)
    expect(
        hasattr(given, "__weakref__"),
        expected="a response given back each time",
        seen="it gave back " + _what(given),
        look="`return` the response itself, not a part of it.",
    )
    held = weakref.ref(given)
    del given
    gc.collect()
    expect(
        held() is None,
        expected="an answer with `no-store` given back, and not kept",
        seen=f"the answer of `{_path(job)}` is still held after your function is done",
        look="Before you put an answer into a dictionary: what does its "
        "`Cache-Control` say? No other variable outside should hold it either.",
    )


def _expect_content(given: object, content: bytes, path: str, when: str) -> None:
    """It must have given back a response with this content."""
    came = getattr(given, "content", None)
    expect(
        isinstance(came, bytes) and hasattr(given, "status_code"),
        expected=f"a response given back for `{path}`: {when}",
        seen="it gave back " + _what(given),
        look="`return` the response itself, not a part of it.",
    )
    expect(
        came == content,
        expected=f"a response with the {len(content)} bytes that are right: {when}",
        seen=f"it gave back {_what(given)}",
        look="A `304` brings no content: give back what you keep."
        if given.status_code == 304
        else "Give back what came last with a 200 for this very URL.",
    )


def _call(function: Callable, what: str, *arguments: object) -> object:
    """What the learner's function gives back; an error in it is no traceback."""
    try:
        with redirect_stdout(StringIO()):
            return function(*arguments)
    except (Exception, SystemExit) as error:
        raise NotYet(
            expected=f"a function that can take {what}",
            seen=f"it stops with {type(error).__name__}: {MARK.sub('', str(error))}",
            look=_mend(error),
        ) from None


def _mend(error: BaseException) -> str:
    """Where to look when the learner's function stopped with this error."""
    if isinstance(error, requests.HTTPError):
        return "`raise_for_status()` ends your function: give the answer back instead."
    if isinstance(error, KeyError) and "etag" in str(error).lower():
        return "Not every answer has an ETag. Which answers should not be kept?"
    if isinstance(error, KeyError):
        return "A dictionary has no such key yet. Which line puts it there, and when?"
    if isinstance(error, UnboundLocalError):
        return "Give it a value before the loop, or make it outside of the function."
    if isinstance(error, TypeError):
        return "What does it take, and what does it hand on? Some values may be `None`."
    if isinstance(error, AttributeError):
        return (
            "In the log, a response has `status` and `body`. What `requests` gives "
            "back has `status_code` and `content`."
        )
    return "Call your function yourself, and read the last line of the error."


def _traffic(api: Api) -> list[tuple[list[Exchange], str]]:
    """Lists of real exchanges, and what to look at if one of them is miscounted."""
    notice = f"{api.url}/practice/notice"
    with _new_message(api) as url:
        begin, old = Wire(api).exchanges[-1].number, _read(url)
        _read(url, old)
        look = "The `304` saved what the `200` before it brought."
        lists = [(api.exchanges(after=begin), look)]
        edition = _read(notice)
        for where, known in [(notice, edition), (url, old), (url, old)]:
            _read(where, known)
        look = "Two resources take turns here: which ETag does each `304` have?"
        lists.append((api.exchanges(after=begin), look))
        requests.put(url, json=AFTER, timeout=SECONDS)
        new, text = _read(url, old), _read(url, accept=PLAIN)
        for known, accept in [(new, "*/*"), (text, PLAIN), (new, "*/*")]:
            _read(url, known, accept)
        look = "One path, two representations: the ETag tells them apart."
        return [*lists, (api.exchanges(after=begin), look)]


def _read(url: str, known: str = "", accept: str = "*/*") -> str:
    """A GET, with a condition where an ETag is known; the ETag that comes back."""
    fields = {"Accept": accept} | ({"If-None-Match": known} if known else {})
    return requests.get(url, headers=fields, timeout=SECONDS).headers["ETag"]


def _saved(exchanges: list[Exchange]) -> int:
    """How many bytes the 304s in this list spared."""
    sizes = {
        each.response.headers["ETag"]: len(each.response.body)
        for each in exchanges
        if each.response.status == 200
    }
    spared = [each for each in exchanges if each.response.status == 304]
    return sum(sizes[each.response.headers["ETag"]] for each in spared)


def _miscounted(given: int, exchanges: list[Exchange]) -> str:
    """What was probably counted instead, where it can be told."""
    spared = [each for each in exchanges if each.response.status == 304]
    sent = sum(len(each.response.body) for each in exchanges)
    if spared and given == len(spared):
        return "That is the number of `304`s. How many bytes did each of them save?"
    if spared and given == sent:
        return "That is what *was* sent. What did not have to be sent again?"
    if spared and given == 0:
        return "A `304` has no content itself: how long was the content it names?"
    return ""


@contextmanager
def _new_message(api: Api) -> Iterator[str]:
    """A new message, by its URL; it is gone at the end."""
    made = requests.post(f"{api.url}/messages", json=BEFORE, timeout=SECONDS)
    url = api.url + made.headers["Location"]
    try:
        yield url
    finally:
        requests.delete(url, timeout=SECONDS)


@contextmanager
def _new_job(api: Api) -> Iterator[str]:
    """A new broadcast, by its URL; its messages are gone at the end."""
    made = requests.post(f"{api.url}/broadcasts", json=MANY, timeout=SECONDS)
    url = api.url + made.headers["Location"]
    try:
        yield url
    finally:
        while requests.get(url, timeout=SECONDS).json()["status"] != "done":
            pass
        asked = {"from": SENDER}
        left = requests.get(f"{api.url}/messages", params=asked, timeout=SECONDS)
        for each in left.json():
            requests.delete(f"{api.url}/messages/{each['id']}", timeout=SECONDS)


def _got_before(exchange: Exchange, wire: Wire) -> bool:
    """Whether an earlier answer brought the text that this 304 is about."""
    name, path = exchange.response.headers["ETag"], exchange.request.path
    return any(
        each.number < exchange.number
        and (each.request.method, each.request.path) == ("GET", path)
        and (each.response.status, each.response.headers["ETag"]) == (200, name)
        and each.response.headers["Content-Type"].startswith(PLAIN)
        for each in wire.exchanges
    )


def _whose(condition: str, wire: Wire) -> str:
    """Where an ETag came from that does not fit."""
    for _, request, response in reversed(wire.exchanges):
        if response.status == 200 and response.headers["ETag"] == condition.strip():
            kind = response.headers["Content-Type"].partition(";")[0]
            if kind == PLAIN and request.path == MESSAGE:
                return "This was its name before: message 5 has changed. Fetch it anew."
            return f"This is the name of `{request.path}` as {kind}. Which one is it?"
    return "No answer in the log had this name. " + QUOTED


def _told(exchanges: list[Exchange], sizes: bool = False, fields: bool = False) -> str:
    """The calls in words; with their bytes or their conditions where these matter."""
    said = []
    for each in exchanges:
        _, request, response = each
        told = f"`{request.method} {request.target}` {response.status}"
        told += f" with {len(response.body)} bytes" if sizes and response.body else ""
        if fields:
            told += f" (If-None-Match: {_condition(each) or 'none'})"
        said.append(told)
    return ", ".join(said) or "no request at all"


def _calls(exchanges: list[Exchange]) -> list[tuple[str, str, int]]:
    return [(sent.method, sent.target, came.status) for _, sent, came in exchanges]


def _condition(exchange: Exchange) -> str | None:
    return exchange.request.headers.get("If-None-Match")


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


def _what(given: object) -> str:
    if hasattr(given, "status_code") and hasattr(given, "content"):
        return f"a {given.status_code} with {len(given.content or b'')} bytes"
    if given is None or isinstance(given, bool | int | str):
        return f"`{given!r}`"
    return f"a value of type {type(given).__name__}"

"""The judges of lesson pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlencode

import requests
from requests.utils import parse_header_links

from toy_api.exchange import Exchange, Response
from toy_api.lab import Api

from ..classroom.judging import NotYet, Raised, Wire, expect, expect_function, mark, run
from ..classroom.stopping import Endless, stopped_after

SENDER, NOBODY, SHIP = "+12025550143", "+12025550199", "+15017122661"
COUNT = 6  # messages from SENDER, who has none besides
MOST = 25  # calls; who makes more does not come to an end
MISSED = 5
WHOLE = '`urljoin(page.url, page.links["next"]["url"])` makes a whole URL of the link.'
FOLLOW = f"Do not build the URL: follow the link. {WHOLE}"
STOP = 'Ask before you follow: `if "next" not in page.links`, and leave the loop.'
ANEW = "Begin again with `api.reset()`, and do all of it once more."
SAME_LIST = "The page after it is `next_of(...)` of the first page."


class _Raised(Raised):
    """A walk without end, and a name that is not there, are slips, too."""

    @property
    def is_slip(self) -> bool:
        """Whether Python stumbled over the function, not the function over a status."""
        return super().is_slip or isinstance(self.error, LookupError | Endless)


def page_loop(answer: object, wire: Wire) -> str:
    """What has to be there before the loop begins? And which line begins the loop?

    In the loop: read a page, keep what is on it, ask whether there is a next page, and
    if so, give `url` its new value. Compare the loop under "All of it".

    The two lines that stay out: the one whose URL is not made whole, and the one that
    waits for an empty page. First comes `found`, then `while`, then `page`.
    """
    with _messages(wire.api) as wanted:
        target = _target(limit=2)
        names = {"requests": requests, "urljoin": requests.compat.urljoin}
        names |= {"api": wire.api, "url": wire.api.url + target}
        last = Wire(wire.api).exchanges[-1].number
        _run(answer, names)
        calls = wire.api.exchanges(after=last)
        left = _expect_walked(target, calls)
        _expect_to_the_end(left, calls)
        found = names.get("found")
        _expect_members(found, wanted, "in `found`", "`found` is where they belong.")
    return f"{_told(calls)}: three pages, no call in vain, and all {COUNT} are found."


def collect_all(answer: object, wire: Wire) -> str:
    """It is the loop of exercise 1 inside a function. What does it give back?

    `return found` belongs where the loop is left. Before you use what is on a page,
    `page.raise_for_status()`: the check also sends a limit that is refused.

    `found = []`, then `while True:` and in it: `page = requests.get(url)`,
    `page.raise_for_status()`, `found += page.json()`,
    `if "next" not in page.links: return found`, and `url = urljoin(page.url, ...)`.
    """
    expect_function(answer, "collect(url)")
    api = wire.api
    with _messages(api) as wanted:
        for more in ({"limit": 2}, {"offset": 0, "limit": 4}, {"limit": 100}):
            _expect_collected(answer, _target(**more), wanted, api)
        _expect_collected(answer, _target(NOBODY, limit=2), [], api)
        _expect_noticed(answer, _target(limit=1000), api)
    return "Three pages, two, one, an empty one, and a refusal: it follows, and stops."


def missed_five(answer: object, wire: Wire) -> str:
    """The cell that deletes message 1 did this with message 4. Where did that stand?

    Message 4 was the first one behind the first page, and it moved up. So which page
    has to end right before message 5?

    `offset=0&limit=4`, then a `DELETE` of one of the four that you have read, then
    `next_of(...)`, then `requests.get(f"{api.url}/messages/5")`.
    """
    expect(
        isinstance(answer, list | tuple) and len(answer) == 3,
        expected="a list of three responses: two pages, and a `GET` of message 5",
        seen=_what(answer),
        look="`drift = [first, second, five]`, each of them a response.",
    )
    first, second, five = map(wire.of, answer)
    pages = [_page(each) for each in (first, second)]
    _expect_next_to_each_other(first, second, *pages)
    _expect_there(five, second)
    gone = _expect_changed(wire, first, second)
    stays = "" if gone else "Only what goes away in front of message 5 makes it move. "
    ids = [[each["id"] for each in page.response.json()] for page in (first, second)]
    on = [number for number, page in enumerate(ids, 1) if MISSED in page]
    expect(
        not on,
        expected="message 5 on neither page",
        seen=f"`{ids[0]}` then `{ids[1]}`",
        look=stays
        or "Which one is the first behind your first page, and so the one "
        "that moves up? Choose the `limit` so that it is message 5.",
    )
    expect(
        max(ids[0], default=0) < MISSED < min(ids[1], default=MISSED + 1),
        expected="message 5 passed by: behind the first page, before the second one",
        seen=f"`{ids[0]}` then `{ids[1]}`",
        look=f"{stays}Nobody has missed it yet: which `limit` makes the first page "
        "end at 4?",
    )
    return f"`{ids[0]}` then `{ids[1]}`: two times 200, and no word about message 5."


def quiz_pages(answer: object, _: Wire) -> str:
    """Question 1: what came for `after=1000`?

    Question 2: the list was 1, 2, 3, 4, 5, 6. What is it after the DELETE, and where
    do you begin when you leave out the first three?

    Question 3: the last page of the loop above was full. What did it not have?
    """
    mark(
        answer,
        {
            1: ("c", {"a": "M11: `after=1000` was answered with 200 and `[]`.",
                      "b": "Look at what came for `after=1000`: no message at all."}),
            2: ("b", {"a": "M27: The second page is cut out of the list as it is then.",
                      "c": "That happens when one comes in. Here one goes away."}),
            3: ("a", {"b": "The third page of 20 was full, and it was the last one.",
                      "c": "The list may be longer or shorter the next time."}),
        },
    )  # fmt: skip
    return "An empty page is 200, the list moves under you, and `next` leads on."


def _expect_collected(function: Callable, target: str, wanted: list, api: Api) -> None:
    """The function reads each page from here on once, and gives back what is there."""
    given, calls = _call(function, api.url + target, api)
    expect(
        not hasattr(given, "__next__"),
        expected="a function that gives back a list",
        seen=_what(given),
        look="Collect in a list, and `return found` at the end: no `yield`.",
    )
    left = _expect_walked(target, calls)
    expect(
        not isinstance(given, _Raised),
        expected=f"a list of messages for `{target}`",
        seen=f"it raised {given!r}; the calls were: {_told(calls)}",
        look=_advice_on(given),
    )
    _expect_to_the_end(left, calls)
    ends = "Does each way through it end in `return found`?"
    _expect_members(given, wanted, f"given back for `{target}`", ends)


def _expect_noticed(function: Callable, target: str, api: Api) -> None:
    """What the server refuses makes the function raise an error."""
    given, calls = _call(function, api.url + target, api)
    _expect_walked(target, calls)
    expect(
        calls and isinstance(given, _Raised) and not given.is_slip,
        expected=f"an error raised for `{target}`, which the server refuses: 400",
        seen=f"it raised {given!r}: Python stumbled over the refusal"
        if isinstance(given, _Raised)
        else f"it gave back {_what(given)}",
        look="Check before you use: `page.raise_for_status()`, then `page.json()`.",
    )


def _expect_walked(target: str, calls: list[Exchange]) -> str | None:
    """Each call follows the link of the page before it; which link is not followed."""
    seen, wanted = [], target
    for _, request, response in calls:
        sent = f"`{request.method} {request.target}`, answered {response.status}"
        expect(
            request.target not in seen,
            expected="each page read once",
            seen=f"`{request.target}` more than once",
            look="Does `url` get a new value each time, from the `next` of the page "
            "that was read last? And is there only one `requests.get`?"
            if wanted
            else f"The page before had no `next`. {STOP}",
        )
        expect(
            wanted,
            expected="no call after the page that has no `next`",
            seen=f"another call: {sent}",
            look=STOP,
        )
        expect(
            request.method == "GET" and _parts(request.target) == _parts(wanted),
            expected=f"`GET {wanted}`",
            seen=sent,
            look=_why_elsewhere(response, first=not seen),
        )
        seen.append(request.target)
        wanted = _next(response)
    return wanted


def _expect_to_the_end(left: str | None, calls: list[Exchange]) -> None:
    expect(
        not left,
        expected=f"a call of `{left}`, too",
        seen=_told(calls),
        look="The last answer has a `next`: the loop goes on as long as there is one."
        if calls
        else "Which line sends something? `requests.get(url)`.",
    )


def _expect_members(given: object, wanted: list, where: str, if_none: str) -> None:
    """All messages of all pages are in this list, in their order."""
    ids = [each["id"] for each in wanted]
    expect(
        isinstance(given, list | tuple),
        expected=f"a list of messages {where}",
        seen=_what(given),
        look=if_none
        if given is None
        else "Collect in a list: `found = []`, and `found += page.json()`.",
    )
    expect(
        not any(isinstance(each, list) for each in given),
        expected=f"one list with {len(ids)} messages {where}",
        seen=f"a list of {len(given)} lists",
        look="`append` puts a whole page in, as one member. `+=` puts its messages in.",
    )
    expect(
        not given or not all(isinstance(each, int) for each in given),
        expected=f"the messages themselves {where}",
        seen=f"`{given}`",
        look="Keep all of each message, not its id only.",
    )
    got = [each.get("id") for each in given if isinstance(each, dict)]
    expect(
        list(given) == wanted,
        expected=f"messages {ids} {where}, each once",
        seen=f"messages {got}" if len(got) == len(given) else _what(given),
        look="Too many: begin with an empty list, `found = []`, and add each page once."
        if len(given) > len(wanted)
        else "Which line adds what is on a page, and does it run for each page, the "
        "last one included? Is `found` emptied on the way?",
    )


def _page(exchange: Exchange) -> dict[str, str]:
    """What was asked for in this page by offset; raises NotYet where it is none."""
    _, request, response = exchange
    asked = dict(parse_qsl(request.query, keep_blank_values=True))
    sent = f"`{request.method} {request.target}`, answered {response.status}"
    expect(
        (request.method, request.path) == ("GET", "/messages"),
        expected="two pages, each a `GET` of `/messages`, and then message 5",
        seen=sent,
        look="The order is: first page, second page, message 5.",
    )
    expect(
        response.status == 200,
        expected="two pages that are answered 200",
        seen=sent,
        look=f"The server says: {_detail(response)}",
    )
    expect(
        "offset" in asked,
        expected="a page by `offset`",
        seen=sent,
        look="Without `offset` the links go on by cursor, which misses nothing: begin "
        "with `offset=0`.",
    )
    expect(
        set(asked) <= {"offset", "limit"},
        expected="pages of the whole list, without a filter",
        seen=sent,
        look="Behind the `?` stand `offset` and `limit` only.",
    )
    return asked


def _expect_next_to_each_other(
    first: Exchange, second: Exchange, asked: dict, then: dict
) -> None:
    """The second page is the one after the first, of the same list."""
    at = int(asked["offset"]) + int(asked.get("limit", 50))
    seen = f"`{first.request.target}`, then `{second.request.target}`"
    expect(
        first.number < second.number,
        expected="the page that was read first, and then the one after it",
        seen=f"{seen}, read in the other order, or the same response twice",
        look=f"Read the first page, make the change, follow. {SAME_LIST}",
    )
    expect(
        then == asked | {"offset": str(at)},
        expected=f"as second page the one after the first: `offset={at}`, all else "
        "as it was",
        seen=seen,
        look=SAME_LIST,
    )


def _expect_there(five: Exchange, second: Exchange) -> None:
    """Message 5 was read after the two pages, and is there."""
    number, request, response = five
    sent = f"`{request.method} {request.target}`, answered {response.status}"
    path = f"/messages/{MISSED}"
    expect(
        (request.method, request.path) == ("GET", path),
        expected=f"as third response a `GET` of `{path}`",
        seen=sent,
        look='`requests.get(f"{api.url}/messages/5")`.',
    )
    expect(
        response.status == 200,
        expected="a message 5 that is there: 200",
        seen=sent,
        look=f"It has to be missed, not deleted: delete another one. {ANEW}",
    )
    expect(
        number > second.number,
        expected="the `GET` of message 5 after both pages",
        seen=f"it was call {number}, and the second page was call {second.number}",
        look="It proves that message 5 is there, so it comes last.",
    )


def _expect_changed(wire: Wire, first: Exchange, second: Exchange) -> bool:
    """Something else than message 5 was changed between the two pages.

    Whether a message in front of it was deleted.
    """
    between = [
        call
        for each, call in zip(wire.exchanges, wire.calls(), strict=True)
        if first.number < each.number < second.number
    ]
    changes = [
        (method, path)
        for method, path, status in between
        if method in ("DELETE", "PATCH", "PUT", "POST") and status < 300
    ]
    told = ", ".join(f"`{method} {path}` {status}" for method, path, status in between)
    expect(
        changes,
        expected="a change of the list between the two pages",
        seen=told or "no call between them",
        look=f"The change comes after the first page and before the second. {ANEW}",
    )
    own = [method for method, path in changes if path == f"/messages/{MISSED}"]
    expect(
        not own,
        expected="message 5 left as it is",
        seen=told,
        look=f"Change another message. {ANEW}",
    )
    in_front = {("DELETE", f"/messages/{id}") for id in range(1, MISSED)}
    return bool(in_front & set(changes))


@contextmanager
def _messages(api: Api) -> Iterator[list[dict]]:
    """Messages from SENDER, as the list shows them; removed again at the end."""
    collection, asked = f"{api.url}/messages", {"from": SENDER, "limit": 100}
    for number in range(1, COUNT + 1):
        new = {"from": SENDER, "to": SHIP, "body": f"Page check {number}"}
        requests.post(collection, json=new)
    try:
        yield requests.get(collection, params=asked).json()
    finally:
        for message in requests.get(collection, params=asked).json():
            requests.delete(f"{collection}/{message['id']}")


def _run(lines: object, names: dict[str, object]) -> None:
    """Run the lines; says where to look if they do not fit together."""
    try:
        with stopped_after(MOST):
            run(lines, names)
    except Endless:
        pass  # the calls tell why
    except NotYet as refusal:
        for word, look in {
            "MissingSchema": f"The link is relative. {WHOLE}",
            "KeyError: 'next'": "The last page is not empty, but it has no `next`. "
            'Which line asks for that? `if "next" not in page.links:`.',
            "IndentationError": "The lines that begin with blanks stand below `while "
            "True:`, and the line with `break` right below an `if`.",
        }.items():
            refusal.look = look if word in refusal.seen else refusal.look
        raise


def _call(function: Callable, url: str, api: Api) -> tuple[object, list[Exchange]]:
    """What the function gives back or raises, and the calls that it made."""
    last = Wire(api).exchanges[-1].number
    try:
        with stopped_after(MOST):
            given = function(url)
    except (Exception, SystemExit, Endless) as error:
        given = _Raised(error)
    return given, api.exchanges(after=last)


def _target(sender: str = SENDER, **more: int) -> str:
    """Path and query of a first page of this sender's messages."""
    return f"/messages?{urlencode({'from': sender} | more)}"


def _parts(target: str) -> tuple[str, list]:
    """Path and parameters, however they are written."""
    path, _, query = target.partition("?")
    return path, sorted(parse_qsl(query, keep_blank_values=True))


def _next(response: Response) -> str | None:
    """Where the next page is, as the response says."""
    links = parse_header_links(response.headers.get("Link") or "")
    return next((link["url"] for link in links if link["rel"] == "next"), None)


def _why_elsewhere(response: Response, first: bool) -> str:
    """Where to look after a call that no link has led to."""
    if first:
        return "Begin with `url` as it is: it is the first page, with its parameters."
    if response.status >= 400:
        return f"The server says: {_detail(response)} {FOLLOW}"
    return FOLLOW


def _detail(response: Response) -> str:
    """What the server advises; it stands in the content of a refusal."""
    try:
        return response.json().get("detail", "")
    except (ValueError, AttributeError):
        return "Print the response's `.text`."


def _advice_on(raised: object) -> str:
    error = raised.error if isinstance(raised, _Raised) else None
    if isinstance(error, requests.exceptions.MissingSchema):
        return f"The link is relative. {WHOLE}"
    if isinstance(error, KeyError) and error.args == ("next",):
        return f"The last page has no `next`. {STOP}"
    return "`def collect(url):` takes one URL. Mend this error first."


def _what(value: object) -> str:
    """A value in a few words."""
    if value is None or isinstance(value, bool | int | str):
        return f"`{value!r}`"
    if isinstance(value, list | tuple):
        inside = sorted({type(each).__name__ for each in value})
        return (
            f"a {type(value).__name__} of {len(value)}: {', '.join(inside) or 'empty'}"
        )
    return f"a value of type {type(value).__name__}"


def _told(calls: list[Exchange]) -> str:
    """The calls in a few words."""
    told = [
        f"`{asked.method} {asked.target}` {said.status}" for _, asked, said in calls
    ]
    return ", ".join(told) or "no call"

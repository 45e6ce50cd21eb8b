"""The judges of lesson what_makes_it_rest."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

import requests
from requests.utils import parse_header_links

from toy_api import listen
from toy_api.exchange import App, Exchange, Request, Response
from toy_api.lab import Api

from ..classroom.gateways import renaming
from ..classroom.judging import Raised, Wire, expect, expect_function, mark, match
from ..classroom.small_apis import calls_of_small_apis
from ..classroom.stopping import Endless, stopped_after

MOST_CALLS = 30  # that a function may make before it is stopped
TEXT = "Made by the check."
NEW = {"from": "+12025550188", "to": "+15558675310", "body": TEXT}
MEMBERS = 5  # that the check adds to the list
NAMES = [  # new path templates by old ones; a second gateway is for who knows the first
    {"/messages": "/post", "/messages/{id}": "/one/of/them/{id}"},
    {"/messages": "/shelf/7/all", "/messages/{id}": "/m{id}.json"},
]
WHOLE = "`urljoin(root, ...)` makes a whole URL of it."
ROOT_FIRST = '`home = requests.get(root)`, and then `home.json()["messages"]`.'
OPENED = "`read` first, then `open`, then `read` once more: is it the same answer?"
KINDS = "`requests.get(...).headers`: look for `Cache-Control`."
KEY = {
    "one stateless": (False, f"What does `read` read? {OPENED}"),
    "one cache": (True, "Look for `Cache-Control`. To say no is to say something."),
    "one methods": (False, "With which method, and at which URL, do you read there?"),
    "one links": (False, "Print the content and the header fields: where is a URL?"),
    "two stateless": (True, "`/notes/1` says which note, whatever was asked before."),
    "two cache": (False, f"Does a `GET` of a note say so? {KINDS}"),
    "two methods": (True, "Read a note, `PUT` it, delete it: which methods, where?"),
    "two links": (False, "There is an `id` in each note. Is there a URL anywhere?"),
    "api stateless": (True, "Two workers of it answered one client in turn, above."),
    "api cache": (True, f"What does a `GET` of a message say? {KINDS}"),
    "api methods": (
        True,
        "How did you read and change a message, in lessons 03 to 09?",
    ),
    "api links": (True, "Look at the root, at `Location`, and at a list with pages."),
}


def last_page(answer: object, wire: Wire) -> str:
    """It is the loop of lesson 11, and one call before it: the root.

    The root has the link `messages`. Each page has its links in `page.links`; where
    there is no `next`, it is the last one.

    `home = requests.get(root)`, then
    `page = requests.get(urljoin(home.url, home.json()["messages"]))`. In a loop,
    `while "next" in page.links:`, stands
    `page = requests.get(urljoin(page.url, page.links["next"]["url"]))`. At the end:
    `return page`.
    """
    expect_function(answer, "last_page(root)")
    for names, size in ((NAMES[0], 2), (NAMES[1], 3), (NAMES[0], 100)):
        with _members(wire.api), _gateway(wire.api, names, size) as trial:
            trial.call(answer, trial.root)
            _expect_links_followed(trial)
            _expect_no_error(trial, "last_page(root)")
            _expect_last_page(trial)
    return "From one URL to the last page, under names that you had never seen."


def constraint_bingo(answer: object, wire: Wire) -> str:
    """Ask, look at the header fields, ask the same again, and compare.

    For `stateless`: at `one`, send `{"do": "read"}`, then open something, and send
    `{"do": "read"}` again. At `two`, read the same note twice. For `cache`, print
    `.headers.get("Cache-Control")`.

    `one` keeps only `cache`. `two` keeps two of the four: which ones tells a look at
    its header fields. Your `api` leads on from its root, and it keeps the others, too.
    """
    match(answer, KEY)
    at_one, at_two = calls_of_small_apis()
    expect(
        _two_answers(at_one),
        expected="an experiment that shows it: one request at `one`, two answers",
        seen=f"your table is right, and the log of `one` says: {_told(at_one)}",
        look=OPENED,
    )
    twice = [each for each in at_two if each.request.method == "GET"]
    read = [each.request.target for each in twice if each.response.status == 200]
    expect(
        len(read) > len(set(read)),
        expected="an experiment at `two`: the same `GET`, sent twice",
        seen=f"your table is right, and the log of `two` says: {_told(at_two)}",
        look='`requests.get(f"{two.url}/notes/1")`, then something else, then again.',
    )
    return "One keeps a conversation, two keeps silent, and your API keeps all four."


def no_glue(answer: object, wire: Wire) -> str:
    """Which URLs does it build by hand? For each, which answer tells it?

    The root tells two of them: `messages`, and `message`, a template to be filled in
    by `.format(id=id)`. The third one comes with the `201`.

    With `home = requests.get(root)`, the old one is at
    `urljoin(home.url, home.json()["message"].format(id=id))`, the place to create is
    `urljoin(home.url, home.json()["messages"])`, and the new one is at
    `urljoin(made.url, made.headers["Location"])`.
    """
    expect_function(answer, "resend(root, id)")
    for names in NAMES:
        with _members(wire.api) as ids, _gateway(wire.api, names) as trial:
            trial.call(answer, trial.root, ids[0])
            _expect_links_followed(trial)
            _expect_no_error(trial, "resend(root, id)")
            _expect_resent(trial)
    return "Every URL was renamed, twice, and your client did not notice."


def quiz_what_makes_it_rest(answer: object, _: Wire) -> str:
    """Question 1: which of the six constraints speaks of JSON?

    Question 2: what did the second worker find when the first one had created?

    Question 3: what did the client that follows links know of the API beforehand?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M17: None of the six constraints names a format.",
                      "c": "No constraint names a format, and so not HTML either."}),
            2: ("b", {"a": "M22: One worker created it, and the other one read it out.",
                      "c": "Then only this worker could answer. Both could."}),
            3: ("c", {"a": "It takes the URL from the answer, whatever it is.",
                      "b": "Behind the cache, the same client got the same texts."}),
        },
    )  # fmt: skip
    return (
        "Rules make the style; the store is not the conversation; names are the bond."
    )


@dataclass
class _Trial:
    """A gateway with names of its own, and what a function did there."""

    root: str
    names: dict[str, str]
    log: Callable[[], list[Exchange]]
    given: object = None  # what the function gave back, or Raised
    calls: list[Exchange] = field(default_factory=list)

    def call(self, function: Callable, *more: object) -> None:
        try:
            with stopped_after(MOST_CALLS):
                self.given = function(*more)
        except (Exception, SystemExit, Endless) as error:
            self.given = Raised(error)
        self.calls = self.log()

    @property
    def list_path(self) -> str:
        return self.names["/messages"]


@contextmanager
def _members(api: Api) -> Iterator[list[int]]:
    """Some more messages, so that a list has pages; removed again at the end."""
    added = [requests.post(f"{api.url}/messages", json=NEW) for _ in range(MEMBERS)]
    expect(
        all(each.status_code == 201 for each in added),
        expected="an API in which the check can create messages",
        seen=f"{added[0].status_code} {added[0].reason}",
        look="`api.reset()` opens the door, and takes away what was added to the API.",
    )
    try:
        yield [each.json()["id"] for each in added]
    finally:
        first = int(added[0].headers["Request-Id"])
        for _, _, response in api.exchanges(first - 1):
            path = response.headers.get("Location") or ""
            if response.status == 201 and path.startswith("/messages/"):
                requests.delete(api.url + path)


@contextmanager
def _gateway(api: Api, names: dict, size: int = 0) -> Iterator[_Trial]:
    """The API under other names; a list without a query comes in pages of this size."""
    listener = listen(_in_pages(renaming(api.url, names), names["/messages"], size))
    try:
        yield _Trial(listener.url, names, listener.exchanges)
    finally:
        listener.stop()


def _in_pages(app: App, path: str, size: int) -> App:
    def answer(request: Request) -> Response:
        if size and request.target == path and request.method == "GET":
            request = request.but(target=f"{path}?limit={size}")
        return app(request)

    return answer


def _expect_links_followed(trial: _Trial) -> None:
    """Each call goes to the root, or where an answer before it has led."""
    error = trial.given.error if isinstance(trial.given, Raised) else None
    names = f"Here the list is at `{trial.list_path}`. "
    if not trial.calls and error:
        return
    expect(
        trial.calls,
        expected="calls at the `root` that the function was given",
        seen="no call reached it",
        look="Begin with `requests.get(root)`; `api.url` is another server.",
    )
    offered = ["/"]
    for _, request, response in trial.calls:
        expect(
            not re.search(r"[{}]", unquote(request.target)),
            expected="a template that is filled in",
            seen=f"`{request.method} {request.target}`, answered {response.status}",
            look='`home.json()["message"].format(id=id)` puts the number in.',
        )
        expect(
            any(_fits(request.target, link) for link in offered),
            expected="calls of the root, and of what an answer has led to",
            seen=f"`{request.method} {request.target}`, answered {response.status}",
            look=_why_unknown(request, trial, names, len(offered) > 1),
        )
        offered += _links_in(request, response)


def _why_unknown(
    request: Request, trial: _Trial, names: str, is_root_read: bool
) -> str:
    if request.path == trial.list_path and is_root_read:
        return "Add no parameters: the links have all that is needed."
    if trial.list_path in request.path and is_root_read:
        return (
            f"A number glued to the link `messages`. {names}A message has a link, too."
        )
    if not is_root_read:
        return f"{names}No answer has told the function a URL yet. {ROOT_FIRST}"
    return f"{names}Which answer tells this URL: the root, `Location`, or `Link`?"


def _links_in(request: Request, response: Response) -> list[str]:
    """Where this answer leads: the links in it, templates among them."""
    if request.path == "/" and response.status == 200:
        kind = response.headers.get("Content-Type")
        return list(response.json().values()) if kind == "application/json" else []
    links = parse_header_links(response.headers.get("Link") or "")
    return [*(link["url"] for link in links), response.headers.get("Location") or "/"]


def _fits(target: str, link: str) -> bool:
    """Whether this target is the link, or the template, filled in."""
    (path, query), (pattern, wanted) = _parts(target), _parts(link)
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(pattern))
    return query == wanted and bool(re.fullmatch(pattern, path))


def _parts(target: str) -> tuple[str, list]:
    path, _, query = target.partition("?")
    return path, sorted(parse_qsl(query, keep_blank_values=True))


def _expect_no_error(trial: _Trial, head: str) -> None:
    error = trial.given.error if isinstance(trial.given, Raised) else None
    look = "Mend this error first: it comes from inside your function."
    if isinstance(error, Endless):
        look = "Does `page` get a new value inside the loop, and has the loop an end?"
    elif isinstance(error, requests.exceptions.MissingSchema):
        look = f"The link is relative. {WHOLE}"
    elif isinstance(error, KeyError) and error.args == ("next",):
        look = 'The last page has no `next`: `while "next" in page.links:`.'
    elif isinstance(error, KeyError) and error.args == ("location",) and trial.calls:
        look = f"No `Location` came with it. {_advice(trial.calls[-1].response)}"
    elif isinstance(error, KeyError) and error.args == ("id",):
        look = "The place in the template has a name: `.format(id=...)`."
    elif isinstance(error, TypeError) and "argument" in str(error):
        look = f"The check calls `{head}`: look at the brackets behind `def`."
    expect(
        error is None,
        expected=f"a call of `{head}` without an error",
        seen=f"it raised {trial.given!r} after {_told(trial.calls)}",
        look=look,
    )


def _expect_response(trial: _Trial, what: str, look: str) -> Exchange:
    """The exchange behind what the function gave back."""
    given = trial.given
    is_response = isinstance(given, requests.Response)
    expect(
        is_response,
        expected=f"the response that {what}",
        seen=f"it gave back {_what(given)}",
        look=look,
    )
    number = given.headers.get("Request-Id")
    here = [each for each in trial.calls if str(each.number) == number]
    expect(
        given.url.startswith(trial.root) and here,
        expected=f"the response that {what}",
        seen=f"an answer from {given.url}",
        look="Give back a response of this call of the function, at this `root`.",
    )
    return here[0]


def _expect_last_page(trial: _Trial) -> None:
    look = "`return page` at the end: the response itself, behind the loop."
    _, request, response = _expect_response(trial, "brought the last page", look)
    pages = [each for each in trial.calls if each.request.path == trial.list_path]
    expect(
        request.path == trial.list_path and response.status == 200,
        expected="the response that brought the last page",
        seen=f"the response to `{request.method} {request.target}`, {response.status}; "
        f"the calls were {_told(trial.calls)}",
        look=ROOT_FIRST,
    )
    links = parse_header_links(response.headers.get("Link") or "")
    expect(
        "next" not in [link["rel"] for link in links],
        expected="the last page: one without a `next`",
        seen=f"page {len(pages)}, `{request.target}`, which has a `next`",
        look="Go on in a loop, and give back the page that was read last."
        if len(pages) < 2
        else "How often it goes on is not known beforehand: `while`.",
    )
    targets = [each.request.target for each in pages]
    expect(
        len(targets) == len(set(targets)),
        expected="each page read once",
        seen=_told(trial.calls),
        look="Keep the response, and use it for the next step.",
    )


def _expect_resent(trial: _Trial) -> None:
    made = [each for each in trial.calls if each.request.method == "POST"]
    told = _told(trial.calls)
    expect(
        len(made) == 1 and made[0].response.status == 201,
        expected="one `POST` that creates the new message",
        seen=told,
        look="Is the new message sent once, as `json=new`, to the link `messages`?",
    )
    sent = made[0].response.json()
    place = made[0].response.headers["Location"]
    expect(
        {name: sent[name] for name in NEW} == NEW,
        expected=f"the words of the message that was read: `{TEXT}`",
        seen=f"`{sent['body']}` from {sent['from']} to {sent['to']}",
        look="Take `from`, `to` and `body` out of the old message.",
    )
    look = "At the end: `return requests.get(...)`, with the `Location` of the new one."
    exchange = _expect_response(trial, "reads the new message", look)
    _, request, response = exchange
    expect(
        (request.method, request.path, response.status) == ("GET", place, 200),
        expected=f"the response that reads the new message, `GET {place}`",
        seen=f"the response to `{request.method} {request.target}`, {response.status}",
        look=look,
    )


def _two_answers(exchanges: list[Exchange]) -> bool:
    """Whether one request was answered in two ways."""
    asked = {(x.request.method, x.request.target, x.request.body) for x in exchanges}
    both = {(*_asked(x), x.response.body) for x in exchanges}
    return len(both) > len(asked)


def _asked(exchange: Exchange) -> tuple:
    _, request, _ = exchange
    return request.method, request.target, request.body


def _told(calls: list[Exchange]) -> str:
    """The calls in a few words."""
    told = [
        f"`{asked.method} {asked.target}` {said.status}" for _, asked, said in calls
    ]
    more = f" and {len(told) - 6} more" if len(told) > 6 else ""
    return (", ".join(told[:6]) or "no call") + more


def _advice(response: Response) -> str:
    """What the server says of a refusal, with each wrong field."""
    try:
        problem = response.json()
        errors = [f"`{x['pointer']}`: {x['detail']}" for x in problem.get("errors", [])]
        return " ".join(["The server says:", problem["detail"], *errors[:3]])
    except (ValueError, LookupError, AttributeError, TypeError):
        return f"The answer was {response.status}."


def _what(value: object) -> str:
    if value is None or isinstance(value, bool | int | str):
        return f"`{value!r}`"
    return f"a value of type {type(value).__name__}"

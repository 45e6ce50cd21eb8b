"""The judges of lesson a_real_dialect."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl

import requests

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.dialect.sids import account_sid
from toy_api.exchange import Exchange
from toy_api.in_page.starting import serve_here
from toy_api.rules.recording import Log

from ..classroom.judging import NotYet, Raised, Wire, expect, mark, match
from ..classroom.stopping import Endless, stopped_after

ROOT = re.compile(r"/2010-04-01/Accounts/AC[0-9a-f]{32}")
PAGE_SID = "MM800f449d0399ed014aae2bcc0cc2f2ec"
PORT, SHIP, HANGAR = "+14158141829", "+15017122661", "+15558675310"
KESSEL = "This is the ship that made the Kessel Run in fourteen parsecs?"
FORM = "application/x-www-form-urlencoded"
ME = ("eve", "glass-marble")  # the account on the judge's own server
TEXT = "Tea & toast + jam, 100% sure? ☕"  # what gets lost where somebody glues
LATER = {"MessagingServiceSid": f"MG{'0' * 32}", "ScheduleType": "fixed"}
LATER |= {"SendAt": "2024-01-01T12:00:00Z"}
MISSING = "not written yet"
ELSEWHERE = (
    "`api`, `account` and `me` are yours, and the client may be for somebody else: "
)
ELSEWHERE += "use `self.url` and `self.auth`."
SID = re.compile("(SM|MM)[0-9a-f]{30}([0-9a-f]{2})")
MOST_CALLS = 40  # of one method
SENTENCES = ["create", "update", "delete", "label", "accept", "errors", "pages"]
SENTENCES += ["place", "alone"]
METHODS = ["fetch", "create", "redact", "cancel", "delete", "everything", "reason"]


def dialect_calls(answer: object, wire: Wire) -> str:
    """The table has a row for each of the three: its method, its URL, its fields.

    A filter stands in the query, `params={"To": ...}`. What a `POST` carries is a form,
    `data={...}`. All three need `auth=me`.

    The URLs are `f"{account}/Messages.json"` twice, and
    `f"{account}/Messages/MM800f449d0399ed014aae2bcc0cc2f2ec/Feedback.json"`. The second
    call needs `From`, `To`, `Body` and `MediaUrl`, the third one `Outcome`.
    """
    expect(
        isinstance(answer, list | tuple) and len(answer) == 3,
        expected="a list of three responses",
        seen=f"a value of type {type(answer).__name__}",
        look="`[first, second, third]`: what the three calls gave back.",
    )
    listed = _kept(answer[0], wire, "the list")
    _expect_call(listed, "GET", "/Messages.json", 200, "list the messages")
    _expect_filter(listed)
    sent = _kept(answer[1], wire, "the message with a picture")
    _expect_call(sent, "POST", "/Messages.json", 201, "send one")
    _expect_picture(sent)
    told = _kept(answer[2], wire, "the feedback")
    path = f"/Messages/{PAGE_SID}/Feedback.json"
    _expect_call(told, "POST", path, 200, "give feedback")
    outcome = _form(told).get("Outcome")
    expect(
        outcome == "confirmed",
        expected="`Outcome=confirmed` in the form",
        seen=f"`{told.request.body.decode('utf-8', 'replace') or 'no content'}`",
        look='`data={"Outcome": "confirmed"}`: a form says what happened.',
    )
    return (
        "Three calls out of a table: 200, 201, and a `POST` that creates nothing new."
    )


def messages_client(answer: object, wire: Wire) -> str:
    """Each method is a call that you have made above, with `self.url` and `self.auth`.

    `create` is a `POST` to `f"{self.url}.json"`, `redact` and `cancel` are a `POST` to
    `f"{self.url}/{sid}.json"`; all three carry `data={...}` and give back `.json()`.
    `delete` compares a status. In `reason`, think of a `204`: it has no JSON.

    `everything` is the loop of the lesson: `requests.get(f"{self.url}.json",
    params={"PageSize": size}, auth=self.auth)` first. Then `next_page_uri`, with the
    beginning of the first URL before it: `urljoin(self.url, way)` from `urllib.parse`.
    """
    expect(
        isinstance(answer, type),
        expected="a class, `class MessagesClient(Start):`",
        seen=f"a value of type {type(answer).__name__}",
        look="Hand over its name, without brackets behind it.",
    )
    with _own_account(wire) as ground:
        client = _made(answer, ground)
        findings = [_finding(name, client, ground) for name in METHODS]
    right = [each for each in findings if not each.look]
    wrong = [each for each in findings if each.look and each.seen != MISSING]
    wrong += [each for each in findings if each.seen == MISSING]
    expect(
        len(right) == len(findings),
        expected="seven methods that do what the table says",
        seen=f"{len(right)} of 7 are right: {_all_told(findings)}",
        look="".join(f"`{each.name}`: {each.look}" for each in wrong[:1]),
    )
    return "7 of 7 are right: you have written a library for a real API's dialect."


def critique(answer: object, wire: Wire) -> str:
    """Make one call for each sentence, and look at the status, the fields, the content.

    Some of it has stood in the cells above: what did JSON bring, what did `PUT` bring,
    and where was the way to the next page? Look at `.headers`, too.

    Four of the nine are true. The errors say in `Content-Type` what they are, and
    `headers={"Accept": "text/html"}` is worth a try.
    """
    expect(
        isinstance(answer, dict) and set(answer) == set(SENTENCES),
        expected=f"`True` or `False` for each of: {', '.join(SENTENCES)}",
        seen=repr(answer),
        look="Change only what stands behind the colons.",
    )
    with _own_account(wire) as ground:
        match(answer, _facts(ground))
    return "Four of nine are kept. Other APIs, other choices: the wire tells which."


def quiz_dialect(answer: object, _: Wire) -> str:
    """Question 1: what did the second call of the cell with `None` and `""` do?

    Question 2: which of the three could you say of any program on the web?

    Question 3: how many statuses, and how many codes, came for four mistakes?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M4: The redacted message kept its sid: nothing was new.",
                      "c": "`PUT` brought a 405. A `POST` may do what its API says."}),
            2: ("c", {"a": "M17: In lesson 01 a resource came as HTML, and as JSON.",
                      "b": "A library can be written for anything. You wrote one."}),
            3: ("a", {"b": "The same 400 came for an empty `Body`, too.",
                      "c": "They are for people: other words break your program."}),
        },
    )  # fmt: skip
    return "Read what this API says, see what it does, branch on what it promises."


def _kept(each: object, wire: Wire, wish: str) -> Exchange:
    """The exchange behind one of the three."""
    expect(
        each is not ...,
        expected=f"a response for {wish}, too",
        seen="`...`",
        look="Put the response in the place of the dots.",
    )
    return wire.of(each)


def _expect_call(each: Exchange, method: str, end: str, status: int, wish: str) -> None:
    _, request, response = each
    path = ROOT.sub("", request.path)
    expect(
        (request.method, path) == (method, end) and path != request.path,
        expected=f"`{method} …{end}`: {wish}",
        seen=_told(each),
        look=f"The row *{wish}* of the table. Is the order of your list the same?",
    )
    expect(
        response.status == status,
        expected=f"`{status}` for: {wish}",
        seen=_told(each),
        look=_advice(each),
    )


def _expect_filter(each: Exchange) -> None:
    query = dict(parse_qsl(each.request.query))
    given = query.get("To", "").replace(" ", "+", 1)
    expect(
        given == PORT and "From" not in query,
        expected=f"only messages to `{PORT}`",
        seen=f"`{each.request.query or 'no query'}`",
        look='`params={"To": "+14158141829"}`, the name written as in the table.',
    )


def _expect_picture(each: Exchange) -> None:
    form = _form(each)
    expect(
        "MediaUrl" in form and each.response.json()["num_media"] == "1",
        expected="a message with a picture: `num_media` is `1`",
        seen=f"the fields {', '.join(form)}",
        look='`"MediaUrl": "https://example.com/tea.png"` in the form.',
    )
    expect(
        form.get("Body", "").strip() not in ("", KESSEL),
        expected="a message in your own words",
        seen=f"`{form.get('Body', 'no Body')}`",
        look='`ship | {"Body": "My own words.", "MediaUrl": ...}`.',
    )


def _form(each: Exchange) -> dict[str, str]:
    """The fields of a form that was read as one; {} for any other content."""
    kind = each.request.headers.get("Content-Type") or ""
    text = each.request.body.decode("utf-8", "replace")
    pairs = parse_qsl(text, keep_blank_values=True)
    return dict(pairs) if kind.partition(";")[0].strip().lower() == FORM else {}


def _told(each: Exchange) -> str:
    _, request, response = each
    return f"`{request.method} {ROOT.sub('…', request.path)}` {response.status}"


def _advice(each: Exchange) -> str:
    """What to do about a refusal."""
    _, request, response = each
    kind = request.headers.get("Content-Type") or ""
    if response.status == 401:
        return "Who asks? Each request needs the credentials: `auth=`."
    if kind.startswith("application/json"):
        return "JSON is not read here: write `data=` in the place of `json=`."
    try:
        error = json.loads(response.body)
        return f"The server says: {error['code']}, {error['message']}"
    except (ValueError, LookupError, TypeError):
        return "Which row of the table is it, and which success does it promise?"


@dataclass
class _Ground:
    """A server of the judge's own, with one account, and what reaches it."""

    url: str  # of the account
    log: Log
    wire: Wire  # of the learner's server
    seen: int = 0  # the newest exchange there that is known already

    def call(self, method: str, end: str, **more: object) -> requests.Response:
        """A call of the judge's own."""
        more = {"auth": ME} | more
        return requests.request(method, f"{self.url}{end}", timeout=9, **more)

    def new(self, **fields: str) -> dict:
        """A message that is there for one method to work on."""
        form = {"From": SHIP, "To": HANGAR, "Body": "Redact me, delete me."} | fields
        return self.call("POST", "/Messages.json", data=form).json()

    def all(self) -> dict[str, dict]:
        """Every message by its sid."""
        found = self.call("GET", "/Messages.json?PageSize=1000").json()["messages"]
        return {each["sid"]: each for each in found}

    def now(self, sid: str) -> dict:
        """The message with this sid, as it is now; {} where there is none."""
        return self.all().get(sid, {})

    def count(self) -> int:
        """The number of the newest exchange."""
        return max((each.number for each in self.log.after(0)), default=0)

    def missed(self) -> bool:
        """Whether anything new has reached the learner's server instead."""
        new = self.wire.api.exchanges(after=self.seen)
        self.seen = new[-1].number if new else self.seen
        return bool(new)


@contextmanager
def _own_account(wire: Wire) -> Iterator[_Ground]:
    log = Log()
    app = create_app(clock=ToyClock(), log=log, accounts=dict([ME]))
    server = serve_here(app)
    account = f"{server.url}/2010-04-01/Accounts/{account_sid(ME[0])}"
    try:
        newest = wire.exchanges[-1].number if wire.exchanges else 0
        yield _Ground(account, log, wire, newest)
    finally:
        server.stop()


def _made(plan: type, ground: _Ground) -> object:
    try:
        return plan(ground.url, ME)
    except (Exception, SystemExit) as error:
        raise NotYet(
            expected="a client, made by `MessagesClient(account, me)`",
            seen=f"it raised {Raised(error)!r}",
            look="`class MessagesClient(Start):` has the `__init__` of `Start`.",
        ) from None


@dataclass
class _Finding:
    """What one method did; `look` says what is wrong, or nothing."""

    name: str
    seen: str
    look: str = ""

    def __str__(self) -> str:
        return f"`{self.name}` {'✘' if self.look else '✔'} {self.seen}"


@dataclass
class _Work:
    """One call of a method: what it gave back, and what it sent."""

    given: object
    calls: list[Exchange]
    elsewhere: bool  # it called the learner's own server

    def only(self, method: str, end: str) -> list[Exchange]:
        """Its calls with this method to this address."""
        return [
            each
            for each in self.calls
            if (each.request.method, ROOT.sub("", each.request.path)) == (method, end)
        ]

    @property
    def told(self) -> str:
        every = Counter(SID.sub(r"\1…\2", _told(each)) for each in self.calls)
        words = [f"{n} x {each}" if n > 1 else each for each, n in every.items()]
        more = [f"{len(words) - 4} more"] if len(words) > 4 else []
        more += ["calls to your own server"] if self.elsewhere else []
        shown = [", ".join(words[:4])] if words else []
        return " and ".join(shown + more) or "no call"


def _all_told(findings: list[_Finding]) -> str:
    """What was seen of each method; those that are still to come at the end."""
    missing = [f"`{each.name}`" for each in findings if each.seen == MISSING]
    told = [str(each) for each in findings if each.seen != MISSING]
    return " · ".join(told + [f"{MISSING}: {', '.join(missing)}"] * bool(missing))


class _Wrong(Exception):
    """Something about a method: what was seen, and where to look."""


def _finding(name: str, client: object, ground: _Ground) -> _Finding:
    method = getattr(client, name, ...)
    if method is ... or not callable(method):
        return _Finding(name, MISSING, "The table above tells what it gives back.")
    try:
        return _Finding(name, TRIALS[name](method, ground))
    except _Wrong as wrong:
        return _Finding(name, *wrong.args)


def _work(method: Callable, ground: _Ground, *given: object) -> _Work:
    """Call the method once; raises _Wrong where it fails."""
    known = ground.count()
    try:
        with stopped_after(MOST_CALLS):
            back = method(*given)
    except (Exception, SystemExit, Endless) as error:
        back = Raised(error)
    calls = ground.log.after(known)
    work = _Work(back, calls, ground.missed())
    if isinstance(back, Raised):
        raise _Wrong(
            f"raised {repr(back)[:99]}, after {work.told}", _mending(back, work)
        )
    return work


def _mending(raised: Raised, work: _Work) -> str:
    error = raised.error
    if isinstance(error, Endless):
        return "It does not end: which `next_page_uri` does the last page have?"
    if work.elsewhere:
        return ELSEWHERE
    refused = [each for each in work.calls if each.response.status >= 400]
    if refused:
        return _advice(refused[-1])
    if isinstance(error, TypeError) and "positional argument" in str(error):
        return "Look at the brackets behind `def`: first `self`, then as in the table."
    if isinstance(error, requests.exceptions.MissingSchema):
        return "A relative URL needs its beginning: `urljoin(self.url, way)`."
    if isinstance(error, ValueError):
        return "`.json()` fails where no JSON came: a `204` has no content."
    return "Mend this error first: it comes from inside the method."


def _sure(condition: object, work: _Work, look: str, seen: str = "") -> None:
    """Raise _Wrong with what was seen, unless the condition holds."""
    if not condition:
        raise _Wrong(seen or work.told, ELSEWHERE if work.elsewhere else look)


def _sure_of_call(work: _Work, method: str, end: str, status: int) -> Exchange:
    """The one call that it made to this address, answered so."""
    shown = SID.sub("sid", end)
    found = work.only(method, end)
    _sure(found, work, f"It should send `{method} …{shown}`.")
    _sure(found[-1].response.status == status, work, _advice(found[-1]))
    _sure(len(found) == 1, work, "Once is enough: a `POST` may do its work twice.")
    return found[0]


def _sure_of_message(work: _Work, sid: str) -> None:
    back = work.given
    look = "Give back the message: `return response.json()`."
    if back is None:
        look = f"It gives nothing back. {look}"
    seen = f"{work.told}, gave back {_shown(back)}"
    is_it = isinstance(back, dict) and back.get("sid") == sid
    _sure(is_it, work, look, seen)


def _try_fetch(method: Callable, ground: _Ground) -> str:
    sid = ground.new()["sid"]
    work = _work(method, ground, sid)
    _sure_of_call(work, "GET", f"/Messages/{sid}.json", 200)
    _sure_of_message(work, sid)
    return work.told


def _try_create(method: Callable, ground: _Ground) -> str:
    before = ground.all()
    work = _work(method, ground, PORT, HANGAR, TEXT)
    each = _sure_of_call(work, "POST", "/Messages.json", 201)
    new = each.response.json()
    for name, key, value in [
        ("From", "from", PORT),
        ("To", "to", HANGAR),
        ("Body", "body", TEXT),
    ]:
        look = (
            f"Put what it is given into the form, `{name}` as well: `data=` packs it."
        )
        _sure(new[key] == value, work, look, f"{work.told}, `{key}`: `{new[key]}`")
    _sure(len(ground.all()) == len(before) + 1, work, "It should create one message.")
    _sure_of_message(work, new["sid"])
    return work.told


def _try_redact(method: Callable, ground: _Ground) -> str:
    sid = ground.new()["sid"]
    before = ground.all()
    work = _work(method, ground, sid)
    after = ground.all()
    look = "It should keep the message, and take away only its text."
    _sure(sid in after, work, look, f"{work.told}, and the message is gone")
    each = _sure_of_call(work, "POST", f"/Messages/{sid}.json", 200)
    content = each.request.body.decode("utf-8", "replace")
    _sure(
        after[sid]["body"] == "",
        work,
        'The empty text must really be sent: `data={"Body": ""}`.',
        f"{work.told}, with the content `{content}`; the text is still there",
    )
    _sure(len(after) == len(before), work, "It should create nothing.")
    _sure_of_message(work, sid)
    return f"{work.told} `{content}`"


def _try_cancel(method: Callable, ground: _Ground) -> str:
    message = ground.new(**LATER)
    work = _work(method, ground, message["sid"])
    each = _sure_of_call(work, "POST", f"/Messages/{message['sid']}.json", 200)
    content = each.request.body.decode("utf-8", "replace")
    now = ground.now(message["sid"])
    _sure(
        now["status"] == "canceled",
        work,
        'The form says what shall be: `data={"Status": "canceled"}`.',
        f"{work.told} `{content}`; its status is `{now['status']}`",
    )
    look = "Send `Status` only: `Body=` takes the text away."
    seen = f"{work.told} `{content}`; its text is gone"
    _sure(now["body"] == message["body"], work, look, seen)
    _sure_of_message(work, message["sid"])
    return f"{work.told} `{content}`"


def _try_delete(method: Callable, ground: _Ground) -> str:
    sid = ground.new(**LATER)["sid"]
    ground.call("POST", f"/Messages/{sid}.json", data={"Status": "canceled"})
    work = _work(method, ground, sid)
    _sure_of_call(work, "DELETE", f"/Messages/{sid}.json", 204)
    look = "`True` after a `204`: `return response.status_code == 204`."
    seen = f"{work.told}, gave back {_shown(work.given)}"
    _sure(work.given is True, work, look, seen)
    young = ground.new()["sid"]
    again = _work(method, ground, young)
    look = "A queued message can not be deleted: give back `False` for the `409`."
    seen = f"{again.told}, gave back {_shown(again.given)}"
    _sure(again.given is False, again, look, seen)
    _sure(young in ground.all(), again, "A queued message should stay.")
    return f"{work.told} and {again.told}"


def _try_everything(method: Callable, ground: _Ground) -> str:
    there = sorted(ground.all())
    for size in (100, 2):
        work = _work(method, ground, size)
        pages = work.only("GET", "/Messages.json")
        _sure(pages, work, "It should send `GET …/Messages.json`.")
        refused = [each for each in work.calls if each.response.status >= 400]
        look = _advice(refused[-1]) if refused else ""
        if refused and refused[-1].request.path.endswith("/Messages"):
            look = "At the end `next_page_uri` is `None`: stop before `urljoin`, which "
            look += "makes `self.url` of it."
        _sure(not refused, work, look)
        sizes = [dict(parse_qsl(x.request.query)).get("PageSize") for x in pages]
        look = "Ask for pages of the size that it is given: `PageSize` in the query."
        seen = f"{work.told}, with `PageSize` {sizes[0]} for a `size` of {size}"
        _sure(set(sizes) == {str(size)}, work, look, seen)
        back = work.given
        listed = isinstance(back, list | tuple)
        listed = listed and all(isinstance(each, dict) for each in back)
        look = "Give back one list of messages: put each page's `messages` into it."
        seen = f"{work.told}, gave back {_shown(back)}"
        _sure(listed, work, look, seen)
        sids = sorted(str(each.get("sid")) for each in back)
        look = "Follow `next_page_uri` until it is `null`, and keep what each page has."
        seen = f"{work.told}; {len(sids)} of {len(there)} messages, pages of {size}"
        if len(sids) > len(set(sids)):
            look = "A message is in your list twice: add each page once."
        _sure(sids == there, work, look, seen)
    return work.told


def _try_reason(method: Callable, ground: _Ground) -> str:
    good = {"From": SHIP, "To": HANGAR, "Body": "Hello"}
    made = ground.call("POST", "/Messages.json", data=good)
    young = made.json()["sid"]
    old = ground.new(**LATER)["sid"]
    ground.call("POST", f"/Messages/{old}.json", data={"Status": "canceled"})
    for response, code in [
        (ground.call("POST", "/Messages.json", data=good | {"To": "123"}), 21211),
        (made, None),
        (ground.call("DELETE", f"/Messages/{young}.json"), 20009),
        (ground.call("DELETE", f"/Messages/{old}.json"), None),
        (ground.call("GET", "/Messages.json", auth=None), 20003),
    ]:
        what = f"a {response.status_code} with the code {code}"
        what = what if code else f"a {response.status_code}, which is no refusal"
        try:
            back = _work(method, ground, response).given
        except _Wrong as wrong:
            seen, look = wrong.args
            raise _Wrong(f"{seen.partition(', after')[0]} for {what}", look) from None
        if back != code or type(back) is not type(code):
            look = "`code` stands in the JSON of a refusal, and it is a number."
            if back == response.status_code:
                look = f"That is the status. {look}"
            if code is None:
                look = "Give back `None` unless the response is a refusal."
            raise _Wrong(f"{_shown(back)} for {what}", look)
    return "five responses read"


def _shown(value: object) -> str:
    simple = value is None or isinstance(value, bool | int | float | str)
    return f"`{value!r}`" if simple else f"a value of type {type(value).__name__}"


TRIALS = {
    "fetch": _try_fetch,
    "create": _try_create,
    "redact": _try_redact,
    "cancel": _try_cancel,
    "delete": _try_delete,
    "everything": _try_everything,
    "reason": _try_reason,
}


def _facts(ground: _Ground) -> dict[str, tuple[bool, str]]:
    """Each sentence of the critique: whether it is true here, and the evidence."""
    form = {"From": SHIP, "To": HANGAR, "Body": "Hello"}
    new, one = "/Messages.json", f"/Messages/{PAGE_SID}.json"
    made = ground.call("POST", new, data=form)
    read = ground.call("POST", new, json=form)
    put = ground.call("PUT", one, data={"Body": ""})
    old = ground.new(**LATER)["sid"]
    ground.call("POST", f"/Messages/{old}.json", data={"Status": "canceled"})
    gone = ground.call("DELETE", f"/Messages/{old}.json")
    html = ground.call("GET", one, headers={"Accept": "text/html"})
    page = ground.call("GET", f"{new}?PageSize=2")
    alone = ground.call("GET", one, auth=None)
    kind, error = html.headers["Content-Type"], read.headers["Content-Type"]
    link = page.headers.get("Link")
    where = made.json().get("uri") or made.headers.get("Location")
    return {
        "create": (
            made.status_code == 201,
            f"`POST …{new}` with a form was answered {made.status_code}.",
        ),
        "update": (
            put.ok,
            f"`PUT` was answered {put.status_code}. `Allow: {put.headers['Allow']}`",
        ),
        "delete": (
            gone.status_code == 204 and not gone.content,
            f"`DELETE` of a canceled message was answered {gone.status_code}.",
        ),
        "label": (
            read.ok,
            f"A labelled JSON body with a `To` was answered {read.json().get('code')}: "
            f"{read.json().get('message')}",
        ),
        "accept": (
            kind == "text/html",
            f"`Accept: text/html` brought `Content-Type: {kind}`.",
        ),
        "errors": (
            error == "application/problem+json",
            f"A {read.status_code} came with `Content-Type: {error}`.",
        ),
        "pages": (
            link is not None,
            f"`Link` in the answer: `{link}`. Its content has `next_page_uri`.",
        ),
        "place": (
            where is not None,
            f"The {made.status_code} brought `uri`: `{ROOT.sub('…', where or '')}`",
        ),
        "alone": (
            alone.status_code == 401,
            "After all the calls with credentials, one without them was answered "
            f"{alone.status_code}.",
        ),
    }

"""The judges of lesson many_faces."""

import re
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import requests

from toy_api.exchange import Exchange
from toy_api.lab import Api
from toy_api.representations.faces import FACES
from toy_api.rules.negotiation import QUALITY, choose

from ..classroom.judging import Wire, expect, expect_function, mark, match

PNG, HTML, JSON, WAV = "image/png", "text/html", "application/json", "audio/wav"
LETTERS = "People read these as letters: `.text`."
USES = {
    "play the sound": ("content", "Could the sound be made of `.text` again?"),
    "read the words of the page aloud": ("text", LETTERS),
    "take the SHA-256 of a picture": ("content", "A fingerprint of bytes needs bytes."),
    "split the plain text into its lines": ("text", LETTERS),
    "join two parts of a download": ("content", "Which one was joined in the text?"),
}
SOUND, HEAD = "/messages/4", 44  # the bytes of a WAV that stand before the samples
SHIP, PORT = "+15017122661", "+14158141829"
OLD, NEW = "SOS SOS", "TEA FOR TWO"
RANGE = '`"Range": f"bytes={len(begun)}-"`'
IF_RANGE = '`"If-Range": etag`'


def text_or_content(answer: object, _: Wire) -> str:
    """What is made for people to read, letter by letter?

    Two of the five are about letters. The others are about bytes.

    The page and the plain text are `"text"`, all else is `"content"`.
    """
    given = answer
    if isinstance(answer, dict):
        given = {use: _bare(word) for use, word in answer.items()}
    match(given, USES)
    return "Letters are `.text`. A sound, a picture, a part of one: bytes, `.content`."


def one_accept(answer: object, wire: Wire) -> str:
    """Name two kinds, a comma between them. Which one shall be liked less?

    What has no number is liked best. Kinds that are not named are not sent.

    `image/png` comes without a number, and behind `text/html` stands `;q=0.5`.
    """
    expect(
        isinstance(answer, str) and answer.strip(),
        expected="the value of `Accept`, as text",
        seen=repr(answer) if answer == "" else f"a value of type {_type(answer)}",
        look='Only the value, in quotation marks, such as `"text/plain;q=0.5, */*"`.',
    )
    expect(
        not re.match(r"\s*accept\s*:", answer, re.IGNORECASE),
        expected="only what stands behind `Accept:`",
        seen=repr(answer),
        look="Leave the name of the field out: it is `headers` that names it.",
    )
    expect(
        re.fullmatch(r"[\t -~]+", answer) and answer == answer.strip(),
        expected="a text that can stand in a header field",
        seen=repr(answer),
        look="One line, without spaces at its ends, and plain letters only.",
    )
    qualities = re.findall(r";\s*q\s*=\s*([^;,\s]*)", answer, re.IGNORECASE)
    wrong = [each for each in qualities if not QUALITY.fullmatch(each)]
    expect(
        not wrong,
        expected="behind each `q=` a number from 0 to 1",
        seen=f"`q={wrong[0]}`" if wrong else "",
        look="Write it with a point, such as `;q=0.5`.",
    )
    with _message(wire.api, OLD) as url:
        _expect_kind(answer, url, PNG, "from a message", wire.api)
    _expect_kind(answer, f"{wire.api.url}/", HTML, "from `/`", wire.api)
    _expect_kind(answer, f"{wire.api.url}/messages", None, "from `/messages`", wire.api)
    others = [kind for kind in FACES if kind not in (PNG, HTML)]
    useless = [kind for kind in others if choose(answer, [kind])]
    expect(
        not useless,
        expected="nothing but a PNG or HTML, whatever there is",
        seen=f"where there is only `{', '.join(useless)}`, that comes",
        look="Name the two kinds themselves, without `*`.",
    )
    return f"`Accept: {answer}`: a PNG, or else a page, or else `406`."


def the_sound(answer: object, wire: Wire) -> str:
    """Ask for message 4 as the lesson asks for its own message, then open what came.

    `requests.get(..., headers={"Accept": "audio/wav"})`; then its `.content` goes into
    `BytesIO`, and that into `wave.open`.

    `with wave.open(BytesIO(response.content)) as opened:` and in the next line, after
    four blanks, `samples = opened.getnframes()`.
    """
    expect(
        isinstance(answer, dict) and set(answer) == {"response", "samples"},
        expected="a response and a number, behind `response` and `samples`",
        seen=f"a value of type {_type(answer)}",
        look="Change only what stands behind the colons.",
    )
    response, samples = answer["response"], answer["samples"]
    expect(
        response is not ...,
        expected="a response",
        seen="none yet",
        look="Behind `response`: `requests.get(...)`, or the name of what it gave.",
    )
    exchange = wire.of(response)
    _expect_sound_of_4(exchange)
    content = exchange.response.body
    with wave.open(BytesIO(content)) as opened:
        right, rate = opened.getnframes(), opened.getframerate()
    looks = {
        str(len(content)): f"{HEAD} bytes of it are a head: let `wave` open it.",
        str(rate): "That many are in one second. `getnframes()` counts them all.",
        str(right / rate): "These are seconds. `getnframes()` counts the samples.",
    }
    given = str(samples).strip()
    expect(
        given == str(right),
        expected="the number of samples in this sound",
        seen="no number yet" if samples is ... else _what(samples),
        look=looks.get(given, "`opened.getnframes()`, after `wave.open` as above."),
    )
    return f"`wave` found {right} samples in {len(content)} bytes: it is a sound."


def resume(answer: object, wire: Wire) -> str:
    """Which two fields did the careful call of the lesson add? What told you whether a
    part came, or the whole?

    `If-Range` carries `etag`. A `206` is the rest, to be joined to `begun`; a `200` is
    the whole new sound.

    After the line with `fields`: `response = requests.get(url, headers=fields |
    {"If-Range": etag})`. If its `status_code` is 206, return `begun +
    response.content`, else `response.content`.
    """
    expect_function(answer, "resume(url, begun, etag)")
    api, before = wire.api, wire.api.state()
    for size in (3000, 5000):
        with _message(api, OLD) as url:
            _expect_rest_only(answer, url, size, api)
    with _message(api, OLD) as url:
        _expect_new_whole(answer, url, api)
    expect(
        api.state() == before,
        expected="messages that are only read",
        seen="other messages have changed",
        look="`requests.get` is all you need. `api.reset()` brings back the rest.",
    )
    return "Only the rest crossed the wire, and two editions were never joined."


def quiz_faces(answer: object, _: Wire) -> str:
    """Question 1: which field did `face` send?

    Question 2: how many faces did one `PUT` change?

    Question 3: what came with the `200`, when the message had been replaced?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "M16: `face` sent no content, so it had nothing to label.",
                      "c": "All six faces came from one address, as it was."}),
            2: ("c", {"a": "M17: One `PUT` changed all six faces, the sound as well.",
                      "b": "One address is one resource; one `PUT` changed both."}),
            3: ("b", {"a": "A `200` is a whole: old and new do not fit together.",
                      "c": "You have it all already: what came is a whole."}),
        },
    )  # fmt: skip
    return "`Accept` chooses the face, the resource is one, and a `200` is the whole."


def _expect_kind(accept: str, url: str, wanted: str | None, where: str, api: Api):
    """Whether this Accept brings this kind from there; None: it is refused."""
    last = Wire(api).exchanges[-1].number if Wire(api).exchanges else 0
    requests.get(url, headers={"Accept": accept})
    _, _, response = api.exchanges(after=last)[-1]
    kind = (response.headers.get("Content-Type") or "").partition(";")[0]
    refused = response.status == 406
    expect(
        refused if wanted is None else kind == wanted,
        expected=f"{where} {f'`{wanted}`' if wanted else 'nothing: a `406`'}",
        seen="`406`: nothing that you accept" if refused else f"`{kind}`",
        look=_why(accept, wanted, kind),
    )


def _why(accept: str, wanted: str | None, kind: str) -> str:
    """Where to look, where another kind came than the one that is wanted."""
    if wanted is None:
        return "JSON is of no use to this program: does a `*` let it in?"
    if not choose(accept, [wanted]):
        return f"Is `{wanted}` named, letter by letter, and a comma between two kinds?"
    return f"Which do you like better, `{wanted}` or `{kind}`? A `;q=` tells it."


def _expect_sound_of_4(exchange: Exchange) -> None:
    """Whether message 4 came whole, as a sound."""
    _, request, response = exchange
    accept = request.headers.get("Accept")
    said = f"`{request.method} {request.target}`, `Accept: {accept}`"
    said = f"{said}, answered {response.status}"
    expect(
        (request.method, request.path) == ("GET", SOUND),
        expected=f"a `GET` of `{SOUND}`",
        seen=said,
        look="The word behind `requests.`, and the end of the URL.",
    )
    expect(
        response.status != 404,
        expected="a message 4 that is there",
        seen=said,
        look="`api.reset()` brings it back; then call again.",
    )
    expect(
        response.status != 406,
        expected="a kind that there is",
        seen=said,
        look="Letter by letter: `audio/wav`.",
    )
    expect(
        response.status != 206,
        expected="the whole sound",
        seen=f"{said}: a part of it",
        look="Leave `Range` out.",
    )
    kind = response.headers.get("Content-Type")
    expect(
        accept != "*/*" or WAV not in str(request.headers.get("Content-Type")),
        expected="to say what you can read",
        seen=f"{said}; `Content-Type: {WAV}` labels what you send",
        look="A `GET` sends no content. Which field says what you can read?",
    )
    expect(
        (response.status, kind) == (200, WAV),
        expected="a sound: `200`, and `Content-Type: audio/wav`",
        seen=f"{said}, `Content-Type: {kind}`",
        look='`headers={"Accept": "audio/wav"}`, and nothing behind the `4`.',
    )


def _expect_rest_only(function: Callable, url: str, size: int, api: Api) -> None:
    """Whether only the rest crosses the wire, and the whole is given back."""
    sound = _sound(url)
    whole, begun = sound.content, sound.content[:size]
    given, calls = _call(function, url, begun, sound.headers["ETag"], api)
    brought = [len(each.response.body) for each in calls]
    missing = len(whole) - size
    expect(
        sum(brought) == missing,
        expected=f"{size} bytes are there, so only the {missing} others on the wire",
        seen=f"{_told(calls)}; {_what(given)}",
        look=_advice_on(given, _what_is_missing(calls, size)),
    )
    expect(
        given == whole,
        expected=f"the whole sound, {len(whole)} bytes",
        seen=f"{_what(given)}; on the wire: {_told(calls)}",
        look=_advice_on(given, "Give back `begun` and, behind it, what came: `+`."),
    )


def _expect_new_whole(function: Callable, url: str, api: Api) -> None:
    """Whether the whole new sound is given back, after the message was replaced."""
    sound = _sound(url)
    begun, etag = sound.content[:3000], sound.headers["ETag"]
    requests.put(url, json=_draft(NEW))
    whole = _sound(url).content
    given, calls = _call(function, url, begun, etag, api)
    glued = isinstance(given, bytes) and given.startswith(begun)
    whole_came = any(each.response.body == whole for each in calls)
    look = f"The edition is another one now. Send {IF_RANGE}, too."
    if whole_came:
        look = "A `200` brings the whole: give it back alone, without `begun`."
    expect(
        given == whole,
        expected=f"the sound has changed: the whole new one, {len(whole)} bytes",
        seen=f"{_what(given)}, {'with the old beginning' if glued else 'not the new'}; "
        f"on the wire: {_told(calls)}",
        look=_advice_on(given, look),
    )


def _what_is_missing(calls: list[Exchange], size: int) -> str:
    """Where to look, where other bytes were asked for than those that are missing."""
    if not calls:
        return f"Ask the server: `requests.get(url, ...)`, with {RANGE}."
    _, request, response = calls[-1]
    kind = response.headers.get("Content-Type")
    asked = request.headers.get("Range")
    if request.method not in ("GET", "HEAD"):
        return f"`requests.get(url, ...)` reads and changes nothing; with {RANGE}."
    if kind != WAV and response.status == 200:
        return '`"Accept": "audio/wav"` must be there, too, and `headers=`.'
    if not asked:
        return f"Which part do you want? {RANGE}."
    if not asked.replace(" ", "").startswith("bytes="):
        return "The value of `Range` begins with `bytes=`."
    if response.status in (304, 412):
        return f"That condition is for the whole. The one for a part is {IF_RANGE}."
    if "If-Range" in request.headers and response.status == 200:
        return f"The edition is still the same: send `etag` as it came, {IF_RANGE}."
    if asked.replace(" ", "").startswith(f"bytes={size}-") and asked[-1] != "-":
        return "Put no number behind the dash: then all comes, up to the end."
    return f"The first byte has number 0, so the first missing one has {size}: {RANGE}."


def _sound(url: str) -> requests.Response:
    return requests.get(url, headers={"Accept": WAV})


def _draft(body: str) -> dict[str, str]:
    return {"from": SHIP, "to": PORT, "body": body}


@contextmanager
def _message(api: Api, body: str) -> Iterator[str]:
    """The URL of a new message, which is removed at the end."""
    created = requests.post(f"{api.url}/messages", json=_draft(body))
    url = api.url + created.headers["Location"]
    try:
        yield url
    finally:
        requests.delete(url)


def _call(
    function: Callable, url: str, begun: bytes, etag: str, api: Api
) -> tuple[object, list[Exchange]]:
    """What the function gives back or raises, and the calls that it made."""
    last = Wire(api).exchanges[-1].number
    try:
        given = function(url, begun, etag)
    except (Exception, SystemExit) as error:
        given = error
    return given, api.exchanges(after=last)


def _told(calls: list[Exchange]) -> str:
    """The calls, by what they asked for and how many bytes they brought."""
    told = [
        f"`{request.method}`, `Range: {request.headers.get('Range')}`, answered "
        f"{response.status} with {len(response.body)} bytes"
        for _, request, response in calls
    ]
    return " and ".join(told) or "no call"


def _what(given: object) -> str:
    if isinstance(given, BaseException):
        return f"it raised {_type(given)}: {given}"
    if isinstance(given, bytes):
        return f"{len(given)} bytes"
    if given is None or isinstance(given, bool | int | float):
        return f"`{given!r}`"
    return f"a value of type {_type(given)}"


def _advice_on(given: object, otherwise: str) -> str:
    """What to do about what the function gave back, where that is no bytes."""
    if isinstance(given, TypeError) and "concat" in str(given):
        return "Bytes can be joined to bytes only: the `.content` of the response."
    if isinstance(given, TypeError):
        return "`def resume(url, begun, etag):` takes three. Mend this error first."
    if isinstance(given, BaseException):
        return "Mend this error first: `begun` are bytes, `etag` and `url` are texts."
    if given is None:
        return f"{otherwise} And does each way through it end in a `return`?"
    if isinstance(given, requests.Response):
        return f"{otherwise} And what is given back are bytes: `.content`."
    return otherwise


def _bare(word: object) -> object:
    """`.text` is meant, where it is written with its dot."""
    return word.strip().removeprefix(".") if isinstance(word, str) else word


def _type(value: object) -> str:
    return type(value).__name__

"""The judges of lesson create."""

import json

import requests

from toy_api.exchange import Exchange, Request

from ..classroom.judging import Wire, expect, mark, run

PORT, SHIP, HANGAR = "+14158141829", "+15017122661", "+15558675310"
REPORT = {"from": PORT, "to": SHIP, "body": "All lights are green."}
CRATES = ["tea", "biscuits", "spare parts", "cocoa", "lamps"]
WANTED = [
    {"from": PORT, "to": HANGAR, "body": f"Crate {number}: {what}"}
    for number, what in enumerate(CRATES, 1)
]
TRIAL = [
    {"from": SHIP, "to": PORT, "body": "Trial 1"},
    {"from": SHIP, "to": "0123", "body": "Trial 2"},
    {"from": SHIP, "to": PORT, "body": "Trial 3"},
]
CREATED = ("POST", "/messages", 201)
ANEW = "`api.reset()`, then send each draft once, the third one mended."
SPACES = "Take the spaces out of the number, and change no digit."
UNCHANGED = "Mend the number only; all else is sent as it stands in `drafts`."
MEANING = {
    "a": "An id is a number. Which line of the answer tells the URL around it?",
    "c": "Look into the content: it says `success`, and shows a message with an id.",
}


def completed_call(answer: object, wire: Wire) -> str:
    """The first gap is a method in small letters, the second the path of the list.

    Which method was answered with 201 above? Where did that call go?

    `requests.post(...)`, and its URL ends in `/messages`.
    """
    _, request, response = wire.of(answer)
    expect(
        request.method == "POST",
        expected="a `POST`: it creates, and the server chooses the URL",
        seen=f"`{request.method} {request.target}`, answered {response.status}",
        look="The first gap: the word behind `requests.` is the method.",
    )
    expect(
        request.path == "/messages",
        expected="a `POST` to the collection, `/messages`",
        seen=f"`POST {request.target}`, answered {response.status}",
        look="The second gap: the URL of the collection, with nothing behind it.",
    )
    expect(
        response.status == 201,
        expected="`201 Created`",
        seen=f"`{response.status} {response.reason}`",
        look="Print the response's `.text`: its `detail` says what to do.",
    )
    expect(
        _document(request) == REPORT,
        expected=f"as content the draft in `report`, {REPORT}",
        seen=_text(request),
        look="`json=report`: hand over the draft of this exercise as it is.",
    )
    place = response.headers["Location"]
    return f"You addressed the collection, and `{place}` is where the new message is."


def import_program(answer: object, wire: Wire) -> str:
    """An empty list has to be there before something is put into it.

    A loop begins with `for`. In it, first the call, then the question how it went. What
    is further in belongs to the line above that ends with a colon.

    What is collected is not where the `POST` was sent, but where the message lives:
    leave out the line with `reply.url`.
    """
    expect(
        not isinstance(answer, list) or not {type(each) for each in answer} & {int},
        expected="the lines themselves, as texts",
        seen=repr(answer),
        look="For the first of them write `lines[0]`, not only `0`.",
    )
    drafts = [dict(draft) for draft in TRIAL]
    names = {"requests": requests, "api": wire.api, "drafts": drafts}
    last = wire.exchanges[-1].number if wire.exchanges else 0
    run(answer, names)
    calls = wire.api.exchanges(after=last)
    expect(
        [_document(request) for _, request, _ in calls] == TRIAL
        and {(each.method, each.path) for _, each, _ in calls} == {CREATED[:2]},
        expected="three calls, a `POST` to `/messages` with each of the three drafts",
        seen=_told(calls),
        look="Which line sends, and which line makes it happen once for each draft?",
    )
    places = names.get("places")
    right = [place for place in map(_place, calls) if place]
    count = len(places) if isinstance(places, list) else 0
    expect(
        count == len(right),
        expected=f"two entries in `places`, since the calls were: {_told(calls)}",
        seen=f"`{places}`",
        look="One for each message that was created: which line is too many?"
        if count > len(right)
        else "Which line puts something into `places`? Which one empties it, and when?",
    )
    expect(
        [str(place).removeprefix(wire.api.url) for place in places] == right,
        expected=f"where the new messages are: `{right}`",
        seen=f"`{places}`",
        look="`reply.url` is where the `POST` went: all of them to the same URL.",
    )
    return f"The calls were: {_told(calls)}. What was created is at {right}."


def imported(answer: object, wire: Wire) -> str:
    """Send one draft after the other, and print each status. Which one is not 201?

    `errors` points at the field. `drafts[2]["to"] = "..."` mends the third draft: what
    does its `detail` say that a phone number may hold?

    Mend first, then `api.reset()`, `places = []`, and a loop: `for each in drafts:`
    with a `requests.post(...)` and `places.append(reply.headers["Location"])` in it.
    """
    expect(
        isinstance(answer, list | tuple) and all(isinstance(x, str) for x in answer),
        expected="a list of texts, the `Location` of each new message",
        seen=_kinds(answer),
        look='`reply.headers["Location"]` takes it out of the response to a `POST`.',
    )
    made = {}
    for place in answer:
        path = place.strip().removeprefix(wire.api.url)
        sent = [each.request for each in wire.exchanges if _place(each) == path]
        expect(
            sent,
            expected="places that a `POST` to `/messages` was answered with: 201",
            seen=f"`{place}`, which is in no such answer",
            look='`reply.headers["Location"]`; `reply.url` is where the `POST` went.',
        )
        made[path] = _document(sent[-1])
    _expect_as_wanted(list(made.values()))
    _expect_stored(made, wire, (0, 1))
    missing = [draft for draft in WANTED if draft not in made.values()]
    expect(
        not missing,
        expected="five places, one for each draft",
        seen=f"none of `{missing[0]['body']}`" if missing else "",
        look=_what_became_of(missing[0], wire) if missing else "",
    )
    expect(
        len(answer) == len(WANTED),
        expected="five places, one for each draft",
        seen=f"a list of {len(answer)}",
        look=f"Begin with an empty list: `places = []`. {ANEW}",
    )
    _expect_stored(made, wire, (1,))
    return "Five times 201: one draft was mended, and each crate is stored once."


def lost_message(answer: object, wire: Wire) -> str:
    """Go through the head of the good response, line by line. Which one is missing?

    The content of the crooked response holds the message, and in it the id. You know
    how *this* server builds its URLs; does the response say it?

    `crooked.json()["message"]["id"]` is the id; put it behind `{api.url}/messages/`.
    """
    parts = ["missing field", "what it means", "the new message"]
    expect(
        isinstance(answer, dict) and set(answer) == set(parts),
        expected=f"an answer for each of: {', '.join(parts)}",
        seen=repr(answer),
        look="Change only what stands behind the colons.",
    )
    field, letter, read = (answer[part] for part in parts)
    expect(
        str(field).strip("`: ").lower() == "location",
        expected="the field that only the good response has",
        seen="no answer yet" if field is ... else repr(field),
        look="Write its name and nothing else."
        if "location" in str(field).lower()
        else "`print(set(good.headers) - set(crooked.headers))` compares the two.",
    )
    letter = "no letter yet" if letter is ... else str(letter).strip().lower()
    expect(
        letter == "b",
        expected="another answer for: what it means",
        seen=letter,
        look=MEANING.get(letter, "Choose one of the letters a, b and c."),
    )
    expect(
        read is not ...,
        expected="a response for: the new message",
        seen="no answer yet",
        look="Find its id in `crooked.json()`, then read it with `requests.get(...)`.",
    )
    number, request, response = wire.of(read)
    ids = [_crooked_id(each) for each in wire.exchanges if each.number <= number]
    ids = [each for each in ids if each]
    expect(
        ids,
        expected="a message that the crooked API has created before",
        seen="no such call in the log",
        look="Run the cell that makes `good` and `crooked`, then read.",
    )
    where = f"/messages/{ids[-1]}"
    expect(
        (request.method, request.path) == ("GET", where),
        expected=f"a `GET` of the message with id {ids[-1]}, at a URL of its own",
        seen=f"`{request.method} {request.target}`, answered {response.status}",
        look=_way(request),
    )
    expect(
        response.status == 200,
        expected="`200 OK`: the message is there",
        seen=f"`{response.status} {response.reason}` to `GET {request.target}`",
        look=_unread(response.status),
    )
    return f"You found `{where}` because you know this server; the answer did not say."


def quiz_create(answer: object, _: Wire) -> str:
    """Question 1: which URL did you read after the 201?

    Question 2: what did the fingerprint say after the 422?

    Question 3: how many messages did two equal `POST`s make?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "That is the collection: it holds the old ones, too.",
                      "c": "M29: The list was one longer, and a GET found it."}),
            2: ("c", {"a": "M4: A POST that is refused creates nothing.",
                      "b": "All or nothing: the fingerprint was the same as before."}),
            3: ("a", {"b": "The server does not compare: each POST is a new wish.",
                      "c": "An id belongs to one message, and is never used again."}),
        },
    )  # fmt: skip
    return "`Location` leads to it, a refusal leaves nothing, a repetition makes two."


def _expect_as_wanted(documents: list[dict]) -> None:
    """What was sent is drafts of the exercise, mended where that was needed."""
    wanted = {draft["body"]: draft for draft in WANTED}
    for document in documents:
        body = document["body"]
        expect(
            body in wanted,
            expected="the messages of the five drafts, their bodies letter by letter",
            seen=f"among them `{body}`",
            look="Send the drafts in `drafts`, and mend only what `errors` names.",
        )
        advice = SPACES if document["to"] != HANGAR else UNCHANGED
        expect(
            document == wanted[body],
            expected=f"`{wanted[body]}`",
            seen=f"`{document}`",
            look=f"{advice} {ANEW}",
        )


def _expect_stored(made: dict[str, dict], wire: Wire, times: tuple[int, ...]) -> None:
    """These messages are there, and each draft is stored so many times."""
    there = requests.get(f"{wire.api.url}/messages").json()
    places = [f"/messages/{message['id']}" for message in there]
    gone = [path for path in made if path not in places]
    expect(
        not gone,
        expected="five messages that are there now",
        seen=f"nothing at `{'`, `'.join(gone)}`",
        look=f"They were deleted, or taken back by a reset. {ANEW}",
    )
    bodies = [message["body"] for message in there]
    for draft in WANTED:
        count = bodies.count(draft["body"])
        expect(
            count in times,
            expected=f"`{draft['body']}` stored once",
            seen=f"`{draft['body']}` stored {count} times",
            look=f"Two equal `POST`s make two messages. {ANEW}",
        )


def _place(exchange: Exchange) -> str | None:
    """Where a new message is, if this exchange created one."""
    _, request, response = exchange
    if (request.method, request.path, response.status) != CREATED:
        return None
    return response.headers["Location"]


def _crooked_id(exchange: Exchange) -> int | None:
    """The id of a new message, if the crooked API created one here."""
    _, request, response = exchange
    if (request.method, request.path) != ("POST", "/crooked/messages"):
        return None
    said = response.json() if response.status == 200 else {}
    return said["message"]["id"] if said.get("success") else None


def _document(request: Request) -> object:
    """The JSON that was sent; None where it was none."""
    try:
        return json.loads(request.body)
    except ValueError:
        return None


def _text(request: Request) -> str:
    text = request.body.decode("utf-8", "replace")
    return f"`{text}`" if text else "no content"


def _told(calls: list[Exchange]) -> str:
    """These calls in a few words."""
    told = [f"{asked.method} {said.status}" for _, asked, said in calls]
    return ", ".join(told) or "no call"


def _kinds(answer: object) -> str:
    """Of which type an answer is, and what is in it."""
    kind = type(answer).__name__
    if not isinstance(answer, list | tuple):
        return f"a value of type {kind}"
    inside = sorted({type(each).__name__ for each in answer})
    return f"a {kind} with values of type {', '.join(inside)}"


def _what_became_of(draft: dict, wire: Wire) -> str:
    """Where to look for this draft: was it created, was it refused, was it sent?"""
    name = f"`{draft['body']}`"
    for exchange in reversed(wire.exchanges):
        sent = _document(exchange.request)
        if not isinstance(sent, dict) or sent.get("body") != draft["body"]:
            continue
        if place := _place(exchange):
            return f"{name} was created at `{place}`: this belongs in the list."
        if exchange.response.status == 422:
            error = exchange.response.json()["errors"][0]
            why = f"`{error['pointer']}`: {error['detail']}"
            return f"It was refused. {why} Mend it, and send what is not stored yet."
    return f"Send {name} too, and append the `Location` of the answer."


def _way(request: Request) -> str:
    """Where to look after this call, which did not read the new message."""
    if request.method != "GET":
        return "The word behind `requests.`: reading is a `GET`."
    if request.path in ("/messages", "/crooked/messages"):
        return "This is a list. What is the URL of a single message in it?"
    if request.path.endswith("/"):
        return "Leave out the slash at the end."
    if request.path.startswith("/crooked"):
        return "Both APIs store in one place: the message is below `/messages`, too."
    return 'The id is in the content: `crooked.json()["message"]["id"]`.'


def _unread(status: int) -> str:
    if status == 404:
        return "Was it deleted, or lost by a reset? Make `crooked` anew, and read."
    return "Print the response's `.text`: its `detail` says what to do."

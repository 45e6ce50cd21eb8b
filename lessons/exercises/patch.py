"""The judges of lesson patch."""

import json

from toy_api.exchange import Exchange, Request, Response
from toy_api.rules.content import JSON_PATCH, MERGE_PATCH, media_type_of

from ..classroom.judging import Wire, expect, mark, match

OLD_BODY = "Ten percent off every spare part."
ONE_TAG = {"campaign_name": "Spring Sale"}
REMOVAL = ("remove", "/tags/message_type")
WHOLE_TAGS = [("add", "/tags"), ("replace", "/tags")]
SHIP, BAY = "https://img.example/ship.png", "https://img.example/bay.png"
STORIES = {
    "You know the new body, and send nothing but that": (
        "PATCH",
        "Which method took `body` alone, and kept the rest?",
    ),
    "You send a whole message, to take the place of the old one": (
        "PUT",
        "A patch describes a change. Here nothing of the old message matters.",
    ),
    "One tag shall go; you never read what else there is": (
        "PATCH",
        "To send all the rest again, you would have to read it first.",
    ),
    "What you do not send shall be gone afterwards": (
        "PUT",
        "What did `{}` leave as it was? And which method, in lesson 07, did not?",
    ),
    "Nothing was ever at /messages/500; create the message there": (
        "PUT",
        "There is nothing to change yet. Which method created in lesson 07?",
    ),
    "One more picture, behind those that are there already": (
        "PATCH",
        "Think of `append`: it did not know what was in the list.",
    ),
}


REMOVED_MORE = """An earlier patch removed too much: `api.reset()`, then send it again
(the message at `url` is gone then; you do not need it here).""".replace("\n", " ")
TOO_MUCH = "Your patch takes more than the one tag, or none: `api.reset()`, then reach "
TOO_MUCH += "inside `tags` for the one name."


def smallest_patch(answer: object, wire: Wire) -> str:
    """The call that made it "Twenty percent off." is nearly what you need.

    `requests.patch` takes a URL, `json=` with the patch, and `headers=merge`.

    `requests.patch(f"{api.url}/messages/3", json={"body": "..."}, headers=merge)`,
    with words of your own in the place of the dots.
    """
    request, _ = _patched(answer, wire, 3)
    expect(
        media_type_of(request) == MERGE_PATCH,
        expected=f"a merge patch, labelled `{MERGE_PATCH}`",
        seen=f"one labelled `{media_type_of(request)}`",
        look="`headers=merge`, and an object with the field that shall be different.",
    )
    sent = json.loads(request.body)
    expect(
        "body" in sent,
        expected="a patch with a new `body`",
        seen=f"`{_short(sent)}`, which keeps the body as it is",
        look="What is left out is kept: name the field that shall be different.",
    )
    expect(
        set(sent) == {"body"},
        expected="a patch that holds `body` and nothing else",
        seen=f"a patch with {', '.join(map(repr, sent))}",
        look="Leave out all that shall stay as it is: the server keeps it.",
    )
    expect(
        sent["body"] != OLD_BODY,
        expected="another body than message 3 had at the start",
        seen=f"the same: {OLD_BODY!r}",
        look="Write a text of your own.",
    )
    wrote = _short(request.body.decode())
    return f"Only `{wrote}` crossed the wire, and the server kept the rest."


def one_tag_less(answer: object, wire: Wire) -> str:
    """Which value removed something? And how did a patch reach one of two tags?

    The patch has the shape of the message: `tags` is an object, so the patch is an
    object with an object in it.

    `requests.patch(f"{api.url}/messages/3", json={"tags": {...: None}},
    headers=merge)`, with the name of the tag in the place of the dots.
    """
    request, response = _patched(answer, wire, 3)
    sent, tags = json.loads(request.body), response.json().get("tags")
    expect(
        ONE_TAG.items() <= (tags or {}).items(),
        expected='message 3 with its tag `campaign_name`, which is "Spring Sale"',
        seen=f"tags: {tags}, after the patch `{_short(sent)}`",
        look=REMOVED_MORE if _removes(sent) else TOO_MUCH,
    )
    expect(
        "message_type" not in tags,
        expected="message 3 without its tag `message_type`",
        seen=f"tags: {_short(tags)}, after the patch `{_short(sent)}`",
        look=_how_to_remove(sent),
    )
    expect(
        _removes(sent),
        expected="a patch that removes `message_type`",
        seen=f"`{_short(sent)}`; an earlier call had removed the tag already",
        look="Send the patch itself once more, and hand over its response.",
    )
    expect(
        tags == ONE_TAG and _touches_only_tags(sent),
        expected=f"a patch that leaves the tags {ONE_TAG} and no other change",
        seen=f"tags: {_short(tags)}, after the patch `{_short(sent)}`",
        look="Send nothing but the removal; `api.reset()` first, if tags were added.",
    )
    return f"`{request.body.decode()}` took one tag away; all the rest was kept."


def put_or_patch(answer: object, _: Wire) -> str:
    """What does the client send in each story: the whole, or a change?

    `PUT` replaces the whole message or creates it; `PATCH` changes what is there.

    Three are `PUT`: the whole, what is gone when it is left out, and what is new.
    """
    match(answer, STORIES)
    return "`PUT` says what the whole shall be, `PATCH` what shall be different."


def two_at_once(answer: object, wire: Wire) -> str:
    """A JSON Patch is a list, and a list may hold more than one operation.

    The empty list is `json={"media": []}, headers=merge`. The second call takes
    `json=[..., ...], headers=json_patch`, each operation like the one in `append`.

    Each is `{"op": "add", "path": "/media/-", "value": ...}`, first with `ship`, then
    with `bay`, both in one list.
    """
    request, response = _patched(answer, wire, 5)
    expect(
        media_type_of(request) == JSON_PATCH,
        expected=f"a JSON Patch, labelled `{JSON_PATCH}`",
        seen=f"one labelled `{media_type_of(request)}`",
        look="Keep the response of the call with `headers=json_patch`.",
    )
    sent, media = json.loads(request.body), response.json().get("media")
    added = [
        each["value"]
        for each in sent
        if each["op"] == "add" and each["path"].startswith("/media/")
    ]
    expect(
        sorted(map(str, added)) == sorted([SHIP, BAY]),
        expected="two operations `add` in one request, one for `ship`, one for `bay`",
        seen=f"these values added to the list: {added}",
        look='One list, two operations, each with the path `"/media/-"`, and each with '
        "a value of its own.",
    )
    expect(
        media == [SHIP, BAY] or sorted(media or []) != sorted([SHIP, BAY]),
        expected="`ship` first, then `bay`",
        seen=f"media: {media}",
        look="Operations are done in their order. Empty the list, then send again.",
    )
    expect(
        media == [SHIP, BAY],
        expected="two addresses in `media`, those of `ship` and `bay`",
        seen=f"{len(media or [])} in it: {_short(media)}",
        look="Was the list empty before? Each time, `add` adds. Empty it, send again.",
    )
    return "Two operations in one request: both were done, in the order of the list."


def quiz_patch(answer: object, _: Wire) -> str:
    """Question 1: you sent two kinds of patch twice. Did both do the same?

    Question 2: what was printed behind each of the two candidates?

    Question 3: what does each method do with a field that you leave out?
    """
    mark(
        answer,
        {
            1: ("c", {"a": "M6: The same append, sent twice, made two entries.",
                      "b": "The merge patch left one entry, once or twice sent."}),
            2: ("b", {"a": "M7: After `{}` the tags were still there.",
                      "c": "This empties the body, and keeps all that it leaves out."}),
            3: ("a", {"b": "M5: `PUT` replaces the whole, as in lesson 07.",
                      "c": "M7: A patch of the body alone kept the tags."}),
        },
    )  # fmt: skip
    return "A merge patch keeps what it leaves out; not every patch can be repeated."


def _patched(answer: object, wire: Wire, id: int) -> tuple[Request, Response]:
    """The exchange that changed this message; raises NotYet where it did not."""
    expect(
        not isinstance(answer, dict | list) or (answer and "id" in answer),
        expected="the response to a call",
        seen=f"a {type(answer).__name__}: {_short(answer)}",
        look="Keep what `requests.patch(...)` gives back, not the patch alone.",
    )
    _, request, response = exchange = wire.of(answer)
    expect(
        request.method == "PATCH",
        expected="a `PATCH`",
        seen=f"`{request.method} {request.target}`, answered {response.status}",
        look="The word behind `requests.` is the method; a change is `patch`.",
    )
    expect(
        request.path == f"/messages/{id}",
        expected=f"a `PATCH` of message {id}, at `/messages/{id}`",
        seen=f"`PATCH {request.target}`, answered {response.status}",
        look=f'The address: `f"{{api.url}}/messages/{id}"`.',
    )
    expect(
        response.status == 200,
        expected="`200 OK`: a patch that the server could apply",
        seen=_refusal(response),
        look=_advice(exchange, id),
    )
    return request, response


def _refusal(response: Response) -> str:
    told = response.json()
    more = [f"{each['pointer']}: {each['detail']}" for each in told.get("errors", [])]
    return " ".join([f"`{response.status}`.", told.get("detail", ""), *more])


def _advice(exchange: Exchange, id: int) -> str:
    """Where to look after a refusal."""
    _, request, response = exchange
    if response.status == 415:
        return "The label: `headers=merge`, or `headers=json_patch` for operations."
    if response.status == 404:
        return f"Was message {id} deleted? `api.reset()` brings it back; then again."
    if response.status == 409 and id == 5:
        return 'Is there a list yet? First the merge patch, with `{"media": []}`.'
    if response.status == 409:
        return "Is the path right? Was it removed before? `api.reset()` brings it back."
    if response.status == 400 and b"not JSON" in response.body:
        return "`json=` makes JSON of the patch; `data=` does not."
    if request.body.lstrip()[:1] == b"[" and media_type_of(request) == MERGE_PATCH:
        return "A list of operations is a JSON Patch: `headers=json_patch`."
    if request.body.lstrip()[:1] == b"{" and media_type_of(request) == JSON_PATCH:
        return "Operations stand in a list, `[...]`. A merge patch has `headers=merge`."
    if response.status == 422 and id == 5:
        return "Each `value` is one address: `ship` or `bay`, no quotes and no list."
    return "Read what was seen: the server says what it cannot apply, and why."


def _how_to_remove(sent: dict | list) -> str:
    if isinstance(sent, list):
        return "Which value removed something? A merge patch does it, `headers=merge`."
    inside = sent.get("tags")
    if isinstance(inside, dict) and "message_type" in inside:
        return "A text is a value like any other, an empty one too. What removes?"
    if any("message_type" in str(name) for name in sent):
        return "`message_type` is inside `tags`: an object in an object."
    return "What a patch leaves out is kept. Name the tag, and say `None`."


def _removes(sent: dict | list) -> bool:
    if isinstance(sent, dict):
        return "message_type" in (sent.get("tags") or {})
    done = [(each["op"], each["path"]) for each in sent]
    return any(each in done for each in [REMOVAL, *WHOLE_TAGS])


def _touches_only_tags(sent: dict | list) -> bool:
    if isinstance(sent, dict):
        return set(sent) == {"tags"}
    return all(f"{each['path']}/".startswith("/tags/") for each in sent)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:120]}..."

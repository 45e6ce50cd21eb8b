"""The judges of lesson what_is_a_rest_api."""

from ..classroom.judging import Wire, expect, mark, match

MEANINGS = {
    "GET": ("method", "It says what shall happen, and stands first in the request."),
    "what lives at /messages/4": ("resource", "It is what has the URL."),
    "the JSON text that came back": (
        "representation",
        "It is not the message itself: HTML could show the same message.",
    ),
}
METHODS = {
    "create": ("POST", "Which call was answered with 201 and a Location?"),
    "read": ("GET", "Which call changed nothing?"),
    "update": ("PUT", "Which call put a new version in the place of the old one?"),
    "delete": ("DELETE", "Which call was answered with 204, and then came a 404?"),
}
STEPS = (
    ("GET", 200, "read"),
    ("PUT", 200, "updated"),
    ("DELETE", 204, "deleted"),
)

TEXT_ABOVE = "Is this the ship?"
WHOLE = '422: `PUT` takes the whole message, as in `ship | {"body": ...}`.'
OWN = "Call the URL of your own message with"
GONE = "This one is deleted, and its id is never used again: begin with a new POST."


def three_words(answer: object, _: Wire) -> str:
    """A resource has a URL. A method is a verb. What is left?

    The verb of this call is GET.

    What you hold in your hands after a call only represents the resource.
    """
    match(answer, MEANINGS)
    return "You name a resource by its URL; what travels is a representation of it."


def crud(answer: object, _: Wire) -> str:
    """The table of methods at the top says what each is commonly used for.

    Look at the log: the first line created a message, the last but one removed it.

    The four are POST, GET, PUT and DELETE; only their order is left to find.
    """
    match(answer, METHODS)
    return "This is the common use; `PUT` to a new URL showed you that it is not a law."


def whole_life(answer: object, wire: Wire) -> str:
    """The calls stand in the text above: post, get, put, delete. Use new names.

    After `mine = requests.post(...)`, its id is `mine.json()["id"]`; the others need
    the URL of your own message: `f"{api.url}/messages/{my_id}"`.

    `PUT` takes the whole message: `json=ship | {"body": "Another text"}`.
    """
    expect(
        isinstance(answer, int) and not isinstance(answer, bool),
        expected="the id of your message, a whole number",
        seen=f"a value of type {type(answer).__name__}",
        look='`my_id = mine.json()["id"]` takes it out of the response to your POST.',
    )
    where = f"/messages/{answer}"
    born = [
        each
        for each in wire.exchanges
        if each.response.status == 201 and each.response.headers["Location"] == where
    ]
    expect(
        born,
        expected=f"a call that created message {answer}: 201, and its Location",
        seen="no such call in the log",
        look='Create one first; `mine.json()["id"]` is its id.',
    )
    mine = born[-1]
    expect(
        mine.response.json()["body"] != TEXT_ABOVE,
        expected="a message with a body in your own words",
        seen=f"`{TEXT_ABOVE}`, which the text above sent",
        look='`json=ship | {"body": "My own words"}`.',
    )
    later = wire.exchanges[wire.exchanges.index(mine) + 1 :]
    life = [each for each in later if each.request.path == where]
    calls = [(each.request.method, each.response.status) for each in life]
    seen = ", ".join(f"{method} {status}" for method, status in calls) or "no call"
    for method, status, what in STEPS:
        expect(
            (method, status) in calls,
            expected=f"message {answer} {what}: `{method} {where}`, answered {status}",
            seen=f"since you created it: {seen}",
            look=_next_step(method, calls),
        )
    texts = {
        each.response.json()["body"] for each in life if each.response.status == 200
    }
    expect(
        texts != {mine.response.json()["body"]},
        expected="another body after the update",
        seen="the same body all the time",
        look=f'{GONE} Then put `ship | {{"body": "Another text"}}`.',
    )
    first = mine.request.method
    return f"{first} 201, {seen}: one whole life, seen on the wire."


def quiz_rest(answer: object, _: Wire) -> str:
    """Question 1: the answer is in "Three words".

    Question 2: after which method was the fingerprint never in question?

    Question 3: what did the root of your server send when you asked for HTML?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "JSON is one representation; the resource is what it shows.",
                      "c": "A server offers many resources, each at its own URL."}),
            2: ("a", {"b": "Each POST creates one more: it has an effect every time.",
                      "c": "You read the message twice, and nothing had changed."}),
            3: ("c", {"a": "M17: The way in, `/`, came as HTML and as JSON.",
                      "b": "A picture is a resource like any other."}),
        },
    )  # fmt: skip
    return "Resources have URLs, methods have meanings, representations have kinds."


def _next_step(method: str, calls: list[tuple[str, int]]) -> str:
    """What to do where this method is still missing among the calls."""
    if ("DELETE", 204) in calls:
        return GONE
    return WHOLE if (method, 422) in calls else f"{OWN} `requests.{method.lower()}`."

"""The judges of lesson promises."""

from toy_api.exchange import Exchange

from ..classroom.judging import Wire, expect, mark

NOT_PROMISED = "It changed the state in the table, and so it is not safe."
MERELY = "True, and it promises more: did its first call change anything?"
LOOKS = {  # by method: what it promises, and where to look instead
    "GET": ("safe", "The table: what did its first call change?"),
    "HEAD": ("safe", "It is a GET whose content stays away."),
    "OPTIONS": ("safe", "It only asks what may be asked: what did the table say?"),
    "POST": ("neither", "Look at its line in the table: was something changed again?"),
    "PUT": ("idempotent", "Changed once, and then? Look at its line in the table."),
    "PATCH": ("neither", "The list of pictures was 1 long after one call, and then?"),
    "DELETE": ("idempotent", "What was left to delete for the second call?"),
}
LIAR = "HEAD /crooked/delete?id=6"
HONEST = {
    "GET /crooked/messages": "It is crooked elsewhere: what did this call change?",
    "DELETE /messages/3": "It changed something. Did DELETE promise not to?",
    "GET /practice/closed": "A 503 is a refusal. What did it change?",
}
KEEPING = ("/practice/moved/307", "/practice/moved/308")
TEXT_ABOVE = "Tea at four?"
CREATES = "The word behind `requests.`: who creates?"
TO_MOVED = "The URL ends in `/practice/moved/` and a code; the table says which."


def promise_table(answer: object, _: Wire) -> str:
    """The columns of the table: nothing changed is safe.

    Changed, but not changed again is idempotent. Three methods are safe.

    Two are idempotent without being safe, PUT and DELETE. One more than POST promises
    nothing: the one that appended.
    """
    expect(
        isinstance(answer, dict) and set(answer) == set(LOOKS),
        expected=f"a word for each of: {', '.join(LOOKS)}",
        seen=repr(answer),
        look="Change only what stands behind the colons.",
    )
    for method, (right, look) in LOOKS.items():
        given = str(answer[method]).strip().lower()
        expect(
            given in ("safe", "idempotent", "neither"),
            expected=f'for {method} one of "safe", "idempotent", "neither"',
            seen="no word yet" if answer[method] is ... else repr(answer[method]),
            look=f"Write one of these three words. {look}",
        )
        expect(
            given == right,
            expected=f"another word for {method}",
            seen=repr(given),
            look=_why_not(given, right) or look,
        )
    return "Three are safe, five are idempotent (these three included), two neither."


def the_liar(answer: object, wire: Wire) -> str:
    """`twice("GET", "/crooked/messages")` tries the first; was anything changed?

    Two of the four change something. Which of these two had promised not to?

    HEAD promises what GET does. Try `twice("HEAD", "/crooked/delete?id=6")`.
    """
    expect(
        isinstance(answer, str),
        expected="the text of one of the four calls",
        seen=f"a value of type {type(answer).__name__}",
        look="Copy it with its quotation marks.",
    )
    method, _, target = " ".join(answer.split()).partition(" ")
    call = f"{method.upper()} {target}"
    tried = {f"{each.method} {each.target}" for _, each, _ in wire.exchanges}
    expect(
        call not in {*HONEST, LIAR} or call in tried,
        expected=f"that you have tried it: `{call}` in the log",
        seen="no such call",
        look="Is it only a guess? `twice(...)`, with its method and its path, tells.",
    )
    expect(
        call not in HONEST,
        expected="a call that breaks the promise of its method",
        seen=f"`{call}`, which keeps it",
        look=HONEST.get(call, ""),
    )
    expect(
        call == LIAR,
        expected="one of the four calls, word for word",
        seen=repr(answer),
        look="Method, space, path and query: copy it from the list.",
    )
    return "HEAD is safe, as GET is, and here it deletes. DELETE never promised that."


def kept_post(answer: object, wire: Wire) -> str:
    """Which two codes in the last table let a POST arrive as a POST?

    It is the call of the loop above, with one code, and with a body of your own.

    `json=tea | {"body": "My own words"}`, and an address that ends in 307 or 308.
    """
    final = wire.of(answer)
    before = [each for each in wire.exchanges if each.number == final.number - 1]
    _, request, response = final
    led = before and _is_redirect(before[0]) and request.path == "/messages"
    hop = before[0] if led else None
    expect(
        not _is_redirect(final),
        expected="the response at the end of the way",
        seen=f"the {response.status} on the way, with its `Location`",
        look="Let `requests` follow it, and keep what `requests.post(...)` gives back.",
    )
    seen = f"`{request.method} {request.target}`, answered {response.status}"
    if hop:
        sent = f"{hop.request.method} {hop.request.target}"
        seen = f"`{sent}`, answered {hop.response.status}, then {seen}"
    expect(
        hop or (request.method, request.path) != ("POST", "/messages"),
        expected="a call of an address that has moved, then `POST /messages`",
        seen=f"{seen}, and no redirect before it",
        look=TO_MOVED,
    )
    expect(
        not hop or hop.request.method == "POST",
        expected="a `POST` to an address that has moved",
        seen=seen,
        look=CREATES,
    )
    expect(
        not hop or hop.request.path in KEEPING,
        expected="a redirect that keeps your `POST` as it was",
        seen=seen,
        look="With which two codes was a message created in the table?",
    )
    expect(
        (request.method, request.path) == ("POST", "/messages") and hop,
        expected="a `POST` to an address that has moved, then `POST /messages`",
        seen=seen,
        look=TO_MOVED if request.method == "POST" else CREATES,
    )
    expect(
        response.status == 201,
        expected="a message that is created: 201",
        seen=seen,
        look='It arrived, but not as JSON of a message: `json=tea | {"body": "..."}`.',
    )
    expect(
        request.body == hop.request.body,
        expected="the same content, before the redirect and after it",
        seen=f"{len(hop.request.body)} bytes, then {len(request.body)} other bytes",
        look="Let `requests` follow the redirect: one call is enough.",
    )
    body = response.json()["body"]
    expect(
        body.strip() not in ("", TEXT_ABOVE),
        expected="a message with a body in your own words",
        seen=f"`{body}`",
        look='`json=tea | {"body": "My own words"}`.',
    )
    return f"{hop.response.status} kept method and content: `{body}` is created."


def quiz_promises(answer: object, _: Wire) -> str:
    """Question 1: what did `twice` compare, the answers or the states?

    Question 2: what was left after the program had visited the crooked page?

    Question 3: what arrived in the line with 303?
    """
    mark(
        answer,
        {
            1: ("c", {"a": "M3: PUT and DELETE are idempotent, and they do change.",
                      "b": "M1: DELETE gave 204, then 404, and the state stayed."}),
            2: ("b", {"a": "M19: Nobody clicked, and all six messages were gone.",
                      "c": "Nothing refused it: the crooked server answered 200."}),
            3: ("a", {"b": "M25: In the log stands a GET of /messages, with 0 bytes.",
                      "c": "All five codes were followed without an error."}),
        },
    )  # fmt: skip
    return "Same state, not same answer; GET comes unasked; 303 means: GET it there."


def _why_not(given: str, right: str) -> str:
    """What a wrong word overlooks, where this is the same for several methods."""
    if right == "safe" and given == "idempotent":
        return MERELY
    return NOT_PROMISED if given == "safe" else ""


def _is_redirect(exchange: Exchange) -> bool:
    """Whether this answer leads elsewhere."""
    _, request, response = exchange
    moved = request.path.startswith("/practice/moved/")
    return moved and response.status in (301, 302, 303, 307, 308)

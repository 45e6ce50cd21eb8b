"""The judges of lesson start_here."""

from toy_api.app import example_store
from toy_api.clock import ToyClock

from ..classroom.judging import Wire, expect, mark


def first_call(answer: object, wire: Wire) -> str:
    """The call for message 1 stands further up. Which part of it names the message?

    The address is text, with an `f` in front: f"{api.url}/messages/...".

    Put `requests.get(f"{api.url}/messages/1")` there, with another number.
    """
    _, request, response = wire.of(answer)
    expect(
        request.method == "GET",
        expected="a GET, which reads",
        seen=f"`{request.method} {request.target}`",
        look="The word behind `requests.` is the method.",
    )
    expect(
        request.path == "/messages/3",
        expected="a call for `/messages/3`",
        seen=f"`GET {request.target}`, answered {response.status} {response.reason}",
        look="The end of the URL: `/messages/3`, and nothing behind it.",
    )
    expect(
        response.status == 200,
        expected="`200 OK`: message 3 is there",
        seen=f"`{response.status} {response.reason}`",
        look="Did you delete message 3? `api.reset()` brings it back; then call again.",
    )
    return f"`GET {request.target}` reached your server, and it answered 200 OK."


def broken_call(answer: object, wire: Wire) -> str:
    """Which numbers have a message? Ask for one that has none.

    There are six messages at the start. What about number 99?

    Take the call of exercise 1 and write a number that is not there.
    """
    _, request, response = wire.of(answer)
    expect(
        request.path.startswith("/messages/"),
        expected="a call for a message, at `/messages/` and an id",
        seen=f"`{request.method} {request.target}`",
        look="Mend the path: that of message 1 is `/messages/1`.",
    )
    expect(
        request.method == "GET",
        expected="a GET, which only asks to read",
        seen=f"`{request.method} {request.target}`, answered {response.status}",
        look="The word behind `requests.` is the method.",
    )
    expect(
        response.status == 404,
        expected="an answer that says `404 Not Found`",
        seen=f"`{response.status} {response.reason}` to `GET {request.target}`",
        look="The number in the URL: take one that has no message.",
    )
    return "The server answered, and told the truth: 404 means nothing is there."


def back_to_start(answer: object, wire: Wire) -> str:
    """Two calls were shown above: one deletes a message, one takes everything back.

    First `requests.delete(...)` with the URL of message 5, then `api.reset()`.

    At the end, `state_now = api.state()`.
    """
    start = example_store(ToyClock()).digest()
    expect(
        isinstance(answer, str) and len(answer) == len(start),
        expected="a fingerprint, as `api.state()` gives it",
        seen=repr(answer),
        look="`state_now = api.state()`, with the brackets.",
    )
    expect(
        ("DELETE", "/messages/5", 204) in wire.calls(),
        expected="message 5 deleted: `DELETE /messages/5`, answered 204",
        seen="no such call in the log",
        look="`requests.delete(...)` with the URL of message 5.",
    )
    expect(
        answer == start and wire.api.state() == start,
        expected="the fingerprint of the start",
        seen="other messages, in your answer or on the server",
        look="Call `api.reset()` after the delete, and `api.state()` after that.",
    )
    return "Equal fingerprints: every message is as it was at the start."


def quiz_start_here(answer: object, _: Wire) -> str:
    """All three answers stand in the text above.

    Question 1: look at "One server". Question 2: whom did your server answer?

    Question 3: what did the GET after the DELETE say?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "Twice started is one server: the two URLs were equal.",
                      "c": "Nothing was refused: `start()` gave back the same one."}),
            2: ("c", {"a": "127.0.0.1 is loopback: nothing comes in from outside.",
                      "b": "It is a real server: your browser reaches it too."}),
            3: ("a", {"b": "M29: A toy, but an honest one: the GET said 404.",
                      "c": "The server keeps the messages, not the cell."}),
        },
    )  # fmt: skip
    return "One server, on this computer only, and it means what it says."

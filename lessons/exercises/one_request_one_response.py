"""The judges of lesson one_request_one_response."""

from toy_api.doors.framing import parse_head
from toy_api.rules.problems import Problem

from ..classroom.judging import Wire, expect, mark, match

REQUEST_LINE = "GET /messages/4 HTTP/1.1"
LABELS = {
    "status line": (1, "It begins with the version of HTTP."),
    "what kind of content this is": (2, "Look for the word Type."),
    "end of the header fields": (4, "Which line is blank?"),
    "first line of the content": (5, "The content begins behind the blank line."),
}
STATUS_LINE = "HTTP/1.1 200 OK"


def ordered_lines(answer: object, wire: Wire) -> str:
    """First the line with the method, then the fields, then the end of the fields.

    A status line belongs to a response. The blank line is the empty text `""`.

    The fields, Host and Connection, may stand in either order.
    """
    expect(
        isinstance(answer, list) and all(isinstance(line, str) for line in answer),
        expected="a list of texts",
        seen=repr(answer),
        look="Copy the lines with their quotation marks, a comma behind each.",
    )
    expect(
        STATUS_LINE not in answer,
        expected="the lines of a request only",
        seen=f"`{STATUS_LINE}` among them",
        look="This is a status line. Who sends it, the client or the server?",
    )
    expect(
        answer and answer[-1] == "" and "" not in answer[:-1],
        expected="the blank line at the end of the header fields",
        seen=f"`{answer[-1] if answer else ''}` as the last line",
        look="What tells the server that no more fields follow?",
    )
    expect(
        answer[0] == REQUEST_LINE,
        expected=f"`{REQUEST_LINE}` as the first line",
        seen=f"`{answer[0]}`",
        look="A request begins with its method.",
    )
    return _send(answer, wire)


def labels(answer: object, _: Wire) -> str:
    """Only one of the five lines is blank, and it parts the response in two.

    The first line of a response says how it went.

    The kind of content is told by a header field, before the blank line.
    """
    match(answer, LABELS)
    return "Status line, fields, blank line, content: every response has this shape."


def by_hand(answer: object, wire: Wire) -> str:
    r"""Take the text of the request at the top, and write one more line into it.

    Each field ends with `\r\n`, and one more `\r\n` ends them all.

    `my_reply = send(f"GET /messages/5 HTTP/1.1\r\nHost: {host}\r\n...")`: put your
    field, `Connection: close`, and the end in the place of the dots.
    """
    expect(
        isinstance(answer, str),
        expected="the reply as text, as `send` gives it back",
        seen=f"a value of type {type(answer).__name__}",
        look="Send the text with `send(...)`, not with requests.",
    )
    expect(
        answer.startswith("HTTP/1.1 200 "),
        expected="a reply that begins with `HTTP/1.1 200 OK`",
        seen=f"`{answer.partition(chr(13))[0]}`",
        look=_advice(answer),
    )
    own = [each for each in wire.exchanges if "Learner" in each.request.headers]
    expect(
        own,
        expected="a request with a field named `Learner`",
        seen="no such field in any request",
        look="Write a line such as `Learner: Ada` between the others.",
    )
    expect(
        own[-1].request.path == "/messages/5",
        expected="a request for `/messages/5`",
        seen=f"`{own[-1].request.target}`",
        look="The target in the request line.",
    )
    expect(
        answer.endswith(own[-1].response.body.decode()),
        expected="the reply to the request with your field",
        seen="the reply to another request",
        look="Keep what `send` gives back: `my_reply = send(...)`.",
    )
    return "Your text reached the server as you wrote it, your own field included."


def quiz_request(answer: object, _: Wire) -> str:
    """Question 1: what did the server wait for?

    Question 2: look at the request line in "What is never sent".

    Question 3: was the list with content different from the list without?
    """
    mark(
        answer,
        {
            1: ("b", {"a": "It counts the content, which comes after the fields.",
                      "c": "The server answered while the connection was open."}),
            2: ("c", {"a": "The request line in the log had no fragment.",
                      "b": "It is the other way round: the fragment stays behind."}),
            3: ("b", {"a": "Both lists were equal: the content was ignored.",
                      "c": "GET only reads; nothing was stored."}),
        },
    )  # fmt: skip
    return "A blank line ends the fields, a fragment stays home, a GET asks by its URL."


def _send(lines: list[str], wire: Wire) -> str:
    """Let the server's own reader judge what is left: the fields."""
    head = "\r\n".join(lines[:-1])
    try:
        request = parse_head(head.encode())
    except Problem as problem:
        expect(False, "a request that the server can read", f"`{head}`", problem.detail)
    expect(
        request.headers["Connection"] == "close",
        expected="all lines of the request",
        seen="no `Connection: close`",
        look="Four of the five lines belong into the request.",
    )
    return f"The server reads this as a {request.method} of {request.target}."


def _advice(reply: str) -> str:
    if reply.startswith("HTTP/1.1 408"):
        return "The server waited for the blank line: end with two `\\r\\n`."
    if reply.startswith("HTTP/1.1 404"):
        return "The target in the request line."
    return "`print(my_reply)`: its `detail` says what to mend."

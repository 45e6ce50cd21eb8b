"""The judges of lesson one_request_one_response."""

import re

from toy_api.doors.framing import parse_head

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
        isinstance(answer, list | tuple) and all(isinstance(x, str) for x in answer),
        expected="a list of texts",
        seen=repr(answer),
        look="Copy the lines with their quotation marks, a comma behind each.",
    )
    lines = [line.removesuffix("\r\n") for line in answer]
    expect(
        STATUS_LINE not in lines,
        expected="the lines of a request only",
        seen=f"`{STATUS_LINE}` among them",
        look="This is a status line. Who sends it, the client or the server?",
    )
    expect(
        lines and lines[-1] == "" and "" not in lines[:-1],
        expected="one blank line, at the end of the header fields",
        seen=f"blank lines: {lines.count('')}; as the last line {lines[-1:]}",
        look="What tells the server that no more fields follow?",
    )
    expect(
        lines[0] == REQUEST_LINE,
        expected=f"`{REQUEST_LINE}` as the first line",
        seen=f"`{lines[0]}`",
        look="A request begins with its method.",
    )
    missing = {"Host: toy.test", "Connection: close"} - set(lines)
    expect(
        not missing and len(lines) == 4,
        expected="four of the five lines, each once",
        seen=f"{len(lines)} lines",
        look=f"Is `{'` or `'.join(missing) or 'a line'}` missing, or there twice?",
    )
    request = parse_head("\r\n".join(lines[:-1]).encode())
    return f"The server reads these lines as a {request.method} of {request.target}."


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
        isinstance(answer, str) and answer.startswith("HTTP/"),
        expected="the reply as text, as `send` gives it back",
        seen=f"{type(answer).__name__}: {str(answer)[:40]!r}",
        look="`my_reply = send(...)`: the text that came back, not what you sent.",
    )
    status, _, rest = answer.partition("\r\n")
    number = re.search(r"^Request-Id: (\d+)", rest, re.MULTILINE)
    own = [each for each in wire.exchanges if number and str(each.number) == number[1]]
    expect(
        not own or b"{" not in own[0].request.head,
        expected="a request with the name of your server in it",
        seen="curly brackets, which Python did not fill in",
        look="An `f` before the quotation marks: it puts `host` into the text.",
    )
    expect(
        status.startswith("HTTP/1.1 200 "),
        expected="a reply that begins with `HTTP/1.1 200 OK`",
        seen=f"`{status}`",
        look=_advice(answer),
    )
    expect(
        own and own[0].request.path == "/messages/5",
        expected="the reply to a request for `/messages/5`",
        seen=f"one to `{own[0].request.target}`" if own else "one of another server",
        look="The target in the request line.",
    )
    expect(
        "Learner" in own[0].request.headers,
        expected="a header field named `Learner` in this request",
        seen=", ".join(own[0].request.headers.keys()),
        look="Write `Learner: Ada` and `\\r\\n` before the blank line.",
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
            3: ("b", {"a": "M18: Both lists were equal: the content was ignored.",
                      "c": "GET only reads; nothing was stored."}),
        },
    )  # fmt: skip
    return "A blank line ends the fields, a fragment stays home, a GET asks by its URL."


def _advice(reply: str) -> str:
    """What the server advises; it stands in the content of every refusal."""
    detail = re.search(r'"detail": "(.*)"', reply)
    return detail[1] if detail else "`print(my_reply)`, and read it."

"""One raw conversation with a server, and what is wrong with its answers.

What a server says is read by the standard library's `http.client`.
"""

import re
import socket
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from typing import NamedTuple

PROBE = b"GET /messages/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
STATUS_LINE = re.compile(rb"HTTP/1\.[01] [1-5][0-9][0-9] [^\r\n]*\r\n")
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n")
UNPRINTABLE = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")


class Case(NamedTuple):
    """What is sent, and what the RFC's MUST and SHOULD leave to answer.

    An outcome is the statuses in their order, `close` where the connection ends with
    them: "200 400 close". In `rfc`, `|` stands between the statuses that are allowed
    in one place, `none` for no answer, and `/` between whole outcomes.
    """

    section: str  # of the RFC that is the reason
    name: str
    sent: bytes
    ours: str  # exactly this is what our server does: without `close`, it goes on
    rfc: str
    ends: bool = False  # the client says no more after this
    later: bytes = b""  # sent once 100 (Continue) is there
    methods: tuple[str, ...] = ()  # of the requests, where the first says it not
    has: str = ""  # a field that the last answer must have
    says: str = ""  # words in the content of our last answer
    silent: bool = False  # the client waits for the server's patience to end

    def __str__(self) -> str:
        return f"{self.section} {self.name}"

    def method(self, number: int) -> str:
        """Of the request that this answer is for; what matters is HEAD."""
        if self.methods:
            return self.methods[min(number, len(self.methods) - 1)]
        return "HEAD" if self.sent.startswith(b"HEAD ") else "GET"


class Answer(NamedTuple):
    """One answer: its status as text, its head in bytes, its fields, its content."""

    status: str
    head: bytes
    fields: object = None
    content: bytes = b""
    method: str = "GET"


class Talk(NamedTuple):
    """What came back: answers, then how it ended, and what came after the probe."""

    answers: list[Answer]
    end: str  # "open", "closed", "silence"
    strange: str = ""  # what is no HTTP


class Tape:
    """A connection's bytes, of which the head of an answer is kept."""

    def __init__(self, connection: socket.socket):
        self.file = connection.makefile("rb")
        self.head, self.left = b"", BytesIO()

    def begin(self) -> str:
        """Read a head; its status, or "" at the end."""
        lines = [self.file.readline(65536)]
        while lines[-1].strip():
            lines.append(self.file.readline(65536))
        self.head = b"".join(lines)
        self.left = BytesIO(self.head)
        return self.head[9:12].decode("latin-1")

    def makefile(self, _) -> "Tape":
        return self

    def readline(self, size: int = -1) -> bytes:
        return self.left.readline(size) or self.file.readline(size)

    def read(self, size: int = -1) -> bytes:
        return self.file.read(size)

    def readinto(self, space) -> int:
        return self.file.readinto(space)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        """Not at the end of one answer: there may be others behind it."""


def talk(address: tuple[str, int], case: Case, seconds: float = 5) -> Talk:
    """Send what the case says, then ask one thing more where the server goes on."""
    answers: list[Answer] = []
    with socket.create_connection(address, seconds) as connection:
        tape = Tape(connection)
        try:
            end = _converse(connection, tape, case, answers)
        except TimeoutError:
            end = "silence"
        except OSError:
            end = "closed"
        except HTTPException as error:
            return Talk(answers, "closed", repr(error))
        finally:
            tape.file.close()
    return Talk(answers, end)


def _converse(connection, tape: Tape, case: Case, answers: list[Answer]) -> str:
    with suppress(ConnectionError):  # refused meanwhile: the refusal may still come
        connection.sendall(case.sent)
        if case.ends:
            connection.shutdown(socket.SHUT_WR)
    later, finals = case.later, len(case.ours.replace("close", "").split())
    while len(answers) < finals:
        if (answer := _read(tape, case.method(len(answers)))) is None:
            return "closed"
        answers.append(answer)
        if answer.status == "100":
            connection.sendall(later)
            later = b""
            finals += "100" not in case.ours
    if case.ends or later or says_close(answers[-1]):
        more = _read(tape, "GET") if case.ends or says_close(answers[-1]) else None
        answers += [more] if more else []
        return "closed"
    connection.sendall(PROBE)
    while answer := _read(tape, "GET"):
        answers.append(answer)
    return "open" if len(answers) > finals else "closed"


def _read(tape: Tape, method: str) -> Answer | None:
    status = tape.begin()
    if not tape.head:
        return None
    if status == "100":
        return Answer(status, tape.head)
    reply = HTTPResponse(tape, method=method)
    reply.begin()
    content = reply.read()
    return Answer(status, tape.head, reply.headers, content, method)


def says_close(answer: Answer) -> bool:
    """Whether it announces the end of the connection (RFC 9112 §9.3)."""
    options = str((answer.fields or {}).get("Connection", "")).lower()
    if answer.head.startswith(b"HTTP/1.0") and "keep-alive" not in options:
        return True
    return "close" in [option.strip() for option in options.split(",")]


def faults(case: Case, heard: Talk) -> list[str]:
    """What any server may not do."""
    found = [heard.strange] if heard.strange else []
    answers = heard.answers
    if heard.end == "open":
        *answers, probe = answers
        if probe.status != "200":
            found.append(f"out of step: {probe.status} for a request that is fine")
    outcomes = [outcome.split() for outcome in case.rfc.split("/")]
    statuses = [answer.status for answer in answers]
    if heard.end == "silence":
        statuses.append("silence")
    if not any(_fits(statuses, heard.end, outcome) for outcome in outcomes):
        found.append(f"{' '.join([*statuses, heard.end])}, not {case.rfc}")
    for answer in answers:
        found += _faults_of(answer)
    if case.has and answers and not (answers[-1].fields or {}).get(case.has):
        found.append(f"no {case.has}")
    if heard.end == "closed" and answers and not (case.ends or says_close(answers[-1])):
        found.append("closed, and did not say so")
    return found


def _fits(statuses: list[str], end: str, outcome: list[str]) -> bool:
    wanted = [each for each in outcome if each != "close"]
    padded = [*statuses, *["none"] * (len(wanted) - len(statuses))]
    fitting = len(padded) == len(wanted) and all(
        re.fullmatch(pattern.replace("xx", ".."), status)
        for pattern, status in zip(wanted, padded, strict=True)
    )
    return fitting and (end != "open" or "close" not in outcome)


def _faults_of(answer: Answer):
    status, fields = answer.status, answer.fields or {}
    if not STATUS_LINE.match(answer.head):
        yield f"a status line that is none: {answer.head[:40]!r}"
    if CONTROLS.search(answer.head):
        yield "a control character in the head"
    if status[0] in "234" and not fields.get("Date"):
        yield f"{status} without Date"
    if status == "405" and "Allow" not in fields:
        yield "405 without Allow"
    if status == "401" and not fields.get("WWW-Authenticate"):
        yield "401 without WWW-Authenticate"
    lengths = ("Content-Length", "Transfer-Encoding")
    if status in ("100", "204") and any(name in fields for name in lengths):
        yield f"{status} with a length"


def our_faults(case: Case, heard: Talk) -> list[str]:
    """What our server, besides, may not do."""
    answers = heard.answers[:-1] if heard.end == "open" else heard.answers
    got = [answer.status for answer in answers]
    if heard.end == "silence":
        got.append("silence")
    elif not got:
        got.append("none")
    elif heard.end == "closed" and (not case.ends or says_close(answers[-1])):
        got.append("close")
    found = [] if " ".join(got) == case.ours else [f"{' '.join(got)}, not {case.ours}"]
    for answer in answers:
        found += _our_faults_of(answer)
    if case.says and case.says.encode() not in answers[-1].content:
        found.append(f"does not say {case.says}")
    return found


def _our_faults_of(answer: Answer):
    fields = answer.fields or {}
    is_error, content = answer.status[0] in "45", answer.content
    if is_error and fields["Content-Type"] != "application/problem+json":
        yield "an error that is no problem details"
    if is_error and answer.method != "HEAD" and answer.status.encode() not in content:
        yield "problem details without the status"
    if UNPRINTABLE.search(content):
        yield "a control character in the content"

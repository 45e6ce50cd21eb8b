"""Where a request begins and ends in a stream of bytes (RFC 9112).

Strict on purpose: what two readers could understand in two ways is refused, because
the bytes that one of them leaves over become the next request of the other.
"""

import re
from functools import lru_cache

from ..exchange import Request, Response
from ..rules.headers import Headers
from ..rules.problems import Problem
from .stream import Steps, Stream

HEAD_LIMIT = 64 * 1024  # bytes of request line and header fields
LINE_LIMIT = 16 * 1024  # bytes of the request line
FIELD_LIMIT = 200  # header fields
BODY_LIMIT = 1024 * 1024  # bytes of content
CHUNK_LINE_LIMIT = 256  # bytes of a chunk's size line

TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
START = re.compile(rf"({TOKEN}) ([!-~]+) HTTP/([0-9])\.([0-9])")
IPV6 = r"\[(?=[^]]*:[^]]*:)(?![^]]*::[^]]*::)[0-9A-Fa-f:.]+\]"
NAME = rf"{IPV6}|(?:[\w.~!$&'()*+,;=-]++|%[0-9A-Fa-f]{{2}})*"
HOST = re.compile(rf"({NAME})(?::[0-9]*)?", re.ASCII)
URL = rf"https?://(?![/?:]|$){HOST.pattern}(?=[/?]|$)"
TARGET = re.compile(rf'(?:/|{URL})[^#"<>]*|\*', re.IGNORECASE)
FIELD = re.compile(rf"({TOKEN}):[ \t]*([\t -~\x80-\xff]*)")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def long_line() -> Problem:
    """The refusal of a request line that is too long."""
    return Problem(414, f"Send a request line of at most {LINE_LIMIT} bytes.")


def too_large() -> Problem:
    """The refusal of more content than this server takes."""
    return Problem(413, f"Send at most {BODY_LIMIT} bytes of content.")


def read_head(stream: Stream) -> Steps[bytes]:
    """The bytes of a request's head, without the blank line that ends it."""
    try:
        return (yield from stream.read_until(b"\r\n\r\n", HEAD_LIMIT))
    except ValueError:
        if b"\r\n" not in stream.peek()[: LINE_LIMIT + 2]:
            raise long_line() from None
        raise Problem(431, f"Send at most {HEAD_LIMIT} bytes of fields.") from None


def parse_head(head: bytes) -> Request:
    """The request without its content; raises Problem where the head is malformed."""
    lines = head.decode("latin-1").split("\r\n")
    if len(lines[0]) > LINE_LIMIT:
        raise long_line()
    method, target, version = _parse_start(lines[0])
    if len(lines) - 1 > FIELD_LIMIT:
        raise Problem(431, f"Send at most {FIELD_LIMIT} header fields.")
    headers = Headers(map(_parse_field, lines[1:]))
    _check_host(headers, version)
    if target == "*" and method != "OPTIONS":
        raise Problem(400, "The target * is for OPTIONS only.")
    return Request(method, target, headers, version=version, head=head)


def body_length(request: Request) -> int | None:
    """How many bytes of content follow this head (RFC 9112 §6.3); None: in chunks.

    Raises Problem 400 where that is ambiguous, 413 for too many, 501 for a coding
    that is not known here.
    """
    lengths = set(request.headers.get_all("Content-Length"))
    if "Transfer-Encoding" in request.headers:
        _check_coding(request)
        return None
    if not lengths:
        return 0
    length = lengths.pop()
    if lengths or not (length.isascii() and length.isdigit()):
        raise Problem(400, "Content-Length is one number of bytes, such as 42.")
    if len(length) > 15 or int(length) > BODY_LIMIT:
        raise too_large()
    return int(length)


def read_chunks(stream: Stream) -> Steps[bytes]:
    """Content that comes in pieces, each after its size in hex (RFC 9112 §7.1)."""
    body = bytearray()
    while size := _chunk_size((yield from _read_line(stream))):
        if len(body) + size > BODY_LIMIT:
            raise too_large()
        body += yield from stream.read(size)
        if (yield from stream.read(2)) != b"\r\n":
            raise Problem(400, "A chunk is longer than its size says.")
    for _ in range(FIELD_LIMIT):
        if not (trailer := (yield from _read_line(stream))):
            return bytes(body)
        _parse_field(trailer)
    raise Problem(431, f"Send at most {FIELD_LIMIT} trailer fields.")


def expects_continue(request: Request) -> bool:
    """Whether the client waits for 100 before it sends content (RFC 9110 §10.1.1)."""
    expectation = request.headers.get("Expect")
    if expectation is None or request.version == "HTTP/1.0":
        return False
    if expectation.lower() != "100-continue":
        raise Problem(417, "The only expectation this server knows is 100-continue.")
    return True


def wants_close(request: Request) -> bool:
    """Whether the connection ends after this exchange (RFC 9112 §9.3)."""
    listed = ",".join(request.headers.get_all("Connection")).lower().split(",")
    options = {option.strip() for option in listed}
    if request.version == "HTTP/1.0" and "keep-alive" not in options:
        return True
    return "close" in options


def as_bytes(response: Response) -> bytes:
    """The response as it leaves, in one piece; refuses a field that could split it."""
    lines = [f"HTTP/1.1 {response.status} {response.reason}"]
    lines += map(": ".join, response.headers.items())
    if UNPRINTABLE.search("".join(lines)):
        raise ValueError("a control character in a header field")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + response.body


def _parse_start(line: str) -> tuple[str, str, str]:
    if not (match := START.fullmatch(line)):
        raise Problem(400, "Begin with a line such as: GET /messages HTTP/1.1")
    method, target, major, minor = match.groups()
    if major != "1":
        raise Problem(505, "This server speaks HTTP/1.1.")
    if not TARGET.fullmatch(target):
        raise Problem(400, "Ask for a path that begins with /, such as /messages.")
    return method, target, "HTTP/1.0" if minor == "0" else "HTTP/1.1"


@lru_cache(maxsize=256)  # most clients send the same lines each time
def _parse_field(line: str) -> tuple[str, str]:
    if not (match := FIELD.fullmatch(line)):
        advice = "Write each header field as Name: value, on a line ended by CR LF"
        raise Problem(400, f"{advice}, with no space before the colon.")
    return match[1], match[2].rstrip(" \t")


def _check_host(headers: Headers, version: str) -> None:
    hosts = headers.get_all("Host")
    if len(hosts) > 1 or not all(map(HOST.fullmatch, hosts)):
        raise Problem(400, "Send one Host field: the name of the host that you called.")
    if not hosts and version != "HTTP/1.0":
        raise Problem(400, "The Host field is missing: name the host that you called.")


def _check_coding(request: Request) -> None:
    listed = ",".join(request.headers.get_all("Transfer-Encoding")).lower()
    codings = [coding.strip(" \t") for coding in listed.split(",")]
    if "Content-Length" in request.headers or request.version == "HTTP/1.0":
        raise Problem(400, "Send Content-Length or, in HTTP/1.1 only, chunks.")
    if "chunked" in codings[:-1]:
        raise Problem(400, "The last transfer coding, and only that, may be chunked.")
    if codings != ["chunked"]:
        raise Problem(501, "The only transfer coding this server knows is chunked.")


def _read_line(stream: Stream) -> Steps[str]:
    try:
        return str((yield from stream.read_until(b"\r\n", CHUNK_LINE_LIMIT)), "latin-1")
    except ValueError:
        raise Problem(400, "A line between the chunks is too long.") from None


def _chunk_size(line: str) -> int:
    if not (match := re.fullmatch(r"([0-9A-Fa-f]{1,8})([ \t]*;[\t -~]*)?", line)):
        raise Problem(400, "A chunk begins with its size in hex digits.")
    return int(match[1], 16)

"""A part of what is read: to go on where a download ended (RFC 9110 §14)."""

import re

from ..exchange import App, Request, Response
from ..rules.problems import Problem

RANGE = re.compile(r"bytes[ \t]*=[ \t]*([0-9]{0,15})-([0-9]{0,15})", re.IGNORECASE)


def ranged(app: App) -> App:
    """Answers Range with 206 and a part, where the answer says Accept-Ranges: bytes.

    One range at a time: a request for more, or in another unit, gets the whole.
    """

    def answer(request: Request) -> Response:
        response = app(request)
        if "Range" not in request.headers:
            return response
        asked = RANGE.fullmatch(", ".join(request.headers.get_all("Range")))
        divisible = response.headers.get("Accept-Ranges") == "bytes"
        if not asked or not divisible or not _is_meant(request, response):
            return response
        ends = _ends(asked[1], asked[2], len(response.body))
        return _part(response, *ends) if ends else response

    return answer


def _is_meant(request: Request, response: Response) -> bool:
    """Whether the range counts: for a GET, of the version in If-Range (§13.1.5)."""
    version = request.headers.get("If-Range", response.headers.get("ETag"))
    same = version == response.headers.get("ETag")
    return request.method == "GET" and response.status == 200 and same


def _ends(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The first byte of the part and the one behind it; None where it is no part."""
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last or size) + 1, size)


def _part(response: Response, start: int, end: int) -> Response:
    size = len(response.body)
    if start >= end:
        offer = {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        raise Problem(416, f"There are {size} bytes, numbered from 0.", offer)
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response.status, response.body = 206, response.body[start:end]
    return response

"""An exchange as a JSON document, and back: how the log is read from elsewhere."""

from base64 import b64decode, b64encode

from ..exchange import Exchange, Request, Response
from .headers import Headers

LONGEST = 20_000  # characters of a wire text that is shown while it happens


def as_record(exchange: Exchange) -> dict[str, object]:
    """The exchange as a JSON document, its content as Base64."""
    number, request, response = exchange
    return {
        "number": number,
        "request": {"method": request.method, "target": request.target}
        | {"version": request.version, "head": request.head.decode("latin-1")}
        | {"arrived": request.arrived}
        | _record_half(request),
        "response": record_response(response),
    }


def from_record(record: dict) -> Exchange:
    """The exchange that `as_record` made this document of."""
    request = _read_half(record["request"])
    request["head"] = request["head"].encode("latin-1")
    response = from_response_record(record["response"])
    return Exchange(record["number"], Request(**request), response)


def as_news(exchange: Exchange) -> dict[str, object]:
    """The exchange as it is shown while it happens: in short, and as wire text."""
    number, request, response = exchange
    return {
        "number": number,
        "at": request.arrived,
        "method": request.method,
        "path": request.path,
        "status": response.status,
        "request": _cut(request.as_text()),
        "response": _cut(response.as_text()),
    }


def record_response(response: Response) -> dict[str, object]:
    """The response as a JSON document; whether it was lost on its way, too."""
    travel = {"delay": response.delay, "lost": response.lost}
    return {"status": response.status} | travel | _record_half(response)


def from_response_record(record: dict) -> Response:
    """The response that `record_response` made this document of."""
    return Response(**_read_half(record))


def _record_half(half: Request | Response) -> dict[str, object]:
    pairs = [list(pair) for pair in half.headers.items()]
    return {"headers": pairs, "body": b64encode(half.body).decode()}


def _read_half(record: dict) -> dict:
    headers = Headers([tuple(pair) for pair in record["headers"]])
    return record | {"headers": headers, "body": b64decode(record["body"])}


def _cut(text: str) -> str:
    more = len(text) - LONGEST
    return text if more <= 0 else f"{text[:LONGEST]}\n(and {more:,} more characters)"

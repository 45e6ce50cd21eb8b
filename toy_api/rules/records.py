"""An exchange as a JSON document, and back: how the log is read from elsewhere."""

from base64 import b64decode, b64encode

from ..exchange import Exchange, Request, Response
from .headers import Headers


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

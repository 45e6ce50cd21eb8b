"""The client says what it sends, and the server reads no other kind (RFC 9110 §8.3)."""

from collections.abc import Sequence

from ..exchange import Request
from ..representations.strict_json import read_json
from .problems import Problem

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
JSON_PATCH = "application/json-patch+json"


def json_of(
    request: Request, kinds: Sequence[str] = (JSON,), accept_field: str = "Accept"
) -> object:
    """The JSON value that the request carries.

    Raises Problem 415 where the content is labelled as none of these kinds (the
    field named by `accept_field` then lists them), 400 where it is not JSON.
    """
    _check_label(request, kinds, accept_field)
    if not request.body:
        raise Problem(400, "The request has no content. Send a JSON document.")
    try:
        return read_json(request.body)
    except ValueError as error:
        raise Problem(400, str(error)) from None


def media_type_of(request: Request) -> str:
    """What the client says its content is, in lower case, without parameters."""
    labels = ", ".join(request.headers.get_all("Content-Type"))
    return labels.partition(";")[0].strip().lower()


def refuse_coding(request: Request) -> None:
    """Raises Problem 415 where the content is compressed (RFC 9110 §12.5.3)."""
    codings = request.headers.get_all("Content-Encoding")
    if any(coding.lower() != "identity" for coding in codings):
        headers = {"Accept-Encoding": "identity"}
        raise Problem(415, "Send the content as it is, not compressed.", headers)


def _check_label(request: Request, kinds: Sequence[str], accept_field: str) -> None:
    labels = request.headers.get_all("Content-Type")
    parameters = ", ".join(labels).partition(";")[2]
    charset = parameters.lower().partition("charset=")[2].partition(";")[0]
    offer = {accept_field: ", ".join(kinds)}
    if media_type_of(request) not in kinds:
        said = f"You said {labels[0]!a}." if labels else "You did not say what it is."
        detail = f"{said} Send JSON, and say so: Content-Type: {' or '.join(kinds)}."
        raise Problem(415, detail, offer)
    if charset.strip(' "') not in ("", "utf-8"):
        raise Problem(415, "Send JSON in the charset UTF-8.", offer)
    refuse_coding(request)

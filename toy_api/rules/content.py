"""The client says what it sends, and the server reads no other kind (RFC 9110 §8.3)."""

import json
from collections.abc import Sequence

from ..exchange import Request
from .problems import Problem

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
JSON_PATCH = "application/json-patch+json"
DEEPEST = 20  # levels of nesting
LONGEST_NUMBER = 100  # digits


def json_of(
    request: Request, kinds: Sequence[str] = (JSON,), accept_field: str = "Accept"
) -> object:
    """The JSON value that the request carries.

    Raises Problem 415 where the content is labelled as none of these kinds (the
    field named by `accept_field` then lists them), 400 where it is not JSON.
    """
    _check_label(request, kinds, accept_field)
    try:
        text = request.body.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse_constant,
            parse_int=_short_integer,
        )
        _check_depth(value)
        _check_letters(text, value)
        return value
    except RecursionError:
        raise Problem(400, f"Nest JSON at most {DEEPEST} levels deep.") from None
    except ValueError as error:
        raise Problem(400, _advice(request.body, error)) from None


def media_type_of(request: Request) -> str:
    """What the client says its content is, in lower case, without parameters."""
    labels = ", ".join(request.headers.get_all("Content-Type"))
    return labels.partition(";")[0].strip().lower()


def _check_label(request: Request, kinds: Sequence[str], accept_field: str) -> None:
    labels = request.headers.get_all("Content-Type")
    parameters = ", ".join(labels).partition(";")[2]
    charset = parameters.lower().partition("charset=")[2].partition(";")[0]
    coding = request.headers.get("Content-Encoding", "identity")
    offer = {accept_field: ", ".join(kinds)}
    if media_type_of(request) not in kinds:
        said = f"You said {labels[0]!a}." if labels else "You did not say what it is."
        detail = f"{said} Send JSON, and say so: Content-Type: {' or '.join(kinds)}."
        raise Problem(415, detail, offer)
    if charset.strip(' "') not in ("", "utf-8"):
        raise Problem(415, "Send JSON in the charset UTF-8.", offer)
    if coding.lower() != "identity":
        headers = {"Accept-Encoding": "identity"}
        raise Problem(415, "Send the content as it is, not compressed.", headers)


def _advice(body: bytes, error: ValueError) -> str:
    if not body:
        return "The request has no content. Send a JSON document."
    if isinstance(error, json.JSONDecodeError):
        where = f"line {error.lineno}, column {error.colno}"
        return f"This is not JSON: {error.msg} at {where}. Mend it and send it again."
    if isinstance(error, UnicodeDecodeError):
        return "The content is not UTF-8. Encode the JSON text as UTF-8."
    if isinstance(error, UnicodeEncodeError):
        return "A \\ud800 to \\udfff stands alone. Write both halves of the letter."
    return f"{error} Mend it and send it again."


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in named if names.count(name) > 1)
        raise ValueError(f"The name {twice!a} stands twice in one object.")
    return named


def _refuse_constant(word: str) -> None:
    raise ValueError(f"JSON has no {word}.")


def _short_integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"A number has more than {LONGEST_NUMBER} digits.")
    return int(digits)


def _check_depth(value: object, levels: int = DEEPEST) -> None:
    if not isinstance(value, dict | list):
        return
    if levels == 0:
        raise RecursionError
    for inner in value.values() if isinstance(value, dict) else value:
        _check_depth(inner, levels - 1)


def _check_letters(text: str, value: object) -> None:
    """An escape such as \\ud800 alone is no letter: it has no UTF-8 (RFC 8259 §8.2)."""
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode()

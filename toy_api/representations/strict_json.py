"""JSON text, read strictly: what two readers could take in two ways is refused."""

import json
import math
from collections import Counter

DEEPEST = 20  # levels of nesting
LONGEST_NUMBER = 100  # digits
MARK = "\ufeff"  # of the byte order: json.loads refuses it in better words


def read_json(content: bytes) -> object:
    """The value that this JSON text in UTF-8 stands for (RFC 8259).

    Raises ValueError, which says what to mend, also of what is legal but of no use.
    """
    try:
        text = content.decode("utf-8")
        value = json.loads(text) if text.startswith(MARK) else _decode(text)
        if text.count("[") + text.count("{") > DEEPEST:  # else it can not be deep
            _check_depth(value)
        if "\\u" in text:  # \\ud800 alone is no letter: it has no UTF-8 (RFC 8259 §8.2)
            json.dumps(value, ensure_ascii=False).encode()
        return value
    except RecursionError:
        raise ValueError(f"Nest JSON at most {DEEPEST} levels deep.") from None
    except ValueError as error:
        raise ValueError(_advice(error)) from None


def _advice(error: ValueError) -> str:
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
        count = Counter(name for name, _ in pairs)
        ((twice, _),) = count.most_common(1)
        raise ValueError(f"The name {twice!a} stands twice in one object.")
    return named


def _refuse_constant(word: str) -> None:
    raise ValueError(f"JSON has no {word}.")


def _short_integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"A number has more than {LONGEST_NUMBER} digits.")
    return int(digits)


def _finite_number(text: str) -> float:
    if math.isinf(float(text)):
        raise ValueError(f"The number {text[:20]} is too large.")
    return float(text)


def _check_depth(value: object, levels: int = DEEPEST) -> None:
    if not isinstance(value, dict | list):
        return
    if levels == 0:
        raise RecursionError
    for inner in value.values() if isinstance(value, dict) else value:
        _check_depth(inner, levels - 1)


_decode = json.JSONDecoder(  # made once
    object_pairs_hook=_without_duplicates,
    parse_constant=_refuse_constant,
    parse_int=_short_integer,
    parse_float=_finite_number,
).decode

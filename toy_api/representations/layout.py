"""JSON laid out for people, as `json.dumps(value, indent=2)` has it, but quicker.

With `indent`, Python's json module works without its part in C, and needs six times as
long. Here that part writes each text and number, and only the lines are laid out.
"""

import json
from json.encoder import encode_basestring as _as_text

_encode = json.JSONEncoder(ensure_ascii=False).encode


def laid_out(value: object, margin: str = "\n") -> str:
    """The JSON text of this value; `margin` begins each line but the first."""
    inner = margin + "  "
    if isinstance(value, str):
        return _as_text(value)
    if type(value) is int:  # no bool, which is an int, too
        return str(value)
    if isinstance(value, dict) and value:
        lines = [f"{_as_text(str(k))}: {laid_out(v, inner)}" for k, v in value.items()]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"
    if isinstance(value, list) and value:
        lines = [laid_out(each, inner) for each in value]
        return f"[{inner}{f',{inner}'.join(lines)}{margin}]"
    return _encode(value)

"""What schemathesis does before each request: no request is in the way of another."""

import re
from itertools import count

import requests
import schemathesis

NUMBERS = count(1)


@schemathesis.hook
def before_call(context, case, kwargs):
    """A key of its own for each request; below /busy, nobody has asked before."""
    key = case.headers and case.headers.get("Idempotency-Key")
    if key and re.fullmatch(r"[\w-]+", key, re.ASCII):
        case.headers["Idempotency-Key"] = f"{key}-{next(NUMBERS)}"
    if case.path.startswith("/busy/"):
        requests.post(f"{case.operation.base_url.rstrip('/')}/lab/reset")

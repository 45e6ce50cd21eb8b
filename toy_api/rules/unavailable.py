"""The database does not do its part: 503, and nothing was changed (RFC 9110)."""

from ..database import DatabaseError
from .problems import Problem


def _as_unavailable(error: Exception) -> Problem:
    detail = f"Nothing was changed. {error} Try again in a while."
    return Problem(503, detail, {"Retry-After": "5"})


KNOWN = {DatabaseError: _as_unavailable}  # for `explained`

"""A function of the learner that calls the API without end is stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import requests


class Endless(BaseException):
    """One call too many; no `except Exception` of the learner's keeps it going."""


@contextmanager
def stopped_after(most: int) -> Iterator[None]:
    """In here `requests` sends so many calls; then each one raises Endless."""
    send, left = requests.Session.send, iter(range(most))

    def counted(session, request, **more):
        if next(left, None) is None:
            raise Endless("it was stopped: it did not end by itself")
        return send(session, request, **more)

    with patch.object(requests.Session, "send", counted):
        yield

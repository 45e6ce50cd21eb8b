"""Answers that are remembered for a day, by the key of the request."""

from hashlib import sha256

from ..clock import Clock
from ..exchange import Request, Response
from ..rules.records import from_response_record, record_response
from ..shelf import Shelf

KIND = "answer"
DAY = 24 * 60 * 60  # seconds


class Answers:
    """Keeps answers, each with a fingerprint of the request that it is for."""

    def __init__(self, shelf: Shelf, clock: Clock):
        self._shelf, self._clock = shelf, clock

    def find(self, key: str) -> tuple[str, Response] | None:
        """The fingerprint and the answer under this key, for a day."""
        self._shelf.prune(KIND, self._clock.now() - DAY)
        known = self._shelf.get(KIND, key)
        return (known[0], from_response_record(known[1])) if known else None

    def keep(self, key: str, fingerprint: str, response: Response) -> None:
        """Remember this answer under this key."""
        self._shelf.put(KIND, key, [fingerprint, record_response(response)])


def fingerprint_of(request: Request) -> str:
    """What is equal for two requests that ask for the same."""
    kind = request.headers.get("Content-Type")
    start = f"{request.method} {request.target} {kind}\n"
    return sha256(start.encode() + request.body).hexdigest()

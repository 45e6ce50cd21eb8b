"""The requests of one verb, as bytes; wrk.lua asks the same."""

import json
import re
from collections import deque
from typing import NamedTuple

from data import draft

VERBS = {
    "get": "GET one",
    "post": "POST",
    "put": "PUT",
    "list": "list of 50",
    "delete": "POST, DELETE",
    "mixed": "mixed",
}
TURNS = ["post", "get", "list", "put", "delete"]
ID = re.compile(rb'"id":\s*"?([\w-]+)')


class Target(NamedTuple):
    """Where a server is, and what it has."""

    port: int
    count: int = 1000  # messages
    page: str = "/messages?limit=50"

    @property
    def url(self) -> str:
        """Where it is found, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"


class Asker:
    """Makes one request after the other, for all connections together."""

    def __init__(self, target: Target, verb: str, keep: bool = True):
        self._target, self._verb = target, verb
        self._ending = b"" if keep else b"Connection: close\r\n"
        self._made: deque[str] = deque()  # ids of what can be deleted
        self._asked = 0

    def next(self) -> bytes:
        """The next request."""
        self._asked += 1
        turn = TURNS[self._asked % 5 - 1] if self._verb == "mixed" else self._verb
        if turn == "delete" and not self._made:
            turn = "post"
        return getattr(self, f"_{turn}")()

    def note(self, status: int, answer: bytes) -> None:
        """What was created can be deleted."""
        if status == 201 and (found := ID.search(answer)):
            self._made.append(found[1].decode())

    def _get(self) -> bytes:
        return self._as_bytes("GET", self._one())

    def _list(self) -> bytes:
        return self._as_bytes("GET", self._target.page)

    def _post(self) -> bytes:
        return self._as_bytes("POST", "/messages", draft(self._asked))

    def _put(self) -> bytes:
        return self._as_bytes("PUT", self._one(), draft(self._asked))

    def _delete(self) -> bytes:
        return self._as_bytes("DELETE", f"/messages/{self._made.popleft()}")

    def _one(self) -> str:
        return f"/messages/{self._asked * 7919 % self._target.count + 1}"

    def _as_bytes(self, method: str, path: str, document: dict | None = None) -> bytes:
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._target.port}\r\n"
        body = json.dumps(document).encode() if document else b""
        if body:
            size = f"Content-Length: {len(body)}\r\n"
            head += f"Content-Type: application/json\r\n{size}"
        return head.encode() + self._ending + b"\r\n" + body

"""Places to practise on: redirects, a notice that rarely changes, a closed door.

Each does honestly what its status says; nothing here touches the messages.
"""

from ..exchange import Request, Response, respond, respond_json
from ..rules.content import JSON
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from ..rules.problems import Problem

REDIRECTS = ("301", "302", "303", "307", "308")  # RFC 9110 §15.4
NOTICE = {"notice": "The shop opens at nine."}
VERSION = {"ETag": '"first-edition"'}


class Practice:
    """What there is to practise on."""

    def get(self, request: Request) -> Response:
        """The places, by name."""
        negotiate(request, [JSON])
        parameters(request, [])
        links = {"notice": "/practice/notice", "closed": "/practice/closed"}
        moved = {code: f"/practice/moved/{code}" for code in REDIRECTS}
        fresh = {"Cache-Control": "no-cache"}
        return respond_json(200, links | {"moved": moved}, fresh)


class Moved:
    """A resource that is found at /messages now; each code says it differently."""

    def get(self, request: Request, code: str) -> Response:
        """The redirect with this status code."""
        if code not in REDIRECTS:
            raise Problem(404, f"Choose one of {', '.join(REDIRECTS)}.")
        parameters(request, [])
        return respond(int(code), {"Location": "/messages"})

    post = get


class Elsewhere:
    """A resource that is found at another host, which is this one by another name."""

    def get(self, request: Request) -> Response:
        """A redirect from 127.0.0.1 to localhost, and from there back."""
        parameters(request, [])
        host = request.headers.get("Host") or ""
        is_local = host.lower().partition(":")[0] == "localhost"
        other, port = "127.0.0.1" if is_local else "localhost", host.rpartition(":")[2]
        place = f"{other}:{port}" if port.isdecimal() else other
        return respond(307, {"Location": f"http://{place}/messages"})


class Notice:
    """A text that stays the same for a long time."""

    def get(self, request: Request) -> Response:
        """The notice, which may be kept for a minute (RFC 9111 §5.2.2.1)."""
        negotiate(request, [JSON])
        parameters(request, [])
        return respond_json(200, NOTICE, VERSION | {"Cache-Control": "max-age=60"})


class Closed:
    """A resource that is out of order, and says for how long."""

    def get(self, request: Request) -> Response:
        """Always 503 (RFC 9110 §15.6.4)."""
        detail = "This is closed for two minutes. The mistake is not yours."
        raise Problem(503, detail, {"Retry-After": "120"})

"""A learner's laptop: what is called there reaches the server of the class."""

import json
import threading
from base64 import b64encode
from urllib.parse import quote, unquote, urlsplit

from ..clock import RealClock
from ..doors.gate import Gate
from ..doors.relay import relaying
from ..doors.server import Server
from ..exchange import Request, Response, respond
from ..rules.completion import complete
from ..rules.headers import Headers
from ..rules.problems import explained
from .admission import FIELD


class Laptop:
    """Listens on this computer only, and hands on for one learner.

    The learner is the one in the URL, http://NAME:SECRET@HOST:PORT/CODE. Raises
    ConnectionError where no class is there, or it does not let the learner in.
    """

    def __init__(self, url: str):
        place = urlsplit(url)
        name, secret = unquote(place.username or ""), unquote(place.password or "")
        pair = b64encode(f"{name}:{secret}".encode()).decode()
        school = f"{place.scheme}://{place.netloc.rpartition('@')[2]}"
        refuse = complete(explained(lambda _: respond(404), {}), RealClock().now)
        gate = Gate()
        self.app = relaying(school, (FIELD, f"Basic {pair}"), gate.aside, refuse)
        self.server = Server(self.app, gate=gate)
        self.url = self.server.url
        target = f"/class/learners/{quote(name, safe='')}"
        self.partner: str | None = self._join(target, place.path.strip("/"))["partner"]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _join(self, target: str, code: str) -> dict:
        fields = {"Host": "localhost", "Content-Type": "application/json"}
        content = json.dumps({"code": unquote(code)}).encode()
        answer = self.app(Request("PUT", target, Headers(fields.items()), content))
        if answer.status >= 400:
            self.server.stop()
            raise ConnectionError(_detail_of(answer))
        return answer.json()


def _detail_of(answer: Response) -> str:
    """What the class says; or what is wrong with it, where no class is there."""
    try:
        return answer.json()["detail"]
    except (ValueError, LookupError, TypeError):
        return f"This is no class: it answered {answer.status} {answer.reason}."

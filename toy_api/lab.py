"""The server as a lesson uses it: start it, call it, look into it, begin anew."""

import json
import os
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from .app import create_app
from .clock import ToyClock
from .dialect.sids import account_sid
from .doors.gate import Gate
from .doors.listening import take_no_proxy
from .doors.outgoing import outgoing
from .doors.postman import Postman
from .exchange import App, Exchange, Request, Response
from .guards.accounts import Account, account_of
from .in_page.starting import serve_here
from .life.additions import Additions
from .message import Message
from .rules.headers import Headers
from .rules.records import from_record
from .school.laptop import Laptop

# no secrets: anybody may read them here, and the server hears this computer only
PLAYERS = [Account("ada", "paper-boat"), Account("ben", "tin-whistle")]
ELSEWHERE = "TOY_API_URL"  # the environment variable that names a server elsewhere


class Api:
    """A server to learn on. Its URL is for you; the methods reach into its lab."""

    in_class = False  # whether the server is that of a class

    def __init__(self, url: str, app: App, server=None, accounts=(), added=None):
        self.url = url
        self._added: Additions | None = added
        self.accounts = [Account(*each) for each in accounts]
        self._app = app
        self._server = server

    def __repr__(self) -> str:
        return f"<toy API at {self.url}>"

    def reset(self) -> None:
        """Bring back the messages, the ids and the clock of the start.

        What you added to the server is gone, too.
        """
        self._call("POST", "/lab/reset")
        if self._added:
            self._added.clear()

    def add(self, path: str, resource: object) -> None:
        """Put a resource of your own at this path; `{name}` in it stands for a part."""
        self._additions().add(path, resource)

    def add_face(self, kind: str, face: Callable[[Message], bytes]) -> None:
        """Offer each message as this media type, too, made by your function."""
        self._additions().add_face(kind, face)

    def surround(self, rule: Callable[[App], App]) -> None:
        """Put a rule of your own around all resources."""
        self._additions().surround(rule)

    def lock(self) -> None:
        """From now on, refuse who does not say who asks; until `unlock` or `reset`."""
        self._call("POST", "/lab/lock")

    def unlock(self) -> None:
        """Open the door again."""
        self._call("DELETE", "/lab/lock")

    def carry(self) -> int:
        """Take the messages that are on their way one step on; how many moved."""
        return self._call("POST", "/lab/carrier").json()["moved"]

    def state(self) -> str:
        """A hash of all stored messages: equal hashes mean equal messages."""
        return self._call("GET", "/lab/state").json()["hash"]

    def exchanges(self, after: int = 0) -> list[Exchange]:
        """What crossed the wire, newest last: the exchanges numbered above `after`."""
        records = self._call("GET", f"/lab/exchanges?after={after}").json()
        return [from_record(record) for record in records]

    def stop(self) -> None:
        """Stop the server if it was started here; `start()` then makes a new one."""
        global _running
        if self._server:
            self._server.stop()
        if _running is self:
            _running = None

    def _additions(self) -> Additions:
        if self._added is None:
            advice = f"Unset {ELSEWHERE}: you can add to a server of your own only."
            raise RuntimeError(f"The server at {self.url} runs elsewhere. {advice}")
        return self._added

    def tell_class(self, method: str, target: str, document: object = None) -> Response:
        """Send this to the class; raises RuntimeError where it is refused."""
        return self._call(method, f"/class/{target}", json.dumps(document).encode())

    def _call(self, method: str, target: str, content: bytes = b"") -> Response:
        fields = {"Host": self.url.partition("://")[2]}
        fields |= {"Content-Type": "application/json"} if content else {}
        response = self._app(Request(method, target, Headers(fields.items()), content))
        if response.status >= 400:
            raise RuntimeError(f"{method} {target} at {self.url}: {response.as_text()}")
        return response


def start() -> Api:
    """The server of this process, started if it is not running yet.

    It listens on 127.0.0.1 only, at a port that the system chooses, and keeps its
    messages in memory. TOY_API_URL names another server to use, or a class to join:
    http://Anna:SECRET@HOST:8000/CODE. Raises ConnectionError where none lets you in.
    """
    global _running, _joined
    with _lock:
        url = os.environ.get(ELSEWHERE, "").rstrip("/")
        if url and urlsplit(url).username is None:
            return _elsewhere(url)
        if _running and url != _joined:
            _running.stop()
        if not _running:
            take_no_proxy()
            _running, _joined = _in_class(url) if url else _start_here(), url
        return _running


def _start_here() -> Api:
    accounts = {**dict(filter(None, [_own_account()])), **dict(PLAYERS)}
    added, gate = Additions(), Gate()
    app = create_app(
        clock=ToyClock(),
        accounts=accounts,
        pause=gate.pause,
        postman=Postman(),
        added=added,
        hosts=[],  # but loopback
    )
    server = serve_here(app, gate)
    return Api(server.url, app, server, accounts.items(), added)


def _own_account() -> Account | None:
    """The account of the environment, unless it is one of the players by its sid."""
    account = account_of()
    players = [account_sid(player.name) for player in PLAYERS]
    return None if account and account.name in players else account


def _in_class(url: str) -> Api:
    """The server of a class; as with a server of one's own, all begins anew."""
    laptop = Laptop(url)
    api = Api(laptop.url, laptop.app, laptop.server, PLAYERS)
    api.in_class = True
    if not laptop.partner:
        api.reset()
    return api


def _elsewhere(url: str) -> Api:
    api = Api(url, outgoing(url))
    try:
        api.state()
    except (OSError, RuntimeError, ValueError, LookupError, TypeError) as error:
        advice = f"Start one there, or unset {ELSEWHERE} to have one of your own."
        raise ConnectionError(f"No toy API answers at {url}. {advice}") from error
    return api


_running: Api | None = None
_joined = ""  # the URL of the class that it belongs to
_lock = threading.Lock()

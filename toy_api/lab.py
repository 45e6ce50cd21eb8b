"""The server as a lesson uses it: start it, call it, look into it, begin anew."""

import os
import threading
from collections.abc import Callable

from .app import create_app
from .clock import ToyClock
from .dialect.sids import account_sid
from .doors.gate import Gate
from .doors.outgoing import outgoing
from .doors.postman import Postman
from .doors.server import Server
from .exchange import App, Exchange, Request, Response
from .guards.accounts import Account, account_of
from .life.additions import Additions
from .message import Message
from .rules.headers import Headers
from .rules.records import from_record

# no secrets: anybody may read them here, and the server hears this computer only
PLAYERS = [Account("ada", "paper-boat"), Account("ben", "tin-whistle")]
ELSEWHERE = "TOY_API_URL"  # the environment variable that names a server elsewhere


class Api:
    """A server to learn on. Its URL is for you; the methods reach into its lab."""

    def __init__(self, url: str, app: App, server=None, accounts=(), added=None):
        self.url = url
        self._added: Additions | None = added
        self.accounts: list[Account] = list(accounts)
        self._app = app
        self._server: Server | None = server

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

    def _call(self, method: str, target: str) -> Response:
        headers = Headers([("Host", self.url.partition("://")[2])])
        response = self._app(Request(method, target, headers))
        if response.status >= 400:
            raise RuntimeError(f"{method} {target} at {self.url}: {response.as_text()}")
        return response


def start() -> Api:
    """The server of this process, started if it is not running yet.

    It listens on 127.0.0.1 only, at a port that the system chooses, and keeps its
    messages in memory. Where TOY_API_URL is set, the server at that URL is used;
    raises ConnectionError where none answers there.
    """
    global _running
    with _lock:
        if url := os.environ.get(ELSEWHERE):
            return _elsewhere(url.rstrip("/"))
        if _running is None:
            _running = _start_here()
        return _running


def _start_here() -> Api:
    _take_no_proxy()
    accounts = {**dict(filter(None, [_own_account()])), **dict(PLAYERS)}
    added, gate, postman = Additions(), Gate(), Postman()
    app = create_app(
        clock=ToyClock(),
        accounts=accounts,
        pause=gate.pause,
        postman=postman,
        added=added,
        hosts=[],  # but loopback
    )
    server = Server(app, gate=gate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    named = [Account(*each) for each in accounts.items()]
    return Api(server.url, app, server, named, added)


def _own_account() -> Account | None:
    """The account of the environment, unless it is one of the players by its sid."""
    account = account_of()
    players = [account_sid(player.name) for player in PLAYERS]
    return None if account and account.name in players else account


def _take_no_proxy() -> None:
    """A proxy is for calls outside; a call to this computer must not take it."""
    spared = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    missing = [name for name in ("127.0.0.1", "localhost") if name not in spared]
    if missing:
        os.environ["no_proxy"] = ",".join(filter(None, [spared, *missing]))


def _elsewhere(url: str) -> Api:
    api = Api(url, outgoing(url))
    try:
        api.state()
    except (OSError, RuntimeError, ValueError, LookupError, TypeError) as error:
        advice = f"Start one there, or unset {ELSEWHERE} to have one of your own."
        raise ConnectionError(f"No toy API answers at {url}. {advice}") from error
    return api


_running: Api | None = None
_lock = threading.Lock()

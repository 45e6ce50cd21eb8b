"""Every URL and every rule of the server on one page."""

from .clock import Clock, RealClock
from .database import DatabaseError
from .examples import EXAMPLES
from .exchange import App, Request, Response
from .resources.controls import Exchanges, Lab, Reset, State
from .resources.crooked import (
    CrookedDelete,
    CrookedGreeting,
    CrookedHome,
    CrookedList,
)
from .resources.home import Home
from .resources.plain import MessageList, OneMessage
from .resources.practice import Closed, Moved, Notice, Practice
from .router import Router
from .rules.completion import complete
from .rules.problems import Problem, explained
from .rules.recording import Log, recorded
from .store import Store


def create_app(
    store: Store | None = None, clock: Clock | None = None, log: Log | None = None
) -> App:
    """The whole server as one function from Request to Response.

    Without a store, the messages of a lesson are kept in memory.
    """
    clock = clock or RealClock()
    store = store or example_store(clock)
    log = log or Log()
    api = create_api(store, clock, log)
    lab = create_lab(store, clock, log)

    def site(request: Request) -> Response:
        return lab(request) if f"{request.path}/".startswith("/lab/") else api(request)

    return site


def create_api(store: Store, clock: Clock, log: Log) -> App:
    """What is taught: each call moves the clock and is written down."""
    routes = {
        "/": Home(),
        "/messages": MessageList(store),
        "/messages/{id}": OneMessage(store),
        "/practice": Practice(),
        "/practice/moved/{code}": Moved(),
        "/practice/notice": Notice(),
        "/practice/closed": Closed(),
        "/crooked": CrookedHome(store),  # wrong on purpose, all of it
        "/crooked/delete": CrookedDelete(store),
        "/crooked/messages": CrookedList(store),
        "/crooked/greeting": CrookedGreeting(),
    }
    api = explained(Router(routes), {DatabaseError: _as_unavailable})
    api = complete(api, clock.now, clock.tick)
    return recorded(api, log)


def create_lab(store: Store, clock: Clock, log: Log) -> App:
    """What lessons need besides; nothing of it is written down."""
    routes = {
        "/lab": Lab(),
        "/lab/state": State(store),
        "/lab/reset": Reset(store),
        "/lab/exchanges": Exchanges(log),
    }
    lab = explained(Router(routes), {DatabaseError: _as_unavailable})
    return complete(lab, clock.now)


def example_store(clock: Clock) -> Store:
    """A store in memory with the messages that are there when a lesson starts."""
    return Store(clock=clock, examples=EXAMPLES)


def _as_unavailable(error: Exception) -> Problem:
    detail = f"Nothing was changed. {error} Try again in a while."
    return Problem(503, detail, {"Retry-After": "5"})

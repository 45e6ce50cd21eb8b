"""Every URL and every rule of the server on one page."""

from .clock import Clock, RealClock
from .database import DatabaseError
from .examples import EXAMPLES
from .exchange import App, Request, Response
from .resources.controls import Exchanges, Lab, Reset, State
from .resources.home import Home
from .resources.plain import MessageList, OneMessage
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

    api = Router(
        {
            "/": Home(),
            "/messages": MessageList(store),
            "/messages/{id}": OneMessage(store),
        }
    )
    api = explained(api, {DatabaseError: _as_unavailable})
    api = complete(api, clock.now, clock.tick)
    api = recorded(api, log)

    lab = Router(
        {
            "/lab": Lab(),
            "/lab/state": State(store),
            "/lab/reset": Reset(store),
            "/lab/exchanges": Exchanges(log),
        }
    )
    lab = explained(lab, {DatabaseError: _as_unavailable})
    lab = complete(lab, clock.now)

    def site(request: Request) -> Response:
        return lab(request) if _is_in(request, "/lab") else api(request)

    return site


def example_store(clock: Clock) -> Store:
    """A store in memory with the messages that are there when a lesson starts."""
    return Store(clock=clock, examples=EXAMPLES)


def _as_unavailable(error: Exception) -> Problem:
    detail = f"Nothing was changed. {error} Try again in a while."
    return Problem(503, detail, {"Retry-After": "5"})


def _is_in(request: Request, root: str) -> bool:
    return request.path == root or request.path.startswith(f"{root}/")

"""Every URL and every rule of the server on one page."""

from collections.abc import Callable, Collection, Mapping
from secrets import token_hex
from time import sleep

from .clock import Clock, RealClock
from .dialect.twilio_api import create_twilio
from .examples import example_store
from .exchange import App, Request, Response
from .guards.authentication import separated
from .guards.cross_site import unforged
from .guards.faults import faulty
from .guards.hosts import addressed
from .guards.idempotency import one_at_a_time, remembered
from .guards.origins import shared
from .guards.permission import permitted
from .guards.throttling import throttled
from .life.additions import Additions
from .life.courier import Courier, Nobody, Postman
from .life.roster import Roster
from .life.world import World
from .resources import crooked, crooked_contract
from .resources.bulk import BroadcastList, OneBroadcast
from .resources.controls import Carrier, Exchanges, Lab, Lock, News, Reset, State
from .resources.description import Description, Docs
from .resources.home import Home
from .resources.plain import MessageList, OneMessage
from .resources.practice import Closed, Elsewhere, Moved, Notice, Practice
from .resources.token_desk import TokenDesk, in_words_of_oauth
from .resources.uploads import Picture
from .resources.webhooks import DeliveryList, OneWebhook, WebhookList
from .router import Router
from .rules.completion import complete
from .rules.problems import explained
from .rules.recording import Log, recorded
from .rules.unavailable import KNOWN
from .school.school_pages import Inspector
from .selection.conditional import conditional
from .selection.precondition_required import demanding
from .selection.ranges import ranged
from .store import Store

FRIENDS = ["https://friend.example"]  # whose pages may read and write


def create_app(
    store: Store | None = None,
    clock: Clock | None = None,
    log: Log | None = None,
    accounts: Mapping[str, str] | None = None,  # secrets by name
    closed: bool = False,  # to who does not say who asks
    pause: Callable[[float], None] = sleep,
    postman: Postman | None = None,  # who knows the way to the targets of webhooks
    added: Additions | None = None,
    hosts: Collection[str] | None = None,  # the names it goes by; None: any
) -> App:
    """The whole server as one function from Request to Response.

    Each account is a world of its own. The first one is also open to who does not say
    who asks, unless it is closed.
    """
    (name, secret), *others = (accounts or {"": token_hex()}).items()
    store = store or example_store(clock or RealClock(), name)
    courier = Courier(postman or Nobody())
    first = World(store, log or Log(), secret, courier, closed)
    roster = Roster(lambda world: create_site(world, pause, added or Additions()))
    for world in [first, *(first.another(*each) for each in others)]:
        roster.enter(world)
    return addressed(unforged(separated(roster.sites, roster.secrets), FRIENDS), hosts)


def create_site(world: World, pause: Callable, added: Additions) -> App:
    """All that one account sees: the API, and the lab behind it."""
    lab, api = create_lab(world), create_api(world, pause, added)
    twilio = create_twilio(world, pause, KNOWN)

    def answer(request: Request) -> Response:
        if f"{request.path}/".startswith("/lab/"):
            return lab(request)
        return (twilio if request.path.startswith("/2010-04-01/") else api)(request)

    return answer


def create_api(world: World, pause: Callable, added: Additions) -> App:
    """What is taught: each call moves the clock and is written down."""
    store = world.store
    routes = main_routes(world, added) | odd_routes(store)
    api = added.around(Router(routes, added.resources))
    api = ranged(conditional(api, store.transaction))
    api = demanding(api, "/careful/")
    api = explained(remembered(api, world.answers, store.transaction), KNOWN)
    api = one_at_a_time(faulty(api, world.failed, pause), world.running)
    api = throttled(api, "/busy/", world.window)
    api = permitted(api, lambda: world.closed, world.clock.now)
    api = shared(in_words_of_oauth(explained(api, KNOWN), "/tokens"), FRIENDS)
    api = complete(api, world.clock.now, world.pass_time)
    return recorded(api, world.log)


def main_routes(world: World, added: Additions) -> dict[str, object]:
    """The API."""
    store, outbox = world.store, world.outbox
    return {
        "/": Home(),
        "/openapi.json": Description(),
        "/docs": Docs(),
        "/messages": MessageList(store),
        "/messages/{id}": OneMessage(store, added.faces),
        "/messages/{id}/picture": Picture(store),
        "/tokens": TokenDesk(store.account, world.secret, world.clock),
        "/broadcasts": BroadcastList(world.broadcasts),
        "/broadcasts/{id}": OneBroadcast(world.broadcasts),
        "/webhooks": WebhookList(outbox, world.courier.postman),
        "/webhooks/{id}": OneWebhook(outbox),
        "/webhooks/{id}/deliveries": DeliveryList(outbox),
    }


def odd_routes(store: Store) -> dict[str, object]:
    """The same messages under stricter rules, places to practise on, a wrong API."""
    return {
        "/careful/messages/{id}": OneMessage(store),  # a change needs If-Match
        "/busy/messages": MessageList(store),  # not more often than so and so
        "/practice": Practice(),
        "/practice/moved/{code}": Moved(),
        "/practice/elsewhere": Elsewhere(),
        "/practice/notice": Notice(),
        "/practice/closed": Closed(),
        "/crooked": crooked.CrookedHome(store),  # wrong on purpose, as all below it
        "/crooked/delete": crooked.CrookedDelete(store),
        "/crooked/messages": crooked.CrookedList(store),
        "/crooked/messages/{id}": crooked.CrookedMessage(store),
        "/crooked/greeting": crooked.CrookedGreeting(),
        "/crooked/openapi.json": crooked_contract.CrookedContract(),
    }


def create_lab(world: World) -> App:
    """What lessons need besides; nothing of it is written down."""
    routes = {
        "/lab": Lab(),
        "/lab/state": State(world.store),
        "/lab/reset": Reset(world),
        "/lab/exchanges": Exchanges(world.log),
        "/lab/exchanges/events": News(world.log),
        "/lab/inspector": Inspector(),
        "/lab/lock": Lock(world),
        "/lab/carrier": Carrier(world),
    }
    lab = permitted(Router(routes), lambda: world.closed_at_start, world.clock.now)
    return complete(explained(lab, KNOWN), world.clock.now)

"""Twilio's dialect on one page: its URLs, over the messages that are there already."""

from collections.abc import Callable

from ..exchange import App
from ..guards.faults import faulty
from ..guards.permission import permitted
from ..life.world import World
from ..router import Router
from ..rules.completion import complete
from ..rules.problems import explained
from ..rules.recording import recorded
from .attachments import MediaContent, MediaOfMessage, SingleMedia
from .entrance import well_named, within_account
from .refusals import as_error
from .tenants import AccountList, OneAccount
from .twilio import Feedback, Messages, SingleMessage

ROOT = "/2010-04-01/Accounts"
MESSAGE = ROOT + "/{account}/Messages/{sid}"


def create_twilio(world: World, pause: Callable, known: dict[type, Callable]) -> App:
    """Twilio's Messages API for one account; who asks must always say so.

    `known` makes problems of errors.
    """
    api = permitted(Router(routes(world)), lambda: True, world.clock.now)
    world.dialect = within_account(api, world.store.account, world.below)
    api = faulty(world.dialect, world.failed, pause)
    api = well_named(explained(api, known, as_error))
    return recorded(complete(api, world.clock.now, world.pass_time), world.log)


def routes(world: World) -> dict[str, object]:
    """Every URL of the dialect."""
    return {
        f"{ROOT}.json": AccountList(world.subaccounts),
        ROOT + "/{account}.json": OneAccount(world.subaccounts),
        ROOT + "/{account}/Messages.json": Messages(world),
        f"{MESSAGE}.json": SingleMessage(world),
        f"{MESSAGE}/Media.json": MediaOfMessage(world),
        MESSAGE + "/Media/{media}.json": SingleMedia(world),
        MESSAGE + "/Media/{media}": MediaContent(world),
        f"{MESSAGE}/Feedback.json": Feedback(world),
    }

"""Who is served: the site of each account and its secret, by the names it has."""

from collections.abc import Callable

from ..dialect.sids import account_sid
from ..exchange import App
from .world import World


class Roster:
    """Accounts may come and go while the server runs."""

    def __init__(self, make_site: Callable[[World], App]):
        self.sites: dict[str, App] = {}
        self.secrets: dict[str, str] = {}
        self._make_site = make_site

    def enter(self, world: World) -> None:
        """Serve this account, and those below it, also when they are still to come."""
        name, site = world.store.account, self._make_site(world)
        for each in (name, account_sid(name)):
            self.sites[each], self.secrets[each] = site, world.secret
        world.subaccounts.serve(
            lambda sid, secret: self._open(world, sid, secret),
            lambda sid: self.secrets.pop(sid, None),
        )

    def _open(self, parent: World, sid: str, secret: str) -> None:
        if sid in parent.below:
            self.secrets[sid] = secret  # it was closed meanwhile, or is open
        else:
            self.enter(parent.beget(sid, secret))

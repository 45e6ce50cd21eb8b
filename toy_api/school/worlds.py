"""A world for each learner, as if everybody had a server of their own."""

from collections.abc import Callable, Mapping

from ..app import create_app
from ..clock import ToyClock
from ..database import Database
from ..doors.postman import Postman
from ..examples import EXAMPLES
from ..exchange import App, Request, Response
from ..store import Store
from .journal import Journal


class Homebound(Postman):
    """Takes orders as a server of one's own does, and delivers nothing.

    No learner's laptop can be reached, and this computer's ports are nobody's business.
    """

    def send(self, target: str, request: Request) -> Response:
        """Says that it stays at home."""
        raise OSError("in class nothing is delivered: leave() the class for that")


class Worlds:
    """Each is made when its learner asks for the first time, or asks again.

    Its messages and its log are in the database. Its clock, its lock and its counters
    of tries and quota are in memory: where several processes serve one class, they
    belong to each of them.
    """

    def __init__(
        self,
        database: Database,
        accounts: Mapping[str, str],  # those of each world: secrets by name
        pause: Callable[[float], None],
    ):
        self._database, self._accounts = database, accounts
        self._pause = pause
        self._sites: dict[str, App] = {}

    def site_of(self, learner: str) -> App:
        """The whole server as this learner sees it."""
        if learner not in self._sites:
            self._sites[learner] = self._make(learner)
        return self._sites[learner]

    def journal_of(self, learner: str) -> Journal:
        """What the learner has done without saying who asks."""
        return Journal(self._database, learner)

    def _make(self, learner: str) -> App:
        clock, name = ToyClock(), next(iter(self._accounts))
        store = Store("", clock, EXAMPLES, name, learner, self._database)
        clock.seconds = max(clock.seconds, store.newest_change())  # it goes on
        return create_app(
            store,
            clock,
            self.journal_of(learner),
            self._accounts,
            pause=self._pause,
            postman=Homebound(),
        )

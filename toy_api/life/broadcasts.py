"""One text for many recipients: too much work for one answer, so it is done bit by bit.

A second of the clock is enough for so many recipients; nothing else moves it on.
"""

from ..message import as_draft
from ..store import Store

IN_A_SECOND = 25  # recipients
KIND = "broadcast"


class Broadcasts:
    """Keeps the broadcasts of one account, and works on those that are not done."""

    def __init__(self, store: Store):
        self._store = store
        every = store.shelf.all(KIND)
        self.unfinished = {id for id, each in every if not self._done(each)}

    def begin(self, sender: str, recipients: list[str], body: str) -> int:
        """Accept this broadcast; its number."""
        start = {"started": self._store.clock.now(), "after": None, "sent": 0}
        job = {"sender": sender, "recipients": recipients, "body": body} | start
        number = self._store.shelf.add(KIND, job)
        self.unfinished.add(number)
        return number

    def get(self, number: int) -> dict | None:
        """How far it is: `recipients`, how many have been `sent`, since when."""
        return self._store.shelf.get(KIND, number)

    def work(self) -> None:
        """Do what can have been done by now."""
        for number in sorted(self.unfinished):
            with self._store.transaction():
                job = self.get(number) or {"recipients": [], "sent": 0, "started": 0}
                self._send_some(number, job)
            if self._done(job):
                self.unfinished.discard(number)

    def reset(self) -> None:
        """Forget the work; the store forgets the rest."""
        self.unfinished.clear()

    def _send_some(self, number: int, job: dict) -> None:
        seconds = max(0, self._store.clock.now() - job["started"])
        due = job["recipients"][job["sent"] : IN_A_SECOND * seconds]
        for recipient in due:
            fields = {"sender": job["sender"], "recipient": recipient}
            message = self._store.add(as_draft(fields | {"body": job["body"]}))
            if job["sent"] == 0:
                job["after"] = message.id - 1
            job["sent"] += 1
        if due:
            self._store.shelf.put(KIND, number, job)

    @staticmethod
    def _done(job: dict) -> bool:
        return job["sent"] == len(job["recipients"])

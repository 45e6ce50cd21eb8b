"""The way of a message: queued, sending, sent, and then delivered or not.

Before it is queued it may be accepted, by a service that still chooses its sender, or
scheduled for later.
"""

from ..store import Store

UNREACHABLE = "+15005550009"  # nobody ever answers at this number
NOBODY_THERE = 30003  # why a message could not be delivered


def carry(store: Store) -> list[int]:
    """Take each message that is on its way one step on; the ids of those."""
    now = store.clock.now()
    with store.transaction():
        moved = store.move("sent", "undelivered", UNREACHABLE, NOBODY_THERE)
        moved += store.move("sent", "delivered")
        sent = store.move("sending", "sent")
        store.shelf.put_all("sent", sent, now)
        moved += sent
        moved += store.move("queued", "sending")
        moved += store.move("accepted", "queued")
        for id, send_at in store.shelf.all("scheduled"):
            if send_at <= now:
                store.shelf.drop("scheduled", id)
                moved += store.move("scheduled", "queued", id=id)
        return moved

"""The way of a message: queued, sending, sent, and then delivered or not."""

from ..message import Message
from ..store import Store

UNREACHABLE = "+15005550009"  # nobody ever answers at this number
NOBODY_THERE = 30003  # why a message could not be delivered


def carry(store: Store) -> list[Message]:
    """Take each message that is on its way one step on; those that were moved."""
    with store.transaction():
        moved = store.move("sent", "undelivered", UNREACHABLE, NOBODY_THERE)
        moved += store.move("sent", "delivered")
        moved += store.move("sending", "sent")
        return moved + store.move("queued", "sending")

"""The six messages that are there when a lesson starts."""

from .clock import Clock
from .message import Draft
from .store import Store

SHIP, HANGAR, PORT = "+15017122661", "+15558675310", "+14158141829"
SALE = {"campaign_name": "Spring Sale", "message_type": "cart_abandoned"}

EXAMPLES = [
    Draft(SHIP, HANGAR, "Is this the ship that is faster than light?"),
    Draft(HANGAR, SHIP, "It is. Bring tea & biscuits."),
    Draft(PORT, HANGAR, "Ten percent off every spare part.", SALE),
    Draft(SHIP, PORT, "Do you have tea?"),
    Draft(PORT, SHIP, "Tea, coffee, and 100% cocoa ☕"),
    Draft(SHIP, HANGAR, "Landing at nine. No biscuits?"),
]


def example_store(clock: Clock, account: str = "") -> Store:
    """A store in memory with the messages that are there when a lesson starts."""
    return Store(clock=clock, examples=EXAMPLES, account=account)

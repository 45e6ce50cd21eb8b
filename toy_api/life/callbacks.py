"""Status callbacks: what becomes of one message is told to the address it came with.

So Twilio does it; our own webhooks are for all messages of an account.
"""

from ..dialect.sids import account_sid, message_sid
from ..message import Message
from ..store import Store
from .outbox import Outbox

TOLD = ("queued", "sent", "delivered", "undelivered", "canceled")


class Callbacks:
    """Puts forms into the outbox of one account."""

    def __init__(self, store: Store, outbox: Outbox):
        self._store, self._outbox = store, outbox

    def tell(self, message: Message) -> None:
        """Tell who asked for it that the message has another status."""
        facts = self._store.shelf.get("facts", message.id) or {}
        if not facts.get("callback") or message.status not in TOLD:
            return
        sid = message_sid(self._store.account, message)
        form = {
            "AccountSid": account_sid(self._store.account),
            "ApiVersion": "2010-04-01",
            "From": message.draft.sender,
            "MessageSid": sid,
            "MessageStatus": message.status,
            "SmsSid": sid,
            "SmsStatus": message.status,
            "To": message.draft.recipient,
        }
        if message.error:
            form["ErrorCode"] = str(message.error)
        self._outbox.post(facts["callback"], form)

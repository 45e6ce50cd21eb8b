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

    def tell(self, ids: list[int]) -> None:
        """Tell who asked for it that these messages have another status."""
        facts = self._store.shelf.some("facts", ids)
        for id in ids:
            target = facts.get(id, {}).get("callback")
            message = target and self._store.get(id)
            if message and message.status in TOLD:
                self._outbox.post(target, self._form_of(message))

    def _form_of(self, message: Message) -> dict[str, str]:
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
        return form

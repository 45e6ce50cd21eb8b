"""Accounts below an account: with messages and a secret of their own."""

import hmac
from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime
from hashlib import sha256

from ..dialect.sids import account_sid
from ..store import Store

KIND = "account"
ACTIVE, SUSPENDED, CLOSED = STATUSES = ("active", "suspended", "closed")


class Subaccounts:
    """What is known of an account and of those below it, by their sids."""

    def __init__(self, store: Store, secret: str):
        self._store, self._secret = store, secret
        self.sid = self.owner = account_sid(store.account)
        self._open: Callable[[str, str], object] = lambda sid, secret: None
        self._close: Callable[[str], object] = lambda sid: None

    def of(self, sid: str) -> "Subaccounts":
        """The same, as the account with this sid sees it: itself only."""
        view = copy(self)
        view.sid = sid
        return view

    def serve(self, open_account: Callable, close_account: Callable) -> None:
        """From now on, open each one, by sid and secret, and close it, by sid."""
        if self.sid == self.owner:
            self._open, self._close = open_account, close_account
            for facts in self.all():
                self._follow(facts)

    def add(self, name: str) -> dict:
        """A new account below this one, active; what is known of it."""
        with self._store.transaction():
            number = self._store.shelf.add("subaccount", name)
            key = hmac.new(
                self._secret.encode(), f"subaccount {number}".encode(), sha256
            )
            sid, token = f"AC{key.hexdigest()[:32]}", key.hexdigest()[32:]
            facts = self._keep(sid, token, name or self._name(), number)
        self._follow(facts)
        return facts

    def get(self, sid: str) -> dict | None:
        """What is known of this account; None where it is not to be seen from here."""
        if self.sid not in (self.owner, sid):
            return None
        kept = self._store.shelf.get(KIND, sid)
        if sid != self.owner:
            return kept
        kept = kept or self._keep(sid, "", self._store.account, 0)
        return kept | {"token": self._secret}  # which is in no file

    def all(self) -> list[dict]:
        """All that are to be seen from here, the newest first."""
        own = self.get(self.sid) or {}
        every = [self.get(sid) for sid, _ in self._store.shelf.all(KIND)]
        seen = [each for each in every if each]
        return sorted(seen or [own], key=lambda each: -each["number"])

    def change(self, sid: str, **new: str) -> dict:
        """Write down something new of this account: its friendly_name, its status."""
        with self._store.transaction():
            now = self._store.clock.now()
            facts = (self.get(sid) or {}) | new | {"updated": now}
            kept = facts | {"token": ""} if sid == self.owner else facts
            self._store.shelf.put(KIND, sid, kept)
        self._follow(facts)
        return facts

    def status(self) -> str:
        """Of the account itself."""
        return (self.get(self.sid) or {"status": CLOSED})["status"]

    def reset(self) -> None:
        """Close those below; what is known of them goes with the store."""
        for facts in self.all():
            if facts["sid"] != self.sid:
                self._close(facts["sid"])

    def _name(self) -> str:
        """What an account is called that nobody named, as Twilio does it."""
        now = datetime.fromtimestamp(self._store.clock.now(), UTC)
        return f"SubAccount Created at {now:%Y-%m-%d %I:%M %p}"

    def _follow(self, facts: dict) -> None:
        sid, token, status = (facts[name] for name in ("sid", "token", "status"))
        if sid != self.owner:
            self._open(sid, token)
        if status == CLOSED:
            self._close(sid)

    def _keep(self, sid: str, token: str, name: str, number: int) -> dict:
        now = self._store.clock.now()
        facts = {"sid": sid, "token": token, "friendly_name": name, "number": number}
        facts |= {"status": ACTIVE, "owner": self.owner, "created": now, "updated": now}
        self._store.shelf.put(KIND, sid, facts)
        return facts

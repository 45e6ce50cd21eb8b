"""Who is in the class, and who works with whom."""

import hmac
import re
import unicodedata
from hashlib import sha256
from secrets import choice

from ..clock import RealClock
from ..database import Database
from ..shelf import Shelf

TEACHER = "teacher"
REALM = "/class"  # no learner has a name that begins so
NAME = re.compile(r"\w[\w .'\u2019-]{0,39}")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none looks like another


class Taken(ValueError):
    """Somebody else has this name."""


class Register:
    """Kept in the database; so a class goes on when its server begins anew."""

    def __init__(self, database: Database):
        self._database = database
        self._shelf = Shelf(database, REALM, RealClock())

    def enter(self, name: str, secret: str) -> bool:
        """Let somebody in under this name; False if they are in already.

        Raises ValueError where it is no name, Taken where it is that of another.
        """
        name, key = tidy(name), key_of(name)
        if not NAME.fullmatch(name) or key == TEACHER:
            raise ValueError(
                "Choose a name of at most 40 letters, such as Anna or Ben B."
            )
        with self._database.transaction():
            known = self._shelf.get("learner", key)
            if known and not _is_secret_of(known, secret):
                raise Taken(f"Somebody is in already as {known['name']}.")
            if not known:
                facts = {"name": name, "secret": _digest(secret)}
                self._shelf.put("learner", key, facts)
        return not known

    def knows(self, name: str, secret: str) -> str | None:
        """The key of who has this name and this secret."""
        key = key_of(name)
        known = self._shelf.get("learner", key)
        return key if known and _is_secret_of(known, secret) else None

    def names(self) -> dict[str, str]:
        """Everybody's name, by key."""
        return {key: each["name"] for key, each in self._shelf.all("learner")}

    def invite(self, key: str) -> str:
        """A code by which another learner can come into this one's account."""
        code = new_code(4)
        self._shelf.put("invitation", code, key)
        return code

    def follow(self, key: str, code: str) -> str | None:
        """Use the account of who made this code; whose it is, or None."""
        host = self._shelf.get("invitation", code.upper())
        if host:
            self._shelf.put("partner", key, host)
        return host

    def leave(self, key: str) -> None:
        """Use one's own account again."""
        self._shelf.drop("partner", key)

    def home_of(self, key: str) -> str:
        """Whose account this learner uses: their own, or a partner's."""
        return self._shelf.get("partner", key) or key

    def partners(self) -> dict[str, str]:
        """Who uses whose account."""
        return dict(self._shelf.all("partner"))

    def keep(self, what: str, value: object) -> None:
        """Keep the announcement, say; None: no more."""
        self._shelf.put("board", what, value)

    def kept(self, what: str) -> object:
        """What was kept under this name, or None."""
        return self._shelf.get("board", what)


def new_code(length: int) -> str:
    """A code that nobody guesses, and that can be read aloud."""
    return "".join(choice(LETTERS) for _ in range(length))


def tidy(name: str) -> str:
    """The name in the one way of several to write it."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def key_of(name: str) -> str:
    """What is equal for all ways to write a name."""
    return tidy(name).casefold()


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _is_secret_of(known: dict, secret: str) -> bool:
    return hmac.compare_digest(known["secret"], _digest(secret))

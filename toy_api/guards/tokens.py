"""A token: a claim that its holder may do something for a while, signed.

NAME.SCOPE.EXPIRES.SIGNATURE: anybody can read it, and only who knows the account's
secret can make it. So nothing about it needs to be kept.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping

from ..exchange import Grant

SCOPES = ("read", "write")
CLAIM = re.compile(rf"([^.]+)\.({'|'.join(SCOPES)})\.([0-9]{{1,15}})")


def issue(name: str, secret: str, scope: str, expires: int) -> str:
    """A token for this account; `expires` is in seconds since 1970."""
    claim = f"{name}.{scope}.{expires}"
    return f"{claim}.{_sign(claim, secret)}"


def read_token(token: str, accounts: Mapping[str, str]) -> Grant | None:
    """What a token grants, be it expired or not; None where it is not one of ours."""
    claim, _, signature = token.rpartition(".")
    parts = CLAIM.fullmatch(claim)
    if not parts or parts[1] not in accounts:
        return None
    name, scope, expires = parts.groups()
    is_ours = same(signature, _sign(claim, accounts[name]))
    return Grant(name, scope, int(expires)) if is_ours else None


def same(given: str, secret: str) -> bool:
    """Whether these are equal, in a time that does not tell how nearly they are."""
    return hmac.compare_digest(given.encode(), secret.encode())


def _sign(claim: str, secret: str) -> str:
    return hmac.new(secret.encode(), claim.encode(), hashlib.sha256).hexdigest()[:32]

"""A token: a claim that its holder may do something for a while, signed.

NAME.SCOPE.EXPIRES.SIGNATURE: anybody can read it, and only who knows the account's
secret can make it. So nothing about it needs to be kept.
"""

import hashlib
import hmac
from collections.abc import Mapping

from ..exchange import Grant

SCOPES = ("read", "write")


def issue(name: str, secret: str, scope: str, expires: int) -> str:
    """A token for this account; `expires` is in seconds since 1970."""
    claim = f"{name}.{scope}.{expires}"
    return f"{claim}.{_sign(claim, secret)}"


def read_token(token: str, accounts: Mapping[str, str]) -> Grant | None:
    """What a token grants, be it expired or not; None where it is not one of ours."""
    claim, _, signature = token.rpartition(".")
    name, _, rest = claim.partition(".")
    if name not in accounts or not same(signature, _sign(claim, accounts[name])):
        return None
    scope, _, expires = rest.partition(".")
    return Grant(name, scope, int(expires))


def same(given: str, secret: str) -> bool:
    """Whether these are equal, in a time that does not tell how nearly they are."""
    return hmac.compare_digest(given.encode(), secret.encode())


def _sign(claim: str, secret: str) -> str:
    return hmac.new(secret.encode(), claim.encode(), hashlib.sha256).hexdigest()[:32]

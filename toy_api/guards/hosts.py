"""By which names this server may be called (RFC 9110 §15.5.20).

A page can come from a host whose name suddenly means your own computer (DNS
rebinding). To the browser it then calls its own server, so no rule of origins holds it
back. But the name that was called stands in the request.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from ipaddress import ip_address

from ..exchange import App, Request, Response
from ..rules.problems import Problem

EVERYWHERE = {"", "0.0.0.0", "::"}  # who listens there is called by any address


def addressed(app: App, names: Collection[str] | None) -> App:
    """Refuses what was sent to another host than these and loopback; None: nothing."""
    known = frozenset(map(_bare, names or ()))

    def answer(request: Request) -> Response:
        host = authority_of(request)
        if names is None or host is None or _is_ours(host, known):
            return app(request)
        advice = "Call it by its address, or start it with --allow-host and that name."
        wrong = Problem(421, f"This server does not go by the name {host}. {advice}")
        return app(request.but(refusal=request.refusal or wrong))

    return answer


def authority_of(request: Request) -> str | None:
    """The host that was called, perhaps with a port; that of the target counts more.

    RFC 9112 §3.2.2.
    """
    if request.target.startswith("/"):
        return request.headers.get("Host")
    absolute = re.match("https?://([^/?]*)", request.target, flags=re.IGNORECASE)
    return absolute[1] if absolute else request.headers.get("Host")


def _bare(authority: str) -> str:
    """The host without its port, in the one way of several to write it."""
    has_port = "]" in authority or authority.count(":") == 1
    host = re.sub(":[0-9]*$", "", authority) if has_port else authority
    return host.strip("[]").removesuffix(".").lower()


@lru_cache(maxsize=256)  # a client calls it by the same name each time
def _is_ours(authority: str, known: frozenset[str]) -> bool:
    host = _bare(authority)
    if host in known - EVERYWHERE or re.fullmatch(r"(.+\.)?localhost", host):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or bool(known & EVERYWHERE)

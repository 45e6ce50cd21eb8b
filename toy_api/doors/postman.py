"""The way to a webhook's target, and to no other place.

A server that calls whatever address a client names can be made to call its own
neighbours, which trust it (server-side request forgery). So each address is looked up
and checked, here and again at each call, and the call goes to that very address.
"""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from ..exchange import Request, Response
from .outgoing import call

LOOPBACK = ("127.0.0.0/8", "::1/128")  # this computer
SECONDS = 5


class Postman:
    """Knows the way to targets in these networks."""

    def __init__(self, networks=LOOPBACK):
        self._networks = [ipaddress.ip_network(each) for each in networks]

    def advice(self, target: str) -> str | None:
        """What is wrong with this target; None if it may be called."""
        try:
            self._find(target)
        except (OSError, ValueError) as error:
            return f"{error} Send an address such as http://127.0.0.1:9000/hook."

    def send(self, target: str, request: Request) -> Response:
        """Its answer, whatever it is: a redirect is not followed.

        Raises OSError where none comes.
        """
        try:
            address, place = self._find(target)
        except ValueError as error:
            raise OSError(str(error)) from None
        host = f"[{address}]" if ":" in address else address
        request.headers["Host"] = place.netloc
        path = (place.path or "/") + (f"?{place.query}" if place.query else "")
        return call(f"http://{host}:{place.port or 80}", path, request, SECONDS)

    def _find(self, target: str) -> tuple[str, SplitResult]:
        """The address that the target's name stands for, and the target's parts."""
        place = urlsplit(target)
        if place.scheme != "http" or not place.hostname or "@" in place.netloc:
            raise ValueError("This is no address that begins with http://.")
        if not all("!" <= letter <= "~" for letter in target):
            raise ValueError("An address has no spaces and no letters beyond ASCII.")
        port = place.port or 80  # raises ValueError where it is none
        try:
            found = socket.getaddrinfo(place.hostname, port, proto=socket.IPPROTO_TCP)
        except OSError:
            raise ValueError(f"Nobody knows the name {place.hostname!a}.") from None
        addresses = [ipaddress.ip_address(each[4][0]) for each in found]
        for address in addresses:
            if not any(address in network for network in self._networks):
                raise ValueError(f"{address} is out of bounds for this server.")
        return str(addresses[0]), place

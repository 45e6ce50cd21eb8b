"""The way out: a server somewhere else, called as if it were an App."""

from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit
from wsgiref.headers import Headers

from ..exchange import App, Request, Response

SECONDS = 10


def outgoing(url: str) -> App:
    """The server at this URL as a function from Request to Response.

    Raises OSError where nobody answers there.
    """
    address = urlsplit(url)
    connect = HTTPSConnection if address.scheme == "https" else HTTPConnection

    def answer(request: Request) -> Response:
        connection = connect(address.netloc, timeout=SECONDS)
        try:
            target = address.path.rstrip("/") + request.target
            connection.request(
                request.method, target, request.body, dict(request.headers.items())
            )
            reply = connection.getresponse()
            return Response(reply.status, Headers(reply.getheaders()), reply.read())
        finally:
            connection.close()

    return answer

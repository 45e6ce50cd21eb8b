"""The way out: a server somewhere else, called as if it were an App."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
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
            _send(connection, address.path.rstrip("/") + request.target, request)
            reply = connection.getresponse()
            return Response(reply.status, Headers(reply.getheaders()), reply.read())
        except HTTPException as error:
            raise OSError(f"the answer is not HTTP: {error!r}") from error
        finally:
            connection.close()

    return answer


def _send(connection: HTTPConnection, target: str, request: Request) -> None:
    """Exactly these fields leave, each as often as it stands there."""
    given = request.headers
    connection.putrequest(
        request.method,
        target,
        skip_host="Host" in given,
        skip_accept_encoding=True,
    )
    for name, value in given.items():
        connection.putheader(name, value)
    if request.body and "Content-Length" not in given:
        connection.putheader("Content-Length", str(len(request.body)))
    connection.endheaders(request.body or None)

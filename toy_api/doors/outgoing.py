"""The way out: a server somewhere else, called as if it were an App."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit
from wsgiref.headers import Headers

from ..exchange import App, Request, Response

SECONDS = 10
MOST = 64 * 1024 * 1024  # bytes of an answer that are read


def outgoing(url: str) -> App:
    """The server at this URL as a function from Request to Response.

    Raises OSError where nobody answers there.
    """
    address = urlsplit(url)
    connect = HTTPSConnection if address.scheme == "https" else HTTPConnection

    def answer(request: Request) -> Response:
        connection = connect(address.netloc, timeout=SECONDS)
        try:
            return call(connection, address.path.rstrip("/") + request.target, request)
        except HTTPException as error:
            raise OSError(f"the answer is not HTTP: {error!r}") from error
        finally:
            connection.close()

    return answer


def call(connection: HTTPConnection, target: str, request: Request) -> Response:
    """The answer to this request, sent to this target by this connection.

    Exactly the request's fields leave, each as often as it stands there.
    """
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
    reply = connection.getresponse()
    content = reply.read(MOST)
    return Response(reply.status, Headers(reply.getheaders()), content)

"""The way out: a server somewhere else, called as if it were an App."""

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
    start = f"{address.scheme}://{address.netloc}"

    def answer(request: Request) -> Response:
        target = address.path.rstrip("/") + request.target
        return call(start, target, request, SECONDS)

    return answer


def call(server: str, target: str, request: Request, seconds: float) -> Response:
    """The answer of this server, http://127.0.0.1:8000 say, when asked for this target.

    Exactly the request's fields leave, each as often as it stands there. Raises OSError
    where no answer comes in so many seconds.
    """
    import http.client  # late: it takes longer to load than all that is needed to serve

    scheme, _, address = server.partition("://")
    secure, plain = http.client.HTTPSConnection, http.client.HTTPConnection
    try:
        connection = (secure if scheme == "https" else plain)(address, timeout=seconds)
    except http.client.InvalidURL as error:
        raise OSError(f"this is no address: {error}") from error
    try:
        _send(connection, target, request)
        reply = connection.getresponse()
        content = reply.read(MOST)
        return Response(reply.status, Headers(reply.getheaders()), content)
    except http.client.HTTPException as error:
        raise OSError(f"the answer is not HTTP: {error!r}") from error
    finally:
        connection.close()


def _send(connection, target: str, request: Request) -> None:
    given, own_host = request.headers, "Host" in request.headers
    more = {"skip_host": own_host, "skip_accept_encoding": True}
    connection.putrequest(request.method, target, **more)
    for name, value in given.items():
        connection.putheader(name, value)
    if request.body and "Content-Length" not in given:
        connection.putheader("Content-Length", str(len(request.body)))
    connection.endheaders(request.body or None)

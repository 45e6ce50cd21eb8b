"""The door to any Python web server: an App as a WSGI application (PEP 3333)."""

import time
from collections.abc import Callable, Iterable
from urllib.parse import quote
from wsgiref.headers import Headers

from ..exchange import App, Request
from ..rules.problems import Problem
from .framing import BODY_LIMIT, body_length, too_large

SAFE = "/!$&'()*+,;=:@~"  # what a path may hold unescaped (RFC 3986 §3.3)


def as_wsgi(app: App) -> Callable[..., Iterable[bytes]]:
    """The app as a function that gunicorn, waitress or wsgiref can call."""

    def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
        response = app(_read_request(environ))
        time.sleep(response.delay)
        if response.lost:
            raise ConnectionAbortedError("the client asked that this answer be lost")
        status = f"{response.status} {response.reason}"
        start_response(status, response.headers.items())
        return [response.body] if response.body else []

    return application


def _read_request(environ: dict) -> Request:
    request = Request(
        environ["REQUEST_METHOD"],
        _target(environ),
        Headers(_fields(environ)),
        version=environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
    )
    try:
        return request.but(body=_read_body(environ, body_length(request)))
    except Problem as problem:
        return request.but(refusal=problem)


def _read_body(environ: dict, length: int | None) -> bytes:
    """The content; where its length is not told, the web server has to end it."""
    if length is None and not environ.get("wsgi.input_terminated"):
        raise Problem(411, "Send the content with a Content-Length.")
    limit = BODY_LIMIT + 1 if length is None else length
    body = environ["wsgi.input"].read(limit) if limit else b""
    if len(body) > BODY_LIMIT:
        raise too_large()
    if length is not None and len(body) < length:
        raise Problem(400, "The content is shorter than Content-Length says.")
    return body


def _target(environ: dict) -> str:
    """The target as it was sent or, where only a decoded path is left, encoded anew."""
    raw = environ.get("REQUEST_URI") or environ.get("RAW_URI")
    if raw:
        return raw
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    query = environ.get("QUERY_STRING", "")
    encoded = quote(path.encode("latin-1"), safe=SAFE) or "/"
    return f"{encoded}?{query}" if query else encoded


def _fields(environ: dict) -> list[tuple[str, str]]:
    fields = [
        (name[5:].replace("_", "-").title(), value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    ]
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            fields.append((name.replace("_", "-").title(), environ[name]))
    return fields

"""The door inside the process: `requests` talks to an App without any network.

Needs the package `requests`; the rest of toy_api does not.
"""

import time
from io import BytesIO
from wsgiref.headers import Headers

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPResponse

from ..exchange import App, Request

ADDRESS = "http://toy.test"  # .test never resolves to a real host (RFC 2606)


def session(app: App) -> requests.Session:
    """A session whose calls to http://toy.test reach the app."""
    connected = requests.Session()
    connected.mount(ADDRESS, AppAdapter(app))
    return connected


class AppAdapter(BaseAdapter):
    """Where `requests` hands a prepared request over to the app."""

    def __init__(self, app: App):
        super().__init__()
        self.app = app

    def send(self, request: requests.PreparedRequest, **_) -> requests.Response:
        """The app's answer, as if it had crossed the network."""
        response = self.app(_as_request(request))
        time.sleep(response.delay)
        if response.lost:
            raise requests.ConnectionError("The answer was lost on its way.")
        raw = HTTPResponse(
            body=BytesIO(response.body),
            headers=response.headers.items(),
            status=response.status,
            reason=response.reason,
            version=11,
            preload_content=False,
            request_method=request.method,
        )
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        pass


def _as_request(prepared: requests.PreparedRequest) -> Request:
    body = prepared.body or b""
    if isinstance(body, str):
        body = body.encode()
    elif not isinstance(body, bytes):
        body = b"".join(body)
    host = prepared.url.split("/")[2]
    fields = Headers(list(prepared.headers.items()))
    if "Host" not in fields:
        fields = Headers([("Host", host), *fields.items()])
    return Request(prepared.method, prepared.path_url, fields, body)

"""Servers that stand between a client and an API: `listen(forward(api.url))`.

Each is an App, a function from Request to Response. What belongs to one connection
only is not handed on (RFC 9110 §7.6.1).
"""

import re
from collections.abc import Callable, Sequence
from itertools import cycle
from wsgiref.headers import Headers

from toy_api.doors.outgoing import outgoing
from toy_api.exchange import App, Request, Response, respond, respond_json

OF_ONE_CONNECTION = {"host", "connection", "keep-alive", "te", "transfer-encoding"}
OF_ONE_CONNECTION |= {"content-length", "proxy-connection", "trailer", "upgrade"}
PASSED_BY = ("Authorization", "If-Match", "If-None-Match", "If-Range", "Range")
SAFE = ("GET", "HEAD", "OPTIONS")
VARYING = ("Accept", "Origin")  # on what the answer may depend, besides the URL
LINKED = ("Location", "Content-Location")


def forward(url: str) -> App:
    """Hands each request on to the API at this URL, and its answer back."""
    api = outgoing(url)

    def answer(request: Request) -> Response:
        headers = _handed_on(request.headers)
        headers["Via"] = "1.1 gateway"  # for the API to see (RFC 9110 §7.6.3)
        method = "GET" if request.method == "HEAD" else request.method
        try:
            response = api(request.but(method=method, headers=headers))
        except OSError:
            return _problem(502, "The API behind this gateway does not answer.")
        return response.but(headers=_handed_on(response.headers))

    return answer


def in_turn(apps: Sequence[App]) -> App:
    """Gives the first request to the first one, the next to the next, and so on."""
    turns = cycle(apps)

    def answer(request: Request) -> Response:
        return next(turns)(request)

    return answer


def renaming(url: str, names: dict[str, str]) -> App:
    """Serves the API at this URL under other URLs: new path templates by old ones."""
    api, old_names = forward(url), {new: old for old, new in names.items()}

    def answer(request: Request) -> Response:
        path = renamed(request.path, old_names)
        if renamed(path, names) != request.path:
            return _problem(404, "There is no such URL here.")
        query = f"?{request.query}" if request.query else ""
        response = api(request.but(target=path + query))
        return with_renamed_links(response, names, is_home=path == "/")

    return answer


def renamed(path: str, names: dict[str, str]) -> str:
    """This path by its new name; the longest template that fits its start counts."""
    for old in sorted(names, key=len, reverse=True):
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(old))
        if found := re.match(rf"{pattern}(?=[/?]|$)", path):
            return names[old].format(**found.groupdict()) + path[found.end() :]
    return path


def with_renamed_links(response: Response, names: dict, is_home: bool) -> Response:
    """This answer with the new names in Location, in Link, and in the links of `/`."""
    fields = response.headers
    for name in LINKED:
        if name in fields:
            fields[name] = renamed(fields[name], names)
    if "Link" in fields:
        new = re.sub("<([^>]*)>", lambda x: f"<{renamed(x[1], names)}>", fields["Link"])
        fields["Link"] = new
    if not is_home or fields.get("Content-Type") != "application/json":
        return response
    links = {name: renamed(link, names) for name, link in response.json().items()}
    more = {name: value for name, value in fields.items() if name != "ETag"}
    return respond_json(response.status, links, more)


def caching(url: str, now: Callable[[], int]) -> App:
    """Keeps what many may share, as the API at this URL allows (RFC 9111)."""
    api, kept = forward(url), {}

    def answer(request: Request) -> Response:
        if request.method not in SAFE:
            kept.pop(request.target, None)  # it may be another one now
        if request.method != "GET" or any(x in request.headers for x in PASSED_BY):
            return api(request)
        faces = kept.setdefault(request.target, {})
        wish = tuple(request.headers.get(name) for name in VARYING)
        old, since = faces.get(wish, (None, 0))
        if old and now() - since < lifetime(old):
            return _copy(old, Age=str(now() - since))
        response = _asked_anew(api, request, old)
        if may_be_kept(response):
            faces[wish] = response, now()
        return _copy(response)

    return answer


def lifetime(response: Response) -> int:
    """For how many seconds it may be used without asking."""
    rule = response.headers.get("Cache-Control") or ""
    found = re.search(r"(?:^|[ ,])max-age=(\d+)", rule)
    return int(found[1]) if found and "no-cache" not in rule else 0


def may_be_kept(response: Response) -> bool:
    """Whether a cache of many clients may keep it, and has a use for it."""
    rule = response.headers.get("Cache-Control") or "no-store"
    forbidden = any(word in rule for word in ("no-store", "private"))
    useful = lifetime(response) > 0 or "ETag" in response.headers
    varies = ", ".join(response.headers.get_all("Vary")).lower()
    known = {name.lower() for name in VARYING} | {""}
    is_known = {name.strip() for name in varies.split(",")} <= known
    return response.status == 200 and useful and not forbidden and is_known


def _asked_anew(api: App, request: Request, kept: Response | None) -> Response:
    """What the API sends; what is kept, where the API says that it still holds."""
    if not kept or "ETag" not in kept.headers:
        return api(request)
    headers = Headers(request.headers.items())
    headers["If-None-Match"] = kept.headers["ETag"]
    response = api(request.but(headers=headers))
    return kept if response.status == 304 else response


def _copy(response: Response, **fields: str) -> Response:
    """One to be sent: the server that sends it adds fields of its own."""
    headers = Headers(response.headers.items())
    for name, value in fields.items():
        headers[name] = value
    return response.but(headers=headers)


def _handed_on(headers: Headers) -> Headers:
    kept = [
        each for each in headers.items() if each[0].lower() not in OF_ONE_CONNECTION
    ]
    return Headers(kept)


def _problem(status: int, detail: str) -> Response:
    problem = {"title": "Not here", "status": status, "detail": detail}
    answer = respond_json(status, problem)
    return respond(status, {"Content-Type": "application/problem+json"}, answer.body)

"""`show`: one exchange as it crossed the wire, the request beside the response."""

import re
from base64 import b64encode
from html import escape
from urllib.parse import urlsplit
from wsgiref.headers import Headers

from toy_api.exchange import Exchange, Request, Response
from toy_api.in_page.turns import IN_PAGE
from toy_api.lab import start
from toy_api.rules.masking import masked, masked_content

from .screen import BLUE, GREEN, RED, Figure, box, pane, put

MOST_LINES = 60
KIND = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
NUMBER = re.compile("[1-9][0-9]{0,14}")  # of an exchange in the log
SIMULATED = ", simulated wire" if IN_PAGE else ""  # no network has carried it
USUAL = {"accept": "*/*", "connection": "keep-alive"}  # what requests adds by itself


def show(response, everything: bool = False) -> None:
    """Draw the exchange that led to this response, and those of redirects before it.

    The wire text comes from the server's own log where our server answered, else
    from what `requests` knows. Fields that `requests` adds to every request are only
    counted, unless `everything` is asked for.
    """
    if not hasattr(response, "history"):
        kind = type(response).__name__
        advice = f"This is a value of type {kind}: see it with `print(...)`."
        return put(box(RED, "show draws the response to a call", [advice]))
    for each in [*response.history, response]:
        exchange, source = _find_exchange(each)
        put(_draw(exchange, source + SIMULATED, everything))


def _find_exchange(response) -> tuple[Exchange, str]:
    """The server's record of the exchange; else one made of what the client knows."""
    number = response.headers.get("Request-Id", "")
    if NUMBER.fullmatch(number):
        for exchange in start().exchanges(after=int(number) - 1)[:1]:
            content = masked_content(getattr(response, "content", b""))
            same = exchange.response.body == content
            if same and exchange.number == int(number):
                return exchange, f"exchange {number}"
    return _as_client_saw(response), "as the client tells it"


def _as_client_saw(response) -> Exchange:
    asked = response.request
    body = asked.body or b""
    fields = Headers(list(asked.headers.items()))
    if "Host" not in fields:
        fields = Headers([("Host", _host_of(asked.url)), *fields.items()])
    request = Request(
        asked.method,
        asked.path_url,
        fields,
        body if isinstance(body, bytes) else str(body).encode(),
    )
    headers = Headers(list(response.headers.items()))
    answer = Response(response.status_code, headers, response.content)
    return Exchange(0, masked(request), masked(answer))


def _host_of(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]


def _draw(exchange: Exchange, source: str, everything: bool) -> Figure:
    _, request, response = exchange
    asked = _shorten(request.as_text() if everything else _without_usual(request))
    answered = _shorten(response.as_text())
    colour = GREEN if response.status < 400 else RED
    panes = pane(BLUE, f"request ({source})", asked)
    panes += pane(colour, "response", answered)
    html = f'<div style="display:flex;flex-wrap:wrap;gap:10px">{panes}</div>'
    return Figure(html + _draw_content(response), _as_terminal(asked, answered))


def _without_usual(request: Request) -> str:
    """The wire text, with the fields that requests always sends only counted."""
    head, blank, body = request.as_text().partition("\n\n")
    lines = head.split("\n")
    kept = [line for line in lines if not _is_usual(line)]
    left_out = len(lines) - len(kept)
    note = f"\n(and {left_out} fields that requests always sends)" if left_out else ""
    return "\n".join(kept) + note + blank + body


def _is_usual(line: str) -> bool:
    name, _, value = line.partition(": ")
    name = name.lower()
    if name in ("user-agent", "accept-encoding"):
        return value.startswith(("python-requests/", "gzip"))
    return USUAL.get(name) == value


def _shorten(text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    if len(lines) <= MOST_LINES:
        return "\n".join(lines)
    more = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], f"(and {more} more lines)"])


def _draw_content(response: Response) -> str:
    """A picture, a player or a page, where the content is one."""
    kind = (response.headers.get("Content-Type") or "").partition(";")[0]
    kind = kind.strip().lower() if KIND.fullmatch(kind.strip()) else ""
    data = f"data:{kind};base64,{b64encode(response.body).decode()}"
    size = f"{kind}, {len(response.body):,} bytes"
    if not response.body or response.status >= 400 or response.status == 206:
        return ""
    if kind.startswith("image/"):
        return f'<div><img alt="The picture that came: {size}" src="{data}"></div>'
    if kind.startswith("audio/"):
        return f'<div><audio controls src="{data}">The sound: {size}</audio></div>'
    if kind == "text/html":
        page = escape(response.body.decode("utf-8", "replace"))
        style = "width:100%;height:16em;border:1px solid #888;background:#fff"
        frame = f'<iframe sandbox title="The page that came" style="{style}"'
        return f'{frame} srcdoc="{page}"></iframe>'
    return ""


def _as_terminal(asked: str, answered: str) -> str:
    sent = [f"> {line}".rstrip() for line in asked.split("\n")]
    received = [f"< {line}".rstrip() for line in answered.split("\n")]
    return "\n".join([*sent, "", *received])

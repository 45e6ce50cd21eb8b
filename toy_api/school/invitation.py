"""The page that tells how to join: for who has only the address, or a telephone."""

from html import escape

from ..exchange import Request, Response, respond
from ..rules.labels import labels_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters
from .room import Sign

HTML = "text/html"
STYLE = """:root { color-scheme: light dark; font: 1.2rem/1.5 system-ui, sans-serif }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
pre { padding: 1rem; border: 1px solid; overflow-x: auto }"""
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Join the class</title>
<meta name="viewport" content="width=device-width"><style>{style}</style></head>
<body><main><h1>Join the class</h1>
<p>Open a lesson on your laptop, put this line into its first cell, with your own name
in it, and run the cell. The code stands on the board.</p>
<pre>from lessons import join
join("{address}", "THE CODE", "Your Name")</pre>
<p>From then on all cells work with the server of the class: your messages are your own,
and the teacher sees how far you are.</p>
<p>You are the teacher? <a href="/class/board">Here is the board</a>.</p>
</main></body></html>
"""


class Invitation:
    """How to join."""

    def __init__(self, sign: Sign):
        self.address = sign.url.partition("://")[2]

    def get(self, request: Request) -> Response:
        """The line that joins, to be run in a notebook."""
        negotiate(request, [HTML])
        parameters(request, [])
        page = PAGE.format(style=STYLE, address=escape(self.address))
        fields = labels_of(HTML, STYLE) | {"Cache-Control": "no-store"}
        return respond(200, fields, page.encode())

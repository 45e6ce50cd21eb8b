"""The way in: what there is, as links for a program and as a page for a person."""

from html import escape

from ..exchange import Request, Response, respond, respond_json
from ..rules.content import JSON
from ..rules.labels import labels_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters

HTML = "text/html"
LINKS = {  # in braces: what to fill in (RFC 6570)
    "description": "/openapi.json",
    "docs": "/docs",
    "messages": "/messages",
    "message": "/messages/{id}",
    "picture": "/messages/{id}/picture",
    "broadcasts": "/broadcasts",
    "webhooks": "/webhooks",
    "tokens": "/tokens",
    "practice": "/practice",
    "lab": "/lab",
}
SERVICE = {  # where it is described (RFC 8631)
    "Link": '</openapi.json>; rel="service-desc", </docs>; rel="service-doc"'
}
STYLE = ":root { color-scheme: light dark; font: 1.1rem/1.5 sans-serif }"
PAGE = f"""<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>A toy API</title>
<link rel='icon' href='data:,'>
<style>{STYLE}</style>
<h1>A toy API</h1>
<p>This server keeps <a href="/messages">messages</a>. You read this page because
HTML was asked for, as browsers do; a program that asks for JSON gets links instead.</p>
<p>Read all messages, then one:</p>
<pre>curl -i http://HOST/messages
curl -i http://HOST/messages/1</pre>
<p>Create one:</p>
<pre>curl -i http://HOST/messages -H 'Content-Type: application/json' \\
  -d '{{"from": "+15017122661", "to": "+15558675310", "body": "Hello"}}'</pre>
<p>At <a href="/docs">/docs</a> all operations are described, each with a form to try
it; a program reads the same at /openapi.json.</p>
<p>At <a href="/lab">/lab</a> you find what lessons need: the log of all exchanges,
a hash (fingerprint) of the stored messages, and a reset to the first six messages.</p>
</html>
"""


class Home:
    """The root of the API."""

    def get(self, request: Request) -> Response:
        """Where everything else is found."""
        parameters(request, [])
        more = {"Vary": "Accept"} | SERVICE
        if negotiate(request, [JSON, HTML]) == JSON:
            return respond_json(200, LINKS, more | {"Cache-Control": "no-cache"})
        page = PAGE.replace("HOST", _host_of(request))  # for this caller only
        fields = labels_of(HTML, STYLE) | more | {"Cache-Control": "no-store"}
        return respond(200, fields, page.encode())


def _host_of(request: Request) -> str:
    """The host that was called; the one in the target wins (RFC 9112 §3.2.2)."""
    _, found, rest = request.target.partition("://")
    host = rest.partition("/")[0].partition("?")[0] if found else ""
    return escape(host or request.headers.get("Host") or "localhost")

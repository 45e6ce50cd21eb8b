"""A small, truthful REST server to learn on.

Read it in this order: `app` (every URL), `exchange` (request and response), `router`
(from a URL to a method), `resources/plain` (messages), `store` and `message`; then one
file in `rules/` for each idea of HTTP, and `doors/` for how bytes get in and out.
"""

from .app import create_app
from .doors.wsgi import as_wsgi
from .exchange import App, Exchange, Request, Response
from .lab import start
from .listener import listen

__all__ = ["App", "Exchange", "Request", "Response"]
__all__ += ["as_wsgi", "create_app", "listen", "start"]

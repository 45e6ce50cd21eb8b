"""A small, truthful REST server to learn on.

Read it in this order: `app` (every URL), `exchange` (request and response), `router`
(from a URL to a method), `resources/plain` (messages), `store` and `message`; then one
file for each idea: in `rules/` how a request is read and an answer written, in
`selection/` which version and which part of it, in `guards/` who may, how often and
what if twice, in `life/` what happens by itself. `doors/` is how bytes get in and out,
`dialect/` the same messages as Twilio's API has them, `school/` a server for a class.
"""

from .app import create_app
from .doors.wsgi import as_wsgi
from .exchange import App, Exchange, Request, Response
from .lab import start
from .listener import listen

__all__ = ["App", "Exchange", "Request", "Response"]
__all__ += ["as_wsgi", "create_app", "listen", "start"]

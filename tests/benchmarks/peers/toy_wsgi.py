"""Our own app, for a web server that is not ours: `gunicorn toy_wsgi:app`."""

from toy_api.app import create_app
from toy_api.doors.wsgi import as_wsgi

app = as_wsgi(create_app())

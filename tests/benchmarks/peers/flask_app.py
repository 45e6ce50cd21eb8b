"""The messages with Flask, for its development server and for gunicorn."""

import logging

from flask import Flask, abort, request
from table import Table, draft_in

logging.getLogger("werkzeug").setLevel("ERROR")  # no line for each request
app = Flask(__name__)
table = Table()


@app.get("/messages")
def page():
    given = request.args
    return table.page(given.get("after", 0, int), given.get("limit", 50, int))


@app.post("/messages")
def add():
    message = table.add(draft_in(request.data) or abort(422))
    return message, 201, {"Location": f"/messages/{message['id']}"}


@app.get("/messages/<int:id>")
def get(id):
    return table.get(id) or abort(404)


@app.put("/messages/<int:id>")
def put(id):
    return table.replace(id, draft_in(request.data) or abort(422)) or abort(404)


@app.delete("/messages/<int:id>")
def delete(id):
    return ("", 204) if table.remove(id) else abort(404)

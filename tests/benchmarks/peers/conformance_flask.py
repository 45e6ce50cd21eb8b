"""The paths of the table in `tests/conformance.py`, made with Flask."""

from flask import Flask, request

MESSAGE = {"to": "+15558675310", "from": "+15017122661", "body": "Tea"}
app = Flask(__name__)


@app.get("/")
def home():
    return {"messages": "/messages"}


@app.get("/messages")
def read_all():
    return [MESSAGE]


@app.post("/messages")
def create():
    return request.get_json(), 201, {"Location": "/messages/2"}


@app.get("/messages/<int:number>")
def read(number):
    return MESSAGE if number == 1 else ({"title": "Not Found"}, 404)

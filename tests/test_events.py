"""News for EventSource, which a browser reads line by line."""

import json

from toy_api.exchange import Request
from toy_api.rules.events import AGAIN, last_event, stream_of
from toy_api.rules.headers import Headers


def read(text):
    """The events as the standard tells to read them (HTML §9.2.6)."""
    found, fields = [], {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields[name] = value.removeprefix(" ")
        elif "data" in fields:
            found.append(fields)
            fields = {}
    return found


def test_each_event_has_its_name_its_id_and_its_document():
    document = {"text": "one\ntwo\r\nid: 9\n\ndata: x", "more": ["☕"]}
    (event,) = read(stream_of("news", [(7, document)]).body.decode())
    assert (event["event"], event["id"]) == ("news", "7")
    assert json.loads(event["data"]) == document


def test_without_news_the_client_is_told_when_to_come_back():
    response = stream_of("news", [])
    assert response.headers["Content-Type"] == "text/event-stream"
    assert response.body.decode() == f"retry: {AGAIN}\n\n"


def test_the_client_names_the_last_event_that_it_saw():
    fields = Headers([("Last-Event-ID", "7")])
    assert last_event(Request("GET", "/", fields)) == "7"
    assert last_event(Request("GET", "/")) == ""

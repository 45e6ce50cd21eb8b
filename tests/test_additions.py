"""A running server takes up resources, faces and rules that it was not made with."""

import pytest
import requests

from toy_api import start
from toy_api.exchange import respond, respond_json


class Lookup:
    def get(self, request, number):
        return respond_json(200, {"number": number})


@pytest.fixture
def api():
    api = start()
    yield api
    api.reset()
    api.stop()


def test_a_resource_that_is_added_is_served_at_once(api):
    assert requests.get(f"{api.url}/lookups/%2B1").status_code == 404
    api.add("/lookups/{number}", Lookup())
    assert requests.get(f"{api.url}/lookups/%2B1").json() == {"number": "+1"}


def test_a_resource_that_is_added_gets_405_head_and_options_for_nothing(api):
    api.add("/lookups/{number}", Lookup())
    url = f"{api.url}/lookups/1"
    assert requests.post(url).headers["Allow"] == "GET, HEAD, OPTIONS"
    assert requests.head(url).headers["Content-Length"] > "0"
    assert requests.options(url).status_code == 204


def test_a_resource_that_is_added_is_in_the_log(api):
    api.add("/lookups/{number}", Lookup())
    requests.get(f"{api.url}/lookups/1")
    assert api.exchanges()[-1].request.path == "/lookups/1"


def test_an_own_resource_can_not_be_replaced(api):
    api.add("/messages", Lookup())
    assert len(requests.get(f"{api.url}/messages").json()) == 6


def test_a_face_that_is_added_is_offered(api):
    api.add_face("text/csv", lambda message: f"{message.id}\r\n".encode())
    answer = requests.get(f"{api.url}/messages/1", headers={"Accept": "text/csv"})
    assert (answer.text, answer.status_code) == ("1\r\n", 200)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_rule_stands_around_everything(api):
    api.surround(lambda app: lambda request: respond(503))
    assert requests.get(f"{api.url}/messages/1").status_code == 503
    assert requests.get(f"{api.url}/nowhere").status_code == 503


def test_a_second_rule_stands_around_the_first(api):
    api.surround(lambda app: lambda request: respond(500))
    api.surround(lambda app: lambda request: respond(app(request).status + 3))
    assert requests.get(f"{api.url}/messages/1").status_code == 503


def test_a_reset_takes_away_what_was_added(api):
    api.add("/lookups/{number}", Lookup())
    api.add_face("application/json", lambda message: b"{}")
    api.surround(lambda app: lambda request: respond(503))
    api.reset()
    assert requests.get(f"{api.url}/messages/1").json()["id"] == 1
    assert requests.get(f"{api.url}/lookups/1").status_code == 404


def test_nothing_can_be_added_to_a_server_elsewhere(api, monkeypatch):
    monkeypatch.setenv("TOY_API_URL", api.url)
    with pytest.raises(RuntimeError, match="Unset TOY_API_URL"):
        start().add("/lookups/{number}", Lookup())

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


@pytest.mark.parametrize(
    "path",
    ["lookups", "/", "/lookups/", "//a", "/a?b=1", "/a#b", "/{a", "/a{b}", "/{}", 5],
)
def test_a_path_that_nothing_could_be_found_at_is_refused(api, path):
    with pytest.raises(ValueError, match=r"Write one such as '/lookups/\{number\}'"):
        api.add(path, Lookup())


def test_a_path_may_have_several_open_parts(api):
    class Sum:
        def get(self, request, a, b):
            return respond_json(200, int(a) + int(b))

    api.add("/lookups/{a}/and/{b}", Sum())
    assert requests.get(f"{api.url}/lookups/2/and/3").json() == 5


@pytest.mark.parametrize(
    ("resource", "advice"),
    [(Lookup, r"Add an object of it: Lookup\(\)"), (7, "get, post, put, patch, del")],
)
def test_what_is_no_resource_is_refused(api, resource, advice):
    with pytest.raises(TypeError, match=advice):
        api.add("/lookups/{number}", resource)
    assert requests.get(f"{api.url}/lookups/1").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "text/csv; header=present", "", None, "a/b/c"])
def test_what_is_no_media_type_is_refused(api, kind):
    with pytest.raises(ValueError, match="no media type such as 'text/csv'"):
        api.add_face(kind, lambda message: b"")
    assert requests.get(f"{api.url}/messages/1").status_code == 200


@pytest.mark.parametrize("nothing", [None, 5, respond(503)])
def test_what_is_no_function_is_refused(api, nothing):
    with pytest.raises(TypeError, match="is no function"):
        api.surround(nothing)
    with pytest.raises(TypeError, match="is no function"):
        api.add_face("text/csv", nothing)


def test_a_rule_that_gives_back_no_app_is_refused(api):
    with pytest.raises(TypeError, match=r"gave back None\. .* gives back an app"):
        api.surround(lambda app: None)
    assert requests.get(f"{api.url}/messages/1").status_code == 200


def test_a_slash_too_many_behind_an_added_resource_is_told(api):
    api.add("/lookups/{number}", Lookup())
    problem = requests.get(f"{api.url}/lookups/1/").json()
    assert "Leave out the slash" in problem["detail"]


def test_nothing_can_be_added_to_a_server_elsewhere(api, monkeypatch):
    monkeypatch.setenv("TOY_API_URL", api.url)
    with pytest.raises(RuntimeError, match="Unset TOY_API_URL"):
        start().add("/lookups/{number}", Lookup())

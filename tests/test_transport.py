"""`requests` talks to an App without any network."""

import io
import json
from types import SimpleNamespace

import pytest
import requests

from toy_api.doors import transport
from toy_api.doors.transport import ADDRESS, AppAdapter, session
from toy_api.exchange import Response, respond

DRAFT = {"to": "+15558675310", "from": "+15017122661", "body": "Tea ☕"}


@pytest.fixture
def seen():
    """Calls `requests` and gives the request that reached the app."""
    reached = []

    def app(request):
        reached.append(request)
        return respond(204)

    with session(app) as connected:

        def send(method, path="/", **more):
            connected.request(method, ADDRESS + path, **more)
            return reached[-1]

        yield send


def answered(response, method="GET"):
    with session(lambda request: response) as connected:
        return connected.request(method, ADDRESS)


def test_an_answer_is_a_response_of_requests(api):
    answer = api("GET", "/messages/1")
    assert isinstance(answer, requests.Response)
    assert (answer.status_code, answer.reason) == (200, "OK")
    assert answer.json()["id"] == 1
    assert answer.url == "http://toy.test/messages/1"


def test_names_of_fields_ignore_case(api):
    answer = api("GET", "/messages/1")
    assert answer.headers["content-TYPE"] == "application/json"
    assert answer.encoding == "utf-8"


def test_an_error_is_raised_when_asked_for(api):
    answer = api("GET", "/messages/99")
    with pytest.raises(requests.HTTPError, match="404 Client Error: Not Found"):
        answer.raise_for_status()


def test_json_and_parameters_reach_the_app(api):
    created = api("POST", "/messages", json=DRAFT)
    assert created.status_code == 201
    found = api("GET", "/messages", params={"q": "☕", "to": "+15558675310"})
    assert [each["id"] for each in found.json()] == [created.json()["id"]]


@pytest.mark.parametrize(
    "data",
    [
        b"te\xc3\xa9",
        "teé",
        io.BytesIO(b"te\xc3\xa9"),
        [b"te", b"\xc3\xa9"],
        (part for part in (b"te", b"", b"\xc3\xa9")),
    ],
    ids=["bytes", "text", "file", "list", "generator"],
)
def test_content_of_every_kind_arrives_as_bytes(data):
    bodies = []
    with session(
        lambda request: bodies.append(request.body) or respond(204)
    ) as connected:
        prepared = requests.Request("POST", ADDRESS).prepare()
        prepared.body = data
        connected.send(prepared)
    assert bodies == ["teé".encode()]


def test_no_content_is_no_bytes(seen):
    assert seen("GET").body == b""
    assert seen("POST").body == b""


def test_the_host_is_a_field_as_on_the_wire(seen):
    fields = seen("GET", headers={"X-Tea": "green"}).headers
    assert fields.get_all("Host") == ["toy.test"]
    assert fields["X-Tea"] == "green"


def test_a_host_of_ones_own_is_the_only_one(seen):
    """RFC 9112 §3.2."""
    fields = seen("GET", headers={"Host": "else.test"}).headers
    assert fields.get_all("Host") == ["else.test"]


def test_the_length_of_content_is_told(seen):
    request = seen("PUT", json=DRAFT)
    assert int(request.headers["Content-Length"]) == len(request.body)
    assert json.loads(request.body) == DRAFT


@pytest.mark.parametrize(
    "path, target",
    [
        ("", "/"),
        ("/messages?q=a+b", "/messages?q=a+b"),
        ("/messages/a%2Fb?to=%2B1", "/messages/a%2Fb?to=%2B1"),
        ("//messages", "//messages"),
        ("/☕", "/%E2%98%95"),
        ("/a#fragment", "/a"),
    ],
)
def test_the_target_is_what_requests_would_send(seen, path, target):
    assert seen("GET", path).target == target


@pytest.mark.parametrize("method", ["GET", "POST", "QUERY", "BREW"])
def test_the_method_is_passed_on(seen, method):
    assert seen(method).method == method


def test_an_answer_to_head_has_no_content_whatever_its_length_says():
    answer = answered(respond(200, {"Content-Length": "5"}), "HEAD")
    assert (answer.content, answer.headers["Content-Length"]) == (b"", "5")


def test_a_redirect_is_followed_and_remembered():
    def app(request):
        there = request.path == "/there"
        return respond(200) if there else respond(303, {"Location": "/there"})

    with session(app) as connected:
        answer = connected.post(ADDRESS)
    assert (answer.url, answer.status_code) == (f"{ADDRESS}/there", 200)
    assert [each.status_code for each in answer.history] == [303]


def test_an_answer_can_be_read_piece_by_piece():
    with session(lambda request: respond(200, body=b"abcdef")) as connected:
        answer = connected.get(ADDRESS, stream=True, timeout=5)
        assert list(answer.iter_content(4)) == [b"abcd", b"ef"]


def test_only_the_address_of_the_app_is_taken_over(app):
    with session(app) as connected:
        assert isinstance(connected.get_adapter(ADDRESS), AppAdapter)
        other = connected.get_adapter("http://127.0.0.1/")
        assert not isinstance(other, AppAdapter)


def test_an_answer_that_is_lost_is_a_broken_connection():
    with pytest.raises(requests.ConnectionError, match="lost"):
        answered(Response(200, lost=True))


@pytest.mark.parametrize("delay", [0, 2.5])
def test_an_answer_takes_the_time_that_it_spends_on_its_way(monkeypatch, delay):
    lengths = []
    monkeypatch.setattr(transport, "time", SimpleNamespace(sleep=lengths.append))
    assert answered(Response(204, delay=delay)).status_code == 204
    assert lengths == [delay]


def test_what_was_asked_for_is_done_though_its_answer_is_lost(api, store):
    with pytest.raises(requests.ConnectionError):
        api("DELETE", "/messages/1", headers={"Toy-Fault": "drop"})
    assert store.get(1) is None

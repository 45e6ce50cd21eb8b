"""The server as a lesson uses it."""

import re
import socket
import socketserver
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from threading import Event, Thread
from types import SimpleNamespace

import pytest
import requests

from toy_api import lab, start
from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors.server import Server

DRAFT = {"to": "+15558675310", "from": "+15017122661", "body": "Tea"}
NAMES = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")


@contextmanager
def in_background(server, stop):
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stop()
        thread.join()


@pytest.fixture
def here(monkeypatch):
    """The server of this process, stopped afterwards; another one's is left alone."""
    monkeypatch.setattr(lab, "_running", None)
    running = start()
    yield running
    running.stop()


@pytest.fixture
def elsewhere(monkeypatch):
    """The URL of a server that `start()` finds in the environment."""
    server = Server(create_app(clock=ToyClock()))
    with in_background(server, server.stop):
        monkeypatch.setenv(lab.ELSEWHERE, server.url)
        yield server.url


@pytest.fixture(params=["here", "elsewhere"])
def toy(request):
    """The server of this process, then one elsewhere: a lesson sees no difference."""
    found = request.getfixturevalue(request.param)
    return start() if request.param == "elsewhere" else found


def call(toy, method, path, **more):
    return requests.request(method, toy.url + path, timeout=10, **more)


def test_a_server_is_there_at_once(here):
    assert re.fullmatch(r"http://127\.0\.0\.1:[1-9][0-9]*", here.url)
    assert len(call(here, "GET", "/messages").json()) == 6


def test_the_clock_of_a_lesson_begins_in_the_year_2024(here):
    first = parsedate_to_datetime(call(here, "GET", "/").headers["Date"])
    second = parsedate_to_datetime(call(here, "GET", "/").headers["Date"])
    assert (first.year, (second - first).seconds) == (2024, 1)


def test_start_twice_is_the_same_server(here):
    assert start() is here


def test_stop_and_start_makes_a_new_server(here):
    call(here, "DELETE", "/messages/1")
    here.stop()
    anew = start()
    assert anew is not here
    assert call(anew, "GET", "/messages/1").status_code == 200
    anew.stop()


def test_a_stopped_server_answers_no_more(here):
    here.stop()
    with pytest.raises(requests.ConnectionError):
        call(here, "GET", "/")


def test_stop_twice_does_no_harm(here):
    here.stop()
    anew = start()
    here.stop()
    assert start() is anew
    anew.stop()


def test_the_url_stands_in_what_is_shown_of_a_server(toy):
    assert repr(toy) == f"<toy API at {toy.url}>"


def test_the_environment_can_name_a_server_elsewhere(elsewhere):
    assert start().url == elsewhere
    assert len(call(start(), "GET", "/messages").json()) == 6


def test_a_slash_behind_the_name_of_a_server_does_no_harm(elsewhere, monkeypatch):
    monkeypatch.setenv(lab.ELSEWHERE, f"{elsewhere}/")
    assert start().url == elsewhere
    assert start().exchanges() == []


def test_a_server_elsewhere_goes_on_when_a_lesson_stops(elsewhere):
    start().stop()
    assert call(start(), "GET", "/messages/1").status_code == 200


def test_a_server_elsewhere_leaves_the_one_of_this_process_alone(here, elsewhere):
    start().stop()
    assert call(here, "GET", "/messages/1").status_code == 200


def test_where_nobody_answers_the_error_says_what_to_do(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    monkeypatch.setenv(lab.ELSEWHERE, url)
    with pytest.raises(ConnectionError, match=f"No toy API answers at {url}.*unset"):
        start()


class Parrot(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(65536)
        self.request.sendall(self.server.words)


@pytest.mark.parametrize(
    "words",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.0 404 Not Found\r\n\r\n<html>",
        b"HTTP/1.0 200 OK\r\n\r\n<html>",
    ],
)
def test_a_server_of_another_kind_is_no_toy_api(monkeypatch, words):
    server = socketserver.TCPServer(("127.0.0.1", 0), Parrot)
    with server, in_background(server, server.shutdown):
        server.words = words
        url = f"http://127.0.0.1:{server.server_address[1]}"
        monkeypatch.setenv(lab.ELSEWHERE, url)
        with pytest.raises(ConnectionError, match="No toy API answers"):
            start()


def test_equal_states_mean_equal_messages(toy):
    first = toy.state()
    call(toy, "GET", "/messages")
    assert toy.state() == first
    call(toy, "POST", "/messages", json=DRAFT)
    assert toy.state() != first


def test_reset_brings_the_state_of_the_start_back(toy):
    first = toy.state()
    call(toy, "POST", "/messages", json=DRAFT)
    call(toy, "DELETE", "/messages/1")
    toy.reset()
    assert toy.state() == first


def test_reset_brings_the_ids_and_the_clock_of_the_start_back(toy):
    first = call(toy, "POST", "/messages", json=DRAFT)
    toy.reset()
    again = call(toy, "POST", "/messages", json=DRAFT)
    assert again.headers["Location"] == first.headers["Location"] == "/messages/7"
    assert again.json() == first.json()


def test_exchanges_are_what_crossed_the_wire(toy):
    reply = call(toy, "POST", "/messages", json=DRAFT)
    (exchange,) = toy.exchanges()
    assert (exchange.request.method, exchange.request.target) == ("POST", "/messages")
    assert exchange.request.body == reply.request.body
    assert (exchange.response.status, exchange.response.body) == (201, reply.content)
    assert exchange.response.headers["Request-Id"] == str(exchange.number)


def test_exchanges_after_a_number_are_the_newer_ones(toy):
    for path in ("/", "/messages", "/nowhere"):
        call(toy, "GET", path)
    newer = toy.exchanges(after=1)
    assert [each.number for each in newer] == [2, 3]
    assert [each.request.path for each in newer] == ["/messages", "/nowhere"]
    assert toy.exchanges(after=3) == []


def test_the_calls_of_the_lab_are_no_exchanges(toy):
    toy.reset()
    toy.state()
    assert toy.exchanges() == []


def test_credentials_do_not_stand_in_the_exchanges(toy):
    call(toy, "GET", "/messages", auth=("me", "a secret"))
    (exchange,) = toy.exchanges()
    assert exchange.request.headers["Authorization"] == "Basic ****"


def test_a_refusal_of_the_lab_is_told_as_it_came(toy):
    with pytest.raises(RuntimeError, match=r"(?s)after=-1 at .*400 Bad Request"):
        toy.exchanges(after=-1)


@pytest.mark.parametrize("spared", ["", "example.org"])
def test_a_call_to_the_server_takes_no_proxy(monkeypatch, here, spared):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", spared)
    here.stop()
    with requests.Session() as session:
        assert session.get(f"{start().url}/messages/1").status_code == 200
        assert session.get(f"{start().url}/practice/elsewhere").status_code == 200
    start().stop()


@pytest.fixture
def start_with(here, monkeypatch):
    """Starts anew with an account in the environment."""

    def begin(*account):
        here.stop()
        for name, value in zip(NAMES, account, strict=True):
            monkeypatch.setenv(name, value)
        return start()

    yield begin
    start().stop()


def test_a_lesson_has_two_players_each_in_a_world_of_its_own(here):
    first, second = here.accounts
    call(here, "DELETE", "/messages/1", auth=second)
    codes = [
        call(here, "GET", "/messages/1", auth=who).status_code
        for who in (first, second, None)
    ]
    assert ([first.name, second.name], codes) == (["ada", "ben"], [200, 404, 200])


def test_the_account_of_the_environment_comes_first(start_with):
    toy = start_with("AC123", "hush")
    assert [each.name for each in toy.accounts] == ["AC123", "ada", "ben"]
    assert toy.accounts[0].secret == "hush"
    call(toy, "DELETE", "/messages/1", auth=("AC123", "hush"))
    assert call(toy, "GET", "/messages/1").status_code == 404
    assert call(toy, "GET", "/messages/1", auth=toy.accounts[1]).status_code == 200


@pytest.mark.parametrize("account", [("AC123", ""), ("", "hush"), ("A C", "hush")])
def test_half_an_account_in_the_environment_is_none(start_with, account):
    toy = start_with(*account)
    assert [each.name for each in toy.accounts] == ["ada", "ben"]
    assert call(toy, "GET", "/messages", auth=("AC123", "hush")).status_code == 401


def test_nobody_takes_the_place_of_a_player(start_with):
    toy = start_with("ada", "another")
    assert [each.name for each in toy.accounts] == ["ada", "ben"]
    for who in toy.accounts:
        assert call(toy, "GET", "/messages", auth=who).status_code == 200


def test_a_secret_of_the_environment_is_not_shown(start_with):
    assert "hush" not in repr(start_with("AC123", "hush"))


def test_a_server_elsewhere_does_not_tell_its_accounts(elsewhere):
    assert start().accounts == []


def test_a_lock_closes_the_door_and_unlock_opens_it(toy):
    toy.lock()
    assert call(toy, "GET", "/messages").status_code == 401
    toy.unlock()
    assert call(toy, "GET", "/messages").status_code == 200


def test_a_reset_opens_a_locked_door(toy):
    toy.lock()
    toy.reset()
    assert call(toy, "GET", "/messages").status_code == 200


def test_what_is_carried_goes_one_step_on(toy):
    call(toy, "POST", "/messages", json=DRAFT)
    assert [toy.carry() for _ in range(4)] == [7, 7, 7, 0]
    assert call(toy, "GET", "/messages/7").json()["status"] == "delivered"


def test_the_calls_of_the_lab_go_on_behind_a_locked_door(toy):
    toy.lock()
    assert (toy.carry(), len(toy.exchanges())) == (6, 0)
    assert toy.state()


def test_a_request_that_is_slow_on_purpose_holds_up_nobody_else(here, monkeypatch):
    begun, end = Event(), Event()
    nap = SimpleNamespace(sleep=lambda seconds: begun.set() or end.wait(30))
    monkeypatch.setattr("toy_api.doors.gate.time", nap)
    with ThreadPoolExecutor(1) as pool:
        fields = {"Toy-Fault": "slow=9"}
        slow = pool.submit(call, here, "GET", "/messages/1", headers=fields)
        assert begun.wait(10)
        assert call(here, "GET", "/messages/2").status_code == 200
        end.set()
        assert slow.result(10).status_code == 200

"""A server answers to its own names: what a page can make of DNS leads nowhere."""

import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from ipaddress import ip_address

import pytest
import requests
from test_main import terminal

import toy_api
from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors.transport import ADDRESS, session

LOOPBACK = ["localhost", "LOCALHOST", "localhost.", "app.localhost", "[::1]"]
LOOPBACK += ["127.0.0.1", "127.0.0.1:8000", "127.8.9.1", "localhost:1", "[::1]:8000"]
OTHERS = ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"]
OTHERS += ["evillocalhost", "192.168.1.5", "[fe80::1]", "", ":8000", "0.0.0.0"]
PATHS = ["/", "/messages", "/lab/reset", "/2010-04-01/Accounts.json", "/nowhere"]


@contextmanager
def calling(*hosts):
    """Calls an app that goes by these names, with a Host field of one's own."""
    app = create_app(clock=ToyClock(), hosts=hosts)
    with session(app) as client:
        yield lambda host, path="/messages/1", method="GET": client.request(
            method, ADDRESS + path, headers={"Host": host}
        )


@pytest.mark.parametrize("host", LOOPBACK)
def test_this_computer_may_be_called_by_each_of_its_names(host):
    with calling() as call:
        assert call(host).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
@pytest.mark.parametrize("path", PATHS)
def test_another_name_is_told_that_it_is_misdirected(host, path):
    """RFC 9110 §15.5.20."""
    with calling() as call:
        answer = call(host, path, "POST")
    assert (answer.status_code, answer.reason) == (421, "Misdirected Request")
    assert answer.json()["status"] == 421


def test_what_is_misdirected_changes_nothing():
    with calling() as call:
        assert call("evil.example", "/messages/1", "DELETE").status_code == 421
        assert call("localhost").status_code == 200


def test_the_host_of_an_absolute_target_counts_more_than_the_field():
    """RFC 9112 §3.2.2."""
    app = create_app(clock=ToyClock(), hosts=[])
    for target, status in (("http://evil.example/", 421), ("HTTP://localhost/", 200)):
        other = "localhost" if status == 421 else "evil.example"
        fields = toy_api.exchange.Headers([("Host", other)])
        assert app(toy_api.Request("GET", target, fields)).status == status


@pytest.mark.parametrize("known", ["toy.lan", "TOY.lan.", "toy.lan:80", "192.168.1.5"])
def test_a_name_that_is_allowed_may_be_called_with_any_port(known):
    with calling("127.0.0.1", known) as call:
        host = known.lower().partition(":")[0].removesuffix(".")
        codes = [call(host + port).status_code for port in ("", ":80", ":8000")]
        assert codes == [200] * 3
        assert call(f"x.{host}").status_code == 421


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])
@pytest.mark.parametrize("host", ["192.168.1.5:80", "[fe80::1]", "10.0.0.1", "toy.lan"])
def test_who_listens_everywhere_is_called_by_any_address_but_no_name(everywhere, host):
    with calling(everywhere) as call:
        try:
            expected = ip_address(host.strip("[]").removesuffix(":80")) and 200
        except ValueError:
            expected = 421
        assert call(host).status_code == expected


def test_an_app_that_was_told_no_names_goes_by_any(api):
    assert api("GET", "/", headers={"Host": "evil.example"}).status_code == 200


def status_at(url, host):
    line = HTTPConnection(url.partition("://")[2], timeout=10)
    line.request("GET", "/messages/1", headers={"Host": host})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status


def test_a_server_in_a_terminal_goes_by_its_address_and_what_is_allowed():
    with terminal("--allow-host", "toy.lan", "--allow-host", "toy.test") as shown:
        names = ["toy.lan", "toy.test:80", "127.0.0.1", "evil.example"]
        codes = [status_at(shown.url, name) for name in names]
        there = shown.url.replace("127.0.0.1", "localhost")
        assert requests.get(there, timeout=10).status_code == 200
    assert codes == [200, 200, 200, 421]


def test_a_server_in_a_terminal_goes_by_any_name_where_that_is_wanted():
    with terminal("--allow-host", "*") as shown:
        assert status_at(shown.url, "evil.example") == 200


def test_the_server_of_a_lesson_goes_by_loopback_only():
    script = "import toy_api; print(toy_api.start().url); input()"
    command = [sys.executable, "-c", script]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        url = process.stdout.readline().strip()
        codes = [status_at(url, name) for name in ("localhost", "evil.example")]
        process.communicate("\n", timeout=10)
    assert codes == [200, 421]


def test_a_learners_own_function_may_be_called_by_any_name():
    listener = toy_api.listen(lambda request: 204)
    assert status_at(listener.url, "hook.example") == 204
    listener.stop()

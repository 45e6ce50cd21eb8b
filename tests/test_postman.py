"""Webhooks go to this computer and to no other place."""

import socket

import pytest

from toy_api.doors.postman import Postman
from toy_api.exchange import Request, respond
from toy_api.listener import listen

OUTSIDE = [
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://0.0.0.0:8000/",
    "http://[::]:8000/",
    "http://[fe80::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://2130706433.example/",
    "http://nobody.invalid/",
]
MALFORMED = [
    "",
    "hook",
    "/hook",
    "https://127.0.0.1/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "http://",
    "http:///hook",
    "http://ada:secret@127.0.0.1/",
    "http://127.0.0.1@10.0.0.1/",
    "http://127.0.0.1/a b",
    "http://127.0.0.1/\r\nX: y",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:x/",
    "http://[::1/",
    "http://127.0.0.1/ü",
]


@pytest.fixture
def listener():
    started = listen(lambda request: 204)
    yield started
    started.stop()


@pytest.mark.parametrize("target", ["{}", "{}/", "{}/a/b?c=d"])
def test_this_computer_may_be_called(listener, target):
    where = target.format(listener.url)
    assert Postman().advice(where) is None
    assert Postman().send(where, Request("POST", "/", body=b"tea")).status == 204
    ((_, request, _),) = listener.exchanges(1)
    assert (request.target, request.body) == (where[len(listener.url) :] or "/", b"tea")


def test_the_name_localhost_is_this_computer(listener):
    where = listener.url.replace("127.0.0.1", "localhost")
    assert Postman(["127.0.0.0/8", "::1/128"]).advice(where) is None


@pytest.mark.parametrize("target", OUTSIDE + MALFORMED)
def test_no_other_place_is_called(target):
    assert "such as http://127.0.0.1" in Postman().advice(target)
    with pytest.raises(OSError):
        Postman().send(target, Request("POST", "/"))


def test_a_name_that_also_means_another_place_is_refused(monkeypatch):
    both = [(2, 1, 6, "", (address, 80)) for address in ("127.0.0.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **more: both)
    assert "10.0.0.1 is out of bounds" in Postman().advice("http://double.example/")


def test_a_name_that_changes_its_meaning_is_looked_up_again(monkeypatch, listener):
    moved = [(2, 1, 6, "", ("10.0.0.1", 80))]
    assert Postman().advice(listener.url) is None
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **more: moved)
    with pytest.raises(OSError, match=r"10\.0\.0\.1 is out of bounds"):
        Postman().send(listener.url, Request("POST", "/"))


def test_another_network_may_be_called_where_it_is_allowed():
    postman = Postman(["192.168.1.0/24"])
    assert postman.advice("http://192.168.1.7:9000/hook") is None
    assert "out of bounds" in postman.advice("http://192.168.2.7:9000/hook")


def test_a_redirect_is_an_answer_and_is_not_followed(listener):
    away = listen(lambda request: respond(302, {"Location": listener.url}))
    assert Postman().send(away.url, Request("POST", "/")).status == 302
    assert listener.exchanges() == []
    away.stop()


def test_where_nobody_listens_it_says_so():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        target = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(OSError, match="refused"):
            Postman().send(target, Request("POST", "/"))

"""A server made of one function."""

import pytest
import requests

from toy_api.exchange import respond
from toy_api.listener import listen


@pytest.fixture
def listening():
    started = []

    def begin(receive):
        started.append(listen(receive))
        return started[-1]

    yield begin
    for each in started:
        each.stop()


@pytest.mark.parametrize(
    ("given", "status"), [(None, 204), (202, 202), (respond(410), 410)]
)
def test_the_function_decides_what_is_answered(listening, given, status):
    listener = listening(lambda request: given)
    assert requests.post(listener.url, json={"a": 1}, timeout=5).status_code == status


def test_the_function_gets_what_was_sent(listening):
    seen = []
    listener = listening(lambda request: seen.append((request.path, request.json())))
    requests.post(f"{listener.url}/hook", json={"a": 1}, timeout=5)
    assert seen == [("/hook", {"a": 1})]


def test_what_the_function_raises_is_told_as_a_500(listening, capsys):
    listener = listening(lambda request: request.json()["status"])
    answer = requests.post(listener.url, json={}, timeout=5)
    assert answer.status_code == 500
    assert "KeyError: 'status'" in answer.json()["detail"]
    assert capsys.readouterr().err == ""


def test_what_has_reached_it_can_be_waited_for(listening):
    listener = listening(lambda request: 204)
    requests.post(listener.url, data=b"tea", timeout=5)
    ((number, request, response),) = listener.exchanges(1)
    assert (number, request.body, response.status) == (1, b"tea", 204)


def test_waiting_has_an_end(listening):
    assert listening(lambda request: 204).exchanges(1, seconds=0.01) == []


def test_who_stopped_listens_no_longer(listening):
    listener = listening(lambda request: 204)
    listener.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(listener.url, timeout=5)


def test_it_listens_on_this_computer_only(listening):
    assert listening(lambda request: 204).url.startswith("http://127.0.0.1:")

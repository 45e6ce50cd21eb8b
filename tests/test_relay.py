"""What is called on a laptop reaches the server of the class, with a name on it."""

import http.client
import threading
import time

import pytest
import requests

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors.gate import Gate
from toy_api.doors.relay import relaying
from toy_api.exchange import respond
from toy_api.rules.completion import complete
from toy_api.rules.problems import as_problem_json

FIELD = ("Class-Authorization", "Basic eDp5")


@pytest.fixture
def relay(served):
    """Starts a relay to this app; gives its URL."""

    def to(app, gate=None):
        here = Gate()
        handed_on = relaying(served(app, gate), FIELD, here.aside, refuse)
        return served(handed_on, here)

    return to


refuse = complete(lambda request: as_problem_json(request.refusal), lambda: 0)


def keep(seen):
    """An app that writes down what reaches it."""

    def answer(request):
        seen.append(request)
        return respond(200, {"Connection": "close", "X-Own": "a"}, b"tea")

    return complete(answer, lambda: 0)


def test_all_goes_through_as_it_was_sent(relay):
    seen = []
    url = relay(keep(seen))
    fields = {"X-Own": "b", "Authorization": "Basic own", "Host": "toy.test"}
    requests.put(f"{url}/a%2Fb?c=%20", b"\x00\xff", headers=fields)
    assert (seen[0].method, seen[0].target, seen[0].body) == (
        *("PUT", "/a%2Fb?c=%20", b"\x00\xff"),
    )
    assert {name: seen[0].headers[name] for name in fields} == fields
    assert seen[0].headers.get_all(FIELD[0]) == [FIELD[1]]


def test_what_is_for_the_next_server_only_ends_here(relay):
    seen = []
    answer = requests.get(relay(keep(seen)), headers={"TE": "trailers"})
    assert "Connection" not in seen[0].headers
    assert "TE" not in seen[0].headers
    assert "Connection" not in answer.headers
    assert answer.headers["X-Own"] == "a"


@pytest.mark.parametrize("path", ["/messages/1", "/messages/1/picture", "/nowhere"])
@pytest.mark.parametrize("verb", ["GET", "HEAD", "OPTIONS", "DELETE"])
def test_an_answer_is_the_same_behind_a_relay(served, relay, verb, path):
    def asked(url):
        answer = requests.request(verb, url + path)
        return answer.status_code, dict(answer.headers), answer.content

    direct = asked(served(create_app(clock=ToyClock())))
    assert asked(relay(create_app(clock=ToyClock()))) == direct


def test_an_answer_that_was_lost_is_lost_here_too(relay):
    url = relay(create_app(clock=ToyClock()))
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/messages", headers={"Toy-Fault": "drop"})
    assert requests.get(f"{url}/messages").status_code == 200


def test_while_one_call_takes_its_time_others_are_answered(relay):
    gate = Gate()
    url = relay(create_app(clock=ToyClock(), pause=gate.pause), gate)
    slow = {"headers": {"Toy-Fault": "slow=3"}}
    waiting = threading.Thread(
        target=requests.get, args=[f"{url}/messages"], kwargs=slow
    )
    waiting.start()
    time.sleep(0.2)
    assert requests.get(f"{url}/messages").status_code == 200
    assert waiting.is_alive()
    waiting.join()


def test_where_nobody_answers_it_is_said(served):
    with_nobody = relaying("http://127.0.0.1:9", FIELD, lambda work: work(), refuse)
    answer = requests.get(served(with_nobody))
    assert answer.status_code == 502
    assert "http://127.0.0.1:9, does not answer" in answer.json()["detail"]


def test_what_is_no_request_is_refused_here(served, relay):
    seen = []
    connection = http.client.HTTPConnection(relay(keep(seen)).partition("//")[2])
    connection.putrequest("GET", "/#fragment")
    connection.endheaders()
    assert connection.getresponse().status == 400
    assert seen == []
    connection.close()

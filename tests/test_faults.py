"""What goes wrong on a network, when a client asks for it by Toy-Fault."""

from wsgiref.headers import Headers

import pytest
import requests
from urllib3.util import Retry

from toy_api.exchange import Request

ADA, BEN = ("ada", "paper-boat"), ("ben", "tin-whistle")
NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
UNKNOWN = ["slow", "slow=", "slow=x", "slow=-1", "slow=1e1", "slow=1.", "slow=.5"]
UNKNOWN += ["slow=\xb2", "slow=nan", "fail", "fail=-1", "fail=1.5", "delay", "drop=1"]
UNKNOWN += ["Drop", "drop; slow=1", "crash", "=", "=1", "name=", "name=a b", "name=ä"]
UNKNOWN += [f"name={'x' * 41}"]


@pytest.fixture
def send(players):
    """Sends a new message, and asks for this fault."""

    def post(fault, method="POST", path="/messages", **more):
        content = NEW if method == "POST" else None
        fields = {"Toy-Fault": fault}
        return players(method, path, json=content, headers=fields, **more)

    return post


@pytest.fixture
def count(players):
    return lambda: len(players("GET", "/messages").json())


def codes(send, count, *words, **more):
    return [send(*words, **more).status_code for _ in range(count)]


def answer_to(app, *faults):
    """The answer as it leaves the app, with what becomes of it on its way."""
    fields = Headers([("Toy-Fault", fault) for fault in faults])
    return app(Request("GET", "/messages/1", fields))


@pytest.mark.parametrize(
    "fault, seconds",
    [("slow=1", 1), ("slow=0.25", 0.25), ("slow=10", 10), ("slow=0", 0)],
)
def test_slow_waits_before_the_work(send, pauses, count, fault, seconds):
    assert send(fault).status_code == 201
    assert pauses == [seconds]
    assert count() == 7


def test_a_request_that_asks_for_nothing_waits_for_nothing(players, pauses):
    answer = players("GET", "/messages/1")
    assert (answer.status_code, pauses) == (200, [])


@pytest.mark.parametrize("fault, seconds", [("delay=1", 1), ("delay=0.5", 0.5)])
def test_delay_does_the_work_and_lets_the_answer_travel(two, pauses, fault, seconds):
    answer = answer_to(two, fault)
    assert (answer.status, answer.delay, answer.lost) == (200, seconds, False)
    assert sum(pauses) == 0


def test_drop_does_the_work_and_loses_the_answer(send, count):
    with pytest.raises(requests.ConnectionError):
        send("drop")
    assert count() == 7


@pytest.mark.parametrize("path", ["/messages/99", "/nowhere", "/practice/closed"])
def test_drop_loses_a_refusal_as_well(send, two, path):
    with pytest.raises(requests.ConnectionError):
        send("drop", "GET", path)
    fields = Headers([("Toy-Fault", "delay=2")])
    assert two(Request("GET", path, fields)).delay == 2


def test_the_lab_shows_an_answer_that_was_lost(send, players):
    with pytest.raises(requests.ConnectionError):
        send("drop", "DELETE", "/messages/1")
    ((record,),) = [players("GET", "/lab/exchanges").json()]
    assert (record["response"]["status"], record["response"]["lost"]) == (204, True)


@pytest.mark.parametrize("times", range(4))
def test_fail_fails_so_many_times_and_then_works(send, count, times):
    answers = codes(send, times + 1, f"fail={times}, name=mine")
    assert answers == [503] * times + [201]
    assert count() == 7


def test_what_worked_at_last_can_be_made_to_fail_anew(send):
    assert codes(send, 6, "fail=2") == [503, 503, 201] * 2


def test_tries_are_counted_for_each_name(send):
    answers = [send(f"fail=1, name={name}").status_code for name in "abab"]
    assert answers == [503, 503, 201, 201]
    assert codes(send, 2, "fail=1") == [503, 201]


def test_a_failure_tells_when_to_try_again_so_that_urllib3_would(send):
    answer = send("fail=1")
    retry = Retry(status_forcelist=[503], allowed_methods=None)
    assert retry.is_retry("POST", answer.status_code)
    assert retry.parse_retry_after(answer.headers["Retry-After"]) == 1
    assert answer.json()["status"] == 503


def test_failures_of_one_account_are_not_counted_for_another(send):
    assert codes(send, 2, "fail=2", auth=ADA) == [503, 503]
    assert codes(send, 3, "fail=2", auth=BEN) == [503, 503, 201]
    assert send("fail=2", auth=ADA).status_code == 201


def test_a_reset_forgets_the_tries_of_ones_own_world_only(send, players):
    for who in (ADA, BEN):
        send("fail=1", auth=who)
    players("POST", "/lab/reset", auth=ADA)
    assert send("fail=1", auth=ADA).status_code == 503
    assert send("fail=1", auth=BEN).status_code == 201


def test_several_faults_come_together(two, pauses):
    """RFC 9110 §5.3: in one line or in several."""
    for lines in (["slow=1, delay=2,drop"], ["slow=1", "delay=2, drop"]):
        answer = answer_to(two, *lines)
        assert (answer.status, answer.delay, answer.lost) == (200, 2, True)
    assert pauses == [1, 1]


@pytest.mark.parametrize("fault", ["", " ", ",", ", ,"])
def test_a_field_without_a_fault_asks_for_none(two, pauses, fault):
    answer = answer_to(two, fault)
    assert (answer.status, answer.delay, answer.lost) == (200, 0, False)
    assert pauses == []


@pytest.mark.parametrize("fault", UNKNOWN)
def test_a_fault_that_there_is_not_is_refused_and_nothing_is_done(two, fault):
    fields = Headers([("Toy-Fault", fault)])
    answer = two(Request("DELETE", "/messages/1", fields))
    assert answer.status == 400
    assert "fail=2, name=mine" in answer.json()["detail"]
    assert answer_to(two).status == 200


@pytest.mark.parametrize("name", ["slow", "delay", "fail"])
@pytest.mark.parametrize("number", ["11", "9" * 400, "9" * 5000])
def test_nobody_can_ask_for_too_much(two, pauses, name, number):
    answer = answer_to(two, f"{name}={number}")
    assert answer.status == 400
    assert "above 10" in answer.json()["detail"]
    assert pauses == []


def test_who_may_not_come_in_makes_nothing_slow_or_fail(send, pauses):
    assert send("slow=1, fail=1", auth=("ada", "wrong")).status_code == 401
    assert pauses == []
    assert send("fail=1").status_code == 503


def test_the_lab_never_fails(send):
    assert send("fail=1", "GET", "/lab/state").status_code == 200

"""Not so fast: 429 and when to come back (RFC 6585 §4), by a clock of our own."""

import re

import pytest
from urllib3 import HTTPResponse
from urllib3.util import Retry

from toy_api.exchange import Request, respond
from toy_api.guards.throttling import QUOTA, WINDOW, Window, throttled
from toy_api.life import world
from toy_api.rules.problems import Problem, explained

ADA, BEN = ("ada", "paper-boat"), ("ben", "tin-whistle")
ITEM = re.compile(r'"([a-z]+)"((?:;[a-z]=[0-9]+)+)')  # of RFC 9651, with numbers only
FIELDS = ("RateLimit", "RateLimit-Policy")


class Watch:
    """A clock that stands still until it is set."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch(monkeypatch):
    found = Watch()
    monkeypatch.setattr(world, "Window", lambda: Window(found))
    return found


@pytest.fixture
def ask(watch, players):
    """Reads the messages where that may not be done too often."""

    def send(path="/busy/messages", method="GET", **more):
        return players(method, path, **more)

    return send


def codes(ask, count, *words, **more):
    return [ask(*words, **more).status_code for _ in range(count)]


def parameters(answer, name):
    """The policy's name and the numbers of this field."""
    policy, pairs = ITEM.fullmatch(answer.headers[name]).groups()
    return policy, {pair[0]: int(pair[2:]) for pair in pairs.split(";")[1:]}


def seconds_until(answer):
    """How long urllib3 would wait before it tries again."""
    response = HTTPResponse(headers=answer.headers, status=answer.status_code)
    return Retry().get_retry_after(response)


def test_what_is_more_than_the_quota_is_refused(ask):
    assert codes(ask, QUOTA + 2) == [200] * QUOTA + [429] * 2


def test_a_refusal_tells_when_to_come_back_so_that_urllib3_would(ask):
    codes(ask, QUOTA)
    answer = ask()
    assert Retry().is_retry("GET", answer.status_code, has_retry_after=True)
    assert seconds_until(answer) == WINDOW
    assert answer.json()["status"] == 429
    assert f"Wait for {WINDOW:.0f}" in answer.json()["detail"]


def test_who_comes_back_then_is_served(ask, watch):
    codes(ask, QUOTA)
    watch.now += 0.7
    wait = seconds_until(ask())
    watch.now += wait
    assert codes(ask, QUOTA + 1) == [200] * QUOTA + [429]


@pytest.mark.parametrize(
    "passed, status", [(0.0, 429), (1.0, 429), (1.99, 429), (2.0, 200), (9.0, 200)]
)
def test_a_window_is_counted_from_its_first_request_on(ask, watch, passed, status):
    codes(ask, 1)
    watch.now += passed / 2
    codes(ask, QUOTA)
    watch.now += passed / 2
    assert ask().status_code == status


def test_knocking_on_a_closed_door_keeps_it_closed_no_longer(ask, watch):
    codes(ask, QUOTA + 5)
    watch.now += WINDOW
    assert ask().status_code == 200


@pytest.mark.parametrize(
    "passed, wait", [(0.0, 2), (0.01, 2), (1.0, 1), (1.5, 1), (1.99, 1)]
)
def test_the_seconds_are_rounded_up_and_never_none(ask, watch, passed, wait):
    codes(ask, QUOTA)
    watch.now += passed
    answer = ask()
    assert seconds_until(answer) == wait
    assert parameters(answer, "RateLimit")[1]["t"] == wait


def test_each_answer_tells_what_is_left(ask, watch):
    """The IETF's draft on RateLimit fields."""
    left = [parameters(ask(), "RateLimit") for _ in range(QUOTA + 2)]
    assert [each["r"] for _, each in left] == [2, 1, 0, 0, 0]
    assert all(each == ("busy", {"r": each[1]["r"], "t": 2}) for each in left)


def test_each_answer_tells_the_rule(ask):
    policies = [parameters(ask(), "RateLimit-Policy") for _ in range(QUOTA + 1)]
    assert policies == [("busy", {"q": QUOTA, "w": WINDOW})] * (QUOTA + 1)


@pytest.mark.parametrize("path", ["/messages", "/", "/busymessages", "/careful/busy/1"])
def test_elsewhere_nobody_counts(ask, path):
    assert 429 not in codes(ask, QUOTA + 2, path)
    assert not any(name in ask(path).headers for name in FIELDS)
    assert ask().status_code == 200


@pytest.mark.parametrize(
    "path", ["/busy/messages", "//busy/messages", "/%62usy/messages", "/busy/nowhere"]
)
def test_however_the_path_is_written_it_counts(ask, two, path):
    """RFC 3986 §6.2.2.2: %62 is another way to write b, which requests tidies up."""
    codes(ask, QUOTA)
    assert two(Request("GET", path)).status == 429


@pytest.mark.parametrize("method", ["HEAD", "POST", "DELETE"])
def test_requests_of_every_kind_count(ask, method):
    codes(ask, QUOTA, "/busy/messages", method)
    assert ask().status_code == 429


def test_who_may_not_come_in_does_not_count(ask):
    codes(ask, QUOTA + 2, auth=("ada", "wrong"))
    assert codes(ask, QUOTA + 1) == [200] * QUOTA + [429]


def test_who_asks_too_often_slows_nobody_else_down(ask):
    assert codes(ask, QUOTA + 1, auth=BEN)[-1] == 429
    assert codes(ask, QUOTA + 1, auth=ADA) == [200] * QUOTA + [429]


def test_a_reset_begins_a_new_window_of_ones_own(ask, players, watch):
    for who in (ADA, BEN):
        codes(ask, QUOTA, auth=who)
    watch.now += 1
    players("POST", "/lab/reset", auth=ADA)
    assert parameters(ask(auth=ADA), "RateLimit")[1] == {"r": QUOTA - 1, "t": WINDOW}
    assert ask(auth=BEN).status_code == 429


def test_what_is_refused_is_not_done():
    done = []
    app = throttled(
        lambda request: done.append(request) or respond(204), "/", Window(lambda: 0.0)
    )
    for _ in range(QUOTA):
        app(Request("POST", "/"))
    with pytest.raises(Problem):
        app(Request("POST", "/"))
    assert len(done) == QUOTA


def test_a_window_opens_with_the_first_request_whatever_the_clock_says():
    for start in (0.0, 0.1, 131071.9, 1e9):
        window = Window(lambda start=start: start)
        counts = [window.count() for _ in range(QUOTA + 1)]
        assert [left for left, _ in counts] == [2, 1, 0, -1]


def test_an_answer_may_not_be_kept_by_a_cache_where_it_is_a_refusal():
    """RFC 6585 §4: and by RFC 9111 §3 none does that with 429 unasked."""
    app = explained(
        throttled(lambda request: respond(204), "/", Window(lambda: 0.0)), {}
    )
    answers = [app(Request("GET", "/")) for _ in range(QUOTA + 1)]
    assert answers[-1].status == 429
    assert not {"Cache-Control", "Expires", "ETag"} & set(answers[-1].headers.keys())

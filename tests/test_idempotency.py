"""A POST that is sent twice is done once (the IETF's draft on Idempotency-Key)."""

import uuid
from wsgiref.headers import Headers

import pytest
from requests import ConnectionError as NoAnswer

from toy_api.app import create_app
from toy_api.clock import RealClock, ToyClock
from toy_api.doors.transport import ADDRESS, session
from toy_api.examples import EXAMPLES
from toy_api.exchange import Request
from toy_api.store import Store

ADA, BEN = ("ada", "paper-boat"), ("ben", "tin-whistle")
NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
KEY = f'"{uuid.UUID(int=7)}"'  # a string in quotes, as the draft writes it (§2.1)
MERGE = {"Content-Type": "application/merge-patch+json"}
NO_KEYS = ["", '""', '"', '"""', '"a', 'a"', 'a"b', '"a\\"b"', '"a", "b"', "\\"]
NO_KEYS += ["ä", "\t", "x" * 256, f'"{"x" * 256}"']
REMADE = ("Date", "Request-Id", "Idempotent-Replayed")  # for each answer anew


@pytest.fixture
def post(players):
    """Sends a message with this key."""

    def send(key=KEY, message=NEW, path="/messages", method="POST", **more):
        fields = {"Idempotency-Key": key} | more.pop("headers", {})
        return players(method, path, json=message, headers=fields, **more)

    return send


@pytest.fixture
def count(players):
    return lambda who=ADA: len(players("GET", "/messages", auth=who).json())


@pytest.fixture
def meanwhile(clock):
    """The answer to a slow request, and those to others that come meanwhile."""
    waiting, found = [], []
    store = Store(clock=clock, examples=EXAMPLES, account="ada")
    work = {"pause": lambda _: found.extend(send(*each) for each in waiting)}
    with session(create_app(store, clock, accounts=dict([ADA, BEN]), **work)) as client:

        def send(key, who, fault=""):
            fields = {"Idempotency-Key": key, "Toy-Fault": fault}
            return client.post(
                f"{ADDRESS}/messages", json=NEW, auth=who, headers=fields
            )

        yield lambda slow, others: (waiting.extend(others), send(*slow), found)[1:]
    store.close()


def kept(answer):
    fields = [pair for pair in answer.headers.items() if pair[0] not in REMADE]
    return answer.status_code, fields, answer.content


def test_what_is_sent_again_with_its_key_is_done_once(post, count):
    first, *others = [post() for _ in range(3)]
    assert first.status_code == 201
    assert [kept(each) for each in others] == [kept(first)] * 2
    assert count() == 7


def test_an_answer_that_was_given_before_says_so(post):
    assert "Idempotent-Replayed" not in post().headers
    again = post()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert int(again.headers["Request-Id"]) == 2


def test_another_key_is_another_request(post, count):
    places = {post(f'"{number}"').headers["Location"] for number in range(3)}
    assert len(places) == 3
    assert count() == 9


def test_without_a_key_each_post_is_a_new_one(players, count):
    for _ in range(2):
        players("POST", "/messages", json=NEW)
    assert count() == 8


@pytest.mark.parametrize(
    "other",
    [
        {"message": NEW | {"body": "Hello"}},
        {"path": "/messages?q=1"},
        {"path": "/nowhere"},
        {"path": "/messages/1", "method": "PATCH", "headers": MERGE},
    ],
)
def test_a_key_that_comes_with_another_request_is_refused(post, count, other):
    """§2.6."""
    post()
    answer = post(**other)
    assert (answer.status_code, answer.json()["status"]) == (422, 422)
    assert "new key" in answer.json()["detail"]
    assert count() == 7


def test_a_key_is_good_for_a_patch_too(post, players):
    patch = {"path": "/messages/1", "method": "PATCH", "headers": MERGE}
    first = post(message={"body": "one"}, **patch)
    players("PATCH", "/messages/1", json={"body": "two"}, headers=MERGE)
    assert kept(post(message={"body": "one"}, **patch)) == kept(first)
    assert players("GET", "/messages/1").json()["body"] == "two"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_may_be_repeated_anyway_needs_no_key(players, method):
    """§1: these methods are idempotent by themselves."""
    fields = {"Idempotency-Key": '"' * 3}
    content = NEW if method == "PUT" else None
    for _ in range(2):
        answer = players(method, "/messages/1", json=content, headers=fields)
        assert "Idempotent-Replayed" not in answer.headers
    assert answer.status_code == (404 if method == "DELETE" else 200)


@pytest.mark.parametrize("key", NO_KEYS)
def test_what_is_no_key_is_refused(two, key):
    """RFC 9651 §3.3.3: a string of ASCII, here without escapes."""
    fields = {"Idempotency-Key": key, "Content-Type": "application/json"}
    request = Request("POST", "/messages", Headers([*fields.items()]), b"{}")
    answer = two(request)
    assert answer.status == 400
    assert answer.json()["detail"].startswith("Idempotency-Key")


@pytest.mark.parametrize(
    "key", ['"x"', "x", "x" * 255, f'"{"x" * 255}"', "a b", "!~#["]
)
def test_a_key_may_be_in_quotes_or_plain(post, count, key):
    assert post(key).status_code == 201
    assert post(key).headers["Idempotent-Replayed"] == "true"
    assert post(f'"{key.strip(chr(34))}"').headers["Idempotent-Replayed"] == "true"
    assert count() == 7


def test_a_refusal_is_not_remembered_since_nothing_was_done(post, count):
    assert post(message={"to": "x"}).status_code == 422
    assert post().status_code == 201
    assert post().headers["Idempotent-Replayed"] == "true"
    assert count() == 7


@pytest.mark.parametrize("kind", ["fail=2", "fail=1, name=x"])
def test_what_failed_on_the_way_is_done_at_last_and_once(post, count, kind):
    fault = {"headers": {"Toy-Fault": kind}}
    codes = [post(**fault).status_code for _ in range(5)]
    assert sorted({*codes}) == [201, 503]
    assert count() == 7


def test_an_answer_that_was_lost_is_given_again(post, count):
    with pytest.raises(NoAnswer):
        post(headers={"Toy-Fault": "drop"})
    again = post()
    assert (again.status_code, again.headers["Location"]) == (201, "/messages/7")
    assert count() == 7


def test_a_key_is_busy_while_its_first_request_is_worked_on(meanwhile):
    """§2.6: 409 then. What else comes meanwhile is not held up."""
    others = [(KEY, ADA), ('"other"', ADA), (KEY, BEN)]
    first, found = meanwhile((KEY, ADA, "slow=1"), others)
    assert first.status_code == 201
    assert [each.status_code for each in found] == [409, 201, 201]
    again, _ = meanwhile((KEY, ADA), [])
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_key_is_free_again_when_its_request_was_refused(post):
    codes = [post(message={"to": "x"}).status_code for _ in range(3)]
    assert codes == [422, 422, 422]


def test_the_same_key_of_another_account_is_another_key(post, count):
    first, second = (post(auth=who) for who in (ADA, BEN))
    assert "Idempotent-Replayed" not in second.headers
    assert first.headers["Location"] == second.headers["Location"] == "/messages/7"
    assert (count(ADA), count(BEN)) == (7, 7)


def test_a_key_is_remembered_for_a_day(post, count, clock):
    first = post()
    clock.seconds += 86398
    assert kept(post()) == kept(first)
    clock.seconds += 86400
    assert post().headers["Location"] == "/messages/8"
    assert count() == 8


def test_a_reset_forgets_the_keys_of_ones_own_world_only(post, players):
    for who in (ADA, BEN):
        post(auth=who)
    players("POST", "/lab/reset", auth=BEN)
    assert "Idempotent-Replayed" not in post(auth=BEN).headers
    assert post(auth=ADA).headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize("clock", [ToyClock, RealClock])
def test_keys_are_remembered_in_a_file(tmp_path, clock):
    answers, fields = [], {"Idempotency-Key": KEY}
    for _ in range(2):
        store = Store(tmp_path / "toy.db", clock(), EXAMPLES)
        with session(create_app(store, store.clock)) as client:
            url = f"{ADDRESS}/messages"
            answers.append(client.post(url, json=NEW, headers=fields))
            assert len(client.get(url).json()) == 7
        store.close()
    assert kept(answers[0]) == kept(answers[1])


def test_what_is_done_and_its_answer_are_kept_both_or_not_at_all(post, count, two):
    def broken(*_):
        raise RuntimeError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toy_api.guards.kept_answers.Answers.keep", broken)
        assert post().status_code == 500
    assert count() == 6
    assert post().headers["Location"] == "/messages/7"

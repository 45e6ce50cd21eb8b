"""Webhooks, as clients see them: subscriptions, and what became of the deliveries."""

import pytest

from toy_api.app import create_app
from toy_api.doors.postman import Postman
from toy_api.doors.transport import ADDRESS, session
from toy_api.life.outbox import EVENTS
from toy_api.listener import listen

HERE = "http://127.0.0.1:9000/hook"


@pytest.fixture
def api(store, clock):
    app = create_app(store, clock, accounts={"ada": "boat"}, postman=Postman())
    with session(app) as connected:
        yield lambda method, path, **more: connected.request(
            method, ADDRESS + path, **more
        )


def subscribe(api, **wish):
    return api("POST", "/webhooks", json={"target": HERE} | wish)


def test_a_subscription_is_created_and_says_where_it_is(api):
    answer = subscribe(api, events=["sent"])
    assert (answer.status_code, answer.headers["Location"]) == (201, "/webhooks/1")
    assert api("GET", "/webhooks/1").json() == {
        "id": 1, "target": HERE, "events": ["sent"]
    }  # fmt: skip


def test_without_a_wish_it_is_told_of_everything(api):
    assert subscribe(api).json()["events"] == EVENTS


def test_the_secret_is_told_once(api):
    secret = subscribe(api).json()["secret"]
    assert secret.startswith("whsec_")
    answers = [api("GET", path).text for path in ("/webhooks", "/webhooks/1")]
    log = api("GET", "/lab/exchanges", headers={"Accept": "text/plain"}).text
    assert not any(secret in text for text in [*answers, log])
    assert '"secret": "whsec_****"' in log


@pytest.mark.parametrize(
    ("wish", "pointer"),
    [
        ({"target": None}, "#/target"),
        ({"target": 7}, "#/target"),
        ({"target": "http://10.0.0.1/"}, "#/target"),
        ({"target": "http://127.0.0.1/" + "x" * 500}, "#/target"),
        ({"events": "sent"}, "#/events"),
        ({"events": ["born"]}, "#/events"),
        ({"events": [["sent"]]}, "#/events"),
        ({"secret": "mine"}, "#"),
    ],
)
def test_a_wrong_wish_is_refused_and_the_field_is_named(api, wish, pointer):
    answer = subscribe(api, **wish)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert api("GET", "/webhooks").json() == []


@pytest.mark.parametrize("wish", [None, [], "hook", 7])
def test_what_is_no_object_is_refused(api, wish):
    assert api("POST", "/webhooks", json=[wish]).status_code == 422


def test_there_are_not_more_subscriptions_than_one_can_oversee(api):
    codes = [subscribe(api).status_code for _ in range(21)]
    assert codes == [201] * 20 + [409]


def test_a_deleted_subscription_is_gone(api):
    subscribe(api)
    assert api("DELETE", "/webhooks/1").status_code == 204
    assert api("GET", "/webhooks/1").status_code == 404
    assert api("GET", "/webhooks").json() == []


@pytest.mark.parametrize(
    "path", ["/webhooks/2", "/webhooks/x", "/webhooks/2/deliveries"]
)
def test_a_subscription_that_never_was_is_404(api, path):
    assert api("GET", path).status_code == 404


def test_what_the_carrier_moves_is_told_and_written_down(api):
    listener = listen(lambda request: 204)
    subscribe(api, target=listener.url, events=["sending"])
    assert api("POST", "/lab/carrier").json() == {"moved": 6}
    told = [request.json() for _, request, _ in listener.exchanges(6)]
    listener.stop()
    assert {each["type"] for each in told} == {"message.sending"}
    assert [each["data"]["id"] for each in told] == [1, 2, 3, 4, 5, 6]
    assert told[0]["data"] == api("GET", "/messages/1").json()


def test_the_deliveries_of_a_subscription_can_be_looked_up(api):
    subscribe(api, events=["sending"])
    subscribe(api, events=["sent"])
    api("POST", "/lab/carrier")
    entries = api("GET", "/webhooks/1/deliveries").json()
    assert [each["id"] for each in entries] == [f"event_{n}" for n in range(1, 7)]
    assert api("GET", "/webhooks/2/deliveries").json() == []


def test_a_reset_ends_all_subscriptions(api):
    subscribe(api)
    api("POST", "/lab/reset")
    assert api("GET", "/webhooks").json() == []

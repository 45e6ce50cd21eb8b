"""Broadcasts: accepted now, looked at until they are done (RFC 9110 §15.3.3)."""

import json

import pytest
from urllib3.util.retry import Retry

HANGAR, SHIP = "+15558675310", "+15017122661"
NEW = {"from": SHIP, "to": [HANGAR, "+15005550009"], "body": "All aboard ☕"}
LATER = 60  # seconds, in which any broadcast here is done


@pytest.fixture
def send(api):
    return lambda **changes: api("POST", "/broadcasts", json=NEW | changes)


@pytest.fixture
def wait(clock):
    """Lets so many seconds pass."""

    def pass_by(seconds):
        for _ in range(seconds):
            clock.tick()

    return pass_by


def pointers(answer):
    assert (answer.status_code, answer.json()["status"]) == (422, 422)
    return {each["pointer"]: each["detail"] for each in answer.json()["errors"]}


def test_a_broadcast_is_accepted_before_anything_is_done(send, store):
    answer = send()
    counts = {"id": 1, "recipients": 2, "sent": 0}
    facts = {"status": "running", "started": "2024-01-01T09:00:01Z"}
    assert (answer.status_code, answer.reason) == (202, "Accepted")
    assert answer.json() == counts | facts
    assert store.count() == 6


def test_where_and_when_to_look_is_told(send, api):
    answer = send()
    assert Retry().get_retry_after(answer.raw) == 1
    assert answer.headers["Location"] == "/broadcasts/1"
    assert api("GET", answer.headers["Location"]).json()["id"] == 1


def test_how_far_it_is_may_not_be_kept(send, api):
    place = send().headers["Location"]
    answer = api("GET", place)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in answer.headers


def test_a_broadcast_that_is_done_says_where_its_messages_are(send, api, wait):
    place = send().headers["Location"]
    wait(LATER)
    document = api("GET", place).json()
    assert (document["status"], document["sent"]) == ("done", 2)
    messages = api("GET", document["messages"]).json()
    assert [each["to"] for each in messages] == NEW["to"]
    assert {(each["from"], each["body"]) for each in messages} == {(SHIP, NEW["body"])}


def test_a_broadcast_that_is_not_done_names_no_messages_yet(send, api):
    place = send(to=[HANGAR] * 60).headers["Location"]
    seen = [api("GET", place).json() for _ in range(3)]
    assert [each["sent"] for each in seen] == [25, 50, 60]
    assert [each["status"] for each in seen] == ["running", "running", "done"]
    assert ["messages" in each for each in seen] == [False, False, True]


def test_the_first_messages_of_all_are_found_too(send, api, store, wait):
    """Where the store is empty, the messages begin with number 1."""
    store._database.run("DELETE FROM messages")
    place = send(to=[HANGAR] * 3).headers["Location"]
    wait(LATER)
    found = api("GET", api("GET", place).json()["messages"]).json()
    assert [each["id"] for each in found] == [1, 2, 3]


def test_each_broadcast_has_a_number_of_its_own(send, api):
    assert [send().json()["id"] for _ in range(3)] == [1, 2, 3]
    assert api("GET", "/broadcasts/2").json()["id"] == 2


@pytest.mark.parametrize("id", ["1", "0", "x", "-1", "01", "1000000000000000"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_broadcast_lives_where_none_was_accepted(api, id, method):
    answer = api(method, f"/broadcasts/{id}")
    assert answer.status_code == 404
    assert method == "HEAD" or "broadcast" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"from": "me"}, ["#/from"]),
        ({"from": None}, ["#/from"]),
        ({"to": HANGAR}, ["#/to"]),
        ({"to": []}, ["#/to"]),
        ({"to": [HANGAR] * 1001}, ["#/to"]),
        ({"to": [HANGAR, "me"]}, ["#/to"]),
        ({"to": [7]}, ["#/to"]),
        ({"to": None}, ["#/to"]),
        ({"body": 7}, ["#/body"]),
        ({"body": "x" * 1601}, ["#/body"]),
        ({"from": "me", "to": [], "body": None}, ["#/to", "#/from", "#/body"]),
        ({"tags": {}}, ["#"]),
        ({"id": 1}, ["#"]),
    ],
)
def test_what_is_wrong_is_pointed_at_and_nothing_is_accepted(send, api, changes, wrong):
    assert list(pointers(send(**changes))) == wrong
    assert api("GET", "/broadcasts/1").status_code == 404


@pytest.mark.parametrize("missing", ["from", "to", "body"])
def test_a_missing_field_is_pointed_at(api, missing):
    document = {name: value for name, value in NEW.items() if name != missing}
    answer = api("POST", "/broadcasts", json=document)
    assert list(pointers(answer)) == [f"#/{missing}"]


def test_the_wrong_recipient_among_many_is_quoted(send):
    advice = pointers(send(to=[HANGAR, "Grüße", "me"]))["#/to"]
    assert advice.startswith("'Gr\\xfc\\xdfe': ")


@pytest.mark.parametrize("document", [[], "x", 7, None, [NEW]])
def test_what_is_no_object_is_one_mistake(api, document):
    fields = {"Content-Type": "application/json"}
    answer = api("POST", "/broadcasts", data=json.dumps(document), headers=fields)
    advice = pointers(answer)["#"]
    assert all(name in advice for name in ("from", "to", "body"))


def test_a_thousand_recipients_are_not_too_many(send):
    assert send(to=[HANGAR] * 1000).json()["recipients"] == 1000


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("GET", "/1")])
@pytest.mark.parametrize(
    ("query", "fields", "status"),
    [("?x=1", {}, 400), ("", {"Accept": "text/html"}, 406)],
)
def test_a_broadcast_is_asked_for_as_json_and_plainly(
    send, api, method, path, query, fields, status
):
    send()
    answer = api(method, f"/broadcasts{path}{query}", json=NEW, headers=fields)
    assert answer.status_code == status
    assert api("GET", "/broadcasts/2").status_code == 404


@pytest.mark.parametrize(
    ("path", "allowed"), [("", "POST, OPTIONS"), ("/1", "GET, HEAD, OPTIONS")]
)
def test_a_broadcast_is_neither_listed_nor_changed(send, api, path, allowed):
    send()
    answer = api("DELETE", f"/broadcasts{path}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)

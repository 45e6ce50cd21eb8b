"""The lab: begin anew, compare states, read what crossed the wire."""

from base64 import b64decode
from itertools import pairwise

import pytest

NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
WAY = ["queued", "sending", "sent", "delivered", "delivered"]
NOBODY = "+15005550009"  # a number that never answers


@pytest.fixture
def state(api):
    return lambda: api("GET", "/lab/state").json()


@pytest.fixture
def exchanges(api):
    return lambda query="": api("GET", f"/lab/exchanges{query}").json()


@pytest.fixture
def transcript(api):
    return lambda: api("GET", "/lab/exchanges", headers={"Accept": "text/plain"}).text


def test_every_link_of_the_lab_leads_to_a_control(api):
    links = api("GET", "/lab").json()
    looks = [
        api("GET", links.pop(name)) for name in ("state", "exchanges", "inspector")
    ]
    deeds = [api("POST", links.pop(name)) for name in ("lock", "carrier", "reset")]
    assert [each.status_code for each in looks + deeds] == 3 * [200] + [204, 200, 204]
    assert links == {}


def test_the_state_counts_the_messages(api, state):
    assert state()["messages"] == 6
    api("DELETE", "/messages/1")
    assert state()["messages"] == 5


def test_reading_leaves_the_state_as_it_is(api, state):
    before = state()
    for path in ("/", "/messages", "/messages/1", "/lab", "/nowhere"):
        api("GET", path)
    assert state() == before


def test_every_change_changes_the_state(api, state):
    hashes = [state()["hash"]]
    for method, path in [("POST", ""), ("PUT", "/1"), ("PUT", "/9"), ("DELETE", "/9")]:
        api(method, f"/messages{path}", json=NEW if method != "DELETE" else None)
        hashes.append(state()["hash"])
    assert all(before != after for before, after in pairwise(hashes))


def test_nobody_may_keep_a_state_for_later(api):
    assert api("GET", "/lab/state").headers["Cache-Control"] == "no-store"


def test_a_reset_brings_back_the_start(api, state):
    before = state(), api("GET", "/messages").json()
    api("DELETE", "/messages/1")
    api("POST", "/messages", json=NEW)
    answer = api("POST", "/lab/reset")
    assert (answer.status_code, answer.content) == (204, b"")
    assert (state(), api("GET", "/messages").json()) == before


def test_after_a_reset_ids_and_times_repeat(api):
    first = api("POST", "/messages", json=NEW)
    api("POST", "/lab/reset")
    again = api("POST", "/messages", json=NEW)
    assert again.json() == first.json()
    assert again.headers["Date"] == first.headers["Date"]


def test_a_reset_is_never_an_accident_of_reading(api, state):
    api("DELETE", "/messages/1")
    answer = api("GET", "/lab/reset")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")
    assert state()["messages"] == 5


def test_a_reset_with_a_parameter_resets_nothing(api, state):
    api("DELETE", "/messages/1")
    assert api("POST", "/lab/reset?only=messages").status_code == 400
    assert state()["messages"] == 5


def test_an_exchange_is_listed_with_what_was_asked_and_answered(api, exchanges):
    answer = api("POST", "/messages", json=NEW)
    (record,) = exchanges()
    assert (record["request"]["method"], record["request"]["target"]) == (
        "POST",
        "/messages",
    )
    assert b64decode(record["request"]["body"]) == answer.request.body
    assert b64decode(record["response"]["body"]) == answer.content


def test_an_exchange_is_listed_with_the_fields_that_crossed_the_wire(api, exchanges):
    answer = api("GET", "/messages/1", headers={"X-Learner": "Ada"})
    (record,) = exchanges()
    assert ["X-Learner", "Ada"] in record["request"]["headers"]
    assert dict(record["response"]["headers"]) == dict(answer.headers)
    assert (record["number"], record["response"]["status"]) == (1, 200)


def test_exchanges_stand_in_the_order_of_their_request_ids(api, exchanges):
    answers = [api("GET", f"/messages/{id}") for id in (3, 99, 1)]
    numbers = [str(record["number"]) for record in exchanges()]
    assert numbers == [answer.headers["Request-Id"] for answer in answers]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("", [1, 2, 3]), ("?after=0", [1, 2, 3]), ("?after=2", [3]), ("?after=3", [])],
)
def test_only_exchanges_after_a_number_are_listed(api, exchanges, query, numbers):
    for _ in range(3):
        api("GET", "/messages")
    assert [record["number"] for record in exchanges(query)] == numbers


@pytest.mark.parametrize(
    "value", ["", "-1", "1.5", "x", "%EF%BC%91", "%C2%B2", "9" * 16]
)
def test_after_is_the_number_of_an_exchange(api, value):
    answer = api("GET", f"/lab/exchanges?after={value}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("after is the number of an exchange")


def test_a_large_number_is_after_all_exchanges(api, exchanges):
    api("GET", "/messages")
    assert exchanges(f"?after={'9' * 15}") == []


def test_people_get_the_text_of_the_wire(api, transcript):
    answer = api("GET", "/messages/1")
    text = transcript()
    assert text.startswith("GET /messages/1 HTTP/1.1\nHost: toy.test\n")
    assert "\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n" in text
    assert text.endswith(f"\n\n{answer.text}")


def test_the_transcript_has_all_exchanges_in_order(api, transcript):
    for verb in ("GET", "DELETE", "HEAD"):
        api(verb, "/messages/1")
    starts = [line for line in transcript().splitlines() if "HTTP/1.1" in line]
    assert starts[0::2] == [
        f"{v} /messages/1 HTTP/1.1" for v in ("GET", "DELETE", "HEAD")
    ]
    assert [line.split()[1] for line in starts[1::2]] == ["200", "204", "404"]


def test_a_transcript_is_utf_8_and_says_so(api):
    api("POST", "/messages", json=NEW)
    answer = api("GET", "/lab/exchanges", headers={"Accept": "text/plain"})
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Hello ☕" in answer.content.decode("utf-8")


@pytest.mark.parametrize("accept", ["application/json", "text/plain"])
def test_a_list_of_exchanges_is_for_this_moment_and_this_reader(api, accept):
    answer = api("GET", "/lab/exchanges", headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith(accept)
    assert answer.headers["Vary"] == "Accept"
    assert answer.headers["Cache-Control"] == "no-store"


def test_json_comes_first_where_the_client_likes_both(api):
    answer = api("GET", "/lab/exchanges")
    assert answer.headers["Content-Type"] == "application/json"


def test_a_password_is_in_no_list(api, exchanges, transcript):
    api("GET", "/messages", auth=("ada", "open-sesame"))
    (secret,) = (
        v for n, v in exchanges()[0]["request"]["headers"] if n == "Authorization"
    )
    assert secret == "Basic ****"
    assert "Authorization: Basic ****\n" in transcript()


@pytest.mark.parametrize("path", ["/lab", "/lab/state", "/lab/exchanges"])
def test_the_lab_is_read_as_what_it_offers_or_not_at_all(api, path):
    answer = api("GET", path, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/json" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/lab", "/lab/state", "/lab/exchanges"])
def test_the_lab_ignores_no_parameter(api, path):
    answer = api("GET", f"{path}?before=3")
    assert answer.status_code == 400
    assert "'before'" in answer.json()["detail"]


@pytest.fixture
def carry(api):
    return lambda: api("POST", "/lab/carrier").json()["moved"]


def test_a_message_goes_its_way_step_by_step(api, carry):
    place = api("POST", "/messages", json=NEW).headers["Location"]
    seen = []
    for _ in WAY:
        seen.append(api("GET", place).json()["status"])
        carry()
    assert seen == WAY


def test_a_message_to_where_nobody_is_does_not_arrive(api, carry):
    place = api("POST", "/messages", json=NEW | {"to": NOBODY}).headers["Location"]
    for _ in range(3):
        carry()
    found = api("GET", place).json()
    assert found["status"] == "undelivered"


def test_the_carrier_says_how_many_messages_it_took_a_step_on(api, carry):
    assert [carry() for _ in range(4)] == [6, 6, 6, 0]
    api("POST", "/messages", json=NEW)
    assert [carry() for _ in range(4)] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    "query, accept, status", [("?steps=2", "*/*", 400), ("", "text/html", 406)]
)
def test_a_carrier_that_is_asked_in_a_wrong_way_moves_nothing(
    api, state, query, accept, status
):
    before = state()
    answer = api("POST", f"/lab/carrier{query}", headers={"Accept": accept})
    assert answer.status_code == status
    assert state() == before


@pytest.mark.parametrize("who", [("ada", "paper-boat"), ("ben", "tin-whistle")])
def test_the_carrier_moves_the_messages_of_one_world_only(players, who):
    before = players("GET", "/lab/state", auth=who).json()
    for other in {"ada": "paper-boat", "ben": "tin-whistle"}.items():
        if other != who:
            assert players("POST", "/lab/carrier", auth=other).json() == {"moved": 6}
    assert players("GET", "/lab/state", auth=who).json() == before


@pytest.mark.parametrize("verb, status", [("POST", 401), ("DELETE", 200)])
def test_a_lock_may_be_closed_and_opened_twice(api, verb, status):
    api("POST", "/lab/lock")
    answers = [api(verb, "/lab/lock") for _ in range(2)]
    assert [(each.status_code, each.content) for each in answers] == [(204, b"")] * 2
    assert api("GET", "/messages").status_code == status


@pytest.mark.parametrize("verb", ["POST", "DELETE"])
def test_a_lock_that_is_touched_with_a_parameter_stays_as_it_is(api, verb):
    if verb == "DELETE":
        api("POST", "/lab/lock")
    before = api("GET", "/messages").status_code
    assert api(verb, "/lab/lock?for=ada").status_code == 400
    assert api("GET", "/messages").status_code == before


@pytest.mark.parametrize(
    "path, allowed",
    [("/lab/lock", "POST, DELETE, OPTIONS"), ("/lab/carrier", "POST, OPTIONS")],
)
def test_to_look_at_a_control_does_not_work_it(api, path, allowed):
    answer = api("GET", path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
    assert api("GET", "/messages/1").json()["status"] == "queued"


def test_a_locked_api_has_an_open_lab_or_nobody_could_open_it(api):
    api("POST", "/lab/lock")
    assert api("GET", "/lab/state").status_code == 200
    assert api("POST", "/lab/carrier").status_code == 200

"""Which pages may read: judged as a browser does by the WHATWG's Fetch standard."""

import pytest

from toy_api.app import FRIENDS, create_app
from toy_api.clock import ToyClock
from toy_api.doors.transport import ADDRESS, session

(FRIEND,) = FRIENDS
STRANGERS = ["https://other.example", "null", "http://friend.example", FRIEND.upper()]
STRANGERS += [f"{FRIEND}:8443", f"{FRIEND}.evil.example", f"{FRIEND}/", "", "*"]
SAFELISTED = {"GET", "HEAD", "POST"}  # methods that need no leave (§2.2.1)
NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
PATHS = ["/", "/messages", "/messages/1", "/messages/99", "/nowhere"]


def names(fields, name):
    return [each.strip() for each in fields.get(name, "").lower().split(",")]


def may_read(answer, origin):
    """The CORS check (§4.9), for a request without cookies."""
    return answer.headers.get("Access-Control-Allow-Origin") in ("*", origin)


def may_send(answer, origin, method, *fields):
    """What a browser makes of the answer to a preflight (§4.8)."""
    methods = names(answer.headers, "Access-Control-Allow-Methods")
    allowed = names(answer.headers, "Access-Control-Allow-Headers")
    known = method in SAFELISTED or method.lower() in methods
    named = all(field.lower() in allowed for field in fields)
    return answer.ok and may_read(answer, origin) and known and named


@pytest.fixture
def visit(players):
    """What a page of this origin gets; the browser names the origin."""

    def send(origin, path="/messages/1", method="GET", headers=None, **more):
        fields = {"Origin": origin} | (headers or {})
        return players(method, path, headers=fields, **more)

    return send


@pytest.fixture
def preflight(visit):
    def send(origin, path, method, *fields):
        asked = {"Access-Control-Request-Method": method}
        asked["Access-Control-Request-Headers"] = ",".join(sorted(fields)).lower()
        return visit(origin, path, "OPTIONS", asked)

    return send


@pytest.mark.parametrize("path", PATHS)
def test_a_friends_page_may_read_every_answer(visit, path):
    answer = visit(FRIEND, path)
    assert may_read(answer, FRIEND)
    assert not may_read(answer, "https://other.example")


@pytest.mark.parametrize("origin", STRANGERS)
@pytest.mark.parametrize("path", PATHS)
def test_the_page_of_a_stranger_may_read_nothing(visit, path, origin):
    assert not may_read(visit(origin, path), origin)


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_stranger_is_served_all_the_same_since_the_browser_keeps_the_rule(
    visit, players, origin
):
    answer = visit(origin)
    assert answer.status_code == 200
    assert players("GET", "/messages/1").json() == answer.json()


def test_a_refusal_may_be_read_as_well(visit, players):
    """Else a page could not tell a wrong secret from a broken network."""
    answers = [visit(FRIEND, auth=("ada", "wrong"))]
    players("POST", "/lab/lock")
    answers += [visit(FRIEND), visit(FRIEND, "/tokens", "POST")]
    assert [each.status_code for each in answers] == [401] * 3
    assert all(may_read(each, FRIEND) for each in answers)


@pytest.mark.parametrize("name", ["ETag", "Location", "Link", "Request-Id"])
def test_a_page_may_see_the_fields_that_lead_on(visit, name):
    """§2.2.6: of others than the usual ones it sees those that are exposed."""
    answers = [visit(FRIEND, "/messages?limit=1"), visit(FRIEND, "/messages/1")]
    answers.append(visit(FRIEND, "/messages", "POST", json=NEW))
    having = [each for each in answers if name in each.headers]
    assert having
    for each in having:
        assert name.lower() in names(each.headers, "Access-Control-Expose-Headers")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_friends_page_may_send_what_the_resource_has(preflight, method):
    path = "/messages" if method == "POST" else "/messages/1"
    answer = preflight(FRIEND, path, method, "Content-Type", "Authorization")
    assert may_send(answer, FRIEND, method, "Content-Type", "Authorization")


@pytest.mark.parametrize("name", ["Idempotency-Key", "If-Match", "If-None-Match"])
def test_a_friends_page_may_send_the_fields_that_this_api_needs(preflight, name):
    assert may_send(
        preflight(FRIEND, "/messages/1", "PATCH", name), FRIEND, "PATCH", name
    )


@pytest.mark.parametrize(
    ("path", "method", "field"),
    [
        ("/messages", "DELETE", "Authorization"),
        ("/messages/1", "TRACE", "Authorization"),
        ("/messages/1", "PUT", "X-Secret"),
        ("/nowhere", "PUT", "Authorization"),
    ],
)
def test_a_friends_page_may_not_send_what_there_is_not(preflight, path, method, field):
    answer = preflight(FRIEND, path, method, field)
    assert not may_send(answer, FRIEND, method, field)


@pytest.mark.parametrize("origin", STRANGERS)
def test_the_page_of_a_stranger_may_send_nothing(preflight, origin):
    answer = preflight(origin, "/messages/1", "DELETE", "Authorization")
    assert not may_send(answer, origin, "DELETE")
    assert "Access-Control-Allow-Headers" not in answer.headers


def test_a_closed_door_answers_a_preflight_since_it_has_no_credentials(
    preflight, visit, players
):
    players("POST", "/lab/lock")
    answer = preflight(FRIEND, "/messages/1", "DELETE", "Authorization")
    assert may_send(answer, FRIEND, "DELETE", "Authorization")
    assert visit(FRIEND).status_code == 401


def test_a_preflight_changes_nothing_and_counts_for_a_while(preflight, players):
    answer = preflight(FRIEND, "/messages/1", "DELETE")
    assert (answer.status_code, answer.content) == (204, b"")
    assert 0 < int(answer.headers["Access-Control-Max-Age"]) <= 7200  # Chrome's most
    assert players("GET", "/messages/1").status_code == 200


@pytest.mark.parametrize("fields", [{}, {"Access-Control-Request-Headers": "x"}])
def test_options_without_the_question_of_a_browser_is_no_preflight(visit, fields):
    answer = visit(FRIEND, method="OPTIONS", headers=fields)
    assert may_read(answer, FRIEND)
    assert "Access-Control-Allow-Methods" not in answer.headers


@pytest.mark.parametrize("origin", [FRIEND, *STRANGERS])
@pytest.mark.parametrize("path", [*PATHS, "/practice/notice"])
def test_a_cache_is_told_that_the_answer_depends_on_the_page(visit, path, origin):
    """§3.3.5."""
    assert "origin" in names(visit(origin, path).headers, "Vary")


def test_what_a_cache_may_use_again_depends_on_the_page_whoever_asked(players):
    """§3.3.5: else a page could be given what was kept for none, unreadable to it."""
    answer = players("GET", "/practice/notice")
    assert "max-age" in answer.headers["Cache-Control"]
    assert "origin" in names(answer.headers, "Vary")


@pytest.mark.parametrize("origin", [FRIEND, "https://other.example"])
def test_what_else_an_answer_depends_on_stays_told(visit, origin):
    assert names(visit(origin).headers, "Vary") == ["accept", "origin"]


@pytest.mark.parametrize("path", PATHS)
def test_who_comes_from_no_page_is_told_nothing_of_pages(players, path):
    answer = players("GET", path)
    told = [name for name in answer.headers if name.startswith("Access-Control")]
    assert told == []


def test_the_page_of_a_friend_gets_no_cookies_or_passwords_of_the_browser(visit):
    """§3.3.3: only what its own program sends, which has to know the secret."""
    assert "Access-Control-Allow-Credentials" not in visit(FRIEND).headers


@pytest.mark.parametrize("path", ["/lab", "/lab/exchanges", "/lab/state"])
def test_no_page_reads_the_lab(visit, path):
    assert not may_read(visit(FRIEND, path), FRIEND)


def test_who_has_no_friends_tells_no_page_anything(monkeypatch):
    monkeypatch.setattr("toy_api.app.FRIENDS", [])
    with session(create_app(clock=ToyClock())) as client:
        answer = client.get(ADDRESS, headers={"Origin": FRIEND})
    assert not may_read(answer, FRIEND)

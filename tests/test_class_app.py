"""A class: who may come in, what is whose, and what the teacher sees and shows."""

import csv
import json
import re

import pytest

from toy_api.database import DatabaseError
from toy_api.doors.transport import ADDRESS, session
from toy_api.school.class_app import create_class, open_class
from toy_api.school.register import Register
from toy_api.school.room import Sign
from toy_api.school.summary import Course

CODE, TEACHER = "K7QX2M", ("teacher", "chalk-and-sponge")
ANNA, BEN = ("Anna", "her-own-secret"), ("Ben", "his-own-secret")
STRANGER = ("Cleo", "not-in-the-class")
LESSONS = [
    {"number": "06", "slug": "create", "title": "Create", "exercises": ["a", "b"]}
]
COURSE = Course(LESSONS, {"M5": "PUT changes only the fields that are sent"})
DRAFT = {"from": "+15017122661", "to": "+15558675310", "body": "Tea?"}
PLACE = {"place": 1}
OWN = "Class-Authorization"
LABEL = {"Content-Type": "application/json"}


@pytest.fixture
def as_who():
    """Gives a client that is somebody; None: who does not say."""
    database = open_class(":memory:")
    sign = Sign("http://192.0.2.7:8000", CODE, "<svg></svg>")
    players = {"ada": "paper-boat", "ben": "tin-whistle"}
    app = create_class(database, COURSE, sign, TEACHER[1], players)

    def client(who):
        calls = session(app)
        calls.auth = who
        return lambda verb, path, **more: calls.request(verb, ADDRESS + path, **more)

    for who in (ANNA, BEN):
        joined(client(who), who[0])
    yield client
    database.close()


def joined(call, name, code=CODE):
    return call("PUT", f"/class/learners/{name}", json={"code": code})


def events(answer):
    return [json.loads(data) for data in re.findall("data: (.+)", answer.text)]


def trying(call, exercise="a", **more):
    told = {"state": "trying", "advice": "Look.", "belief": "M5"} | more
    return call("PUT", f"/class/progress/{exercise}", json=told)


def test_who_joins_is_let_in_once(as_who):
    anna = as_who(ANNA)
    assert joined(anna, "Anna").status_code == 200
    assert joined(as_who(STRANGER), "Cleo").status_code == 201
    assert anna("GET", "/messages").status_code == 200


@pytest.mark.parametrize(
    ("who", "name", "code", "status"),
    [
        (STRANGER, "Cleo", "WRONG2", 403),
        (STRANGER, "Anna", CODE, 422),
        (("Anna", "guess"), "Anna", CODE, 409),
        (("anna", "guess"), "anna", CODE, 409),
        (("teacher", "guess"), "teacher", CODE, 422),
        (("Teacher", "guess"), "Teacher", CODE, 422),
        (("../x", "guess"), "..%2Fx", CODE, 422),
        ((" ", "guess"), "%20", CODE, 422),
        (("x" * 41, "guess"), "x" * 41, CODE, 422),
        (None, "Cleo", CODE, 401),
        (STRANGER, "Cleo", 5, 422),
    ],
)
def test_who_can_not_join_is_told_why(as_who, who, name, code, status):
    answer = joined(as_who(who), name, code)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert as_who(who)("GET", "/messages").status_code == 401


def test_a_code_is_read_in_either_case(as_who):
    assert joined(as_who(STRANGER), "Cleo", CODE.lower()).status_code == 201


ATTEMPTS = [  # what only the teacher may do
    ("GET", "/class/board", None),
    ("GET", "/class/board/events", None),
    ("GET", "/class/summary", None),
    ("GET", "/class/summary.csv", None),
    ("GET", "/class/inspector", None),
    ("GET", "/class/exchanges/events", None),
    ("PUT", "/class/announcement", {"text": "Hi"}),
    ("DELETE", "/class/announcement", None),
    ("PUT", "/class/pin", PLACE),
    ("DELETE", "/class/pin", None),
    ("POST", "/class/replays", PLACE),
    ("GET", "/class/anything", None),
    ("GET", "/class/", None),
    ("GET", "//class/board", None),
    ("GET", "/class/%62oard", None),
]


@pytest.mark.parametrize(("verb", "path", "content"), ATTEMPTS)
def test_the_board_is_for_the_teacher(as_who, verb, path, content):
    as_who(ANNA)("GET", "/messages")
    for who, status in ((ANNA, 403), (STRANGER, 401), (None, 401)):
        answer = as_who(who)(verb, path, json=content)
        assert answer.status_code == status
        assert ("WWW-Authenticate" in answer.headers) == (status == 401)
    wrong = as_who(("teacher", ANNA[1]))(verb, path, json=content)
    assert wrong.status_code == 401


@pytest.mark.parametrize(
    "path", ["/messages", "/messages/1", "/lab/state", "/lab/exchanges", "/docs", "/"]
)
@pytest.mark.parametrize(
    "who", [None, STRANGER, ("Anna", "guess"), ("", ""), ("a", "")]
)
def test_who_is_not_in_the_class_gets_nothing(as_who, path, who):
    answer = as_who(who)("GET", path)
    assert answer.status_code == 401
    assert 'realm="class"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    "value", ["Basic", "Basic !", "Basic QW5uYQ==", "Bearer x", "Basic //8="]
)
def test_credentials_that_say_nothing_are_refused(as_who, value):
    for field in (OWN, "Authorization"):
        answer = as_who(None)("GET", "/messages", headers={field: value})
        assert answer.status_code == 401


def test_a_class_without_its_database_says_so(as_who, monkeypatch):
    def fail(*_):
        raise DatabaseError("The database says: disk I/O error.")

    monkeypatch.setattr(Register, "knows", fail)
    answer = as_who(ANNA)("GET", "/messages")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "disk I/O error" in answer.json()["detail"]


def test_one_learner_sees_nothing_of_another(as_who):
    anna, ben = as_who(ANNA), as_who(BEN)
    made = anna("POST", "/messages", json=DRAFT).headers["Location"]
    assert ben("GET", made).status_code == 404
    assert len(ben("GET", "/messages").json()) == 6
    assert ben("GET", "/lab/state").json()["messages"] == 6
    assert all("Tea?" not in each for each in ben("GET", "/lab/exchanges").text)


@pytest.mark.parametrize("verb", ["PUT", "PATCH", "DELETE"])
def test_one_learner_changes_nothing_of_another(as_who, verb):
    anna, ben = as_who(ANNA), as_who(BEN)
    before = anna("GET", "/lab/state").json()
    merge = {"Content-Type": "application/merge-patch+json"}
    change = {"data": json.dumps(DRAFT), "headers": merge if verb == "PATCH" else LABEL}
    assert ben(verb, "/messages/1", **change).ok
    assert anna("GET", "/lab/state").json() == before


def test_a_reset_touches_only_oneself(as_who):
    anna, ben = as_who(ANNA), as_who(BEN)
    for call in (anna, ben):
        call("POST", "/messages", json=DRAFT)
    assert ben("POST", "/lab/reset").status_code == 204
    assert anna("GET", "/lab/state").json()["messages"] == 7
    assert ben("GET", "/lab/state").json()["messages"] == 6


def test_a_lock_shuts_out_nobody_else(as_who):
    as_who(BEN)("POST", "/lab/lock")
    assert as_who(BEN)("GET", "/messages").status_code == 401
    assert as_who(ANNA)("GET", "/messages").status_code == 200


def test_a_learner_can_be_somebody_within_the_own_world(as_who):
    anna = as_who(ANNA)
    field = {OWN: anna("GET", "/").request.headers["Authorization"]}
    calls = as_who(("ada", "paper-boat"))
    assert len(calls("GET", "/messages", headers=field).json()) == 6
    assert as_who(("ada", "x"))("GET", "/messages", headers=field).status_code == 401


def test_a_class_calls_nobody(as_who):
    wish = {"target": "http://127.0.0.1:22/", "events": ["sending"]}
    made = as_who(ANNA)("POST", "/webhooks", json=wish)
    as_who(ANNA)("POST", "/messages", json=DRAFT)
    as_who(ANNA)("POST", "/lab/carrier")
    path = f"{made.headers['Location']}/deliveries"
    while not (told := as_who(ANNA)("GET", path).json()[0]["attempts"]):
        continue
    assert "in class nothing is delivered" in told[0]


@pytest.mark.parametrize("host", ["192.0.2.9", "10.0.0.1", "teacher.invalid"])
def test_nobody_in_a_class_can_be_named_as_a_target(as_who, host):
    wish = {"target": f"http://{host}/"}
    assert as_who(ANNA)("POST", "/webhooks", json=wish).status_code == 422


def test_what_names_the_learner_is_not_written_down(as_who):
    anna = as_who(ANNA)
    field = {OWN: anna("GET", "/").request.headers["Authorization"]}
    as_who(None)("GET", "/messages/1?named", headers=field)
    text = anna("GET", "/lab/exchanges", headers={"Accept": "text/plain"}).text
    assert "GET /messages/1?named" in text
    assert "uthorization" not in text


def test_partners_share_one_account(as_who):
    anna, ben = as_who(ANNA), as_who(BEN)
    code = anna("POST", "/class/pairs").json()["code"]
    assert ben("PUT", f"/class/pairs/{code}").json() == {"partner": "Anna"}
    made = ben("POST", "/messages", json=DRAFT).headers["Location"]
    assert anna("GET", made).json()["body"] == "Tea?"
    assert ben("DELETE", "/class/pairs").status_code == 204
    assert ben("GET", made).status_code == 404


def test_a_code_that_no_partner_made_is_refused(as_who):
    assert as_who(BEN)("PUT", "/class/pairs/ABCD").status_code == 404
    assert as_who(TEACHER)("POST", "/class/pairs").status_code == 403


def test_the_summary_counts_everybody_once(as_who):
    trying(as_who(ANNA))
    trying(as_who(BEN), state="right")
    told = as_who(TEACHER)("GET", "/class/summary").json()
    first, second = told["lessons"][0]["exercises"]
    assert [first[name] for name in ("not_started", "trying", "right")] == [0, 1, 1]
    assert second["not_started"] == 2
    assert first["advice"][0] == {
        "text": "Look.", "belief": "M5", "believed": COURSE.beliefs["M5"], "count": 1
    }  # fmt: skip


def test_what_was_right_once_stays_right(as_who):
    for state in ("trying", "right", "trying"):
        trying(as_who(ANNA), state=state)
    told = as_who(TEACHER)("GET", "/class/summary").json()
    anna = told["learners"][0]
    assert (anna["exercise"], anna["state"], anna["tries"]) == ("a", "right", 2)
    assert (anna["lesson"], anna["initials"]) == ("06", "A")


@pytest.mark.parametrize(
    ("exercise", "told", "status"),
    [
        ("nothing", {}, 404),
        ("a", {"state": "done"}, 422),
        ("a", {"belief": "everything"}, 422),
        ("a", {"advice": "x" * 501}, 422),
        ("a", {"advice": ["x"]}, 422),
    ],
)
def test_progress_that_can_not_be_is_refused(as_who, exercise, told, status):
    assert trying(as_who(ANNA), exercise, **told).status_code == status
    people = as_who(TEACHER)("GET", "/class/summary").json()["learners"]
    assert {each["state"] for each in people} == {None}


def test_the_table_names_nobody(as_who):
    trying(as_who(ANNA), advice="=1+1, look")
    answer = as_who(TEACHER)("GET", "/class/summary", headers={"Accept": "text/csv"})
    rows = [*csv.DictReader(answer.text.splitlines())]
    assert [each["trying"] for each in rows] == ["1", "0"]
    assert rows[0]["most common advice"] == "'=1+1, look"  # no formula
    assert "Anna" not in answer.text


def test_the_board_is_told_again_only_when_something_changed(as_who):
    teacher, path = as_who(TEACHER), "/class/board/events"
    first = teacher("GET", path)
    seen = {"Last-Event-ID": re.search("id: (.+)", first.text)[1]}
    assert events(teacher("GET", path, headers=seen)) == []
    trying(as_who(ANNA))
    assert len(events(teacher("GET", path, headers=seen))) == 1


def test_the_inspector_is_told_what_everybody_does(as_who):
    teacher, path = as_who(TEACHER), "/class/exchanges/events"
    as_who(ANNA)("GET", "/messages/1")
    as_who(BEN)("POST", "/messages", json=DRAFT)
    one, two = events(teacher("GET", path))
    assert (one["learner"], one["path"], two["learner"]) == (
        "Anna",
        "/messages/1",
        "Ben",
    )
    assert two["response"].startswith("HTTP/1.1 201 Created\n")
    assert events(teacher("GET", path, headers={"Last-Event-ID": "1"})) == [two]


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999", "9" * 30, "\xb2"])
def test_an_inspector_that_saw_another_class_begins_anew(as_who, seen):
    as_who(ANNA)("GET", "/messages/1")
    field = {"Last-Event-ID": seen}
    answer = as_who(TEACHER)("GET", "/class/exchanges/events", headers=field)
    assert len(events(answer)) == 1


def test_a_learner_inspects_only_oneself(as_who):
    as_who(ANNA)("GET", "/messages/1")
    as_who(BEN)("GET", "/messages/2")
    (told,) = events(as_who(BEN)("GET", "/lab/exchanges/events"))
    assert told["path"] == "/messages/2"


def test_what_is_frozen_is_shown_without_a_name(as_who):
    as_who(ANNA)("GET", "/messages/1")
    teacher = as_who(TEACHER)
    assert teacher("PUT", "/class/pin", json=PLACE).status_code == 204
    pinned = teacher("GET", "/class/summary").json()["pinned"]
    assert (pinned["path"], pinned["learner"]) == ("/messages/1", "")
    teacher("DELETE", "/class/pin")
    assert teacher("GET", "/class/summary").json()["pinned"] is None


@pytest.mark.parametrize("place", [0, -1, 7, "1", None, 1.5, True, 10**30])
def test_what_is_not_there_can_not_be_frozen(as_who, place):
    for verb, path in (("PUT", "/class/pin"), ("POST", "/class/replays")):
        answer = as_who(TEACHER)(verb, path, json={"place": place})
        assert answer.status_code in (404, 422)


def test_a_replay_happens_in_the_teachers_world(as_who):
    as_who(ANNA)("POST", "/messages", json=DRAFT)
    again = as_who(TEACHER)("POST", "/class/replays", json=PLACE)
    assert (again.status_code, again.json()["learner"]) == (201, "teacher")
    assert again.json()["response"].startswith("HTTP/1.1 201 Created\n")
    assert as_who(ANNA)("GET", "/lab/state").json()["messages"] == 7
    assert as_who(TEACHER)("GET", "/lab/state").json()["messages"] == 7


def test_an_announcement_is_on_the_board_until_it_is_taken_away(as_who):
    teacher = as_who(TEACHER)
    teacher("PUT", "/class/announcement", json={"text": " Do exercise 2. "})
    shown = teacher("GET", "/class/summary").json()["announcement"]
    assert shown["text"] == "Do exercise 2."
    teacher("DELETE", "/class/announcement")
    assert teacher("GET", "/class/summary").json()["announcement"] is None


def test_everybody_can_read_how_to_join(as_who):
    answer = as_who(None)("GET", "/class")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert 'join("192.0.2.7:8000"' in answer.text
    assert CODE not in answer.text


def test_a_page_of_another_origin_announces_nothing(as_who):
    field = {"Origin": "https://evil.example"}
    words = {"json": {"text": "Hi"}, "headers": field}
    answer = as_who(TEACHER)("PUT", "/class/announcement", **words)
    assert answer.status_code == 403

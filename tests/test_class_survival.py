"""The server of a class dies in the middle of it, and nothing is lost."""

import threading
from contextlib import suppress

import pytest
import requests
from class_server import ClassServer

from toy_api import lab

DRAFT = {"from": "+15017122661", "to": "+15558675310", "body": "Tea?"}
NAMES = [f"Learner{number}" for number in range(8)]


@pytest.fixture
def school(tmp_path):
    started = ClassServer(tmp_path / "class.db")
    yield started
    started.stop()


@pytest.fixture
def apis(school):
    joined = [lab._in_class(school.url_for(name)) for name in NAMES]
    yield joined
    for each in joined:
        each.stop()


def write(api, kept):
    """Create messages until nobody answers; what was acknowledged is in `kept`."""
    with suppress(requests.RequestException, KeyError):
        while len(kept) < 500:
            answer = requests.post(f"{api.url}/messages", json=DRAFT)
            kept.append(answer.headers["Location"])


def die_while_all_write(school, apis):
    """What each learner was told to be created, before the server was killed."""
    kept = [[] for _ in apis]
    pairs = zip(apis, kept, strict=True)
    writers = [threading.Thread(target=write, args=pair) for pair in pairs]
    for each in writers:
        each.start()
    while min(map(len, kept)) < 5:
        writers[0].join(0.05)
    school.kill()
    for each in writers:
        each.join()
    return kept


def test_what_was_acknowledged_is_there_without_joining_again(school, apis):
    kept = die_while_all_write(school, apis)
    school.start()
    for api, places in zip(apis, kept, strict=True):
        found = [requests.get(api.url + each).status_code for each in places]
        assert set(found) == {200}


def test_progress_is_there_and_goes_on(school, apis):
    for state in ("trying", "right"):
        apis[0].tell_class("PUT", "progress/imported", {"state": state})
    die_while_all_write(school, apis)
    school.start()
    told = {each["name"]: each for each in school.summary()["learners"]}
    assert (told[NAMES[0]]["state"], told[NAMES[0]]["tries"]) == ("right", 2)
    assert set(told) == set(NAMES)


def test_the_log_and_its_numbers_go_on(school, apis):
    first = requests.get(f"{apis[0].url}/messages/1")
    school.kill()
    school.start()
    second = requests.get(f"{apis[0].url}/messages/1")
    numbers = [int(each.headers["Request-Id"]) for each in (first, second)]
    assert numbers[1] == numbers[0] + 1
    assert [each.number for each in apis[0].exchanges()] == numbers


def test_the_toy_clock_does_not_go_back(school, apis):
    made = [requests.post(f"{apis[0].url}/messages", json=DRAFT).json()]
    school.kill()
    school.start()
    made += [requests.post(f"{apis[0].url}/messages", json=DRAFT).json()]
    assert made[0]["created"] < made[1]["created"]


def test_code_and_password_stay_the_same(school):
    before = school.code, school.teacher
    school.kill()
    school.start()
    assert (school.code, school.teacher) == before


def test_while_nobody_answers_a_learner_is_told_so(school, apis):
    school.kill()
    answer = requests.get(f"{apis[0].url}/messages")
    assert answer.status_code == 502
    assert "does not answer" in answer.json()["detail"]
    school.start()
    assert requests.get(f"{apis[0].url}/messages").status_code == 200

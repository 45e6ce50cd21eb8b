"""Many learners at once on one server: nobody notices the others."""

import subprocess
import sys
from subprocess import PIPE

import pytest
from class_server import ClassServer
from simulation import alone, together

from lessons.classroom.catalogue import all_lessons, find_lesson, names_of
from toy_api import lab

READS = """
import select, sys, time, requests
url, *auth = sys.argv[1:]
calls = requests.Session()
while not select.select([sys.stdin], [], [], 0.05)[0]:
    begin = time.perf_counter()
    assert calls.get(url, auth=tuple(auth)).status_code == 200
    print(time.perf_counter() - begin)
"""
LESSONS = ["create", "replace", "patch", "delete"]  # 06 to 09


@pytest.fixture
def school(tmp_path):
    started = ClassServer(tmp_path / "class.db")
    yield started
    started.stop()


class Guest:
    """One more learner, in a process of its own, who only reads: how long it waits."""

    def __init__(self, school):
        lab._in_class(school.url_for("Guest")).stop()
        auth = ("Guest", "paper-plane")
        words = [sys.executable, "-c", READS, f"{school.url}/messages/1", *auth]
        self._process = subprocess.Popen(words, stdin=PIPE, stdout=PIPE, text=True)

    def seconds(self):
        """Those of each call, in order of their length."""
        said, _ = self._process.communicate("stop")
        return sorted(map(float, said.split()))


def percentile(seconds):
    """Milliseconds, within which 99 of 100 were answered."""
    return f"{seconds[len(seconds) * 99 // 100] * 1000:.0f} ms"


@pytest.mark.parametrize("count", [6, pytest.param(200, marks=pytest.mark.soak)])
def test_each_learner_ends_as_if_alone(school, count):
    guest = Guest(school)
    names = [f"Learner{number}" for number in range(count)]
    states, seconds = together(school, names, LESSONS)
    assert states == count * [alone(LESSONS)]
    print(f"\n{count} learners, {len(seconds):,} calls, 99 % within", end=" ")
    print(percentile(seconds), "on laptops that share this processor; a guest", end=" ")
    print(percentile(guest.seconds()), f"and {school.most_memory():.0f} MiB at most")
    assert_counted(school.summary(), count)
    assert school.most_memory() < 200


ALONE_ONLY = {"webhooks", "inside_the_server"}  # they need a server of one's own
ELSEWHERE = [each.slug for each in all_lessons() if each.slug not in ALONE_ONLY]


@pytest.mark.parametrize("slug", ELSEWHERE)
def test_a_lesson_goes_in_class_as_it_goes_alone(school, slug):
    states, _ = together(school, ["Anna"], [slug])
    assert states == [alone([slug])]
    (told,) = [each for each in school.summary()["lessons"] if each["slug"] == slug]
    assert {each["trying"] for each in told["exercises"]} == {0}
    assert told["exercises"][0]["right"] == 1


def assert_counted(summary, count):
    """The board knows of everybody that every exercise is right."""
    told = {lesson["slug"]: lesson["exercises"] for lesson in summary["lessons"]}
    for slug in LESSONS:
        names = names_of(find_lesson(slug))
        assert [each["name"] for each in told[slug]] == names
        assert {each["right"] for each in told[slug]} == {count}
        assert {each["trying"] for each in told[slug]} == {0}
        assert {each["not_started"] for each in told[slug]} == {1}  # the guest

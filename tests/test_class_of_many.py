"""Many learners at once on one server: nobody notices the others."""

import pytest
from class_server import ClassServer
from simulation import alone, together

from lessons.classroom.catalogue import find_lesson, names_of

LESSONS = ["create", "replace", "patch", "delete"]  # 06 to 09


@pytest.fixture
def school(tmp_path):
    started = ClassServer(tmp_path / "class.db")
    yield started
    started.stop()


@pytest.mark.parametrize("count", [6, pytest.param(200, marks=pytest.mark.soak)])
def test_each_learner_ends_as_if_alone(school, count):
    names = [f"Learner{number}" for number in range(count)]
    states, seconds = together(school, names, LESSONS)
    assert states == count * [alone(LESSONS)]
    print(f"\n{count} learners, {len(seconds):,} calls, 99 % within", end=" ")
    print(f"{seconds[len(seconds) * 99 // 100] * 1000:.0f} ms;", end=" ")
    print(f"the server had at most {school.most_memory():.0f} MiB")
    assert_counted(school.summary(), count)
    assert school.most_memory() < 200


def assert_counted(summary, count):
    """The board knows of everybody that every exercise is right."""
    told = {lesson["slug"]: lesson["exercises"] for lesson in summary["lessons"]}
    for slug in LESSONS:
        names = names_of(find_lesson(slug))
        assert [each["name"] for each in told[slug]] == names
        assert {each["right"] for each in told[slug]} == {count}

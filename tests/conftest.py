"""What the tests share: an app with the examples of a lesson, and ways to reach it."""

import os
import tempfile
from pathlib import Path

import pytest

from toy_api.app import create_app, example_store
from toy_api.clock import ToyClock
from toy_api.doors.transport import ADDRESS, session

os.environ["LESSONS_PROGRESS"] = str(Path(tempfile.mkdtemp()) / "progress.json")
os.environ.pop("TOY_API_URL", None)


@pytest.fixture
def clock():
    return ToyClock()


@pytest.fixture
def store(clock):
    kept = example_store(clock)
    yield kept
    kept.close()


@pytest.fixture
def app(store, clock):
    return create_app(store, clock)


@pytest.fixture
def api(app):
    """Calls the app: `api("GET", "/messages")` is a `requests.Response`."""
    with session(app) as connected:
        yield lambda method, path, **more: connected.request(
            method, ADDRESS + path, **more
        )

"""What the tests share: an app with the examples of a lesson, and ways to reach it."""

import atexit
import os
import shutil
import tempfile
from functools import partial

import nbval.kernel
import pytest
from browsing import chromium
from linting import Ear
from published import ADA, BEN, official

import toy_api.app
import toy_api.dialect.twilio_api
from toy_api.app import create_app, example_store
from toy_api.clock import ToyClock
from toy_api.doors.transport import ADDRESS, session
from toy_api.in_page.starting import serve_here

FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["LESSONS_PROGRESS"] = f"{FOLDER}/progress.json"
for name in ("TOY_API_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
    os.environ.pop(name, None)
if os.name == "posix":  # no port of a kernel, which a test's server could take first
    nbval.kernel.KernelManager = partial(
        nbval.kernel.KernelManager,
        transport="ipc",
        connection_file=f"{FOLDER}/kernel.json",
    )
EAR = Ear()
COMPLETE = toy_api.app.complete
for module in (toy_api.app, toy_api.dialect.twilio_api):
    module.complete = lambda *given: EAR.listening(COMPLETE(*given))


@pytest.fixture(autouse=True)
def _no_response_has_a_fault(request):
    """The linter reads a response of every kind that the test gets from our server."""
    yield
    faults = EAR.faults()
    assert faults == [] or request.node.path.name == "test_bent_servers.py"


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


@pytest.fixture
def pauses():
    """The seconds for which the app of `players` wanted to wait."""
    return []


@pytest.fixture
def two(clock, pauses):
    """An app with the accounts of ada and ben, each a world of its own."""
    store = example_store(clock, "ada")
    yield create_app(store, clock, accounts=dict([ADA, BEN]), pause=pauses.append)
    store.close()


@pytest.fixture
def players(two):
    """Calls the app of both: `players("GET", "/messages", auth=BEN)`."""
    with session(two) as connected:
        yield lambda method, path, **more: connected.request(
            method, ADDRESS + path, **more
        )


@pytest.fixture
def ada(two):
    """Twilio's own library with the credentials of ada, calling the app of both."""
    return official(two, *ADA)


@pytest.fixture
def ben(two):
    """Twilio's own library with the credentials of ben, calling the app of both."""
    return official(two, *BEN)


@pytest.fixture
def served():
    """Serves an app on the network; gives its URL."""
    started = []

    def serve(app, gate=None):
        started.append(serve_here(app, gate))
        return started[-1].url

    yield serve
    for each in started:
        each.stop()


@pytest.fixture(scope="module")
def browser():
    """The system's Chromium; where there is none, the test is skipped."""
    with chromium() as started:
        yield started

"""Twilio's own libraries, for Python and for Node, led to our server."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from published import HANGAR, PAGE_SID, SHIP
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

import toy_api
from lessons.classroom import official
from lessons.classroom.official import twilio_here
from toy_api.dialect.sids import account_sid

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "samples"  # as on Twilio's page "What is a REST API?"
GUIDE = Path(official.__file__).with_name("twilio_here.cjs")
PARSECS = "This is the ship that made the Kessel Run in fourteen parsecs?"
WISH = {"body": PARSECS, "from_": SHIP, "to": HANGAR}
INSTALL = "npm install twilio above this folder, or name its node_modules in NODE_PATH"


@pytest.fixture
def api(monkeypatch):
    """The server of a lesson; what `twilio_here` changes is undone afterwards."""
    monkeypatch.setattr(TwilioHttpClient, "request", TwilioHttpClient.request)
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TOY_API_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    server = toy_api.start()
    server.reset()
    yield server
    server.stop()


def modules():
    """The folder in which npm has put Twilio's library, or None."""
    named = filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep))
    folders = [*map(Path, named), *(each / "node_modules" for each in ROOT.parents)]
    found = [each for each in folders if (each / "twilio" / "package.json").is_file()]
    return found[0] if found and shutil.which("node") else None


@pytest.fixture
def node(api):
    """Runs a sample, unchanged; what it printed."""
    folder, (name, secret) = modules(), api.accounts[0]
    if not folder:
        pytest.skip(f"Twilio's library for Node is not installed: {INSTALL}")
    more = {"NODE_PATH": str(folder), "TWILIO_BASE_URL": api.url}
    more |= {"TWILIO_ACCOUNT_SID": account_sid(name), "TWILIO_AUTH_TOKEN": secret}

    def run(sample, **other):
        done = subprocess.run(
            ["node", "--require", GUIDE, SAMPLES / sample],
            env=os.environ | more | other, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        return done.stdout, done.stderr

    return run


def test_the_library_finds_the_credentials_where_it_looks_for_them(api):
    twilio_here(api)
    client = Client()
    assert client.username == account_sid("ada")
    assert client.messages.create(**WISH).body == PARSECS


def test_credentials_that_are_there_are_left_alone(api, monkeypatch):
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", account_sid("ben"))
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "tin-whistle")
    twilio_here(api)
    client = Client()
    assert client.username == account_sid("ben")
    assert len(client.messages.list()) == 6


def test_the_page_can_be_followed_with_the_library_for_python(api):
    twilio_here(api)
    client = Client()
    message = client.messages(PAGE_SID)
    assert message.fetch().body == "Ten percent off every spare part."
    assert message.update(body="").body == message.fetch().body == ""


def test_the_library_can_be_led_to_another_server_later(api):
    twilio_here(api)
    first = TwilioHttpClient.request
    twilio_here(api)
    assert TwilioHttpClient.request is not first
    assert TwilioHttpClient.request.original is first.original
    assert Client().messages.list(page_size=4)[5].body


def test_what_the_library_does_is_seen_in_the_log(api):
    twilio_here(api)
    Client().messages.create(**WISH)
    (exchange,) = api.exchanges()
    assert exchange.request.headers["Host"] == api.url.removeprefix("http://")
    assert exchange.request.headers["User-Agent"].startswith("twilio-python/")
    assert exchange.request.target.startswith(
        f"/2010-04-01/Accounts/{account_sid('ada')}"
    )


def test_only_calls_to_twilio_are_led_here(api):
    twilio_here(api)
    other = toy_api.listen(lambda request: 204)
    assert TwilioHttpClient().request("GET", f"{other.url}/x").status_code == 204
    other.stop()
    assert api.exchanges() == []


def test_where_the_library_is_missing_it_is_said_how_to_get_it(api, monkeypatch):
    monkeypatch.setitem(sys.modules, "twilio.http.http_client", None)
    with pytest.raises(ImportError, match="pip install twilio"):
        twilio_here(api)
    assert "TWILIO_ACCOUNT_SID" not in os.environ


def test_the_sample_create_of_the_page_runs_unchanged(api, node):
    assert node("create.js") == (f"{PARSECS}\n", "")
    (exchange,) = api.exchanges()
    assert exchange.response.status == 201
    assert exchange.request.headers["User-Agent"].startswith("twilio-node/")


def test_the_samples_fetch_and_update_of_the_page_run_unchanged(node):
    assert node("fetch.js") == ("Ten percent off every spare part.\n", "")
    assert node("update.js") == ("\n", "")
    assert node("fetch.js") == ("\n", "")


def test_the_library_for_node_knows_our_refusals(node):
    _, told = node("fetch.js", TWILIO_AUTH_TOKEN="wrong")
    assert "RestException" in told
    assert "code: 20003" in told
    assert "status: 401" in told

"""What `twilio_here` puts into the environment, and takes out of it again."""

import os

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from lessons import twilio_here
from toy_api import start
from toy_api.dialect.sids import account_sid

NAMES = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")


@pytest.fixture
def api(monkeypatch):
    """A server, and everything about the library as it was, in the end."""
    monkeypatch.setattr(TwilioHttpClient, "request", TwilioHttpClient.request)
    running = start()
    yield running
    twilio_here(running).close()
    running.stop()


def found():
    return tuple(os.environ.get(name) for name in NAMES)


def test_the_first_account_is_in_the_environment_until_it_is_closed(api):
    name, secret = api.accounts[0]
    here = twilio_here(api)
    assert found() == (account_sid(name), secret)
    here.close()
    assert found() == (None, None)


@pytest.mark.parametrize("closings", [1, 2])
def test_a_cell_that_is_run_twice_leaves_nothing_behind(api, closings):
    here = [twilio_here(api), twilio_here(api)][-1]
    for _ in range(closings):
        here.close()
    assert found() == (None, None)


def test_credentials_that_were_there_stay_as_they_were(api, monkeypatch):
    for name in NAMES:
        monkeypatch.setenv(name, "mine")
    here = twilio_here(api)
    assert found() == ("mine", "mine")
    here.close()
    assert found() == ("mine", "mine")


def test_a_client_calls_this_server_before_and_after_it_is_closed(api):
    here = twilio_here(api)
    client = Client()
    assert len(client.messages.list()) == 6
    here.close()
    assert len(client.messages.list()) == 6
    assert api.exchanges()[-1].request.path.endswith("/Messages.json")

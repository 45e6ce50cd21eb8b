"""In Twilio's dialect a redacted message has lost its text, and nothing else."""

import pytest

ADA = ("ada", "paper-boat")


@pytest.fixture
def call(players):
    accounts = players("GET", "/2010-04-01/Accounts.json", auth=ADA).json()["accounts"]
    home = accounts[0]["subresource_uris"]["messages"]
    form = {"From": "+15017122661", "To": "+15558675310", "Body": "a" * 307}
    new = players("POST", home, auth=ADA, data=form).json()["uri"]
    return lambda method, **more: players(method, new, auth=ADA, **more).json()


@pytest.mark.parametrize("steps", [0, 2, 3])
def test_all_but_the_text_stays_as_it_was(call, players, steps):
    for _ in range(steps):
        players("POST", "/lab/carrier", auth=ADA)
    before = call("GET")
    assert before["num_segments"] == "3"
    for _ in range(2):
        after = call("POST", data={"Body": ""})
        assert after["body"] == ""
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"body", "date_updated"}


def test_a_message_that_is_redacted_early_costs_what_its_text_did(call, players):
    call("POST", data={"Body": ""})
    for _ in range(2):
        players("POST", "/lab/carrier", auth=ADA)
    assert call("GET")["price"] == "-0.02250"

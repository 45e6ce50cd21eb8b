"""Who is served: accounts come and go while the server runs, and outlive it."""

import pytest
from published import ADA, BEN, HANGAR, HOME, PAGE_SID, SERVICE, SHIP, WISH, official
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.examples import EXAMPLES
from toy_api.store import Store

LATER = {"messaging_service_sid": SERVICE, "send_at": "2024-01-01T10:00:00Z"}
LATER |= {"to": HANGAR, "body": "Later", "schedule_type": "fixed"}


@pytest.fixture
def child(ada):
    account = ada.api.v2010.accounts.create(friendly_name="Child")
    return Client(account.sid, account.auth_token, http_client=ada.http_client)


@pytest.fixture
def begin(tmp_path):
    """Starts the server anew on one file; ada's library, calling it."""
    stores = []

    def start(*accounts):
        end()
        stores.append(Store(tmp_path / "kept.db", ToyClock(), EXAMPLES, "ada"))
        accounts = dict(accounts or [ADA, BEN])
        return official(create_app(*stores, stores[0].clock, accounts=accounts), *ADA)

    def end():
        while stores:
            stores.pop().close()

    yield start
    end()


def who(client):
    return client.username, client.password


def test_each_account_is_served_by_its_name_and_its_sid(players):
    players("DELETE", "/messages/1", auth=BEN)
    for account, count in ((ADA, 6), ((HOME[-34:], ADA[1]), 6), (BEN, 5)):
        assert len(players("GET", "/messages", auth=account).json()) == count


def test_an_account_below_is_served_in_both_dialects(players, child):
    child.messages.create(**WISH)
    (seen,) = players("GET", "/messages", auth=who(child)).json()
    assert (seen["id"], seen["body"]) == (1, "Hello")
    players("DELETE", "/messages/1", auth=who(child))
    assert child.messages.list() == []
    assert players("GET", "/messages/1", auth=ADA).status_code == 200


def test_an_account_below_has_a_log_of_its_own(players, child):
    child.messages.create(**WISH)
    (record,) = players("GET", "/lab/exchanges", auth=who(child)).json()
    assert record["request"]["target"].startswith(
        f"/2010-04-01/Accounts/{child.username}"
    )
    log = players("GET", "/lab/exchanges", auth=ADA).json()
    assert len(log) == 1


def test_an_account_below_is_the_same_under_another_name(players, ada, child):
    child.messages.create(**WISH)
    ada.api.v2010.accounts(child.username).update(friendly_name="New")
    assert len(players("GET", "/lab/exchanges", auth=who(child)).json()) == 1


def test_what_the_parent_does_is_in_the_log_of_the_parent(players, ada, child):
    below = Client(*ADA, child.username, http_client=ada.http_client)
    below.messages.create(**WISH)
    assert players("GET", "/lab/exchanges", auth=who(child)).json() == []
    assert len(players("GET", "/lab/exchanges", auth=ADA).json()) == 2


def test_the_carrier_of_the_parent_serves_those_below(players, child):
    sid = child.messages.create(**WISH).sid
    moved = [
        players("POST", "/lab/carrier", auth=ADA).json()["moved"] for _ in range(4)
    ]
    assert moved == [7, 7, 7, 0]
    assert child.messages(sid).fetch().status == "delivered"


def test_the_carrier_of_an_account_below_serves_nobody_else(players, ada, child):
    sid = child.messages.create(**WISH).sid
    answer = players("POST", "/lab/carrier", auth=who(child))
    assert answer.json() == {"moved": 1}
    assert child.messages(sid).fetch().status == "sending"
    assert ada.messages(PAGE_SID).fetch().status == "queued"


def test_a_reset_forgets_those_below(players, ada, child):
    child.messages.create(**WISH)
    players("POST", "/lab/reset", auth=ADA)
    assert len(ada.api.v2010.accounts.list()) == 1
    assert players("GET", "/messages", auth=who(child)).status_code == 401
    path = f"/2010-04-01/Accounts/{child.username}/Messages.json"
    assert players("GET", path, auth=ADA).status_code == 401


def test_who_comes_after_a_reset_begins_with_nothing(players, ada, child):
    child.messages.create(**WISH)
    players("POST", "/lab/reset", auth=ADA)
    account = ada.api.v2010.accounts.create()
    new = Client(account.sid, account.auth_token, http_client=ada.http_client)
    assert new.messages.list() == []
    assert new.messages.create(**WISH).status == "queued"


def test_a_reset_of_an_account_below_leaves_it_open(players, ada, child):
    child.messages.create(**WISH)
    assert players("POST", "/lab/reset", auth=who(child)).status_code == 204
    assert child.messages.list() == []
    assert child.messages.create(**WISH).status == "queued"
    assert len(ada.messages.list()) == 6


def test_a_reset_of_another_account_leaves_those_below(players, child):
    child.messages.create(**WISH)
    players("POST", "/lab/reset", auth=BEN)
    assert len(child.messages.list()) == 1


def test_accounts_outlive_a_restart_on_a_file(begin):
    account = begin().api.v2010.accounts.create(friendly_name="Child")
    again = begin()
    child = Client(account.sid, account.auth_token, http_client=again.http_client)
    names = [each.friendly_name for each in again.api.v2010.accounts.list()]
    assert names == ["Child", "ada"]
    assert child.messages.create(**WISH).status == "queued"


def test_a_closed_account_is_closed_after_a_restart(begin):
    ada = begin()
    account = ada.api.v2010.accounts.create()
    ada.api.v2010.accounts(account.sid).update(status="closed")
    again = begin()
    child = Client(account.sid, account.auth_token, http_client=again.http_client)
    assert again.api.v2010.accounts(account.sid).fetch().status == "closed"
    with pytest.raises(TwilioRestException, match="Authenticate"):
        child.messages.create(**WISH)


def test_messages_of_an_account_below_outlive_a_restart(begin):
    ada = begin()
    account = ada.api.v2010.accounts.create()
    child = Client(account.sid, account.auth_token, http_client=ada.http_client)
    sid = child.messages.create(**WISH).sid
    child = Client(account.sid, account.auth_token, http_client=begin().http_client)
    assert [each.sid for each in child.messages.list()] == [sid]


def test_an_account_has_the_secret_of_today_after_a_restart(begin):
    assert begin().api.v2010.accounts(HOME[-34:]).fetch().auth_token == "paper-boat"
    begin(("ada", "new"), BEN)
    again = begin(("ada", "new"), BEN)
    again.auth = again.username, again.password = again.username, "new"
    assert again.api.v2010.accounts(HOME[-34:]).fetch().auth_token == "new"


def test_what_is_scheduled_outlives_a_restart(begin):
    sid = begin().messages.create(**LATER).sid
    again = begin()
    assert again.messages(sid).fetch().status == "scheduled"
    assert again.messages(sid).update(status="canceled").status == "canceled"
    assert (WISH["from_"], WISH["to"]) == (SHIP, HANGAR)

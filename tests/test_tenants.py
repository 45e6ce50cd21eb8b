"""Accounts and the ones below them, as Twilio's own library sees them."""

import pytest
from published import ACCOUNT, ACCOUNTS, ADA, BENS, HOME, WISH, faults, official
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

SID = HOME[-34:]


@pytest.fixture
def accounts(ada):
    return ada.api.v2010.accounts


@pytest.fixture
def ask(players):
    return lambda method, path, **more: players(method, path, auth=ADA, **more)


@pytest.fixture
def child(accounts, ada):
    """The library with the credentials of a new account below ada's."""
    return child_of(ada, accounts.create(friendly_name="Child"))


def child_of(parent, account):
    return Client(account.sid, account.auth_token, http_client=parent.http_client)


def code_of(call, *given, **more):
    with pytest.raises(TwilioRestException) as refused:
        call(*given, **more)
    return refused.value.code, refused.value.status


def test_the_own_account_is_its_own_owner(accounts):
    own = accounts(SID).fetch()
    assert (own.sid, own.owner_account_sid, own.friendly_name) == (SID, SID, "ada")
    assert (own.auth_token, own.status, own.type) == ("paper-boat", "active", "Full")


def test_an_account_below_is_created(accounts, clock):
    account = accounts.create(friendly_name="Child")
    assert (account.friendly_name, account.status) == ("Child", "active")
    assert (account.owner_account_sid, account.type) == (SID, "Full")
    assert account.date_created.isoformat() == "2024-01-01T09:00:01+00:00"
    assert accounts(account.sid).fetch().auth_token == account.auth_token


def test_what_is_answered_is_as_twilio_publishes_it(ask):
    created = ask("POST", f"{ACCOUNTS}.json")
    assert (created.status_code, faults(ACCOUNT, created.json())) == (201, [])
    assert created.headers["Location"] == created.json()["uri"]
    document = ask("GET", f"{ACCOUNTS}.json").json()
    assert faults("list_of_accounts", document) == []
    assert [faults(ACCOUNT, each) for each in document["accounts"]] == [[], []]
    assert faults(ACCOUNT, ask("GET", f"{HOME}.json").json()) == []


def test_an_account_without_a_name_is_named_after_its_hour(accounts):
    """As Twilio's description of FriendlyName says."""
    account = accounts.create()
    assert account.friendly_name == "SubAccount Created at 2024-01-01 09:00 AM"


def test_no_two_accounts_have_the_same_sid_or_token(accounts):
    made = [accounts.create() for _ in range(5)]
    assert len({each.sid for each in made}) == 5
    assert len({each.auth_token for each in made}) == 5


def test_the_accounts_can_be_listed_the_newest_first(accounts):
    made = [accounts.create().sid for _ in range(5)]
    every = [*made[::-1], SID]
    assert [each.sid for each in accounts.list()] == every
    assert [each.sid for each in accounts.list(page_size=2)] == every
    assert [each.sid for each in accounts.list(limit=2)] == every[:2]


def test_accounts_are_found_by_name_and_status(accounts):
    for name in ("a", "b", "b"):
        accounts.create(friendly_name=name)
    accounts(accounts.list(limit=1)[0].sid).update(status="suspended")
    found = [each.friendly_name for each in accounts.list(friendly_name="b")]
    assert found == ["b", "b"]
    assert len(accounts.list(friendly_name="b", status="active")) == 1
    assert (len(accounts.list(status="active")), accounts.list(status="x")) == (3, [])


def test_an_account_is_renamed(accounts, clock, child):
    clock.seconds += 100
    sid = accounts.list(limit=1)[0].sid
    renamed = accounts(sid).update(friendly_name="New")
    assert (renamed.friendly_name, renamed.status) == ("New", "active")
    assert (renamed.date_updated - renamed.date_created).total_seconds() == 102
    assert accounts(SID).update(friendly_name="Ada").friendly_name == "Ada"
    assert accounts(SID).update().friendly_name == "Ada"


@pytest.mark.parametrize("length, status", [(64, 200), (65, 400)])
def test_a_name_has_at_most_64_characters(ask, length, status):
    form = {"FriendlyName": "a" * length}
    assert ask("POST", f"{HOME}.json", data=form).status_code == status
    answer = ask("POST", f"{ACCOUNTS}.json", data=form)
    assert answer.status_code == (201 if status == 200 else 400)
    assert answer.json().get("code") == (None if status == 200 else 20001)


def test_an_account_below_has_messages_of_its_own(ada, child):
    assert child.messages.list() == []
    sid = child.messages.create(**WISH).sid
    assert [each.sid for each in child.messages.list()] == [sid]
    assert len(ada.messages.list()) == 6
    assert code_of(ada.messages(sid).fetch) == (20404, 404)


def test_the_credentials_of_the_parent_reach_the_account_below(ada, child):
    sid = child.messages.create(**WISH).sid
    below = Client(ADA[0], ADA[1], child.account_sid, http_client=ada.http_client)
    assert below.messages(sid).fetch().account_sid == child.account_sid
    created = below.messages.create(**WISH)
    assert [each.sid for each in child.messages.list()] == [created.sid, sid]
    below.messages(sid).update(body="")
    assert child.messages(sid).fetch().body == ""


def test_the_credentials_of_an_account_below_reach_nobody_else(ada, accounts, child):
    sibling = accounts.create().sid
    for sid in (SID, sibling):
        other = Client(
            child.username, child.password, sid, http_client=child.http_client
        )
        assert code_of(other.messages.create, **WISH) == (20003, 401)
        assert code_of(child.api.v2010.accounts(sid).fetch) == (20404, 404)
        assert code_of(child.api.v2010.accounts(sid).update) == (20404, 404)


def test_an_account_below_is_nothing_to_a_stranger(ben, child):
    other = Client(
        ben.username, ben.password, child.username, http_client=ben.http_client
    )
    assert code_of(other.messages.create, **WISH) == (20003, 401)
    assert code_of(ben.api.v2010.accounts(child.username).fetch) == (20404, 404)
    assert len(ben.api.v2010.accounts.list()) == 1


def test_an_account_below_sees_itself_only(child):
    (own,) = child.api.v2010.accounts.list()
    assert (own.sid, own.owner_account_sid) == (child.username, SID)
    assert child.api.v2010.accounts(own.sid).fetch().auth_token == child.password
    renamed = child.api.v2010.accounts(own.sid).update(friendly_name="New")
    assert renamed.friendly_name == "New"


def test_an_account_below_has_none_below_it(child):
    assert code_of(child.api.v2010.accounts.create) == (21101, 400)


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_an_account_that_is_not_active_sends_nothing(ada, accounts, child, status):
    assert accounts(child.username).update(status=status).status == status
    below = Client(*ADA, child.username, http_client=ada.http_client)
    assert code_of(below.messages.create, **WISH) == (20005, 403)
    assert below.messages.list() == []


def test_a_suspended_account_may_read_and_become_active_again(accounts, child):
    accounts(child.username).update(status="suspended")
    assert child.messages.list() == []
    assert code_of(child.messages.create, **WISH) == (20005, 403)
    accounts(child.username).update(status="active")
    assert child.messages.create(**WISH).status == "queued"


def test_a_closed_account_stays_closed(accounts, child):
    accounts(child.username).update(status="closed")
    assert code_of(child.messages.create, **WISH) == (20003, 401)
    assert code_of(accounts(child.username).update, status="active") == (20001, 400)
    assert accounts(child.username).update(friendly_name="Late").status == "closed"
    assert code_of(child.messages.create, **WISH) == (20003, 401)
    assert accounts(child.username).update(status="closed").status == "closed"


def test_nobody_changes_the_own_status(accounts, child):
    assert code_of(accounts(SID).update, status="closed") == (20001, 400)
    assert accounts(SID).update(status="active").status == "active"
    own = child.api.v2010.accounts(child.username)
    assert code_of(own.update, status="closed") == (20001, 400)
    assert code_of(accounts(child.username).update, status="x") == (20001, 400)


@pytest.mark.parametrize("sid", ["AC" + 32 * "0", "x", BENS[-34:]])
def test_an_account_that_never_was_is_404(ask, sid):
    for method in ("GET", "POST"):
        answer = ask(method, f"{ACCOUNTS}/{sid}.json")
        assert (answer.status_code, answer.json()["code"]) == (404, 20404)


def test_a_token_of_an_account_is_answered_whole_and_masked_in_the_log(ask, accounts):
    token = accounts.create().auth_token
    told = [ask("GET", f"{ACCOUNTS}.json").text, ask("POST", f"{HOME}.json").text]
    assert token in told[0] and "paper-boat" in told[0] and "paper-boat" in told[1]
    log = ask("GET", "/lab/exchanges", headers={"Accept": "text/plain"}).text
    assert token not in log
    assert "paper-boat" not in log
    assert log.count('"auth_token": "****"') == 4


def test_a_page_that_is_wrong_is_refused_by_number(ask):
    answer = ask("GET", f"{ACCOUNTS}.json?Page=1")
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)
    answer = ask("GET", f"{ACCOUNTS}.json?Page=1&PageToken=PAAC{32 * '0'}")
    assert (answer.status_code, answer.json()["code"]) == (400, 21481)


def test_both_accounts_of_the_app_are_main_accounts(two, accounts, ben):
    made = ben.api.v2010.accounts.create()
    assert made.owner_account_sid == BENS[-34:]
    assert [each.sid for each in accounts.list()] == [SID]
    assert official(two, "ben", "tin-whistle").messages.list()

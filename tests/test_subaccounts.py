"""Accounts below an account: what is known of them, and whether they are served."""

import pytest

from toy_api.clock import ToyClock
from toy_api.dialect.sids import account_sid
from toy_api.life.subaccounts import STATUSES, Subaccounts
from toy_api.store import Store

ADA = account_sid("ada")


class Doors:
    """Remembers who was let in, and who is out."""

    def __init__(self, accounts):
        self.opened, self.open = [], {}
        accounts.serve(self._let_in, lambda sid: self.open.pop(sid, None))

    def _let_in(self, sid, token):
        self.opened.append(sid)
        self.open[sid] = token


@pytest.fixture
def kept(clock):
    store = Store(clock=clock, account="ada")
    yield store
    store.close()


@pytest.fixture
def accounts(kept):
    return Subaccounts(kept, "paper-boat")


def test_the_own_account_is_known_from_the_start(accounts):
    own = accounts.get(ADA)
    assert (own["sid"], own["owner"], own["status"]) == (ADA, ADA, "active")
    assert (own["token"], own["friendly_name"]) == ("paper-boat", "ada")
    assert accounts.all() == [own]
    assert accounts.status() == "active"


def test_an_account_is_opened_with_a_token_of_its_own(accounts):
    doors = Doors(accounts)
    child = accounts.add("Child")
    assert doors.open == {child["sid"]: child["token"]}
    assert (child["friendly_name"], child["owner"]) == ("Child", ADA)
    assert account_sid(child["sid"]) == child["sid"] != ADA
    assert len(child["token"]) == 32


def test_an_account_that_nobody_named_is_called_after_its_minute(accounts, clock):
    clock.seconds += 4 * 3600 + 5 * 60
    assert (
        accounts.add("")["friendly_name"] == "SubAccount Created at 2024-01-01 01:05 PM"
    )


def test_all_are_listed_the_newest_first(accounts):
    made = [accounts.add(str(n))["sid"] for n in range(11)]
    assert [each["sid"] for each in accounts.all()] == [*made[::-1], ADA]
    assert len(set(made)) == 11


def test_who_is_not_there_is_not_known(accounts):
    assert accounts.get("AC" + 32 * "0") is None
    assert accounts.get("ada") is None


@pytest.mark.parametrize("status", STATUSES)
def test_only_a_closed_account_is_not_served(accounts, status):
    doors = Doors(accounts)
    child = accounts.add("Child")
    assert accounts.change(child["sid"], status=status)["status"] == status
    assert (child["sid"] in doors.open) == (status != "closed")
    accounts.change(child["sid"], friendly_name="New")
    assert (child["sid"] in doors.open) == (status != "closed")


def test_a_change_is_kept_with_its_time_and_leaves_the_rest(accounts, clock):
    child = accounts.add("Child")
    clock.tick()
    changed = accounts.change(child["sid"], friendly_name="New")
    new = {"friendly_name": "New", "updated": child["updated"] + 1}
    assert changed == child | new == accounts.get(child["sid"])


def test_a_change_of_the_own_account_opens_nothing(accounts):
    doors = Doors(accounts)
    accounts.change(ADA, friendly_name="Ada")
    assert doors.opened == []
    assert accounts.get(ADA)["friendly_name"] == "Ada"


def test_an_account_below_knows_itself_only(accounts):
    child, other = accounts.add("Child"), accounts.add("Other")
    view = accounts.of(child["sid"])
    assert view.all() == [child] == [view.get(child["sid"])]
    assert view.get(ADA) is view.get(other["sid"]) is None
    assert accounts.get(ADA)["sid"] == ADA


def test_an_account_below_has_the_status_that_its_parent_gave_it(accounts):
    child = accounts.add("Child")
    view = accounts.of(child["sid"])
    accounts.change(child["sid"], status="suspended")
    assert (view.status(), accounts.status()) == ("suspended", "active")
    assert accounts.of("AC" + 32 * "0").status() == "closed"


def test_an_account_below_does_not_take_over_the_doors(accounts):
    doors, child = Doors(accounts), accounts.add("Child")
    Doors(accounts.of(child["sid"]))
    assert accounts.add("Other")["sid"] in doors.open
    assert len(doors.opened) == 2


def test_what_was_there_before_is_opened_and_what_is_closed_is_not(accounts, kept):
    first, second, third = (accounts.add(name) for name in "abc")
    accounts.change(second["sid"], status="closed")
    accounts.change(third["sid"], status="suspended")
    doors = Doors(Subaccounts(kept, "paper-boat"))
    assert doors.open == {each["sid"]: each["token"] for each in (first, third)}


def test_a_reset_closes_all_below(accounts, kept):
    doors = Doors(accounts)
    accounts.add("a"), accounts.add("b")
    accounts.reset()
    kept.reset()
    assert doors.open == {}
    assert [each["sid"] for each in accounts.all()] == [ADA]


def test_a_reset_of_an_account_below_closes_nobody(accounts):
    doors = Doors(accounts)
    child, other = accounts.add("a"), accounts.add("b")
    accounts.of(child["sid"]).reset()
    assert set(doors.open) == {child["sid"], other["sid"]}


def test_the_own_token_is_the_secret_of_today(accounts, kept):
    """The secret may be another one when the server is started again."""
    assert accounts.get(ADA)["token"] == "paper-boat"
    accounts.change(ADA, friendly_name="Ada")
    later = Subaccounts(kept, "tin-whistle")
    assert later.get(ADA)["token"] == later.all()[0]["token"] == "tin-whistle"
    assert later.change(ADA, friendly_name="New")["token"] == "tin-whistle"


def test_the_own_secret_does_not_get_into_the_file(tmp_path):
    store = Store(tmp_path / "kept.db", ToyClock(), account="ada")
    accounts = Subaccounts(store, "paper-boat")
    accounts.change(ADA, friendly_name="Ada of the harbour")
    accounts.add("Child")
    store.close()
    kept = (tmp_path / "kept.db").read_bytes()
    assert b"Ada of the harbour" in kept
    assert b"paper-boat" not in kept

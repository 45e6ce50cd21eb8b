"""Names of Twilio's kind, made so that both dialects speak of the same messages."""

import re

import pytest
from published import PAGE_SID

from toy_api.dialect.sids import account_sid, media_sid, message_id, message_sid
from toy_api.message import Draft, Message

TEXT = Draft("+15017122661", "+15558675310", "Hello")
RICH = Draft("+15017122661", "+15558675310", "Hello", None, ["https://a.test/b.png"])
WHEN = "2024-01-01T09:00:00Z"
DIGITS = "fdee430d40bd57deeac186cd9790033d"  # printf ada | sha256sum | cut -c 1-32


def message(id, draft=TEXT):
    return Message(id, draft, "queued", WHEN, WHEN)


def test_an_account_is_named_by_the_hash_of_its_name():
    assert account_sid("ada") == f"AC{DIGITS}"
    assert account_sid("ben") != account_sid("ada")
    assert re.fullmatch("AC[0-9a-f]{32}", account_sid(""))


@pytest.mark.parametrize("name", ["AC" + 32 * "0", "AC" + 16 * "aF"])
def test_an_account_that_has_such_a_name_keeps_it(name):
    assert account_sid(name) == name


@pytest.mark.parametrize("name", ["AC" + 31 * "0", "AC" + 33 * "0", "AC" + 32 * "X"])
def test_a_name_that_only_looks_like_one_is_hashed(name):
    assert account_sid(name) not in (name, f"AC{name}")
    assert re.fullmatch("AC[0-9a-f]{32}", account_sid(name))


def test_a_message_is_named_by_its_account_and_its_number():
    assert message_sid("ada", message(7)) == f"SM{DIGITS[:22]}0000000007"
    assert message_sid("ada", message(300)) == f"SM{DIGITS[:22]}000000012c"


@pytest.mark.parametrize("media", [[], ["https://a.test/b.png"]])
def test_a_message_that_came_with_media_is_an_mm(media):
    """Even when all of it was deleted: a name is for good."""
    draft = Draft("+15017122661", "+15558675310", "Hello", None, media)
    assert message_sid("ada", message(7, draft)) == f"MM{DIGITS[:22]}0000000007"


@pytest.mark.parametrize("account", ["ada", "ben", ""])
def test_the_third_message_is_the_one_of_twilios_page(account):
    assert message_sid(account, message(3)) == PAGE_SID
    assert message_sid(account, message(3, RICH)) == PAGE_SID
    assert message_id(account, PAGE_SID) == 3


@pytest.mark.parametrize("id", [1, 2, 4, 255, 10**9])
@pytest.mark.parametrize("draft", [TEXT, RICH], ids=["text", "rich"])
def test_the_number_can_be_read_from_the_name(id, draft):
    sid = message_sid("ada", message(id, draft))
    assert re.fullmatch("[SM]M[0-9a-f]{32}", sid)
    assert message_id("ada", sid) == id
    assert message_id("ben", sid) is None


@pytest.mark.parametrize(
    "sid",
    [
        "",
        "7",
        "SM" + 32 * "0",
        f"SM{DIGITS[:22]}0000000003",  # it has the name of the page, and no other
        f"SM{DIGITS[:22]}000000007",
        f"SM{DIGITS[:22]}00000000007",
        f"SM{DIGITS[:22]}000000000g",
        f"SM{DIGITS[:22]}0000000007\n",
        f"XX{DIGITS[:22]}0000000007",
        f"sm{DIGITS[:22]}0000000007",
        PAGE_SID.lower(),
    ],
)
def test_what_is_no_name_of_a_message_here_has_no_number(sid):
    assert message_id("ada", sid) is None


def test_what_came_with_a_message_is_named_by_both():
    one, other = (message_sid("ada", message(id, RICH)) for id in (7, 8))
    names = [media_sid(each, path) for each in (one, other) for path in ("a", "b")]
    assert len(set(names)) == 4
    assert all(re.fullmatch("ME[0-9a-f]{32}", name) for name in names)


def test_what_came_with_a_message_keeps_its_name_when_it_is_the_last():
    sid = message_sid("ada", message(7, RICH))
    assert media_sid(sid, "a") == media_sid(f"SM{sid[2:]}", "a")

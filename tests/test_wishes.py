"""What a client wants to be sent: read from a form, or refused by Twilio's number."""

from urllib.parse import urlencode
from wsgiref.headers import Headers

import pytest
from published import FORM, HANGAR, SERVICE, SHIP

from toy_api.dialect.refusals import Refusal
from toy_api.dialect.wishes import check_content, form_of, wish_of
from toy_api.exchange import Request
from toy_api.message import Draft
from toy_api.rules.problems import Problem

NOW = 1704099600  # 2024-01-01T09:00:00Z
LABEL = "application/x-www-form-urlencoded"
PICTURE = "https://a.test/b.png"
POOLED = {"From": "", "MessagingServiceSid": SERVICE}
LATER = POOLED | {"ScheduleType": "fixed", "SendAt": "2024-01-01T10:00:00Z"}


def read(content, kind=LABEL, **more):
    fields = {"Content-Type": kind} | {k.replace("_", "-"): v for k, v in more.items()}
    body = content if isinstance(content, bytes) else urlencode(content).encode()
    return form_of(Request("POST", "/", Headers([*fields.items()]), body))


def wish(now=NOW, **more):
    form = {name: text for name, text in (FORM | more).items() if text is not None}
    return wish_of(read([*form.items()]), now)


def code_of(**more):
    with pytest.raises(Refusal) as refused:
        wish(**more)
    return refused.value.code


def test_a_form_is_read_with_what_is_empty_or_stands_twice():
    form = read(b"Body=&MediaUrl=a&MediaUrl=b&Text=T%C3%A4+r%20s")
    assert form == {"Body": [""], "MediaUrl": ["a", "b"], "Text": ["Tä r s"]}
    assert read(b"A=1", f"{LABEL}; charset=UTF-8".upper()) == {"A": ["1"]}
    assert read(b"") == {}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
def test_content_of_another_kind_is_as_good_as_none(kind):
    """So the answer to JSON is 21604, as Twilio's own page of it says."""
    assert read(b"To=%2B15558675310", kind) == {}


@pytest.mark.parametrize("content", [b"A=\xff", b"A=%ff", b"A=%", b"A=1&" * 51])
def test_what_is_no_form_is_refused(content):
    with pytest.raises(Problem) as refused:
        read(content)
    assert refused.value.status == 400
    assert refused.value.detail


def test_a_compressed_form_is_refused():
    with pytest.raises(Problem) as refused:
        read(b"A=1", Content_Encoding="gzip")
    assert refused.value.status == 415


def test_a_wish_is_a_message_to_be_sent_at_once():
    assert wish() == (Draft(SHIP, HANGAR, "Hello"), {}, None)
    assert wish(Tags='{"a": "b"}').draft.tags == {"a": "b"}
    assert wish(Tags="").draft.tags is None
    assert wish(StatusCallback="x").facts == {"callback": "x"}
    assert wish(StatusCallback="").facts == {}


def test_a_plus_that_was_sent_as_it_is_is_read_as_one():
    """It arrives as a space: curl -d "To=+1..." does so."""
    asked = wish(To=" 15558675310", From=" 15017122661")
    assert (asked.draft.recipient, asked.draft.sender) == (HANGAR, SHIP)
    with pytest.raises(Refusal, match=r"number [+]1 555 8675310 is not"):
        wish(To=" 1 555 8675310")


def test_of_a_name_that_stands_twice_the_last_counts():
    content = urlencode(FORM).encode() + b"&Body=Second"
    assert wish_of(read(content), NOW).draft.body == "Second"


def test_a_service_sends_from_a_number_of_its_own():
    asked = wish(**POOLED)
    assert asked.draft.sender == "+15017122661"
    assert asked.facts == {"service": SERVICE, "pooled": True}
    both = wish(MessagingServiceSid=SERVICE, From="+14158141829")
    assert both.draft.sender == "+14158141829"
    assert both.facts == {"service": SERVICE}


def test_media_comes_once_each_and_in_order():
    pairs = [*FORM.items(), ("MediaUrl", "https://a.test/2"), ("MediaUrl", PICTURE)]
    asked = wish_of(read([*pairs, ("MediaUrl", "https://a.test/2")]), NOW)
    assert asked.draft.media == ["https://a.test/2", PICTURE]
    assert wish().draft.media is None


def test_a_picture_needs_no_words():
    assert wish(Body=None, MediaUrl=PICTURE).draft.body == ""
    assert wish(Body="", MediaUrl=PICTURE).draft.media == [PICTURE]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"To": None}, 21604),
        ({"To": "", "From": None, "Body": None}, 21604),
        ({"From": None}, 21603),
        ({"From": "", "Body": None}, 21603),
        ({"Body": None}, 21602),
        ({"Body": ""}, 21602),
        (POOLED | {"Body": ""}, 21619),
        ({"To": "123"}, 21211),
        ({"To": "+0123"}, 21211),
        ({"From": "123"}, 21212),
        ({"From": "+0123"}, 21212),
        ({"MessagingServiceSid": "MG123"}, 21701),
        ({"MessagingServiceSid": "XX" + 32 * "a"}, 21701),
        ({"MediaUrl": "b.png"}, 21620),
        ({"MediaUrl": ""}, 21620),
        ({"Tags": "{"}, 20001),
        ({"Tags": "[]"}, 20001),
        ({"Tags": '{"a": 1}'}, 20001),
        ({"Tags": "[" * 90_000}, 20001),
    ],
)
def test_what_is_wrong_or_missing_is_refused_by_number(more, code):
    assert code_of(**more) == code


@pytest.mark.parametrize(
    ("sender", "code"),
    [("+15005550001", 21212), ("+15005550007", 21606), ("+15005550008", 21611)],
)
def test_a_magic_sender_is_refused_as_twilio_does_it(sender, code):
    assert code_of(From=sender) == code
    assert wish(From="+15005550006").draft.sender == "+15005550006"


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        ("+15005550001", 21211),
        ("+15005550002", 21612),
        ("+15005550003", 21408),
        ("+15005550004", 21610),
        ("+15005550009", 21614),
    ],
)
def test_a_magic_recipient_is_refused_as_twilio_does_it(recipient, code):
    assert code_of(To=recipient) == code
    assert code_of(To=recipient, **POOLED) == code
    assert wish(To="+15005550006").draft.recipient == "+15005550006"


def test_a_body_has_at_most_1600_characters():
    assert wish(Body="é" * 1600).draft.body == "é" * 1600
    assert code_of(Body="é" * 1601) == 21617


def test_ten_pictures_are_the_most():
    form = {name: [text] for name, text in FORM.items()}
    addresses = [f"https://a.test/{n}" for n in range(11)]
    assert len(wish_of(form | {"MediaUrl": addresses[:10]}, NOW).draft.media) == 10
    with pytest.raises(Refusal) as refused:
        wish_of(form | {"MediaUrl": addresses}, NOW)
    assert refused.value.code == 21623


@pytest.mark.parametrize(
    ("media", "code"), [(None, 21602), ([], 21602), (["x"], 21620), ([PICTURE], None)]
)
def test_content_is_checked_the_same_for_everybody(media, code):
    try:
        check_content("", media, None)
        found = None
    except Refusal as refused:
        found = refused.code
    assert found == code


def test_a_message_can_be_scheduled_with_a_service():
    assert wish(**LATER).send_at == NOW + 3600
    assert wish(**LATER | {"SendAt": "2024-01-02"}).send_at == NOW + 15 * 3600
    assert wish(**LATER | {"From": SHIP}).send_at == NOW + 3600
    assert wish(**LATER | {"ScheduleType": None}).send_at == NOW + 3600
    assert wish().send_at is None


@pytest.mark.parametrize("ahead", [300, 301, 3024000])
def test_from_five_minutes_to_35_days_ahead_can_be_scheduled(ahead):
    asked = wish(now=NOW + 3600 - ahead, **LATER)
    assert asked.send_at == NOW + 3600


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"SendAt": None}, 35111),
        ({"SendAt": ""}, 35111),
        ({"MessagingServiceSid": None, "From": SHIP}, 35118),
        ({"SendAt": "soon"}, 35114),
        ({"now": NOW + 3301}, 35114),
        ({"now": NOW - 3020401}, 35114),
        ({"now": NOW + 7200}, 35114),
    ],
)
def test_what_can_not_be_scheduled_is_refused_by_number(more, code):
    assert code_of(**LATER | more) == code

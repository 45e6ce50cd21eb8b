"""What each field of a message may hold, and what its author is told where not."""

import pytest
import requests

from toy_api.fields import (
    check_body,
    check_media,
    check_number,
    check_tags,
    is_phone_number,
)

PICTURE = "https://toy.test/cat.png"


@pytest.mark.parametrize("number", ["+15558675310", "+10", "+123456789012345"])
def test_a_number_in_e164_form_is_a_phone_number(number):
    assert is_phone_number(number)
    assert check_number(number) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "+",
        "+1",
        "+0123",
        "15558675310",
        "+1234567890123456",
        "+1 555",
        "+1555\n",
        " +1555",
        "00155",
        "+1-555",
        "+\u0661\u0662\u0663",
        15558675310,
        ["+10"],
        False,
    ],
)
def test_anything_else_is_no_phone_number(value):
    assert not is_phone_number(value)
    assert check_number(value).startswith("Send a phone number as text")


@pytest.mark.parametrize("check", [check_number, check_body])
def test_what_a_message_needs_is_called_missing_where_it_is(check):
    assert check(None).startswith("Missing. Send ")
    assert "Missing" not in check(False)


@pytest.mark.parametrize("check", [check_tags, check_media])
def test_what_a_message_needs_not_may_be_left_out(check):
    assert check(None) is None


@pytest.mark.parametrize("body", ["", "é" * 1600, "☕" * 1600, "\x00\n"])
def test_a_body_is_any_text_of_at_most_1600_characters(body):
    assert check_body(body) is None


@pytest.mark.parametrize("body", ["é" * 1601, 7, True, ["Hello"], {}, b"Hello"])
def test_anything_else_is_no_body(body):
    assert check_body(body).startswith("Send ")


def test_too_long_a_text_is_told_how_long_it_is():
    advice = check_body("x" * 1723)
    assert "1600" in advice
    assert "1723" in advice


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"": ""},
        {"n" * 128: "v" * 128},
        {"é" * 128: "☕" * 128},
        {str(i): "v" for i in range(10)},
    ],
)
def test_tags_are_at_most_ten_short_names_and_texts(tags):
    assert check_tags(tags) is None


@pytest.mark.parametrize(
    "tags",
    [
        [],
        "a",
        False,
        0,
        {"a": 1},
        {"a": None},
        {"a": ["b"]},
        {"a": {"b": "c"}},
        {str(i): "v" for i in range(11)},
        {"n" * 129: "v"},
        {"n": "v" * 129},
    ],
)
def test_anything_else_is_no_tags(tags):
    assert check_tags(tags).startswith("Send ")


@pytest.mark.parametrize(
    "media",
    [
        [],
        [PICTURE],
        [PICTURE, PICTURE],
        ["http://h"],
        ["https://toy.test:8443/a%20b.png?size=2&x=%2B#top"],
        [f"https://toy.test/{'a' * 483}"],
        [f"{PICTURE}?{i}" for i in range(10)],
    ],
)
def test_media_are_at_most_ten_web_addresses(media):
    assert max(map(len, media), default=0) <= 500
    assert check_media(media) is None


@pytest.mark.parametrize("media", [PICTURE, "", False, 0, {}, {PICTURE: 1}, (PICTURE,)])
def test_media_that_are_no_list_are_refused(media):
    assert check_media(media).startswith("Send a list of web addresses")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "cat.png",
        "/cat.png",
        "//toy.test/cat.png",
        "ftp://toy.test/cat.png",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "https:toy.test",
        "https://",
        f" {PICTURE}",
        f"{PICTURE}\n",
        "https://toy.test/a cat.png",
        "https://toy.test/☕.png",
        "https://toy.test/\x00",
        f"https://toy.test/{'a' * 484}",
        None,
        7,
        [PICTURE],
        PICTURE.encode(),
    ],
)
def test_media_that_are_no_short_web_address_are_refused(address):
    for media in ([address], [PICTURE, address], [address, PICTURE]):
        assert check_media(media).startswith("Send at most 10 addresses")


def test_eleven_addresses_are_too_many():
    assert "at most 10" in check_media([PICTURE] * 11)


@pytest.mark.parametrize(
    "address", ["https:///cat.png", "https://?cat", "http://#cat", "https://:443/cat"]
)
def test_an_address_without_a_host_is_no_web_address(address):
    """RFC 9110 §4.2.1: a recipient of such a URI reference MUST reject it."""
    with pytest.raises(requests.exceptions.InvalidURL):
        requests.Request("GET", address).prepare()
    assert check_media([address])


@pytest.mark.parametrize("letter", '"<>\\^`{|}')
def test_a_letter_that_no_address_holds_is_refused(letter):
    """RFC 3986 §2: it is neither reserved nor unreserved, so it must be encoded."""
    assert requests.utils.requote_uri(PICTURE + letter) != PICTURE + letter
    assert check_media([PICTURE + letter])

"""Segments, as Twilio's own calculator counts them (npm sms-segments-calculator)."""

import pytest

from toy_api.dialect.segments import segments_of

THUMB = "\N{THUMBS UP SIGN}"


@pytest.mark.parametrize(
    ("letter", "count", "segments"),
    [
        ("a", 0, 1),
        ("a", 1, 1),
        ("a", 160, 1),
        ("a", 161, 2),
        ("a", 306, 2),
        ("a", 307, 3),
        ("a", 1600, 11),
        ("{", 80, 1),
        ("{", 81, 2),
        ("я", 70, 1),
        ("я", 71, 2),
        ("я", 134, 2),
        ("я", 135, 3),
        (THUMB, 35, 1),
        (THUMB, 36, 2),
        (THUMB, 67, 3),
    ],
)
def test_a_letter_so_many_times_takes_so_many_segments(letter, count, segments):
    assert segments_of(letter * count) == segments


def test_the_last_place_of_a_segment_is_used():
    assert segments_of("a" * 160) == 1
    assert segments_of("a" * 158 + "€") == 1
    assert segments_of("a" * 159 + "€") == 2


def test_an_escaped_letter_is_not_torn_in_two():
    assert segments_of("a" * 152 + "€" + "a" * 152) == 3
    assert segments_of("a" * 151 + "€" + "a" * 153) == 2


def test_an_emoji_is_not_torn_in_two():
    assert segments_of("я" * 66 + THUMB + "я" * 66) == 3
    assert segments_of("я" * 65 + THUMB + "я" * 67) == 2


@pytest.mark.parametrize("letter", "\N{RIGHT SINGLE QUOTATION MARK}`ç☕\t\uffff")
def test_one_letter_outside_of_the_alphabet_makes_the_whole_text_longer(letter):
    assert segments_of(letter + "a" * 69) == 1
    assert segments_of(letter + "a" * 70) == 2


@pytest.mark.parametrize(
    "letter",
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
)
def test_a_letter_of_the_alphabet_takes_one_place(letter):
    assert segments_of(letter * 160) == 1


@pytest.mark.parametrize("letter", "\f^{}\\[~]|€")
def test_an_escaped_letter_takes_two_places(letter):
    assert (segments_of(letter * 80), segments_of(letter * 81)) == (1, 2)

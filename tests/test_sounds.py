"""A sound is heard by an ear of its own: tones and silences are timed, then read."""

import re
import wave
from io import BytesIO

import pytest

from toy_api.examples import EXAMPLES
from toy_api.message import Message
from toy_api.representations.sounds import MORSE, as_morse

TIMES = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")
STORED = Message(7, EXAMPLES[0], "queued", *TIMES)
QUIET = 128  # the middle of samples of 8 bits
LETTERS = {  # ITU-R M.1677-1, §1.1
    ".-": "A", "-...": "B", "-.-.": "C", "-..": "D", ".": "E", "..-..": "É",
    "..-.": "F", "--.": "G", "....": "H", "..": "I", ".---": "J", "-.-": "K",
    ".-..": "L", "--": "M", "-.": "N", "---": "O", ".--.": "P", "--.-": "Q",
    ".-.": "R", "...": "S", "-": "T", "..-": "U", "...-": "V", ".--": "W",
    "-..-": "X", "-.--": "Y", "--..": "Z", ".----": "1", "..---": "2",
    "...--": "3", "....-": "4", ".....": "5", "-....": "6", "--...": "7",
    "---..": "8", "----.": "9", "-----": "0", ".-.-.-": ".", "--..--": ",",
    "---...": ":", "..--..": "?", ".----.": "'", "-....-": "-", "-..-.": "/",
    "-.--.": "(", "-.--.-": ")", ".-..-.": '"', "-...-": "=", ".-.-.": "+",
    ".--.-.": "@",
}  # fmt: skip


def morse(body):
    return as_morse(STORED._replace(draft=STORED.draft._replace(body=body)))


def listen(body):
    """The samples, and how many of them make a second."""
    with wave.open(BytesIO(morse(body))) as sound:
        samples = sound.readframes(sound.getnframes())
        assert len(samples) == sound.getnframes()
        return samples, sound.getframerate()


def timed(body):
    """How long each tone and each silence after it lasts, in milliseconds."""
    samples, rate = listen(body)
    loud = re.sub(rb"[^\x80]", b"#", samples)
    loud = re.sub(rb"#\x80{1,9}(?=#)", lambda part: b"#" * len(part[0]), loud)
    pairs = re.findall(rb"(#+)(\x80*)", loud)
    return [tuple(1000 * len(run) / rate for run in pair) for pair in pairs]


def read(body):
    """What an operator writes down."""
    code = ""
    for tone, silence in timed(body):
        code += "-" if tone > 110 else "."
        code += " / " if silence > 280 else " " if silence > 110 else ""
    words = [word.split() for word in code.split("/")]
    return " ".join("".join(LETTERS[sign] for sign in word) for word in words)


def test_a_sound_has_one_channel_of_8_bits_and_few_samples():
    with wave.open(BytesIO(morse("Hello"))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 1)
        assert sound.getframerate() in (4000, 8000)


@pytest.mark.parametrize(
    "body",
    [
        "PARIS",
        "SOS",
        "E",
        "T",
        "CQ CQ DE SHIP",
        "THE QUICK BROWN FOX JUMPS",
        "4 + 3 = 7",
    ],
)
def test_what_was_sent_is_what_is_heard(body):
    assert read(body) == body


@pytest.mark.parametrize("letter", LETTERS.values())
def test_each_letter_is_sent_as_the_standard_says(letter):
    assert read(f"{letter}E{letter}") == f"{letter}E{letter}"


def test_the_table_has_the_letters_of_the_standard_and_no_other():
    times = "\N{MULTIPLICATION SIGN}"
    assert set(MORSE) == {*LETTERS.values(), times}
    assert read(times) == "X"


def test_small_letters_are_sent_as_capitals():
    assert read("Faster than light?") == "FASTER THAN LIGHT?"


@pytest.mark.parametrize(
    ("body", "heard"), [("à Ñ ü Å", "A N U A"), ("çÖś", "COS"), ("o\u0308", "O")]
)
def test_a_letter_with_an_accent_is_sent_without_it(body, heard):
    assert read(body) == heard


@pytest.mark.parametrize("letter", ["é", "É", "e\u0301", "E\u0301"])
def test_the_one_accent_that_has_a_code_is_kept(letter):
    assert read(f"caf{letter}") == "CAFÉ"


@pytest.mark.parametrize(
    "letter", ["%", "!", "ß", "я", "日", "☕", "\0", "\ufe0f", "<"]
)
def test_what_has_no_code_is_sent_as_a_question_mark(letter):
    assert read(f"A{letter}B") == "A?B"


@pytest.mark.parametrize("gap", [" ", "   ", "\n", "\r\n\t", "\N{NO-BREAK SPACE}"])
def test_every_gap_between_words_is_one_gap(gap):
    assert read(f"{gap}A{gap}B{gap}") == "A B"


def test_a_dot_is_about_60_milliseconds():
    ((dot, _),) = timed("E")
    assert 50 < dot < 65


def test_a_dash_is_three_times_as_long_as_a_dot():
    (dot, _), (dash, _) = timed("A")
    assert dash / dot == pytest.approx(3, abs=0.05)


@pytest.mark.parametrize(("body", "units"), [("I", 1), ("EE", 3), ("E E", 7)])
def test_signs_letters_and_words_are_one_three_and_seven_dots_apart(body, units):
    (dot, silence), _ = timed(body)
    assert silence / dot == pytest.approx(units, abs=0.05)


def test_a_tone_is_near_600_hertz():
    samples, rate = listen("0" * 10)
    tones = sum(tone for tone, _ in timed("0" * 10)) / 1000
    rises = len(re.findall(rb"[\x00-\x80](?=[\x81-\xff])", samples))
    assert rate > 2 * 600
    assert rises / tones == pytest.approx(600, rel=0.05)


@pytest.mark.parametrize("body", ["E", "T"])
def test_a_tone_swells_and_fades(body):
    samples, _ = listen(body)
    heights = [abs(sample - QUIET) for sample in samples.strip(b"\x80")]
    assert max(heights[:4] + heights[-4:]) < 30
    assert max(heights) > 80


@pytest.mark.parametrize("body", ["", " \n "])
def test_a_body_without_words_is_a_short_silence(body):
    samples, rate = listen(body)
    assert 0 < len(samples) < rate
    assert set(samples) == {QUIET}


def test_a_sound_begins_with_a_short_silence():
    samples, rate = listen("E")
    first = next(place for place, each in enumerate(samples) if each != QUIET)
    assert rate / 10 < first < rate


@pytest.mark.parametrize("body", ["0" * 1600, "0123456789" * 160, "日" * 1600])
def test_the_longest_body_is_still_a_small_file(body):
    assert 4_000_000 < len(morse(body)) < 8_000_000

"""A message as a sound: its body in international Morse code (ITU-R M.1677-1)."""

from functools import cache
from math import pi, sin
from struct import pack
from unicodedata import normalize

from ..message import Message

RATE = 4000  # samples in a second, of 8 bits each
TONE = 600  # hertz
UNIT = 224  # samples, the length of a dot: 56 milliseconds
SILENCE = bytes([128]) * UNIT
TABLE = """
    A .-      B -...    C -.-.    D -..     E .       F ..-.    G --.     H ....
    I ..      J .---    K -.-     L .-..    M --      N -.      O ---     P .--.
    Q --.-    R .-.     S ...     T -       U ..-     V ...-    W .--     X -..-
    Y -.--    Z --..    É ..-..
    1 .----   2 ..---   3 ...--   4 ....-   5 .....
    6 -....   7 --...   8 ---..   9 ----.   0 -----
    . .-.-.-  , --..--  : ---...  ? ..--..  ' .----.  - -....-  / -..-.
    ( -.--.   ) -.--.-  " .-..-.  = -...-   + .-.-.   @ .--.-.
"""
MORSE = dict(zip(TABLE.split()[::2], TABLE.split()[1::2], strict=True))
MORSE |= {"\N{MULTIPLICATION SIGN}": MORSE["X"]}


def as_morse(message: Message) -> bytes:
    """The body in Morse code, as WAV; what has no code is sent as a question mark.

    A dash is as long as three dots. One dot of silence follows a sign, three follow a
    letter, seven a word.
    """
    words = normalize("NFC", message.draft.body).split()
    signs = "   ".join(" ".join(map(_code_of, word)) for word in words)
    return _write_wave(b"".join(map(_sound_of, f"   {signs}")))


def _code_of(letter: str) -> str:
    """Its own code, else the one of the letter without its accent."""
    plain = normalize("NFD", letter)[0]
    return MORSE.get(letter.upper()) or MORSE.get(plain.upper(), MORSE["?"])


def _write_wave(samples: bytes) -> bytes:
    """One channel of plain samples, as a RIFF WAVE file."""
    form = pack("<HHIIHH", 1, 1, RATE, RATE, 1, 8)
    content = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", samples)
    return _chunk(b"RIFF", content)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + pack("<I", len(content)) + content


@cache
def _sound_of(sign: str) -> bytes:
    return 2 * SILENCE if sign == " " else _make_tone({".": 1, "-": 3}[sign])


def _make_tone(units: int) -> bytes:
    """A tone that swells and fades, so it does not click, and one dot of silence."""
    count = units * UNIT
    volumes = [min(100, 5 * step, 5 * (count - step)) for step in range(count)]
    turn = 2 * pi * TONE / RATE
    samples = [volume * sin(turn * step) for step, volume in enumerate(volumes)]
    return bytes(128 + round(sample) for sample in samples) + SILENCE

"""A message as a picture: a speech bubble to read, or the bits of its letters."""

import re
from html import escape
from struct import pack
from textwrap import wrap
from unicodedata import east_asian_width
from zlib import compress, crc32

from ..message import Message

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LETTERS = 36  # in a line, each 12 wide: a wide letter, such as an emoji, counts as two
LINES = 20  # what is more is left out
FILLER = "\0"  # stands behind a wide letter while letters are counted
BYTES = 64  # in a band
SIDE = 12  # pixels, of a square: the last ones are grey, so that squares can be counted
BLACK, WHITE, GREY = b"\x00\x00\x02", b"\xff\xff\xfe", b"\xaa\xaa\xaa"  # 2 bits a pixel


def as_bubble(message: Message) -> bytes:
    """The body in a speech bubble, as SVG; after twenty lines comes an ellipsis."""
    draft = message.draft
    body = NOT_XML.sub("\ufffd", draft.body)
    lines = _wrap_lines(body)
    height = 28 * len(lines) + 68
    people = f"{draft.sender} → {draft.recipient}"
    return f"""<svg xmlns="http://www.w3.org/2000/svg" role="img"
 viewBox="0 0 480 {height + 24}">
<title>Message from {draft.sender} to {draft.recipient}</title>
<desc>{escape(body)}</desc>
<g fill="#1f5f99">
<rect width="480" height="{height}" rx="20"/>
<path d="M48 {height - 4} v28 l32 -28z"/>
</g>
<g fill="#fff" font-family="monospace" font-size="20">
<text x="24" y="36" font-size="15" fill="#cfe3f7">{people}</text>
{_write_lines(lines)}
</g>
</svg>
""".encode()


def as_stripes(message: Message) -> bytes:
    """The bytes of the body in UTF-8 as columns of eight squares, as PNG.

    Read a column from its top, the highest bit: black is 1, white is 0. The next byte
    is the next column; after the last one, read on in the band below. Grey is no bit.
    """
    body = message.draft.body.encode()
    width = min(len(body), BYTES) or 1
    gap = [GREY] * width
    lines = [gap]
    for start in range(0, len(body), width):
        lines += [*_draw_band(body[start : start + width], gap), gap]
    return _write_png(_draw_rows(lines))


def _wrap_lines(body: str) -> list[str]:
    """Breaks between words where it can, else inside a long one."""
    wide = [letter for letter in set(body) if east_asian_width(letter) in "WF"]
    body = body.translate({ord(letter): letter + FILLER for letter in wide})
    lines = [line for part in body.splitlines() for line in wrap(part, LETTERS) or [""]]
    shown = lines[:LINES] + ["…"] * (len(lines) > LINES)
    return [line.replace(FILLER, "") for line in shown]


def _write_lines(lines: list[str]) -> str:
    places = range(72, 72 + 28 * len(lines), 28)
    pairs = zip(places, lines, strict=True)
    return "\n".join(
        f'<text xml:space="preserve" x="24" y="{y}">{escape(line)}</text>'
        for y, line in pairs
    )


def _draw_band(columns: bytes, gap: list[bytes]) -> list[list[bytes]]:
    """Eight lines of squares; where the body has ended, the gap goes on."""
    return [
        [BLACK if byte >> bit & 1 else WHITE for byte in columns] + gap[len(columns) :]
        for bit in range(7, -1, -1)
    ]


def _draw_rows(lines: list[list[bytes]]) -> list[bytes]:
    """The rows of pixels, framed in grey: a line of squares takes as many as SIDE."""
    rows = []
    for line in lines:
        row = b"".join([GREY, *line, GREY])
        rows += [row] * (SIDE - 1) + [GREY * (len(line) + 2)]
    return rows


def _write_png(rows: list[bytes]) -> bytes:
    """A picture of these rows, in four shades of grey: 2 bits a pixel."""
    size = pack(">II5B", len(rows[0]) * 4, len(rows), 2, 0, 0, 0, 0)
    pixels = compress(b"".join(b"\0" + row for row in rows), level=9)  # zlib-ng agrees
    chunks = [(b"IHDR", size), (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_write_chunk(*chunk) for chunk in chunks)


def _write_chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return pack(">I", len(content)) + checked + pack(">I", crc32(checked))

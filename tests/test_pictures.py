"""A bubble is read by Python's own parser of XML, and stripes are read by Pillow."""

from hashlib import sha256
from io import BytesIO
from unicodedata import east_asian_width
from xml.etree import ElementTree

import pytest
from PIL import Image

from toy_api.examples import EXAMPLES
from toy_api.message import Message
from toy_api.representations.pictures import as_bubble, as_stripes

TIMES = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")
STORED = Message(7, EXAMPLES[0], "queued", *TIMES)
SVG = "{http://www.w3.org/2000/svg}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HOSTILE = [
    "<script>alert(1)</script>",
    "</text></g></svg><svg onload='x'>",
    ']]> <![CDATA[ <!-- &lt; &bomb; <?xml "?>',
]
SIDE, WIDE, BLACK, GREY, WHITE = 12, 64, 0, 170, 255  # as a person sees it


def message(body):
    return STORED._replace(draft=STORED.draft._replace(body=body))


def bubble(body):
    return ElementTree.fromstring(as_bubble(message(body)))


def lines_of(root):
    """The lines of the body: all texts but the first, which names the people."""
    return [text.text or "" for text in root.iter(f"{SVG}text")][1:]


def columns_of(line):
    return sum(2 if east_asian_width(letter) in ("W", "F") else 1 for letter in line)


def luminance(colour):
    """How bright a colour such as #fff is (WCAG 2.2, relative luminance)."""
    digits = colour.lstrip("#").rjust(6, colour[-1])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def stripes(body):
    return Image.open(BytesIO(as_stripes(message(body)))).convert("L")


def shade(picture, x, y):
    """The shade in the middle of a square; the frame is one square wide."""
    return picture.getpixel(((x + 1) * SIDE + SIDE // 2, (y + 1) * SIDE + SIDE // 2))


def columns(picture):
    """The columns of squares, from the left, band by band."""
    wide, high = picture.width // SIDE - 2, picture.height // SIDE - 1
    places = [(x, y) for y in range(0, high, 9) for x in range(wide)]
    return [[shade(picture, x, y + bit) for bit in range(8)] for x, y in places]


def read_bytes(picture):
    found = [column for column in columns(picture) if column != [GREY] * 8]
    bits = ["".join({BLACK: "1", WHITE: "0"}[each] for each in one) for one in found]
    return bytes(int(eight, 2) for eight in bits)


def test_a_bubble_is_a_picture_that_says_who_speaks_to_whom():
    root = bubble("Hello")
    title = root.findtext(f"{SVG}title")
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert title == f"Message from {STORED.draft.sender} to {STORED.draft.recipient}"


def test_a_bubble_scales():
    root = bubble("Hello")
    left, top, width, height = map(int, root.get("viewBox").split())
    assert (left, top) == (0, 0) and width > height > 0
    assert not {"width", "height"} & set(root.keys())


@pytest.mark.parametrize("body", ["", "Hi", "word " * 12, "a\n" * 20])
def test_all_lines_lie_within_the_bubble(body):
    root = bubble(body)
    bottom = int(root.find(f"{SVG}g/{SVG}rect").get("height"))
    places = [int(text.get("y")) for text in root.iter(f"{SVG}text")]
    assert max(places) < bottom < int(root.get("viewBox").split()[3])
    assert places == sorted(set(places))


@pytest.mark.parametrize("body", ["Is it? " * 20, "well-known " * 9, "日本 " * 30])
def test_lines_break_between_words(body):
    lines = lines_of(bubble(body))
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == body.replace(" ", "")
    assert {word for line in lines for word in line.split()} <= {*body.split(), "well-"}


@pytest.mark.parametrize("letter", ["W", "日", "🎉", "-"])
def test_a_long_word_is_broken_where_the_line_is_full(letter):
    lines = lines_of(bubble(letter * 100))
    assert "".join(lines) == letter * 100
    assert {columns_of(line) for line in lines[:-1]} == {36}
    assert columns_of(lines[-1]) <= 36


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_the_body_are_lines_of_the_bubble(end):
    assert lines_of(bubble(end.join(["a", "", " b"]))) == ["a", "", " b"]


def test_spaces_are_shown_as_they_are():
    root = bubble("a  b")
    *_, text = root.iter(f"{SVG}text")
    assert (text.text, text.get(SPACE)) == ("a  b", "preserve")


@pytest.mark.parametrize(("count", "shown"), [(19, 19), (20, 20), (21, 21), (800, 21)])
def test_after_twenty_lines_comes_an_ellipsis(count, shown):
    lines = lines_of(bubble("\n".join("a" * count)))
    assert len(lines) == shown
    assert lines[20:] == ["…"] * (shown - 20)
    assert set(lines[:20]) == {"a"}


@pytest.mark.parametrize("body", [*HOSTILE, "'\"&<>", "é ☕"])
def test_a_hostile_body_stays_text(body):
    root = bubble(body)
    elements = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert root.findtext(f"{SVG}desc") == body
    assert "".join(" ".join(lines_of(root)).split()) == "".join(body.split())
    assert elements == {"svg", "title", "desc", "g", "rect", "path", "text"}


@pytest.mark.parametrize("letter", ["\0", "\x08", "\x1b", "\x1f", "\ufffe", "\uffff"])
def test_a_letter_that_xml_forbids_is_replaced(letter):
    assert lines_of(bubble(f"a{letter}b")) == ["a\ufffdb"]


@pytest.mark.parametrize("letter", [" ", "~", "\ue000", "\ufffd", "𐀀", "\U0010ffff"])
def test_a_letter_that_xml_allows_is_kept(letter):
    assert lines_of(bubble(f"a{letter}b")) == [f"a{letter}b"]


def test_a_bubble_needs_nothing_from_elsewhere():
    attributes = [pair for each in bubble("Hi").iter() for pair in each.items()]
    assert not any("://" in value or "(" in value for _, value in attributes)
    assert not {"href", "style", "class"} & {name for name, _ in attributes}


def test_the_letters_stand_out_from_the_bubble_on_any_background():
    """WCAG 2.2 §1.4.3: the brighter is 4.5 times as bright as the darker."""
    colours = [each.get("fill") for each in bubble("Hi").iter() if each.get("fill")]
    paper, *inks = map(luminance, colours)
    assert len(inks) == 2
    assert all((ink + 0.05) / (paper + 0.05) >= 4.5 for ink in inks)


@pytest.mark.parametrize("body", ["", "Hi", "\0", "日本" * 800])
def test_stripes_are_a_picture_without_a_fault(body):
    picture = Image.open(BytesIO(as_stripes(message(body))))
    assert (picture.format, picture.mode) == ("PNG", "L")
    picture.load()  # all pixels are there
    Image.open(BytesIO(as_stripes(message(body)))).verify()  # and every checksum


@pytest.mark.parametrize(
    ("body", "start"),
    [("SOS", "a8e80315ccd6"), ("Do you have tea?", "a061d79bf47e")],
)
def test_a_short_body_has_the_same_bytes_by_zlib_and_by_zlib_ng(body, start):
    """Both gave these; what a notebook shows must not depend on who packs it."""
    assert sha256(as_stripes(message(body))).hexdigest().startswith(start)


@pytest.mark.parametrize(
    "body",
    ["A", "Hello", "\0\n\x1b\x7f", "☕", "🎉" * 1600, "b" * 64, "c" * 65, *HOSTILE],
)
def test_the_bits_of_the_body_are_read_back_from_the_stripes(body):
    assert read_bytes(stripes(body)) == body.encode()


def test_the_highest_bit_is_at_the_top():
    assert ord("A") == 0b01000001
    picture = stripes("A")
    column = [WHITE, BLACK, WHITE, WHITE, WHITE, WHITE, WHITE, BLACK]
    assert [shade(picture, 0, bit) for bit in range(8)] == column


def test_a_square_is_large_enough_to_be_seen():
    square = stripes("A").crop((SIDE, 2 * SIDE, 2 * SIDE - 1, 3 * SIDE - 1))
    assert square.size == (11, 11)
    assert square.getextrema() == (BLACK, BLACK)


def test_a_thin_line_parts_one_square_from_the_next():
    picture = stripes("\x7f\x7f")
    right, bottom = 2 * SIDE - 1, 3 * SIDE - 1
    beside = [picture.getpixel((right + step, bottom - 5)) for step in (-1, 0, 1)]
    below = [picture.getpixel((right - 5, bottom + step)) for step in (-1, 0, 1)]
    assert beside == below == [BLACK, GREY, BLACK]


def test_a_long_body_goes_on_in_the_band_below():
    one, two = stripes("a" * WIDE), stripes("a" * (WIDE + 1))
    assert one.width == two.width == (WIDE + 2) * SIDE
    assert two.height - one.height == 9 * SIDE
    assert columns(two)[WIDE + 1 :] == [[GREY] * 8] * (WIDE - 1)


def test_a_frame_is_around_the_stripes():
    picture = stripes("Hi")
    top = picture.crop((0, 0, picture.width, SIDE))
    left = picture.crop((0, 0, SIDE, picture.height))
    assert picture.size == (4 * SIDE, 10 * SIDE)
    assert top.getextrema() == left.getextrema() == (GREY, GREY)


def test_an_empty_body_is_a_small_grey_picture():
    picture = stripes("")
    assert picture.size == (3 * SIDE, SIDE)
    assert picture.getextrema() == (GREY, GREY)

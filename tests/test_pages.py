"""A page is read by Python's own parser of HTML, a text by its parser of letters."""

from email import message_from_bytes
from html.parser import HTMLParser

import pytest

from toy_api.examples import EXAMPLES
from toy_api.message import Message
from toy_api.representations.pages import STYLE, as_page, as_text

TIMES = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")
STORED = Message(7, EXAMPLES[2], "queued", *TIMES)
VOID = {"meta", "img", "link"}
HOSTILE = [
    "<script>alert(1)</script>",
    "</dd></dl></main></html><h1>mine</h1>",
    '"><img src=x onerror=alert(1)>',
    "<!-- </style> ]]> &lt; &amp; &#0;",
    "' onclick='alert(1)",
]


def message(body="Hello", **more):
    return STORED._replace(draft=STORED.draft._replace(body=body, **more))


class Page(HTMLParser):
    """What Python's own parser finds in a page: elements, texts and facts."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.open, self.texts, self.facts = [], [], {}, {}
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()
        if tag == "dd":
            name, text = self.texts["dt"][-1], self.texts["dd"][-1]
            self.facts.setdefault(name, []).append(text)

    def handle_data(self, data):
        if self.open:
            self.texts[self.open[-1]][-1] += data

    def only(self, tag):
        (attrs,) = [attrs for name, attrs in self.elements if name == tag]
        return attrs


def test_every_element_is_closed_where_it_stands():
    page = Page(as_page(STORED))
    assert page.open == []
    assert len(page.elements) > 20


def test_a_page_says_its_language_its_letters_and_its_title():
    page = Page(as_page(STORED))
    assert as_page(STORED).startswith(b"<!doctype html>\n")
    assert page.only("html") == {"lang": "en"}
    assert ("meta", {"charset": "utf-8"}) in page.elements
    assert page.texts["title"] == ["Message 7"]


def test_a_page_is_as_wide_as_a_telephone():
    viewport = {"name": "viewport", "content": "width=device-width"}
    assert ("meta", viewport) in Page(as_page(STORED)).elements


def test_one_heading_leads_and_the_others_follow_it():
    page = Page(as_page(STORED))
    headings = [tag for tag, _ in page.elements if tag[0] == "h" and tag[1:].isdigit()]
    assert page.texts["h1"] == ["Message 7"]
    assert headings == ["h1", "h2"]


def test_a_page_tells_all_there_is_to_know():
    draft, facts = STORED.draft, Page(as_page(STORED)).facts
    assert (facts["From"], facts["To"]) == ([draft.sender], [draft.recipient])
    assert (facts["Body"], facts["Status"]) == ([draft.body], ["queued"])
    assert (facts["Created"], facts["Updated"]) == ([TIMES[0]], [TIMES[1]])
    assert facts["Tags"] == [": ".join(pair) for pair in draft.tags.items()]


def test_media_are_listed_as_they_are_written():
    media = ["https://toy.test/a?b=1&lt=2", "https://toy.test/c'd"]
    assert Page(as_page(message(media=media))).facts["Media"] == media


@pytest.mark.parametrize("nothing", [{}, {"tags": None}, {"tags": {}, "media": []}])
def test_what_was_not_set_is_not_on_the_page(nothing):
    page = Page(as_page(message(**{"tags": None} | nothing)))
    assert page.texts["dt"] == ["From", "To", "Body", "Status", "Created", "Updated"]


@pytest.mark.parametrize("body", [*HOSTILE, "", " two  spaces ", "a\n\nb", "☕ 👍🏽 é"])
def test_a_body_is_on_the_page_as_it_was_written(body):
    page = Page(as_page(message(body)))
    assert page.facts["Body"] == [body]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_body_adds_no_element(body):
    elements = Page(as_page(message(body))).elements
    assert elements == Page(as_page(message("Hello"))).elements


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_tag_adds_no_element(text):
    page = Page(as_page(message(tags={text: text})))
    assert page.elements == Page(as_page(message(tags={"a": "b"}))).elements
    assert page.facts["Tags"] == [f"{text}: {text}"]


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\x7f", "\x9b", "\f"])
def test_a_letter_that_steers_machines_is_replaced(letter):
    facts = Page(as_page(message(f"a{letter}[31m", tags={letter: "b"}))).facts
    assert facts["Body"] == ["a\ufffd[31m"]
    assert facts["Tags"] == ["\ufffd: b"]


def test_the_picture_is_at_the_place_of_the_page():
    picture = Page(as_page(STORED)).only("img")
    assert picture["src"] == "/messages/7"
    assert "bubble" in picture["alt"]


def test_the_only_style_is_the_constant_one():
    page = Page(as_page(STORED))
    assert page.texts["style"] == [STYLE]
    assert "color-scheme: light dark" in STYLE
    assert not any("style" in attrs for _, attrs in page.elements)


def test_a_page_has_no_script():
    page = Page(as_page(STORED))
    names = [name for _, attrs in page.elements for name in attrs]
    assert "script" not in page.texts
    assert [name for name in names if name.startswith("on")] == []


@pytest.mark.parametrize("body", ["Hello", "", "To: me\n\nFrom: you", "☕\n", *HOSTILE])
def test_a_text_is_two_lines_and_the_body(body):
    letter = message_from_bytes(as_text(message(body)))
    draft = STORED.draft
    assert letter.items() == [("From", draft.sender), ("To", draft.recipient)]
    assert letter.get_payload(decode=True).decode() == f"{body}\n"

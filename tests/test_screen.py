"""The screen: one figure in two forms, and the place where it appears."""

import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from lessons.classroom.screen import Figure, box, pane, put

TRICKY = "<b>&amp; \"a\" 'b'</b>"
FIGURE = Figure("<p>drawn</p>", "written")


class Page(HTMLParser):
    """The tags of some HTML, the text in it, and the text inside each kind of tag."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.words, self.inside = [], [], "", {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.open += [tag] if tag != "br" else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data
        self.inside.setdefault(self.open[-1], []).append(data)


def ipython(shell, displayed):
    display = SimpleNamespace(display=displayed.append)
    return SimpleNamespace(get_ipython=lambda: shell, display=display)


def test_a_figure_has_a_form_for_a_notebook_and_one_for_a_terminal():
    assert (FIGURE._repr_html_(), repr(FIGURE)) == ("<p>drawn</p>", "written")


def test_a_notebook_is_given_the_figure(monkeypatch, capsys):
    displayed = []
    shell = SimpleNamespace(kernel=1)
    monkeypatch.setitem(sys.modules, "IPython", ipython(shell, displayed))
    put(FIGURE)
    assert displayed == [FIGURE]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("shell", [None, SimpleNamespace()])
def test_ipython_without_a_kernel_is_a_terminal(monkeypatch, capsys, shell):
    displayed = []
    monkeypatch.setitem(sys.modules, "IPython", ipython(shell, displayed))
    put(FIGURE)
    assert displayed == []
    assert capsys.readouterr().out == "written\n"


def test_without_ipython_text_is_printed(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    put(FIGURE)
    assert capsys.readouterr().out == "written\n"


def test_a_box_as_text_has_its_lines_below_its_title():
    assert box("#888888", "title", ["one", "two"]).text == "title\n  one\n  two"


def test_a_box_as_html_says_the_same_words():
    figure = box("#888888", "title", ["one", "two"])
    page = Page(figure.html)
    assert page.words.split() == figure.text.split()
    assert page.tags == ["div", "b", "br", "br"]
    assert page.inside["b"] == ["title"]


def test_a_box_has_an_edge_of_its_colour():
    assert "border-left:4px solid #3a9d5d" in box("#3a9d5d", "title", []).html


def test_what_stands_in_backquotes_is_code():
    page = Page(box("#888888", "t", ["Use `GET` or `PUT`."]).html)
    assert page.inside["code"] == ["GET", "PUT"]
    assert page.words.endswith("Use GET or PUT.")


def test_text_keeps_the_backquotes():
    assert box("#888888", "t", ["Use `GET`."]).text == "t\n  Use `GET`."


def test_the_words_of_a_box_are_escaped():
    page = Page(box("#888888", TRICKY, [TRICKY, f"`{TRICKY}`"]).html)
    assert page.words.count(TRICKY) == 3
    assert page.tags == ["div", "b", "br", "br", "code"]


def test_a_pane_holds_the_text_as_it_is_its_first_line_bold():
    page = Page(pane("#888888", "title", "first\n\n  second `x`\n"))
    assert page.inside["b"] == ["first"]
    assert page.inside["pre"] == ["\n\n  second `x`\n"]
    assert page.inside["div"] == ["title"]


def test_the_words_of_a_pane_are_escaped():
    page = Page(pane("#888888", TRICKY, f"{TRICKY}\n{TRICKY}"))
    assert page.words == f"{TRICKY}{TRICKY}\n{TRICKY}"
    assert page.tags == ["div", "pre", "b"]


def test_a_pane_of_one_line_ends_with_it():
    assert Page(pane("#888888", "title", "only")).words == "titleonly"


@pytest.mark.parametrize(
    "rule",
    ["text-align:left", "white-space:pre-wrap", "background:transparent", "monospace"],
)
def test_wire_text_looks_the_same_in_every_viewer(rule):
    style = pane("#888888", "t", "x").partition("<pre style=")[2].partition(">")[0]
    assert rule in style

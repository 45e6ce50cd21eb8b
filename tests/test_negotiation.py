"""The client says what it can read, the server picks (RFC 9110 §12)."""

from wsgiref.headers import Headers

import pytest

from toy_api.exchange import Request
from toy_api.rules.negotiation import choose, negotiate
from toy_api.rules.problems import Problem

JSON, HTML = "application/json", "text/html"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
OF_THE_RFC = (
    "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, "
    "text/plain;format=fixed;q=0.4, */*;q=0.5"
)
EXAMPLES = [
    ("audio/*; q=0.2, audio/basic", ["audio/ogg", "audio/basic"], "audio/basic"),
    ("audio/*; q=0.2, audio/basic", ["audio/ogg"], "audio/ogg"),
    ("audio/*; q=0.2, audio/basic", ["text/html"], None),
    (
        "text/plain; q=0.5, text/html, text/x-dvi; q=0.8, text/x-c",
        ["text/plain", "text/x-dvi"],
        "text/x-dvi",
    ),
    (
        "text/plain; q=0.5, text/html, text/x-dvi; q=0.8, text/x-c",
        ["text/x-dvi", "text/x-c", "text/html"],
        "text/x-c",
    ),
    (OF_THE_RFC, ["text/html", "image/jpeg"], "image/jpeg"),
    (OF_THE_RFC, ["image/jpeg", "text/plain"], "text/plain"),
]
CHOICES = [
    (None, JSON),
    ("", JSON),
    ("*/*", JSON),
    (BROWSER, HTML),
    ("text/*", HTML),
    ("application/*", JSON),
    ("TEXT/HTML", HTML),
    ("application/json;q=0, */*", HTML),
    ("application/json;q=0.000, */*;q=0.001", HTML),
    ("application/json;q=0.2, text/html;q=0.3", HTML),
    ("application/json;Q=0.2, text/html;q=0.3", HTML),
    ("text/html ; q=1.000 , application/json ; q=0.999", HTML),
    ("text/html;q=0.5, application/json;q=0.5", JSON),
    ("*/*;q=0.1, text/*;q=0.9, text/html;q=0", JSON),
    ("text/html;charset=utf-8, application/json;q=0.1", HTML),
    ("application/json; charset=UTF-8", JSON),
    ("text/html;level=1", None),
    ("text/html;level=1, application/json;q=0.1", JSON),
    (",, text/html ,", HTML),
    ("image/png", None),
    ("*/*;q=0", None),
    ("nonsense", None),
    ("text", None),
    ("text/html;q=2", None),
    ("text/html;q=0.1234", None),
    ("text/html;q=-1", None),
    ("text/html;q=", None),
    ("text/html;q=nan", None),
    ("*/html", None),
]


@pytest.mark.parametrize("accept, offered, chosen", EXAMPLES)
def test_the_examples_of_the_rfc_are_chosen_as_it_says(accept, offered, chosen):
    """RFC 9110 §12.5.1."""
    assert choose(accept, offered) == chosen


@pytest.mark.parametrize("accept, chosen", CHOICES)
def test_the_type_the_client_likes_best_is_chosen(accept, chosen):
    assert choose(accept, [JSON, HTML]) == chosen


def test_a_range_with_parameters_says_nothing_of_the_type_without():
    """RFC 9110 §12.5.1: text/plain is 0.7 where text/plain;format=flowed is 1."""
    accept = "text/plain;format=flowed, text/plain;q=0.2, text/html;q=0.5"
    assert choose(accept, ["text/plain", "text/html"]) == "text/html"


def test_ties_go_to_the_order_of_the_server():
    assert choose("*/*", [HTML, JSON]) == HTML
    assert choose("*/*", [JSON, HTML]) == JSON


def asking(*accepts):
    return Request("GET", "/", Headers([("Accept", each) for each in accepts]))


def test_several_accept_fields_are_one_list():
    """RFC 9110 §5.3."""
    assert negotiate(asking("image/png", "text/html"), [JSON, HTML]) == HTML


def test_no_accept_field_means_anything():
    assert negotiate(asking(), [JSON, HTML]) == JSON


def test_what_nobody_can_read_is_406_that_lists_what_there_is():
    with pytest.raises(Problem) as caught:
        negotiate(asking("image/png"), [JSON, HTML])
    assert caught.value.status == 406
    assert JSON in caught.value.detail
    assert HTML in caught.value.detail


def test_406_varies_where_there_was_a_choice():
    with pytest.raises(Problem) as caught:
        negotiate(asking("image/png"), [JSON, HTML])
    assert caught.value.headers == {"Vary": "Accept"}

"""A form, as `requests` and browsers send it."""

from wsgiref.headers import Headers

import pytest
import requests

from toy_api.exchange import Request
from toy_api.rules.forms import form_of
from toy_api.rules.problems import Problem

FORM = "application/x-www-form-urlencoded"
FORMS = [{}, {"a": "1"}, {"a": "", "b": "x y"}, {"ä ☕": "100% = +1&2"}, {"a": "\r\n;"}]


def sending(body, label=FORM, *fields):
    return Request("POST", "/", Headers([("Content-Type", label), *fields]), body)


def refusal_of(*args):
    with pytest.raises(Problem) as caught:
        form_of(sending(*args))
    return caught.value


@pytest.mark.parametrize("form", FORMS)
def test_what_requests_sends_is_read_back(form):
    sent = requests.Request("POST", "http://toy.test", data=form).prepare()
    body = (sent.body or "").encode()
    assert form_of(sending(body, sent.headers.get("Content-Type", FORM))) == form


@pytest.mark.parametrize("label", [FORM.upper(), f"{FORM}; charset=utf-8", f"{FORM} ;"])
def test_the_label_may_be_written_in_many_ways(label):
    assert form_of(sending(b"a=1", label)) == {"a": "1"}


@pytest.mark.parametrize("label", ["", "application/json", "multipart/form-data", "x"])
def test_another_kind_is_415_that_tells_the_right_one(label):
    """RFC 9110 §15.5.16."""
    problem = refusal_of(b"a=1", label)
    assert (problem.status, problem.headers) == (415, {"Accept": FORM})
    assert FORM in problem.detail


def test_a_compressed_form_is_415_that_tells_how_to_send_it():
    """RFC 9110 §12.5.3."""
    problem = refusal_of(b"a=1", FORM, ("Content-Encoding", "gzip"))
    assert problem.status == 415
    assert problem.headers == {"Accept-Encoding": "identity"}


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("ä=1".encode(), "ASCII"),
        (b"a=%", "form"),
        (b"a=%zz", "%25"),
        (b"a=%FF", "UTF-8"),
        (b"a=1&a=1", "only once"),
        (b"a=1&%61=2", "only once"),
        (b"&".join(b"a%d=1" % number for number in range(51)), "50"),
    ],
)
def test_what_is_no_clean_form_is_a_bad_request(body, word):
    problem = refusal_of(body)
    assert problem.status == 400
    assert word in problem.detail


def test_fifty_names_are_not_too_many():
    body = b"&".join(b"a%d=1" % number for number in range(50))
    assert len(form_of(sending(body))) == 50

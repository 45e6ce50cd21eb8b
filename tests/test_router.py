"""From a URL to a method of a resource."""

import pytest

from toy_api.exchange import Request, respond
from toy_api.router import VERBS, Router
from toy_api.rules.problems import Problem


class Shelf:
    accept_patch = "application/merge-patch+json"

    def get(self, request, name="(none)"):
        return respond(200, body=f"get {name}".encode())

    def patch(self, request, name="(none)"):
        return respond(200, body=f"patch {name}".encode())

    def _secret(self, request):
        raise AssertionError("never reached from outside")


class Box:
    def post(self, request):
        return respond(201)


ROUTER = Router({"/": Box(), "/shelf": Shelf(), "/shelf/{name}": Shelf()})


def refusal_of(method, target):
    with pytest.raises(Problem) as caught:
        ROUTER(Request(method, target))
    return caught.value


def test_a_verb_reaches_the_method_of_its_name():
    assert ROUTER(Request("PATCH", "/shelf")).body == b"patch (none)"
    assert ROUTER(Request("POST", "/")).status == 201


def test_head_is_answered_by_get():
    assert ROUTER(Request("HEAD", "/shelf/cup")).body == b"get cup"


@pytest.mark.parametrize(
    "segment, name",
    [
        ("cup", "cup"),
        ("%63up", "cup"),
        ("a%2Fb", "a/b"),
        ("%252F", "%2F"),
        ("a+b", "a+b"),
        ("a%20b", "a b"),
        ("%E2%98%95", "☕"),
        ("..", ".."),
        ("a;b=c", "a;b=c"),
    ],
)
def test_a_segment_is_decoded_once(segment, name):
    answer = ROUTER(Request("GET", f"/shelf/{segment}"))
    assert answer.body.decode() == f"get {name}"


def test_an_escaped_letter_is_the_letter_in_every_part_of_a_path():
    """RFC 9110 §4.2.3: unreserved characters are equivalent to their escapes."""
    assert ROUTER(Request("GET", "/%73helf/cup")).body == b"get cup"


@pytest.mark.parametrize("target", ["/shelf/%FF", "/shelf/%C3%28", "/shelf/%ED%A0%80"])
def test_a_path_that_is_not_utf_8_is_a_bad_request(target):
    assert refusal_of("GET", target).status == 400


@pytest.mark.parametrize(
    "target", ["/she", "/shelfs", "/shelf/a/b", "/shelf//", "/Shelf", "/x\n", "*"]
)
def test_a_url_without_a_resource_is_not_found(target):
    assert refusal_of("GET", target).status == 404


@pytest.mark.parametrize("method", VERBS)
def test_every_verb_at_an_unknown_url_is_not_found(method):
    assert refusal_of(method, "/nowhere").status == 404


def test_a_slash_too_many_at_the_end_is_told():
    assert "slash at the end" in refusal_of("GET", "/shelf/").detail
    assert "slash" not in refusal_of("GET", "/attic/").detail


@pytest.mark.parametrize("method", ["DELETE", "PUT", "TRACE", "CONNECT", "QUERY"])
def test_a_verb_that_the_resource_lacks_is_405_with_allow(method):
    problem = refusal_of(method, "/shelf")
    assert problem.status == 405
    assert problem.headers == {"Allow": "GET, HEAD, PATCH, OPTIONS"}


def test_head_needs_a_get():
    problem = refusal_of("HEAD", "/")
    assert problem.status == 405
    assert problem.headers["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("method", ["BREW", "get", "_secret", "", "__init__", "GETS"])
def test_a_method_that_nobody_knows_is_501(method):
    """RFC 9110 §9.1: methods are case-sensitive, unknown ones are 501."""
    problem = refusal_of(method, "/shelf")
    assert problem.status == 501
    assert "GET, HEAD, POST" in problem.detail


def test_what_501_repeats_of_the_method_is_escaped():
    assert "☕" not in refusal_of("☕\n", "/shelf").detail


def test_options_lists_what_a_resource_can_do():
    answer = ROUTER(Request("OPTIONS", "/"))
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers.items() == [("Allow", "POST, OPTIONS")]


def test_options_names_the_kind_of_patch():
    """RFC 5789 §3.1."""
    answer = ROUTER(Request("OPTIONS", "/shelf"))
    assert answer.headers["Accept-Patch"] == "application/merge-patch+json"
    assert answer.headers["Allow"] == "GET, HEAD, PATCH, OPTIONS"


def test_options_asterisk_is_about_the_whole_server():
    """RFC 9110 §9.3.7."""
    answer = ROUTER(Request("OPTIONS", "*"))
    assert answer.status == 204
    assert answer.headers["Allow"].split(", ") == VERBS


def test_only_the_target_asterisk_means_the_whole_server():
    assert refusal_of("OPTIONS", "/*").status == 404


def test_the_query_has_no_part_in_finding_the_resource():
    assert ROUTER(Request("GET", "/shelf/cup?a=/x/y")).body == b"get cup"

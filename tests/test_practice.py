"""Places to practise on: a client that is not ours takes each at its word."""

import re
from wsgiref.headers import Headers

import pytest
import requests

from toy_api.doors.transport import AppAdapter, session
from toy_api.exchange import Request

NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello ☕"}
CODES = [301, 302, 303, 307, 308]  # RFC 9110 §15.4
ENTITY_TAG = re.compile(r'(W/)?"[\x21\x23-\x7e\x80-\xff]*"')  # RFC 9110 §8.8.3
PLACES = ["/practice", "/practice/moved/303", "/practice/notice"]
PLACES += ["/practice/elsewhere"]


@pytest.fixture
def notice(api):
    """Asks for the notice with this If-None-Match."""
    return lambda known, method="GET": api(
        method, "/practice/notice", headers={"If-None-Match": known}
    )


@pytest.fixture
def tag(api):
    return api("GET", "/practice/notice").headers["ETag"]


def test_every_place_has_a_name_and_answers_as_it_is_called(api):
    links = api("GET", "/practice").json()
    moved = links.pop("moved")
    answers = {name: api("GET", url).status_code for name, url in links.items()}
    assert answers == {"notice": 200, "closed": 503}
    for code, url in moved.items():
        answer = api("GET", url, allow_redirects=False)
        assert str(answer.status_code) == code


def test_every_kind_of_redirect_is_there(api):
    moved = api("GET", "/practice").json()["moved"]
    assert list(map(int, moved)) == CODES


@pytest.mark.parametrize("code", CODES)
def test_requests_follows_a_redirect_to_the_messages(api, code):
    answer = api("GET", f"/practice/moved/{code}")
    (first,) = answer.history
    assert (first.status_code, answer.status_code) == (code, 200)
    assert answer.url == "http://toy.test/messages"
    assert answer.content == api("GET", "/messages").content


@pytest.mark.parametrize("code", CODES)
def test_requests_knows_which_redirects_are_for_good(api, code):
    (first,) = api("GET", f"/practice/moved/{code}").history
    assert first.is_redirect
    assert first.is_permanent_redirect == (code in (301, 308))


@pytest.mark.parametrize("code", [307, 308])
def test_requests_repeats_a_post_where_the_method_is_to_stay(api, store, code):
    """RFC 9110 §15.4.8, §15.4.9."""
    answer = api("POST", f"/practice/moved/{code}", json=NEW)
    assert (answer.request.method, answer.status_code) == ("POST", 201)
    assert answer.json() | NEW == answer.json()
    assert store.count() == 7


@pytest.mark.parametrize("code", [301, 302, 303])
def test_requests_makes_a_get_of_a_post_elsewhere(api, store, code):
    """RFC 9110 §15.4.2, §15.4.3, §15.4.4."""
    answer = api("POST", f"/practice/moved/{code}", json=NEW)
    assert (answer.request.method, answer.status_code) == ("GET", 200)
    assert len(answer.json()) == store.count() == 6


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_redirect_itself_changes_nothing_and_has_no_content(api, store, method, code):
    before = store.digest()
    path = f"/practice/moved/{code}"
    answer = api(method, path, allow_redirects=False)
    assert (answer.status_code, answer.content) == (code, b"")
    assert answer.headers["Location"] == "/messages"
    assert store.digest() == before


@pytest.mark.parametrize("code", ["300", "304", "305", "200", "0301", "x", "%33", "-1"])
def test_a_redirect_that_there_is_not_is_not_found(api, code):
    answer = api("GET", f"/practice/moved/{code}", allow_redirects=False)
    assert answer.status_code == 404
    assert all(str(each) in answer.json()["detail"] for each in CODES)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_what_was_moved_is_read_or_posted_to(api, method):
    answer = api(method, "/practice/moved/301")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("path", PLACES)
def test_no_place_ignores_a_parameter(api, path):
    answer = api("GET", f"{path}?page=2", allow_redirects=False)
    assert answer.status_code == 400
    assert "'page'" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/practice", "/practice/notice"])
def test_a_place_is_read_as_json_or_not_at_all(api, path):
    answer = api("GET", path, headers={"Accept": "text/html"})
    assert answer.status_code == 406
    assert api("GET", path).headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("path", ["/practice", "/practice/notice", "/practice/closed"])
def test_head_is_a_get_without_the_content(api, path):
    full, head = api("GET", path), api("HEAD", path)
    vary = ("Date", "Request-Id")
    fields = [
        {name: value for name, value in each.headers.items() if name not in vary}
        for each in (full, head)
    ]
    assert fields[0] == fields[1]
    assert (head.status_code, head.content) == (full.status_code, b"")


def test_the_tag_of_the_notice_is_written_as_a_tag(tag):
    """RFC 9110 §8.8.3: a blank is no part of an entity tag."""
    assert ENTITY_TAG.fullmatch(tag)


def test_the_notice_and_its_tag_stay_the_same(api):
    first = api("GET", "/practice/notice")
    api("POST", "/messages", json=NEW)
    again = api("GET", "/practice/notice")
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "known",
    ["{}", "W/{}", '"x", {}', '{}, "x"', '"x",W/{} , "y"', '"",{}', "*", "* ", "{} "],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_the_notice_already_gets_304_without_content(
    notice, tag, known, method
):
    """RFC 9110 §13.1.2: any tag of the list, compared weakly, or any at all."""
    answer = notice(known.format(tag), method)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert not {"Content-Type", "Content-Length"} & set(answer.headers)


@pytest.mark.parametrize("known", ["", '"x"', '"x", W/"y"', '""', '"*"', '"x*"'])
def test_who_has_another_notice_gets_this_one(notice, api, known):
    answer = notice(known)
    assert answer.status_code == 200
    assert answer.json() == api("GET", "/practice/notice").json() != {}


@pytest.mark.parametrize("known", ['"{}x"', '"x{}"', 'W/"x{}"', '"x", "{}x"'])
def test_a_tag_is_compared_letter_by_letter_with_its_quotes(notice, tag, known):
    inside = tag.strip('"')
    assert notice(known.format(inside)).status_code == 200
    assert notice(f'"{inside}"').status_code == 304


@pytest.mark.parametrize("tags", [['"x"', "{}"], ["{}", '"x"'], ['"x"', '"y", W/{}']])
def test_tags_in_several_lines_are_one_list(app, tag, tags):
    """RFC 9110 §5.3."""
    fields = Headers([("If-None-Match", each.format(tag)) for each in tags])
    assert app(Request("GET", "/practice/notice", fields)).status == 304


@pytest.mark.parametrize("known", ["*", "{}"])
def test_what_could_not_be_read_is_406_even_where_it_is_known(api, tag, known):
    fields = {"If-None-Match": known.format(tag), "Accept": "image/png"}
    assert api("GET", "/practice/notice", headers=fields).status_code == 406


def test_what_is_closed_says_for_how_many_seconds(api):
    """RFC 9110 §15.6.4, §10.2.3."""
    answer = api("GET", "/practice/closed")
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (503, 503)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert int(answer.headers["Retry-After"]) == 2 * 60
    assert "two minutes" in problem["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/practice/closed", *PLACES[2:], "/practice"])
def test_most_places_are_only_read(api, path, method):
    answer = api(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.fixture
def elsewhere(app):
    """Where one is sent by whom one calls by this name."""

    def ask(host):
        fields = Headers([("Host", host)] if host is not None else [])
        return app(Request("GET", "/practice/elsewhere", fields))

    return ask


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("127.0.0.1:8000", "localhost:8000"),
        ("localhost:8000", "127.0.0.1:8000"),
        ("LocalHost:8000", "127.0.0.1:8000"),
        ("[::1]:8000", "localhost:8000"),
        ("localhost", "127.0.0.1"),
        ("127.0.0.1", "localhost"),
        ("127.0.0.1:", "localhost"),
        ("[::1]", "localhost"),
        ("toy.test:65536", "localhost:65536"),
        ("toy.test:\xb2", "localhost"),
        (None, "localhost"),
    ],
)
def test_what_is_elsewhere_is_the_same_server_by_another_name(elsewhere, host, place):
    """RFC 9110 §15.4.8, and §4.2.1 for the port."""
    answer = elsewhere(host)
    assert answer.status == 307
    assert answer.headers["Location"] == f"http://{place}/messages"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost"])
def test_requests_takes_no_credentials_to_another_host(elsewhere, host):
    there = elsewhere(host).headers["Location"]
    with requests.Session() as session:
        assert session.should_strip_auth(f"http://{host}/practice/elsewhere", there)


@pytest.mark.parametrize("closed, status", [(False, 200), (True, 401)])
def test_requests_arrives_elsewhere_as_a_stranger(two, closed, status):
    with session(two) as client:
        for place in ("http://localhost", "http://127.0.0.1"):
            client.mount(place, AppAdapter(two))
        if closed:
            client.post("http://localhost/lab/lock")
        url, ada = "http://localhost/practice/elsewhere", ("ada", "paper-boat")
        answer = client.get(url, auth=ada)
    assert (answer.url, answer.status_code) == ("http://127.0.0.1/messages", status)
    assert [each.status_code for each in answer.history] == [307]

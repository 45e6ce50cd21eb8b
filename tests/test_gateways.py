"""What stands between a client and an API hands on, takes turns, renames or keeps."""

import pytest
import requests

from lessons.classroom.gateways import caching, forward, in_turn, renamed, renaming
from toy_api import listen, start
from toy_api.exchange import respond, respond_json

NAMES = {"/messages": "/letters", "/messages/{id}": "/letters/number-{id}"}
TEA = {"from": "+15017122661", "to": "+15558675310", "body": "Tea at four?"}
NOTICE = "/practice/notice"


@pytest.fixture(scope="module")
def api():
    running = start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _anew(api):
    api.reset()


@pytest.fixture
def serve():
    """The URL of a server that answers with this app."""
    started = []

    def begin(app):
        started.append(listen(app))
        return started[-1].url

    yield begin
    for each in started:
        each.stop()


@pytest.fixture
def log(api):
    """Method, target and status of the API's exchanges in this test."""
    known = [each.number for each in api.exchanges()]
    return lambda: [
        (asked.method, asked.target, answer.status)
        for _, asked, answer in api.exchanges(max(known, default=0))
    ]


@pytest.fixture
def letters(api, serve):
    return serve(renaming(api.url, NAMES))


@pytest.fixture
def kept(api, serve, clock):
    return serve(caching(api.url, clock.now))


def test_a_request_is_handed_on_with_its_content_and_fields(api, serve):
    front = serve(forward(api.url))
    made = requests.post(f"{front}/messages?", json=TEA)
    assert (made.status_code, made.json()["body"]) == (201, TEA["body"])
    asked = api.exchanges()[-1].request
    assert asked.headers["Via"] == "1.1 gateway"
    assert asked.headers["Host"] == api.url.partition("://")[2]


def test_content_in_chunks_is_handed_on_whole(api, serve):
    front = serve(forward(api.url))
    chunks = iter([b'{"from": "+15017122661", ', b'"to": "+15558675310", "body": ""}'])
    kind = {"Content-Type": "application/json"}
    made = requests.post(f"{front}/messages", data=chunks, headers=kind)
    assert made.status_code == 201


def test_a_head_brings_no_content_and_its_length(api, serve):
    head = requests.head(f"{serve(forward(api.url))}/messages/1")
    got = requests.get(f"{api.url}/messages/1")
    assert (head.content, head.headers["ETag"]) == (b"", got.headers["ETag"])
    assert head.headers["Content-Length"] == str(len(got.content))


def test_an_api_that_does_not_answer_is_told_as_a_502(serve):
    gone = listen(lambda request: 204)
    gone.stop()
    answer = requests.get(serve(forward(gone.url)))
    assert (answer.status_code, answer.json()["status"]) == (502, 502)


def test_requests_go_to_one_after_the_other(serve):
    apps = [lambda request, n=n: respond_json(200, n) for n in (1, 2, 3)]
    front = serve(in_turn(apps))
    assert [requests.get(front).json() for _ in range(5)] == [1, 2, 3, 1, 2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/messages", "/letters"),
        ("/messages?limit=2&after=2", "/letters?limit=2&after=2"),
        ("/messages/7", "/letters/number-7"),
        ("/messages/{id}", "/letters/number-{id}"),
        ("/messages/{id}/picture", "/letters/number-{id}/picture"),
        ("/messages/", "/letters/"),
        ("/messages.json", "/messages.json"),
        ("/", "/"),
        ("/broadcasts", "/broadcasts"),
    ],
)
def test_a_path_has_its_new_name(old, new):
    assert renamed(old, NAMES) == new


@pytest.mark.parametrize("path", ["/messages", "/messages/3", "/letters/3", "/x"])
def test_what_nobody_has_given_out_is_not_there(letters, log, path):
    answer = requests.get(letters + path)
    assert (answer.status_code, "ETag" in answer.headers) == (404, False)
    assert [status for *_, status in log()] in ([], [404])


def test_the_links_of_the_root_have_new_names(api, letters):
    links, old = requests.get(letters).json(), requests.get(api.url).json()
    assert links["messages"] == "/letters"
    assert links["picture"] == "/letters/number-{id}/picture"
    assert (list(links), links["tokens"]) == (list(old), "/tokens")


def test_the_page_for_people_is_handed_on(letters):
    page = requests.get(letters, headers={"Accept": "text/html"})
    assert page.text.startswith("<!doctype html>")


def test_the_links_to_pages_and_to_what_is_new_have_new_names(letters, log):
    page = requests.get(f"{letters}/letters?limit=3")
    assert page.links["next"]["url"] == "/letters?limit=3&after=3"
    made = requests.post(f"{letters}/letters", json=TEA)
    assert made.headers["Location"] == "/letters/number-7"
    assert requests.get(letters + made.headers["Location"]).json()["id"] == 7
    assert log()[0] == ("GET", "/messages?limit=3", 200)


def test_what_is_fresh_is_not_asked_for(kept, log, clock):
    ages = []
    for _ in range(4):
        ages.append(requests.get(kept + NOTICE).headers.get("Age"))
        clock.seconds += 20
    assert ages == [None, "20", "40", None]
    assert log() == [("GET", NOTICE, 200), ("GET", NOTICE, 304)]


def test_what_was_found_unchanged_is_fresh_again(kept, log, clock):
    for step in (0, 61, 59):
        clock.seconds += step
        assert requests.get(kept + NOTICE).json()["notice"]
    assert [status for *_, status in log()] == [200, 304]


def test_no_cache_is_asked_for_each_time_and_sent_whole(kept, log):
    texts = [requests.get(f"{kept}/messages/1").text for _ in range(3)]
    assert len(set(texts)) == 1
    assert [status for *_, status in log()] == [200, 304, 304]


def test_what_has_changed_is_sent_anew(kept, log):
    for body in ("Tea at four?", "Tea at five?"):
        requests.put(f"{kept}/messages/1", json=TEA | {"body": body})
        assert requests.get(f"{kept}/messages/1").json()["body"] == body
    assert [status for *_, status in log()] == [200, 200, 200, 200]


def test_each_face_is_kept_by_itself(kept):
    url, plain = f"{kept}/messages/1", {"Accept": "text/plain"}
    for _ in range(2):
        assert requests.get(url).headers["Content-Type"] == "application/json"
        assert requests.get(url, headers=plain).text.startswith("From:")


@pytest.mark.parametrize(
    "fields",
    [
        {"Authorization": "Basic YWRhOnBhcGVyLWJvYXQ="},
        {"If-None-Match": '"x"'},
        {"Range": "bytes=0-3"},
    ],
)
def test_what_is_for_one_client_is_passed_by(kept, log, fields):
    for _ in range(2):
        requests.get(kept + NOTICE, headers=fields)
    assert len({status for *_, status in log()} - {304}) == 1
    assert len(log()) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"Cache-Control": "no-store, max-age=60"},
        {"Cache-Control": "private, max-age=60"},
        {"Cache-Control": "max-age=60", "Vary": "Cookie"},
        {"Cache-Control": "max-age=60", "Vary": "*"},
        {"Cache-Control": "max-age=0"},
        {},
    ],
)
def test_what_may_not_be_kept_is_fetched_anew(serve, clock, fields):
    behind = listen(lambda request: respond(200, fields, b"x"))
    front = serve(caching(behind.url, clock.now))
    for _ in range(2):
        assert requests.get(front).content == b"x"
    assert len(behind.exchanges()) == 2
    behind.stop()


def test_a_refusal_is_not_kept(kept, log):
    for _ in range(2):
        assert requests.get(f"{kept}/messages/99").status_code == 404
    assert len(log()) == 2

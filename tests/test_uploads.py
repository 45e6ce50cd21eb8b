"""The picture of a message, stored and given back byte for byte."""

from io import BytesIO

import pytest
from PIL import Image

KINDS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF"}
KINDS |= {"image/webp": "WEBP"}
PATH = "/messages/3/picture"


def drawn(kind, color="red"):
    """A picture that Pillow draws."""
    kept = BytesIO()
    Image.new("RGB", (4, 3), color).save(kept, KINDS[kind])
    return kept.getvalue()


@pytest.fixture
def send(api):
    """Sends a picture, labelled, with more fields if need be."""

    def put(content=b"\x89PNG", kind="image/png", path=PATH, **more):
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return api("PUT", path, data=content, headers={"Content-Type": kind} | named)

    return put


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_comes_back_as_it_was_sent(send, api, kind):
    content = drawn(kind)
    assert send(content, kind).status_code == 201
    answer = api("GET", PATH)
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["Content-Type"] == kind
    assert Image.open(BytesIO(answer.content)).format == KINDS[kind]


def test_only_the_first_picture_is_created_the_next_take_its_place(send, api):
    """RFC 9110 §9.3.4."""
    answers = [send(drawn("image/png", color)) for color in ("red", "blue")]
    assert [answer.status_code for answer in answers] == [201, 204]
    assert answers[0].headers["Location"] == PATH
    assert "Location" not in answers[1].headers
    assert api("GET", PATH).content == drawn("image/png", "blue")


def test_another_picture_may_be_of_another_kind(send, api):
    send(drawn("image/png"))
    send(drawn("image/gif"), "image/gif")
    assert api("GET", PATH).headers["Content-Type"] == "image/gif"


@pytest.mark.parametrize("kind", ["IMAGE/PNG", "image/png; x=y", "image/png ;a=b"])
def test_a_kind_may_be_written_in_many_ways_and_is_told_in_one(send, api, kind):
    send(kind=kind)
    assert api("GET", PATH).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "kind", ["image/svg+xml", "text/html", "image/*", "image/png, image/gif", "", "png"]
)
def test_what_is_no_picture_or_could_run_is_415_with_the_kinds_there_are(send, kind):
    """RFC 9110 §15.5.16."""
    answer = send(kind=kind)
    assert answer.status_code == 415
    assert answer.headers["Accept"].split(", ") == list(KINDS)
    assert send().status_code == 201


def test_a_compressed_picture_is_415_for_it_would_come_back_unlabelled(send, api):
    """RFC 9110 §8.4, §12.5.3."""
    answer = send(b"\x1f\x8b", Content_Encoding="gzip")
    assert (answer.status_code, answer.headers["Accept-Encoding"]) == (415, "identity")
    assert api("GET", PATH).status_code == 404


@pytest.mark.parametrize(
    ("content", "fields"), [(b"", {}), (b"ab", {"Content_Range": "bytes 0-1/9"})]
)
def test_a_part_of_a_picture_is_refused(send, api, content, fields):
    """RFC 9110 §14.5: so that a part does not take the place of the whole."""
    send(b"whole")
    assert send(content, **fields).status_code == 400
    assert api("GET", PATH).content == b"whole"


def test_a_picture_is_labelled_so_that_nothing_is_guessed_or_run(send, api):
    send()
    answer = api("GET", PATH)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_download_of_a_picture_can_be_gone_on_with(send, api):
    content = drawn("image/png")
    send(content)
    rest = api("GET", PATH, headers={"Range": "bytes=10-"})
    assert rest.status_code == 206
    assert Image.open(BytesIO(content[:10] + rest.content)).size == (4, 3)


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
def test_where_no_picture_is_there_is_none(api, method):
    answer = api(method, PATH)
    assert answer.status_code == 404
    if method == "GET":
        assert "PUT brings one" in answer.json()["detail"]


@pytest.mark.parametrize("id", ["99", "0", "x", "1000000000000000"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_where_no_message_is_there_is_no_picture(send, api, id, method):
    path = f"/messages/{id}/picture"
    answer = send(path=path) if method == "PUT" else api(method, path)
    assert answer.status_code == 404
    assert "no picture" not in answer.json()["detail"]


def test_a_picture_is_taken_away_and_the_message_stays(send, api, store):
    before = store.digest()
    send()
    assert api("DELETE", PATH).status_code == 204
    assert api("GET", PATH).status_code == 404
    assert store.digest() == before
    assert send().status_code == 201


def test_each_message_has_a_picture_of_its_own(send, api):
    send(b"three")
    send(b"four", path="/messages/4/picture")
    api("DELETE", PATH)
    assert api("GET", "/messages/4/picture").content == b"four"


def test_a_picture_goes_with_its_message(send, api, store):
    send()
    api("DELETE", "/messages/3")
    assert api("GET", PATH).status_code == 404
    assert store.shelf.get("picture", 3) is None


@pytest.mark.parametrize(("accept", "status"), [("image/*", 200), ("image/gif", 406)])
def test_a_picture_is_what_it_is_and_accepted_or_not(send, api, accept, status):
    send()
    answer = api("GET", PATH, headers={"Accept": accept})
    assert answer.status_code == status


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_no_verb_of_a_picture_ignores_a_parameter(send, api, method):
    send(b"old")
    path = f"{PATH}?size=2"
    answer = send(b"new", path=path) if method == "PUT" else api(method, path)
    assert answer.status_code == 400
    assert api("GET", PATH).content == b"old"


def test_the_verbs_of_a_picture_are_told(api):
    assert api("OPTIONS", PATH).headers["Allow"] == "GET, HEAD, PUT, DELETE, OPTIONS"
    assert api("POST", PATH).status_code == 405

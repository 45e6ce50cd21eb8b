"""Pictures and sounds of a message, as Twilio's own library sees them."""

import pytest
from published import ADA, BEN, BENS, HOME, MEDIA, PAGE_SID, WISH, faults
from twilio.base.exceptions import TwilioRestException

URLS = [f"https://a.test/{name}" for name in ("b.png", "c.jpg", "d.gif")]
KINDS = ["image/png", "image/jpeg", "image/gif"]


@pytest.fixture
def message(ada):
    """A message with three pictures."""
    return ada.messages(ada.messages.create(**WISH, media_url=URLS).sid)


@pytest.fixture
def ask(players):
    return lambda method, uri, **more: players(method, uri, auth=ADA, **more)


def path_of(message):
    return f"{HOME}/Messages/{message.fetch().sid}/Media"


def sids(found):
    return [each.sid for each in found]


def test_a_message_with_pictures_is_an_mm_and_counts_them(message):
    fetched = message.fetch()
    assert fetched.sid.startswith("MM")
    assert fetched.num_media == "3"


def test_the_media_of_a_message_can_be_listed(message):
    found = message.media.list()
    assert [each.content_type for each in found] == KINDS
    assert {each.parent_sid for each in found} == {message.fetch().sid}
    assert len(set(sids(found))) == 3


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_list_of_media_has_pages(message, size):
    every = sids(message.media.list())
    assert sids(message.media.list(page_size=size)) == every
    second = message.media.page(page_size=1).next_page()
    assert sids(second) == every[1:2]
    assert sids(second.previous_page()) == every[:1]


def test_a_list_of_media_is_as_twilio_publishes_it(ask, message):
    for query in ("", "?PageSize=1"):
        document = ask("GET", f"{path_of(message)}.json{query}").json()
        assert faults("list_of_media", document) == []
        assert faults(MEDIA, document["media_list"][0]) == []


def test_a_message_without_media_has_an_empty_list(ask, ada):
    assert ada.messages(PAGE_SID).media.list() == []
    answer = ask("GET", f"{HOME}/Messages/{PAGE_SID}/Media.json")
    assert (answer.status_code, answer.json()["media_list"]) == (200, [])


def test_one_medium_can_be_fetched(message, ask):
    sid = message.media.list()[1].sid
    fetched = message.media(sid).fetch()
    assert (fetched.sid, fetched.content_type) == (sid, "image/jpeg")
    answer = ask("GET", f"{path_of(message)}/{sid}.json")
    assert (answer.status_code, faults(MEDIA, answer.json())) == (200, [])


def test_a_medium_is_deleted_and_the_others_stay(message, players):
    every = sids(message.media.list())
    assert message.media(every[1]).delete() is True
    assert sids(message.media.list()) == [every[0], every[2]]
    assert message.fetch().num_media == "2"
    kept = players("GET", "/messages/7", auth=ADA).json()["media"]
    assert kept == [URLS[0], URLS[2]]


def test_a_message_whose_media_are_all_deleted_keeps_its_name(message):
    before = message.fetch().sid
    for sid in sids(message.media.list()):
        message.media(sid).delete()
    assert (message.fetch().sid, message.fetch().num_media) == (before, "0")


def test_what_was_deleted_is_gone(message):
    medium = message.media(message.media.list()[0].sid)
    medium.delete()
    for call in (medium.fetch, medium.delete):
        with pytest.raises(TwilioRestException) as refused:
            call()
        assert (refused.value.code, refused.value.status) == (20404, 404)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("end", ["", ".json"])
def test_a_medium_of_another_message_is_404(ask, message, method, end):
    sid = message.media.list()[0].sid
    path = f"{HOME}/Messages/{PAGE_SID}/Media/{sid}{end}"
    answer = ask(method, path)
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)
    assert answer.json()["message"] == f"The requested resource {path} was not found"


def test_the_content_of_a_medium_is_where_its_sender_said(ask, message):
    sid = message.media.list()[2].sid
    answer = ask("GET", f"{path_of(message)}/{sid}", allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (307, URLS[2])
    assert ask("DELETE", f"{path_of(message)}/{sid}").status_code == 204
    assert len(message.media.list()) == 2


def test_the_media_of_a_deleted_message_are_gone(ask, message, players):
    path = path_of(message)
    sid = message.media.list()[0].sid
    players("DELETE", "/messages/7", auth=ADA)
    for end in (".json", f"/{sid}.json", f"/{sid}"):
        assert ask("GET", f"{path}{end}").status_code == 404


def test_media_need_the_credentials_of_their_account(players, message):
    sid = message.media.list()[0].sid
    path = path_of(message)
    for who in (None, BEN):
        answer = players("GET", f"{path}/{sid}", auth=who)
        assert (answer.status_code, answer.json()["code"]) == (401, 20003)
    answer = players("GET", f"{path.replace(HOME, BENS)}/{sid}.json", auth=BEN)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("query", "code"), [("Page=1", 20001), ("PageToken=PAME" + 32 * "0", 21481)]
)
def test_a_wrong_page_is_refused_by_number(ask, message, query, code):
    answer = ask("GET", f"{path_of(message)}.json?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, code)

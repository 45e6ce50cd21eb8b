"""Every verb of /messages and of /messages/{id}."""

import json
import re
import wave
from base64 import b64encode
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from toy_api.representations.faces import FACES

HANGAR, SHIP = "+15558675310", "+15017122661"
NEW = {"to": HANGAR, "from": SHIP, "body": "Hello ☕"}
PATCHES = "application/merge-patch+json, application/json-patch+json"
MERGE_PATCH = {"Content-Type": "application/merge-patch+json"}
JSON_PATCH = {"Content-Type": "application/json-patch+json"}
SLASHED = {"campaign_name": "Spring Sale", "message_type": "cart_abandoned"}
SLASHED |= {"a/b": "c"}
PICTURES = ["https://toy.test/b.png", "https://toy.test/a.png"]
KEEPERS = ["id", "status", "created", "updated"]
CHANGES = [("POST", "/messages"), ("PUT", "/messages/1"), ("PUT", "/messages/99")]
CHANGES += [("PATCH", "/messages/1")]
NOT_IDS = ["0", "01", "abc", "-1", "99999999999999999999", "1.0", "+1", "1%20"]
NOT_IDS += ["1000000000000000", "%EF%BC%91", "1e0", "0x1", "%00", "1%0A", "1;2", "7"]


@pytest.fixture
def change(api):
    """Sends a change as a program does, labelled as its verb asks."""

    def send(method, path, document=NEW, **fields):
        kind = (
            MERGE_PATCH if method == "PATCH" else {"Content-Type": "application/json"}
        )
        body = None if method == "DELETE" else json.dumps(document)
        return api(method, path, data=body, headers=kind | fields)

    return send


@pytest.fixture
def patch(change):
    return lambda id, document: change("PATCH", f"/messages/{id}", document)


@pytest.fixture
def operate(api):
    """Sends these operations as a JSON Patch; what is no list as it is."""

    def send(id, operations):
        body = operations if isinstance(operations, str) else json.dumps(operations)
        return api("PATCH", f"/messages/{id}", data=body, headers=JSON_PATCH)

    return send


def ids(answer):
    return [document["id"] for document in answer.json()]


def pointers(answer):
    """Where the problem lies, by JSON pointer; only of a well-formed 422."""
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (422, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"
    return {error["pointer"]: error["detail"] for error in problem["errors"]}


def test_the_list_has_all_messages_oldest_first(api):
    answer = api("GET", "/messages")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert ids(answer) == [1, 2, 3, 4, 5, 6]


def test_the_list_shows_each_message_as_its_own_url_does(api):
    for document in api("GET", "/messages").json():
        assert api("GET", f"/messages/{document['id']}").json() == document


def test_a_list_without_messages_is_empty_and_no_error(api):
    for id in range(1, 7):
        api("DELETE", f"/messages/{id}")
    answer = api("GET", "/messages")
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"from": SHIP}, [1, 4, 6]),
        ({"to": HANGAR}, [1, 3, 6]),
        ({"q": "tea"}, [2, 4, 5]),
        ({"q": "TEA"}, [2, 4, 5]),
        ({"q": ""}, [1, 2, 3, 4, 5, 6]),
        ({"q": "tea & biscuits"}, [2]),
        ({"q": "100%"}, [5]),
        ({"q": "☕"}, [5]),
        ({"q": "_"}, []),
        ({"from": SHIP, "to": HANGAR}, [1, 6]),
        ({"from": SHIP, "to": HANGAR, "q": "NO b"}, [6]),
        ({"from": "+10"}, []),
    ],
)
def test_filters_pick_the_messages_that_fit_all_of_them(api, wanted, found):
    assert ids(api("GET", "/messages", params=wanted)) == found


@pytest.mark.parametrize(
    ("query", "named"),
    [("sender=x", ["sender"]), ("Q=x", ["Q"]), ("a=1&q=x&b", ["a", "b"]), ("=", [])],
)
def test_an_unknown_parameter_is_named_beside_the_known_ones(api, query, named):
    answer = api("GET", f"/messages?{query}")
    detail = answer.json()["detail"]
    assert answer.status_code == 400
    assert all(f"'{name}'" in detail for name in named)
    assert detail.endswith("Known here: from, to, q, limit, after, before, offset.")


@pytest.mark.parametrize("query", ["q=tea&q=ship", "q=tea&q=tea", "q&%71"])
def test_a_repeated_parameter_is_refused(api, query):
    answer = api("GET", f"/messages?{query}")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "Send q only once."


@pytest.mark.parametrize("name", ["from", "to"])
def test_a_bare_plus_is_a_blank_and_the_client_is_told(api, name):
    answer = api("GET", f"/messages?{name}={SHIP}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"{name} is not a phone number")
    assert "write %2B" in answer.json()["detail"]


@pytest.mark.parametrize("value", ["", "me", "15017122661", "+", "+1 501"])
def test_a_filter_that_is_no_number_is_refused(api, value):
    assert api("GET", "/messages", params={"to": value}).status_code == 400


def test_a_created_message_lives_where_location_says(change, api):
    answer = change("POST", "/messages")
    assert answer.status_code == 201
    found = api("GET", answer.headers["Location"])
    assert found.json() == answer.json()
    assert answer.json() | NEW == answer.json()


def test_the_server_adds_what_only_it_can_know(change):
    answer = change("POST", "/messages")
    document = answer.json()
    date = parsedate_to_datetime(answer.headers["Date"])
    assert document["created"] == document["updated"] == f"{date:%Y-%m-%dT%H:%M:%SZ}"
    assert document["id"] == 7
    assert list(document) == ["id", "to", "from", "body", *KEEPERS[1:]]


def test_each_post_makes_a_new_message(change, api):
    places = {change("POST", "/messages").headers["Location"] for _ in range(3)}
    assert places == {"/messages/7", "/messages/8", "/messages/9"}
    assert ids(api("GET", "/messages")) == list(range(1, 10))


def test_a_post_leaves_the_other_messages_alone(change, api):
    before = api("GET", "/messages").json()
    change("POST", "/messages")
    assert api("GET", "/messages").json()[:6] == before


@pytest.mark.parametrize(
    "fields",
    [
        {"body": ""},
        {"tags": {}},
        {"tags": {"a": "é"}},
        {"media": []},
        {"media": PICTURES},
    ],
)
def test_a_message_is_kept_just_as_it_was_sent(change, fields):
    document = change("POST", "/messages", NEW | fields).json()
    assert {name: document[name] for name in fields} == fields


@pytest.mark.parametrize("name", ["tags", "media"])
def test_none_can_be_said_with_null(change, name):
    assert name not in change("POST", "/messages", NEW | {name: None}).json()


@pytest.mark.parametrize("media", ["cat.png", {}, ["cat.png"], [7], PICTURES * 6])
@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_media_that_are_none_are_pointed_at(change, store, method, path, media):
    before = store.digest()
    assert list(pointers(change(method, path, NEW | {"media": media}))) == ["#/media"]
    assert store.digest() == before


def test_all_wrong_fields_are_pointed_at_in_one_answer(change, store):
    document = {"to": "me", "body": 7, "tags": [], "boddy": "x", "id": 3}
    answer = change("POST", "/messages", document)
    names = ["to", "from", "body", "tags", "boddy", "id"]
    assert set(pointers(answer)) == {f"#/{name}" for name in names}
    assert answer.json()["detail"] == "6 fields are wrong: see errors."
    assert store.count() == 6


def test_one_wrong_field_is_counted_in_good_english(change):
    answer = change("POST", "/messages", NEW | {"to": "me"})
    assert answer.json()["detail"] == "1 field is wrong: see errors."


@pytest.mark.parametrize("name", KEEPERS)
@pytest.mark.parametrize("value", [1, "queued", None])
def test_a_new_message_can_not_set_what_the_server_sets(change, store, name, value):
    answer = change("POST", "/messages", NEW | {name: value})
    assert list(pointers(answer)) == [f"#/{name}"]
    assert store.count() == 6


def test_a_misspelt_field_is_met_with_a_guess(change):
    wrong = pointers(change("POST", "/messages", NEW | {"boddy": "x"}))
    assert wrong["#/boddy"].endswith("Did you mean body?")


@pytest.mark.parametrize(("method", "path"), CHANGES)
@pytest.mark.parametrize("document", [[], [NEW], "Hello", 7, None])
def test_what_is_no_object_is_one_mistake(change, store, method, path, document):
    before = store.digest()
    (advice,) = pointers(change(method, path, document)).values()
    assert advice == "Send a JSON object with to, from and body."
    assert store.digest() == before


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_what_is_no_object_is_pointed_at_as_a_whole(change, method, path):
    # RFC 6901 §6: "#" is the whole document, "#/" its member with the empty name
    assert list(pointers(change(method, path, []))) == ["#"]


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_a_field_without_a_name_has_a_pointer_of_its_own(change, method, path):
    assert list(pointers(change(method, path, NEW | {"": "x"}))) == ["#/"]


def test_a_message_is_read_at_its_url(api):
    answer = api("GET", "/messages/4")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["body"] == "Do you have tea?"
    assert (answer.json()["from"], answer.json()["id"]) == (SHIP, 4)


def test_an_escaped_digit_is_the_same_url(api):
    assert api("GET", "/messages/%33").json() == api("GET", "/messages/3").json()


def test_reading_changes_nothing(api, store):
    before = store.digest()
    answers = [api(verb, "/messages/1") for verb in ("GET", "HEAD", "OPTIONS", "GET")]
    assert answers[0].content == answers[-1].content
    assert store.digest() == before


@pytest.mark.parametrize("id", NOT_IDS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PATCH"])
def test_no_message_lives_where_there_is_no_such_id(change, store, method, id):
    before = store.digest()
    assert change(method, f"/messages/{id}", {}).status_code == 404
    assert store.digest() == before


@pytest.mark.parametrize("id", NOT_IDS[:-1])
def test_nothing_can_be_put_where_no_id_is(change, store, id):
    assert change("PUT", f"/messages/{id}").status_code == 404
    assert store.count() == 6


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_nobody_changes_what_they_could_not_read(change, store, method, path):
    before = store.digest()
    answer = change(method, path, NEW, Accept="image/png, application/json;q=0")
    assert answer.status_code == 406
    assert "application/json" in answer.json()["detail"]
    assert store.digest() == before


@pytest.mark.parametrize("path", ["/messages", "/messages/1"])
def test_nobody_reads_what_they_do_not_accept(api, path):
    answer = api("GET", path, headers={"Accept": "video/mp4"})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    ("method", "path"), [*CHANGES, ("DELETE", "/messages/1"), ("GET", "/messages/1")]
)
def test_no_verb_ignores_a_parameter(change, store, method, path):
    before = store.digest()
    answer = change(method, f"{path}?dry_run=1")
    assert answer.status_code == 400
    assert "'dry_run'" in answer.json()["detail"]
    assert store.digest() == before


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_content_of_another_kind_is_415_with_the_right_kind(api, store, method, path):
    before = store.digest()
    answer = api(method, path, data="to=me")
    patching = method == "PATCH"
    field, kind = (
        ("Accept-Patch", PATCHES) if patching else ("Accept", "application/json")
    )
    assert (answer.status_code, answer.headers[field]) == (415, kind)
    assert store.digest() == before


def test_a_patch_labelled_as_plain_json_is_415_with_accept_patch(api, store):
    before = store.digest()
    answer = api("PATCH", "/messages/1", json={"body": "Bye"})
    assert answer.status_code == 415
    assert answer.headers["Accept-Patch"] == PATCHES
    assert store.digest() == before


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_content_that_is_no_json_is_refused(api, store, method, path):
    before = store.digest()
    kind = MERGE_PATCH if method == "PATCH" else {"Content-Type": "application/json"}
    assert api(method, path, data="{'to'", headers=kind).status_code == 400
    assert store.digest() == before


def test_put_replaces_the_whole_message(change, api):
    answer = change("PUT", "/messages/3")
    assert answer.status_code == 200
    assert "tags" not in answer.json()
    assert answer.json() | NEW == answer.json() == api("GET", "/messages/3").json()


def test_a_replaced_message_keeps_its_id_and_its_first_hour(change, api):
    before = api("GET", "/messages/3").json()
    after = change("PUT", "/messages/3").json()
    kept = ["id", "status", "created"]
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert after["updated"] > before["updated"]


def test_put_leaves_the_other_messages_alone(change, api):
    before = api("GET", "/messages").json()
    change("PUT", "/messages/3")
    after = api("GET", "/messages").json()
    assert after[:2] + after[3:] == before[:2] + before[3:]


@pytest.mark.parametrize("missing", ["to", "from", "body"])
def test_put_takes_nothing_from_the_message_that_was_there(change, store, missing):
    before = store.digest()
    document = {name: value for name, value in NEW.items() if name != missing}
    assert list(pointers(change("PUT", "/messages/3", document))) == [f"#/{missing}"]
    assert store.digest() == before


def test_the_same_put_twice_is_as_good_as_once(change, store):
    first = change("PUT", "/messages/3")
    once = store.digest()
    second = change("PUT", "/messages/3")
    assert store.digest() == once
    assert second.json() == first.json()


@pytest.mark.parametrize("id", [1, 3, 5])
def test_what_was_read_can_be_put_back_and_nothing_changes(api, store, id):
    before = store.digest()
    read = api("GET", f"/messages/{id}").json()
    answer = api("PUT", f"/messages/{id}", json=read)
    assert (answer.status_code, answer.json()) == (200, read)
    assert store.digest() == before


def test_what_was_read_can_be_put_back_over_a_later_change(change, api):
    read = api("GET", "/messages/3").json()
    change("PUT", "/messages/3")
    back = api("PUT", "/messages/3", json=read)
    assert back.status_code == 200
    assert back.json() | {"updated": read["updated"]} == read


@pytest.mark.parametrize("id", [4, "3", None, True, 3.5])
def test_an_id_unlike_the_url_is_refused(change, store, id):
    before = store.digest()
    answer = change("PUT", "/messages/3", NEW | {"id": id})
    assert list(pointers(answer)) == ["#/id"]
    assert store.digest() == before


def test_true_is_not_the_number_one(change):
    assert list(pointers(change("PUT", "/messages/1", NEW | {"id": True}))) == ["#/id"]


def test_put_at_an_id_never_used_creates_the_message(change, api):
    answer = change("PUT", "/messages/42")
    assert answer.status_code == 201
    assert answer.headers["Location"] == "/messages/42"
    assert answer.json() == api("GET", "/messages/42").json()
    assert answer.json() | NEW | {"id": 42} == answer.json()


def test_only_a_creation_has_a_location(change):
    answers = [change("PUT", "/messages/42") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert "Location" not in answers[1].headers


def test_an_invalid_message_is_created_nowhere(change, api):
    wrong = pointers(change("PUT", "/messages/42", NEW | {"to": "me"}))
    assert list(wrong) == ["#/to"]
    assert api("GET", "/messages/42").status_code == 404


def test_a_chosen_id_below_the_highest_is_free_if_never_used(change, api):
    for id in (50, 20):
        assert change("PUT", f"/messages/{id}").status_code == 201
    assert change("POST", "/messages").json()["id"] == 51
    assert ids(api("GET", "/messages"))[6:] == [20, 50, 51]


def test_put_at_a_deleted_id_is_a_conflict(change, api, store):
    api("DELETE", "/messages/3")
    before = store.digest()
    answer = change("PUT", "/messages/3")
    assert answer.status_code == 409
    assert answer.json()["detail"].endswith("POST to /messages instead.")
    assert store.digest() == before


def test_the_largest_id_that_can_be_chosen_is_a_thousand_million(change, store):
    assert change("PUT", "/messages/1000000001").status_code == 404
    assert store.count() == 6
    assert change("PUT", "/messages/1000000000").status_code == 201


def test_an_id_too_large_to_choose_can_be_replaced_once_it_is_there(change):
    change("PUT", "/messages/1000000000")
    place = change("POST", "/messages").headers["Location"]
    assert place == "/messages/1000000001"
    assert change("PUT", place, NEW | {"body": "Bye"}).status_code == 200


def test_a_patch_changes_only_what_it_names(patch, api):
    before = api("GET", "/messages/3").json()
    answer = patch(3, {"body": "Bye"})
    changed = {"body": "Bye", "updated": answer.json()["updated"]}
    assert answer.status_code == 200
    assert answer.json() == before | changed == api("GET", "/messages/3").json()
    assert answer.json()["updated"] > before["updated"]


def test_null_removes_a_field(patch, api):
    assert "tags" not in patch(3, {"tags": None}).json()
    assert "tags" not in api("GET", "/messages/3").json()


def test_tags_are_merged_one_by_one(patch):
    tags = {"campaign_name": None, "season": "spring"}
    after = patch(3, {"tags": tags}).json()["tags"]
    assert after == {"message_type": "cart_abandoned", "season": "spring"}


@pytest.mark.parametrize("name", ["to", "from", "body"])
def test_null_for_a_field_that_must_be_there_is_refused(patch, store, name):
    before = store.digest()
    assert list(pointers(patch(3, {name: None}))) == [f"#/{name}"]
    assert store.digest() == before


@pytest.mark.parametrize("name", KEEPERS)
@pytest.mark.parametrize("value", [None, 9, "sent", True, {}])
def test_a_patch_can_not_change_what_the_server_sets(patch, store, name, value):
    before = store.digest()
    assert list(pointers(patch(1, {name: value}))) == [f"#/{name}"]
    assert store.digest() == before


@pytest.mark.parametrize("names", [[], ["body"], KEEPERS, ["tags", "to"]])
def test_a_patch_that_says_what_is_already_so_changes_nothing(patch, api, store, names):
    before = store.digest()
    read = api("GET", "/messages/3").json()
    answer = patch(3, {name: read[name] for name in names})
    assert (answer.status_code, answer.json()) == (200, read)
    assert store.digest() == before


def test_the_same_patch_twice_is_as_good_as_once(patch, store):
    patch(3, {"body": "Bye", "tags": None})
    once = store.digest()
    patch(3, {"body": "Bye", "tags": None})
    assert store.digest() == once


def test_a_merge_patch_puts_a_whole_list_in_the_place_of_the_media(patch):
    """RFC 7396 §1: no part of a list can be patched."""
    patch(3, {"media": PICTURES})
    assert patch(3, {"body": "Bye"}).json()["media"] == PICTURES
    assert patch(3, {"media": PICTURES[:1]}).json()["media"] == PICTURES[:1]
    assert "media" not in patch(3, {"media": None}).json()


def test_a_patch_that_would_make_an_invalid_message_changes_nothing(patch, store):
    before = store.digest()
    answer = patch(3, {"body": "Bye", "to": "me", "tags": "x"})
    assert set(pointers(answer)) == {"#/to", "#/tags"}
    assert store.digest() == before


def test_a_patch_of_an_unknown_field_is_refused(patch):
    assert pointers(patch(3, {"boddy": "Bye"}))["#/boddy"].endswith("mean body?")


def test_a_deleted_message_leaves_an_answer_without_content(api):
    answer = api("DELETE", "/messages/2")
    assert (answer.status_code, answer.content) == (204, b"")
    assert not {"Content-Length", "Content-Type"} & set(answer.headers)


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PATCH"])
def test_a_deleted_message_is_not_found(change, method):
    change("DELETE", "/messages/2")
    assert change(method, "/messages/2").status_code == 404


def test_deleting_one_message_leaves_the_others(api):
    before = api("GET", "/messages").json()
    api("DELETE", "/messages/2")
    assert api("GET", "/messages").json() == before[:1] + before[2:]


def test_a_deleted_id_is_never_used_again(api, change):
    place = change("POST", "/messages").headers["Location"]
    api("DELETE", place)
    assert change("POST", "/messages").headers["Location"] == "/messages/8"
    assert api("GET", place).status_code == 404


def test_the_one_who_deletes_need_not_read_json(api):
    answer = api("DELETE", "/messages/2", headers={"Accept": "image/png"})
    assert answer.status_code == 204


def test_where_no_message_is_the_way_to_all_of_them_is_told(api):
    answer = api("GET", "/messages/7")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "message 7" in answer.json()["detail"]
    assert "GET /messages" in answer.json()["detail"]


def test_a_json_patch_changes_only_what_it_names(operate, api):
    before = api("GET", "/messages/3").json()
    answer = operate(3, [{"op": "replace", "path": "/body", "value": "Bye"}])
    changed = {"body": "Bye", "updated": answer.json()["updated"]}
    assert answer.status_code == 200
    assert answer.json() == before | changed == api("GET", "/messages/3").json()
    assert answer.json()["updated"] > before["updated"]


@pytest.mark.parametrize(
    ("operation", "changes"),
    [
        ({"op": "add", "path": "/media", "value": PICTURES}, {"media": PICTURES}),
        ({"op": "add", "path": "/tags/a~1b", "value": "c"}, {"tags": SLASHED}),
        ({"op": "replace", "path": "/tags", "value": {}}, {"tags": {}}),
        ({"op": "copy", "from": "/from", "path": "/body"}, {"body": "+14158141829"}),
        ({"op": "test", "path": "/id", "value": 3}, {}),
    ],
)
def test_each_operation_does_what_its_name_says(operate, api, operation, changes):
    before = api("GET", "/messages/3").json()
    answer = operate(3, [operation])
    assert answer.status_code == 200
    assert answer.json() == before | changes | {"updated": answer.json()["updated"]}


def test_a_json_patch_removes_a_field_or_a_part_of_it(operate):
    less = operate(3, [{"op": "remove", "path": "/tags/message_type"}]).json()
    assert less["tags"] == {"campaign_name": "Spring Sale"}
    assert "tags" not in operate(3, [{"op": "remove", "path": "/tags"}]).json()


def test_media_grow_and_shrink_one_by_one(operate, patch):
    patch(3, {"media": PICTURES})
    third = "https://toy.test/c.png"
    grown = operate(3, [{"op": "add", "path": "/media/-", "value": third}])
    assert grown.json()["media"] == [*PICTURES, third]
    less = operate(3, [{"op": "remove", "path": "/media/0"}])
    assert less.json()["media"] == [PICTURES[1], third]


def test_an_appending_json_patch_twice_is_not_as_good_as_once(operate, patch):
    """RFC 5789 §2: PATCH is not idempotent by itself."""
    patch(3, {"media": []})
    more = [{"op": "add", "path": "/media/-", "value": PICTURES[0]}]
    sizes = [len(operate(3, more).json()["media"]) for _ in range(3)]
    assert sizes == [1, 2, 3]


@pytest.mark.parametrize(
    "operations",
    [
        [],
        [{"op": "test", "path": "/tags/campaign_name", "value": "Spring Sale"}],
        [{"op": "replace", "path": "/id", "value": 3}],
        [{"op": "move", "from": "/body", "path": "/body"}],
    ],
)
def test_a_json_patch_to_what_is_already_so_changes_nothing(
    operate, api, store, operations
):
    before, read = store.digest(), api("GET", "/messages/3").json()
    answer = operate(3, operations)
    assert (answer.status_code, answer.json()) == (200, read)
    assert store.digest() == before


@pytest.mark.parametrize(
    "operations",
    [
        {},
        "null",
        "7",
        '"add"',
        {"op": "remove", "path": "/tags"},
        {"body": "Bye"},
        [{"body": "Bye"}],
        [[]],
        [{"op": "remove"}],
        [{"op": "delete", "path": "/tags"}],
        [{"op": "remove", "path": "tags"}],
        [{"op": "remove", "path": 7}],
        [{"op": "add", "path": "/body"}],
        [{"op": "move", "from": "/tags", "path": "/tags/a"}],
        [{"op": "test", "path": "/id", "value": 3}] * 101,
    ],
)
def test_a_malformed_json_patch_is_a_bad_request(operate, store, operations):
    """RFC 5789 §2.2."""
    before = store.digest()
    answer = operate(3, operations)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert store.digest() == before


def test_a_json_patch_with_two_ops_in_one_operation_is_a_bad_request(operate, store):
    """RFC 6902 appendix A.13."""
    before = store.digest()
    twice = '[{"op": "add", "path": "/baz", "value": "qux", "op": "remove"}]'
    answer = operate(3, twice)
    assert answer.status_code == 400
    assert "'op' stands twice" in answer.json()["detail"]
    assert store.digest() == before


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "remove", "path": "/media"},
        {"op": "replace", "path": "/media/0", "value": PICTURES[0]},
        {"op": "add", "path": "/media/-", "value": PICTURES[0]},
        {"op": "copy", "from": "/nothing", "path": "/body"},
        {"op": "test", "path": "/body", "value": "Another text"},
        {"op": "test", "path": "/id", "value": "3"},
        {"op": "test", "path": "/media", "value": None},
    ],
)
def test_a_json_patch_that_does_not_fit_is_a_conflict(operate, store, operation):
    """RFC 5789 §2.2."""
    before = store.digest()
    answer = operate(3, [operation])
    assert (answer.status_code, answer.json()["status"]) == (409, 409)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "GET the message" in answer.json()["detail"]
    assert store.digest() == before


@pytest.mark.parametrize(
    ("operations", "wrong"),
    [
        ([{"op": "remove", "path": "/body"}], ["#/body"]),
        ([{"op": "replace", "path": "/to", "value": "me"}], ["#/to"]),
        ([{"op": "add", "path": "/boddy", "value": "x"}], ["#/boddy"]),
        ([{"op": "add", "path": "/a~1b", "value": "x"}], ["#/a~1b"]),
        ([{"op": "replace", "path": "/id", "value": 4}], ["#/id"]),
        ([{"op": "remove", "path": "/created"}], ["#/created"]),
        ([{"op": "move", "from": "/status", "path": "/body"}], ["#/status"]),
        ([{"op": "remove", "path": ""}], ["#"]),
        ([{"op": "replace", "path": "", "value": NEW}], [f"#/{n}" for n in KEEPERS]),
    ],
)
def test_a_json_patch_that_makes_an_invalid_message_is_refused(
    operate, store, operations, wrong
):
    """RFC 5789 §2.2."""
    before = store.digest()
    assert list(pointers(operate(3, operations))) == wrong
    assert store.digest() == before


@pytest.mark.parametrize(
    ("last", "status"),
    [
        ({"op": "test", "path": "/body", "value": "Hello"}, 409),
        ({"op": "remove", "path": "/nothing"}, 409),
        ({"op": "remove"}, 400),
        ({"op": "remove", "path": "/to"}, 422),
    ],
)
def test_a_json_patch_is_done_whole_or_not_at_all(operate, store, last, status):
    """RFC 5789 §2, RFC 6902 §5."""
    before = store.digest()
    first = {"op": "replace", "path": "/body", "value": "Bye"}
    assert operate(3, [first, last]).status_code == status
    assert store.digest() == before
    assert operate(3, [first]).status_code == 200
    assert store.digest() != before


def test_a_json_patch_that_nests_ever_deeper_is_no_mistake_of_the_server(operate):
    """Each value is 15 levels deep, which json_of allows; together they are 1500."""
    deep = json.loads('{"a":' * 15 + "7" + "}" * 15)
    paths = ["/tags" + "/a" * 15 * step for step in range(100)]
    steps = [{"op": "add", "path": path, "value": deep} for path in paths]
    assert operate(3, steps).status_code in (400, 422)


@pytest.mark.parametrize("id", ["7", "0", "abc"])
def test_where_no_message_is_nothing_is_patched(operate, id):
    assert operate(id, []).status_code == 404


def test_a_list_of_operations_is_no_merge_patch(patch, store):
    before = store.digest()
    assert list(pointers(patch(3, [{"op": "remove", "path": "/tags"}]))) == ["#"]
    assert store.digest() == before


@pytest.mark.parametrize(
    "label",
    ["Application/JSON-Patch+JSON", "application/json-patch+json; charset=utf-8"],
)
def test_the_label_of_a_json_patch_may_be_written_in_many_ways(api, label):
    body = '[{"op": "remove", "path": "/tags"}]'
    answer = api("PATCH", "/messages/3", data=body, headers={"Content-Type": label})
    assert answer.status_code == 200
    assert "tags" not in answer.json()


@pytest.mark.parametrize("label", ["application/json", "application/patch+json", "x"])
def test_a_patch_of_another_kind_is_told_both_that_there_are(api, store, label):
    before = store.digest()
    answer = api("PATCH", "/messages/3", data="[]", headers={"Content-Type": label})
    assert (answer.status_code, answer.headers["Accept-Patch"]) == (415, PATCHES)
    assert all(kind in answer.json()["detail"] for kind in PATCHES.split(", "))
    assert store.digest() == before


def test_in_which_patches_a_message_is_changed_is_told_before(api):
    """RFC 5789 §3.1."""
    answer = api("OPTIONS", "/messages/3")
    assert answer.headers["Accept-Patch"] == PATCHES
    assert "PATCH" in answer.headers["Allow"].split(", ")
    assert "Accept-Patch" not in api("OPTIONS", "/messages").headers


def opened(kind, content):
    """What an opener that is not ours makes of it; raises where it is another kind."""
    openers = {
        "application/json": json.loads,
        "text/html": lambda content: HTMLParser().feed(content.decode()),
        "text/plain": lambda content: str(content, "utf-8"),
        "image/svg+xml": ElementTree.fromstring,
        "image/png": lambda content: Image.open(BytesIO(content), formats=["PNG"]),
        "audio/wav": lambda content: wave.Wave_read(BytesIO(content)),
    }
    return openers[kind](content)


@pytest.mark.parametrize("kind", FACES)
def test_a_message_has_the_face_that_is_accepted(api, store, kind):
    """RFC 9110 §12.5.1."""
    answer = api("GET", "/messages/2", headers={"Accept": kind})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == kind
    assert answer.content == FACES[kind](store.get(2))
    opened(kind, answer.content)


@pytest.mark.parametrize("kind", FACES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_each_face_says_that_it_varies_and_is_to_be_asked_for_again(api, method, kind):
    """RFC 9110 §12.5.5, RFC 9111 §5.2.2.4."""
    answer = api(method, "/messages/2", headers={"Accept": kind})
    assert answer.headers["Vary"] == "Accept"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("text/*", "text/html; charset=utf-8"),
        ("text/html;q=0.5, text/plain", "text/plain; charset=utf-8"),
        ("image/*", "image/svg+xml"),
        ("image/*, image/svg+xml;q=0", "image/png"),
        ("audio/*, video/*", "audio/wav"),
        ("*/*, application/json;q=0.1", "text/html; charset=utf-8"),
        ("video/mp4, text/plain;q=0.1", "text/plain; charset=utf-8"),
    ],
)
def test_the_face_that_the_client_likes_best_is_sent(api, accept, kind):
    answer = api("GET", "/messages/2", headers={"Accept": accept})
    assert answer.headers["Content-Type"] == kind


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml"])
def test_a_face_that_could_run_something_may_not(api, change, kind):
    """Content Security Policy Level 3."""
    change("PUT", "/messages/2", NEW | {"body": "<script>alert(1)</script>"})
    answer = api("GET", "/messages/2", headers={"Accept": kind})
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script>" not in answer.text


def test_the_style_of_the_page_is_the_one_that_is_allowed(api):
    answer = api("GET", "/messages/2", headers={"Accept": "text/html"})
    style = re.search("<style>(.*?)</style>", answer.text, re.S)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert policy.endswith(f"style-src 'sha256-{digest}'")


@pytest.mark.parametrize("kind", [*FACES][1:])
def test_a_message_that_is_not_there_has_no_face_but_a_problem(api, kind):
    answer = api("GET", "/messages/99", headers={"Accept": kind})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_face_that_there_is_not_is_406_that_lists_all(api):
    """RFC 9110 §15.5.7."""
    answer = api("GET", "/messages/2", headers={"Accept": "video/mp4"})
    assert (answer.status_code, answer.headers["Vary"]) == (406, "Accept")
    assert all(kind in answer.json()["detail"] for kind in FACES)


@pytest.mark.parametrize("kind", FACES)
def test_each_face_is_of_the_message_as_it_is_now(api, change, kind):
    before = api("GET", "/messages/2", headers={"Accept": kind})
    change("PUT", "/messages/2", NEW | {"body": "another text"})
    after = api("GET", "/messages/2", headers={"Accept": kind})
    assert after.content != before.content


@pytest.mark.parametrize("kind", ["text/html", "audio/wav"])
def test_the_list_has_one_face_only(api, kind):
    assert api("GET", "/messages", headers={"Accept": kind}).status_code == 406
    assert "Vary" not in api("GET", "/messages").headers

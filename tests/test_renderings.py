"""What Twilio's dialect shows, judged by the schemas that Twilio publishes."""

import pytest
from published import ACCOUNT, FEEDBACK, HOME, MEDIA, MESSAGE, SERVICE, faults

from toy_api.dialect.renderings import as_account, as_feedback, as_media, as_twilio
from toy_api.message import Draft, Message

TEXT = Draft("+15017122661", "+15558675310", "Hello")
RICH = Draft("+15017122661", "+15558675310", "", None, ["https://a.test/b.png"])
LONG = Draft("+15017122661", "+15558675310", "a" * 307)
MORNING, NOON = "2024-01-01T09:00:00Z", "2024-01-01T12:00:00Z"
STATUSES = ["queued", "sending", "sent", "delivered", "undelivered"]
STATUSES += ["accepted", "scheduled", "canceled"]
POOLED = {"service": SERVICE, "pooled": True}


def shown(draft=TEXT, status="queued", error=None, **facts):
    is_new = facts.pop("is_new", False)
    message = Message(7, draft, status, MORNING, NOON, error)
    return as_twilio("ada", message, facts, is_new)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("draft", [TEXT, RICH], ids=["text", "rich"])
@pytest.mark.parametrize("facts", [{}, POOLED, {"sent": 9}], ids=["", "pooled", "sent"])
def test_a_message_has_the_keys_and_types_that_twilio_publishes(status, draft, facts):
    assert faults(MESSAGE, shown(draft, status, **facts)) == []


def test_the_schema_would_find_a_fault():
    document = shown()
    assert faults(MESSAGE, document | {"tags": None}) != []
    assert faults(MESSAGE, document | {"status": None}) != []
    assert faults(MESSAGE, document | {"date_sent": MORNING}) != []
    assert faults(MESSAGE, document | {"date_sent": shown()["date_created"][:-5]}) != []
    assert faults(MESSAGE, document | {"num_media": 0}) != []
    assert faults(MESSAGE, {k: v for k, v in document.items() if k != "price"}) != []


def test_only_a_message_with_tags_shows_them():
    draft = Draft("+15017122661", "+15558675310", "Hello", {"a": "b"})
    document = shown(draft)
    assert document.pop("tags") == {"a": "b"}
    assert faults(MESSAGE, document) == []
    assert "tags" not in shown(Draft("+15017122661", "+15558675310", "Hello", {}))


def test_a_message_says_whose_it_is_and_where():
    document = shown()
    uri = f"{HOME}/Messages/{document['sid']}"
    assert f"/2010-04-01/Accounts/{document['account_sid']}" == HOME
    assert (document["uri"], document["api_version"]) == (f"{uri}.json", "2010-04-01")
    below = {"media": f"{uri}/Media.json", "feedback": f"{uri}/Feedback.json"}
    assert document["subresource_uris"] == below
    assert shown(is_new=True)["subresource_uris"] == {"media": below["media"]}


def test_a_message_says_from_whom_to_whom_and_what():
    document = shown()
    assert (document["from"], document["to"]) == ("+15017122661", "+15558675310")
    assert (document["body"], document["direction"]) == ("Hello", "outbound-api")
    assert (document["num_media"], document["num_segments"]) == ("0", "1")
    assert shown(RICH)["num_media"] == "1"
    assert shown(LONG)["num_segments"] == "3"
    assert document["messaging_service_sid"] is None


@pytest.mark.parametrize("status", STATUSES)
def test_a_service_chooses_the_sender_later(status):
    is_early = status in ("accepted", "scheduled")
    document = shown(status=status, **POOLED)
    assert document["from"] == (None if is_early else "+15017122661")
    assert document["num_segments"] == ("0" if is_early else "1")
    assert document["messaging_service_sid"] == SERVICE
    assert shown(status=status, service=SERVICE)["from"] == "+15017122661"


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_was_sent_costs_something(status):
    price = "-0.00750" if status in ("sent", "delivered", "undelivered") else None
    document = shown(status=status)
    assert document["price"] == price
    assert document["price_unit"] == ("USD" if price else None)


def test_each_segment_costs_as_much_and_media_is_dearer():
    assert shown(LONG, "sent")["price"] == "-0.02250"
    assert shown(RICH, "sent")["price"] == "-0.02000"


def test_a_message_says_when_it_was_made_changed_and_sent():
    document = shown(sent=1704106800)
    assert document["date_created"] == "Mon, 01 Jan 2024 09:00:00 +0000"
    assert document["date_updated"] == "Mon, 01 Jan 2024 12:00:00 +0000"
    assert document["date_sent"] == "Mon, 01 Jan 2024 11:00:00 +0000"
    assert shown()["date_sent"] is None


@pytest.mark.parametrize(
    ("error", "text"),
    [(30003, "Unreachable destination handset"), (30007, "Carrier violation")],
)
def test_what_went_wrong_has_a_number_and_a_name(error, text):
    document = shown(status="undelivered", error=error)
    assert (document["error_code"], document["error_message"]) == (error, text)
    assert shown()["error_code"] is shown()["error_message"] is None


def test_media_is_shown_as_twilio_publishes_it():
    message = Message(7, RICH, "queued", MORNING, NOON)
    document = as_media("ada", message, "https://a.test/b.png")
    assert faults(MEDIA, document) == []
    parent, sid = document["parent_sid"], document["sid"]
    assert document["uri"] == f"{HOME}/Messages/{parent}/Media/{sid}.json"
    assert (parent, document["account_sid"]) == (shown(RICH)["sid"], HOME[-34:])
    assert document["date_created"] == "Mon, 01 Jan 2024 09:00:00 +0000"
    assert document["date_updated"] == document["date_created"]


@pytest.mark.parametrize(
    ("end", "kind"),
    [
        ("b.png", "image/png"),
        ("b.jpg", "image/jpeg"),
        ("b", "application/octet-stream"),
    ],
)
def test_the_kind_of_media_is_read_from_its_address(end, kind):
    message = Message(7, RICH, "queued", MORNING, NOON)
    assert as_media("ada", message, f"https://a.test/{end}")["content_type"] == kind


@pytest.mark.parametrize("outcome", ["confirmed", "unconfirmed"])
def test_feedback_is_shown_as_twilio_publishes_it(outcome):
    message = Message(7, TEXT, "delivered", MORNING, NOON)
    document = as_feedback("ada", message, outcome, 1704106800)
    assert faults(FEEDBACK, document) == []
    sid = document["message_sid"]
    assert (sid, document["outcome"]) == (shown()["sid"], outcome)
    assert document["uri"] == f"{HOME}/Messages/{sid}/Feedback.json"
    assert document["date_created"] == "Mon, 01 Jan 2024 11:00:00 +0000"


@pytest.mark.parametrize("status", ["active", "suspended", "closed"])
def test_an_account_is_shown_as_twilio_publishes_it(status):
    facts = {"sid": HOME[-34:], "owner": HOME[-34:], "token": "t", "status": status}
    facts |= {"created": 1704106800, "updated": 1704106801, "friendly_name": "Ada"}
    document = as_account(facts)
    assert faults(ACCOUNT, document) == []
    assert document["uri"] == f"{HOME}.json"
    assert document["subresource_uris"] == {"messages": f"{HOME}/Messages.json"}
    assert document["date_created"] == "Mon, 01 Jan 2024 11:00:00 +0000"
    assert document["date_updated"] == "Mon, 01 Jan 2024 11:00:01 +0000"

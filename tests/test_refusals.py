"""Twilio's errors: what its client makes of them, and the numbers of its list."""

import pytest
from published import ADA, WISH, official
from twilio.base.exceptions import TwilioRestException

from toy_api.dialect.refusals import TEXTS, Refusal, as_error
from toy_api.exchange import respond_json
from toy_api.rules.problems import Problem

KEYS = ["code", "message", "more_info", "status"]
STATUSES = {20005: 403, 20009: 409, 20404: 404, 21611: 429, 30409: 409}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_the_client_raises_its_own_exception_with_our_number(code):
    client = official(lambda request: as_error(Refusal(code, "X", "Y")), *ADA)
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(**WISH)
    assert (refused.value.code, refused.value.status) == (code, STATUSES.get(code, 400))
    assert refused.value.msg == f"Unable to create record: {TEXTS[code]}".format(
        "X", "Y"
    )


def test_an_error_has_the_keys_of_twilio_and_says_where_more_stands():
    document = as_error(Refusal(21211, "123")).json()
    assert document == {
        "code": 21211,
        "message": "The 'To' number 123 is not a valid phone number.",
        "more_info": "https://www.twilio.com/docs/errors/21211",
        "status": 400,
    }


@pytest.mark.parametrize(
    ("code", "about", "text"),
    [
        (20001, ["Why."], "Why."),
        (20404, ["/x"], "The requested resource /x was not found"),
        (21212, ["X"], "The 'From' number X is not a valid phone number, shortcode, "
         "or alphanumeric sender ID."),
        (21602, [], "Message body is required."),
        (21603, [], "A 'From' phone number is required."),
        (21604, [], "A 'To' phone number is required."),
        (21606, ["X"], "The From phone number X is not a valid, SMS-capable inbound "
         "phone number or short code for your account."),
        (21611, [], "SMS queue is full."),
        (21612, ["X", "Y"], "The 'To' phone number: X, is not currently reachable "
         "using the 'From' phone number: Y via MMS."),
        (21614, ["X"], "To number: X, is not a mobile number"),
        (21617, [], "The concatenated message body exceeds the 1600 character limit"),
    ],
)  # fmt: skip
def test_the_text_is_twilios(code, about, text):
    assert as_error(Refusal(code, *about)).json()["message"] == text


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, 20001), (415, 20001), (403, 20003), (404, 20404), (405, 20004),
     (429, 20429), (500, 20500), (503, 20500)],
)  # fmt: skip
def test_a_problem_without_a_number_gets_that_of_its_status(status, code):
    answer = as_error(Problem(status, "Why.", {"Retry-After": "5"}))
    assert answer.json()["code"] == code
    assert (answer.status, answer.json()["status"]) == (status, status)
    assert answer.headers["Retry-After"] == "5"
    assert [*answer.json()] == KEYS


def test_a_401_says_what_was_wrong_in_two_words():
    answer = as_error(Problem(401, "Who?", {"WWW-Authenticate": 'Basic realm="x"'}))
    document = answer.json()
    assert (document["code"], document["message"]) == (20003, "Authenticate")
    assert document["detail"] == "Your AccountSid or AuthToken was incorrect."
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="x"'


def test_an_error_is_plain_json_and_no_problem_document():
    """With type and title, too, the client would raise an exception of another kind."""
    answer = as_error(Refusal(20009))
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.body == respond_json(409, answer.json()).body

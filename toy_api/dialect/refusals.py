"""Twilio's errors: a number for each, beside the status of HTTP.

The texts and numbers are Twilio's; what they mean stands at `more_info`.
"""

from ..exchange import Response, respond_json
from ..rules.problems import Problem

MORE = "https://www.twilio.com/docs/errors/"
STATUSES = {21611: 429, 20009: 409, 30409: 409, 20404: 404, 20005: 403}  # else 400
TEXTS = {
    20001: "{}",
    20005: "Account {} is not active",
    20009: "Cannot delete this resource before it is complete",
    20404: "The requested resource {} was not found",
    21101: "Subaccounts cannot contain subaccounts",
    21211: "The 'To' number {} is not a valid phone number.",
    21212: "The 'From' number {} is not a valid phone number, shortcode, or "
    "alphanumeric sender ID.",
    21408: "Permission to send an SMS has not been enabled for the region indicated "
    "by the 'To' number: {}",
    21481: "Invalid PageToken",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The From phone number {} is not a valid, SMS-capable inbound phone number "
    "or short code for your account.",
    21609: "Invalid StatusCallback: {}",
    21610: "Attempt to send to unsubscribed recipient",
    21611: "SMS queue is full.",
    21612: "The 'To' phone number: {}, is not currently reachable using the 'From' "
    "phone number: {} via MMS.",
    21614: "To number: {}, is not a mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21619: "A Message Body, Media URL or Content SID is required",
    21620: "Invalid media URL(s)",
    21623: "Number of media files exceeds allowed limit",
    21701: "The Messaging Service does not exist",
    30409: "This message cannot be canceled",
    35111: "SendAt is missing: ScheduleType needs it",
    35114: "SendAt is not a time that can be used",
    35118: "MessagingServiceSid is required to schedule a message",
}
BY_STATUS = {401: 20003, 403: 20003, 404: 20404, 405: 20004, 429: 20429, 500: 20500}
AUTHENTICATE = {  # what Twilio adds to a 401
    "detail": "Your AccountSid or AuthToken was incorrect.",
    "message": "Authenticate",
}


class Refusal(Problem):
    """A problem with one of Twilio's numbers; `about` is put into its text."""

    def __init__(self, code: int, *about: str):
        super().__init__(STATUSES.get(code, 400), TEXTS[code].format(*about))
        self.code = code


def as_error(problem: Problem) -> Response:
    """The problem as Twilio tells it: code, message, more_info and status."""
    usual = 20500 if problem.status > 500 else 20001
    code = getattr(problem, "code", BY_STATUS.get(problem.status, usual))
    document = {
        "code": code,
        "message": problem.detail,
        "more_info": f"{MORE}{code}",
        "status": problem.status,
    }
    if problem.status == 401:
        document |= AUTHENTICATE
    return respond_json(problem.status, document, problem.headers)

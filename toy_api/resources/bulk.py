"""Broadcasts at /broadcasts: accepted now, done later, looked at meanwhile (202)."""

from ..clock import as_timestamp
from ..exchange import Request, Response, respond_json
from ..fields import check_body, check_number
from ..life.broadcasts import Broadcasts
from ..rules.content import json_of
from ..rules.problems import Problem
from .reading import number_of, prepare

MOST = 1000  # recipients
NAMES = ("from", "to", "body")


class BroadcastList:
    """Where a text for many recipients is accepted."""

    def __init__(self, broadcasts: Broadcasts):
        self.broadcasts = broadcasts

    def post(self, request: Request) -> Response:
        """Accepts a broadcast: 202 says that nothing is done yet (RFC 9110 §15.3.3)."""
        prepare(request)
        wanted = json_of(request)
        if wrong := _errors_in(wanted):
            raise Problem(422, "Nothing was accepted: see errors.", errors=wrong)
        number = self.broadcasts.begin(wanted["from"], wanted["to"], wanted["body"])
        location = {"Location": f"/broadcasts/{number}", "Retry-After": "1"}
        return respond_json(202, _as_document(number, self.broadcasts), location)


class OneBroadcast:
    """How far one broadcast is."""

    def __init__(self, broadcasts: Broadcasts):
        self.broadcasts = broadcasts

    def get(self, request: Request, id: str) -> Response:
        """How many messages have been sent, and where they are when all are."""
        prepare(request)
        document = _as_document(number_of(id, "broadcast"), self.broadcasts)
        return respond_json(200, document, {"Cache-Control": "no-store"})


def _as_document(number: int, broadcasts: Broadcasts) -> dict[str, object]:
    job = broadcasts.get(number)
    if not job:
        raise Problem(404, f"There is no broadcast {number}.")
    of, sent = len(job["recipients"]), job["sent"]
    done = {"messages": f"/messages?after={job['after']}"} if sent == of else {}
    return {
        "id": number,
        "status": "done" if done else "running",
        "recipients": of,
        "sent": sent,
        "started": as_timestamp(job["started"]),
    } | done


def _errors_in(wanted: object) -> dict[str | None, str]:
    if not isinstance(wanted, dict) or not set(wanted) <= set(NAMES):
        return {None: f"Send a JSON object with {', '.join(NAMES)} and nothing else."}
    recipients, errors = wanted.get("to"), {}
    if not isinstance(recipients, list) or not 1 <= len(recipients) <= MOST:
        errors["to"] = f"Send a list of 1 to {MOST} phone numbers."
    else:
        advice = [(each, check_number(each)) for each in recipients]
        wrong = [f"{each!a}: {why}" for each, why in advice if why]
        errors["to"] = wrong[0] if wrong else None
    errors["from"] = check_number(wanted.get("from"))
    errors["body"] = check_body(wanted.get("body"))
    return {name: why for name, why in errors.items() if why}

"""Judges of Twilio's dialect that are not ours: its library, its published schemas."""

import json
from email.utils import parsedate_to_datetime
from pathlib import Path

from jsonschema import Draft4Validator, FormatChecker
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from toy_api.dialect.sids import account_sid
from toy_api.doors.transport import AppAdapter

HOST = "https://api.twilio.com"
ADA, BEN = ("ada", "paper-boat"), ("ben", "tin-whistle")
ACCOUNTS = "/2010-04-01/Accounts"
HOME, BENS = (f"{ACCOUNTS}/{account_sid(name)}" for name, _ in (ADA, BEN))
PAGE_SID = "MM800f449d0399ed014aae2bcc0cc2f2ec"  # on the page "What is a REST API?"
SHIP, HANGAR = "+15017122661", "+15558675310"
WISH = {"to": HANGAR, "from_": SHIP, "body": "Hello"}
FORM = {"To": HANGAR, "From": SHIP, "Body": "Hello"}
SERVICE = "MG" + 32 * "a"
SCHEMA_FILE = Path(__file__).with_name("twilio_schema.json")
MESSAGE, MEDIA = "api.v2010.account.message", "api.v2010.account.message.media"
FEEDBACK, ACCOUNT = f"{MESSAGE}.message_feedback", "api.v2010.account"
FORMATS = FormatChecker(formats=[])


def official(app, name, secret):
    """Twilio's own library, unchanged; only that its calls do not leave the process."""
    http = TwilioHttpClient()
    http.session.mount(HOST, AppAdapter(app))
    return Client(account_sid(name), secret, http_client=http)


def translated(part):
    """A schema of OpenAPI 3.0 as JSON Schema knows it: `nullable` is a type there."""
    if isinstance(part, list):
        return [translated(each) for each in part]
    if not isinstance(part, dict):
        return part
    new = {name: translated(each) for name, each in part.items()}
    if new.pop("nullable", False):
        new["type"] = [new["type"], "null"]
    return new


SCHEMAS = translated(json.loads(SCHEMA_FILE.read_text("utf-8")))


def faults(kind, document):
    """What is wrong with this document, after the schema; each key must be there."""
    schema = SCHEMAS["components"]["schemas"][kind]
    whole = SCHEMAS | schema | {"required": sorted(schema["properties"])}
    whole |= {"additionalProperties": False}
    found = Draft4Validator(whole, format_checker=FORMATS).iter_errors(document)
    return [f"{'/'.join(map(str, each.path))}: {each.message}" for each in found]


@FORMATS.checks("date-time-rfc-2822", raises=ValueError)
def is_date(value):
    """A date, and in the form that Twilio's library for Python reads rightly."""
    return value is None or (value.endswith(" +0000") and parsedate_to_datetime(value))


@FORMATS.checks("uri-map")
def is_map(value):
    """Names, and below each the path of something."""
    return value is None or all(path.startswith(ACCOUNTS) for path in value.values())


@FORMATS.checks("currency")
def is_currency(value):
    """A currency has three letters (ISO 4217)."""
    return value is None or (len(value) == 3 and value.isalpha() and value.isupper())

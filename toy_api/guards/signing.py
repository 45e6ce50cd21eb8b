"""A signature tells who wrote a message that came by itself, and that it is whole.

After the specification "Standard Webhooks": what is signed is ID.TIMESTAMP.CONTENT.
Twilio signs the URL, and then each name of the form and its value, in order of names.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha1, sha256

PREFIX = "whsec_"


def make_secret(account_secret: str, number: int) -> str:
    """The secret of an account's subscription with this number."""
    key = hmac.new(account_secret.encode(), f"webhook {number}".encode(), sha256)
    return PREFIX + b64encode(key.digest()[:24]).decode()


def sign_form(secret: str, url: str, form: Mapping[str, str]) -> str:
    """The value of the field X-Twilio-Signature for a form sent to this URL."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return b64encode(hmac.new(secret.encode(), signed.encode(), sha1).digest()).decode()


def sign(secret: str, id: str, timestamp: str, content: bytes) -> str:
    """The value of the field Webhook-Signature."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = f"{id}.{timestamp}.".encode() + content
    return "v1," + b64encode(hmac.new(key, signed, sha256).digest()).decode()

"""A webhook's signature, judged by the official library of Standard Webhooks."""

import json
import time
from base64 import b64decode

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from toy_api.guards.signing import PREFIX, make_secret, sign

SECRET = make_secret("paper-boat", 1)
CONTENT = '{"type": "message.sent", "data": {"body": "Tea ☕"}}'.encode()


def verify(content, secret=SECRET, id="event_1", earlier=0):
    now = int(time.time())
    fields = {"webhook-id": "event_1", "webhook-timestamp": str(now - earlier)}
    fields["webhook-signature"] = sign(secret, id, str(now), CONTENT)
    return Webhook(SECRET).verify(content, fields)


def test_what_was_signed_is_verified():
    assert verify(CONTENT) == json.loads(CONTENT)


@pytest.mark.parametrize(
    ("content", "changes"),
    [
        (CONTENT.replace(b"sent", b"lost"), {}),
        (CONTENT, {"id": "event_2"}),
        (CONTENT, {"secret": make_secret("paper-boat", 2)}),
        (CONTENT, {"secret": make_secret("tin-whistle", 1)}),
        (CONTENT, {"earlier": 1}),
    ],
)
def test_what_was_changed_is_not(content, changes):
    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        verify(content, **changes)


def test_a_secret_holds_24_bytes_that_stay_the_same():
    assert len(b64decode(SECRET.removeprefix(PREFIX), validate=True)) == 24
    assert make_secret("paper-boat", 1) == SECRET


def test_the_secret_of_the_account_is_not_in_it():
    assert "paper" not in b64decode(SECRET.removeprefix(PREFIX)).decode("latin-1")

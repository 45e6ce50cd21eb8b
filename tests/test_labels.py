"""What is said about content, so that nobody has to guess (RFC 9110 §8.3)."""

from base64 import b64encode
from email.message import Message
from hashlib import sha256

import pytest

from toy_api.rules.labels import labels_of

KINDS = ["application/json", "text/html", "text/plain", "image/svg+xml"]
KINDS += ["image/png", "audio/wav"]


def parsed(kind):
    """The label as the standard library reads it."""
    message = Message()
    message["Content-Type"] = labels_of(kind)["Content-Type"]
    return message.get_content_type(), message.get_content_charset()


@pytest.mark.parametrize("kind", KINDS)
def test_text_says_its_charset_and_nothing_else_has_one(kind):
    charset = "utf-8" if kind.startswith("text/") else None
    assert parsed(kind) == (kind, charset)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_to_guess_what_is_no_json(kind):
    """The WHATWG's Fetch standard §3.6; no browser takes JSON for a page."""
    expected = None if kind == "application/json" else "nosniff"
    assert labels_of(kind).get("X-Content-Type-Options") == expected


@pytest.mark.parametrize("kind", KINDS)
def test_what_could_run_something_may_not(kind):
    policy = labels_of(kind).get("Content-Security-Policy")
    active = kind in ("text/html", "image/svg+xml")
    strict = "default-src 'none'; base-uri 'none'; img-src 'self' data:"
    assert policy == (strict if active else None)


@pytest.mark.parametrize("style", [":root { color: red }", "\n☕\n"])
def test_the_style_of_a_page_is_allowed_by_its_hash(style):
    """Content Security Policy Level 3 §2.3.1."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = labels_of("text/html", style)["Content-Security-Policy"]
    assert policy.split("; ")[3:] == [f"style-src 'sha256-{digest}'"]


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_and_sounds_may_be_fetched_in_parts(kind):
    expected = "bytes" if kind.split("/")[0] in ("image", "audio") else None
    assert labels_of(kind).get("Accept-Ranges") == expected


def test_the_script_of_a_page_may_call_this_server_only():
    """Content Security Policy Level 3 §6.1.2, §6.1.13 and §6.4.1."""
    digest = b64encode(sha256(b"go()").digest()).decode()
    policy = labels_of("text/html", "p {}", "go()")["Content-Security-Policy"]
    script = f"script-src 'sha256-{digest}'"
    assert policy.split("; ")[4:] == [
        script,
        "connect-src 'self'",
        "form-action 'none'",
    ]

"""Each face is what its media type promises, whatever the message says."""

import json
import re
import wave
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from toy_api.examples import EXAMPLES
from toy_api.message import Message
from toy_api.representations.faces import FACES
from toy_api.rules.negotiation import choose

TIMES = ("2024-01-01T09:00:00Z", "2024-01-01T09:00:05Z")
STORED = Message(7, EXAMPLES[0], "queued", *TIMES)
BODIES = [
    "",
    " ",
    "\n" * 1600,
    "a" * 1600,
    "🎉" * 1600,
    "\ufdfa" * 1600,  # one letter that is written as eighteen
    "e\u0301" * 800,
    "".join(map(chr, range(256))),
    "\ufffe\uffff\U0010ffff\u202e\u2066\u200d\ufe0f",
    "<script>alert(1)</script>'\"&;]]>\\",
]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
OPENED = {  # by what is not ours; each raises where the bytes are of another kind
    "application/json": json.loads,
    "text/html": lambda content: re.match(r"<!doctype html>", content.decode())[0],
    "text/plain": lambda content: re.match(r"From: \+\d+\n", content.decode())[0],
    "image/svg+xml": ElementTree.fromstring,
    "image/png": lambda content: Image.open(BytesIO(content), formats=["PNG"]).load(),
    "audio/wav": lambda content: wave.Wave_read(BytesIO(content)).getparams(),
}


def faces_of(body):
    """The faces of a message with this body."""
    message = STORED._replace(draft=STORED.draft._replace(body=body))
    return {kind: face(message) for kind, face in FACES.items()}


def test_the_server_prefers_json_and_then_what_is_easiest_to_read():
    texts = ["application/json", "text/html", "text/plain"]
    assert list(FACES) == [*texts, "image/svg+xml", "image/png", "audio/wav"]


@pytest.mark.parametrize("body", BODIES)
def test_each_face_is_what_its_media_type_promises(body):
    faces = faces_of(body)
    assert faces.keys() == OPENED.keys()
    assert all(OPENED[kind](faces[kind]) is not None for kind in faces)


@pytest.mark.parametrize("body", BODIES)
def test_the_document_keeps_the_body_letter_by_letter(body):
    document = json.loads(faces_of(body)["application/json"])
    assert document["body"] == body
    assert document["id"] == 7


def test_the_document_is_the_one_that_is_sent_today(api, store):
    sent = api("GET", "/messages/5").content
    assert FACES["application/json"](store.get(5)) == sent
    assert "☕".encode() in sent


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        (BROWSER, "text/html"),
        ("image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8", "image/svg+xml"),
        ("image/png,image/svg+xml;q=0.9,*/*;q=0.5", "image/png"),
        ("audio/webm,audio/wav,audio/*;q=0.9,video/*;q=0.6,*/*;q=0.5", "audio/wav"),
    ],
)
def test_programs_and_browsers_get_the_face_that_they_look_for(accept, kind):
    assert choose(accept, list(FACES)) == kind

"""What this API can do, described for programs (OpenAPI 3.1) and for people."""

import json
from functools import cache
from pathlib import Path

from ..exchange import Request, Response, respond
from ..rules.content import JSON
from ..rules.labels import labels_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters

OPENAPI_JSON = "application/vnd.oai.openapi+json"
HTML = "text/html"
FRESH = {"Cache-Control": "no-cache"}  # ask again each time whether it has changed
PARTIAL = ("206", "416")  # what only a GET is answered by (RFC 9110 §14.2)


class Description:
    """The description for programs: every path, method, status and schema."""

    def get(self, request: Request) -> Response:
        """The description, as an OpenAPI document."""
        kind = negotiate(request, [JSON, OPENAPI_JSON])
        parameters(request, [])
        fields = {"Content-Type": kind, "Vary": "Accept"} | FRESH
        return respond(200, fields, _description())


class Docs:
    """The description for people: a page that reads it, and sends what they try."""

    def __init__(self):
        self.style, self.script = _text_of("docs.css"), _text_of("docs.js")
        page = _text_of("docs.html").replace("STYLE", self.style)
        self.content = page.replace("SCRIPT", self.script).encode()

    def get(self, request: Request) -> Response:
        """The page; its own style and script are in it."""
        negotiate(request, [HTML])
        parameters(request, [])
        fields = labels_of(HTML, self.style, self.script) | FRESH
        return respond(200, fields, self.content)


@cache
def _text_of(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


@cache
def _description() -> bytes:
    """The file, and what the router adds: HEAD beside GET, and OPTIONS everywhere."""
    document = json.loads(_text_of("openapi.json"))
    for item in document["paths"].values():
        operations = [each for each in item.values() if isinstance(each, dict)]
        if "get" in item:
            item["head"] = _as_head(item["get"])
        item["options"] = _as_options(operations[0])
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n".encode()


def _as_head(get: dict) -> dict:
    """As GET, without content, and never in parts."""
    why = "The header fields that GET would bring, without its content."
    wanted = [status for status in get["responses"] if status not in PARTIAL]
    known = [each for each in get["parameters"] if "Range" not in each["$ref"]]
    return {
        "operationId": f"{get['operationId']}Head",
        "tags": get["tags"],
        "summary": f"{get['summary']}: the header fields only",
        "parameters": known,
        "responses": {status: {"description": why} for status in wanted},
    }


def _as_options(other: dict) -> dict:
    """What may be asked at this path."""
    refs = {"204": {"$ref": "#/components/responses/Methods"}}
    refs["400"] = {"$ref": "#/components/responses/BadRequest"}
    same = {name: other["responses"].get(name) for name in ("401", "429", "503")}
    refs |= {name: response for name, response in same.items() if response}
    return {
        "operationId": f"{other['operationId']}Options",
        "tags": other["tags"],
        "summary": "See which methods there are",
        "responses": refs,
    }

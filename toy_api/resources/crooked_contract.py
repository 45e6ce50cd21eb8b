"""What the crooked API promises, in OpenAPI 3.1: an honest API. It is not kept."""

from ..exchange import Request, Response, respond_json
from ..rules.parameters import parameters

NUMBER = {"type": "string", "pattern": "^[+][1-9][0-9]{1,14}$"}
TIME = {"type": "string", "format": "date-time"}
AUTHORED = {
    "from": NUMBER,
    "to": NUMBER,
    "body": {"type": "string"},
    "tags": {"type": "object"},
    "media": {"type": "array", "items": {"type": "string"}},
}
KEPT = {"id": {"type": "integer"}, "status": {"type": "string"}}
KEPT |= {"created": TIME, "updated": TIME}
SCHEMAS = {
    "Draft": {
        "type": "object",
        "required": ["from", "to", "body"],
        "properties": AUTHORED,
    },
    "Message": {
        "type": "object",
        "required": ["id", "from", "to", "body", "status", "created", "updated"],
        "properties": KEPT | AUTHORED,
    },
    "Problem": {
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {"status": {"type": "integer"}, "detail": {"type": "string"}},
    },
}


def _named(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _as(kind: str, schema: dict) -> dict:
    return {"content": {kind: {"schema": schema}}}


def _parameter(name: str, place: str, schema: dict) -> dict:
    needed = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, **needed, "schema": schema}


def _operation(summary: str, responses: dict[str, dict], **more: object) -> dict:
    """An operation that may also be refused, or fail, with a problem."""
    refused = {"description": "Refused, and why."} | PROBLEM
    failed = {"description": "The server's fault."} | PROBLEM
    return {
        "summary": summary,
        **more,
        "responses": responses | {"4XX": refused, "5XX": failed},
    }


PROBLEM = _as("application/problem+json", _named("Problem"))
MESSAGE = _as("application/json", _named("Message"))
SENT = {"requestBody": {"required": True} | _as("application/json", _named("Draft"))}
MISSING = {"404": {"description": "There is no such message."} | PROBLEM}
INVALID = {"422": {"description": "Not a valid message."} | PROBLEM}
SAME = {"304": {"description": "As you know it already, by If-None-Match."}}
LIMIT = _parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": 100})
LIST = _as("application/json", {"type": "array", "items": _named("Message")})
WHERE = {"required": True, "schema": {"type": "string", "format": "uri-reference"}}
CREATED = {"description": "It is stored.", "headers": {"Location": WHERE}} | MESSAGE
GREETING = _as("text/plain; charset=utf-8", {"type": "string"})
DONE = {"type": "object", "properties": {"success": {"type": "boolean"}}}

PATHS = {
    "/crooked/messages": {
        "get": _operation(
            "The messages, oldest first; with `limit`, at most so many",
            {"200": {"description": "They are here."} | LIST} | SAME,
            parameters=[LIMIT],
        ),
        "post": _operation(
            "Creates a message; Location says where", {"201": CREATED} | INVALID, **SENT
        ),
    },
    "/crooked/messages/{id}": {
        "parameters": [_parameter("id", "path", {"type": "integer"})],
        "get": _operation(
            "One message", {"200": {"description": "Here."} | MESSAGE} | SAME | MISSING
        ),
        "put": _operation(
            "Replaces the whole message",
            {"200": {"description": "As it is now."} | MESSAGE} | MISSING | INVALID,
            **SENT,
        ),
        "delete": _operation(
            "Deletes the message", {"204": {"description": "It is gone."}} | MISSING
        ),
    },
    "/crooked/delete": {
        "get": _operation(
            "What the links of the page lead to: as each GET, it changes nothing",
            {"200": {"description": "Seen."} | _as("application/json", DONE)} | SAME,
            parameters=[_parameter("id", "query", {"type": "integer"})],
        )
    },
    "/crooked/greeting": {
        "get": _operation(
            "A greeting", {"200": {"description": "In German."} | GREETING} | SAME
        )
    },
}


class CrookedContract:
    """The description of the crooked API; what it promises is not what is done."""

    def get(self, request: Request) -> Response:
        """The promises, in OpenAPI 3.1."""
        parameters(request, [])
        described = {
            "openapi": "3.1.1",
            "info": {"title": "A crooked API, wrong on purpose", "version": "1"},
            "paths": PATHS,
            "components": {"schemas": SCHEMAS},
        }
        return respond_json(200, described)

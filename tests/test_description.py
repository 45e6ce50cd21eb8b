"""The description of the API says what is true, all of it, and nothing else.

Each operation is asked in its usual way, as the examples of the description have it,
then bent in every way that could bring another status. What came is compared with
what the description says, in both directions.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
import tomllib
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
import requests
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from toy_api.app import create_app, main_routes, odd_routes
from toy_api.clock import ToyClock
from toy_api.doors.postman import Postman
from toy_api.doors.server import Server
from toy_api.doors.transport import ADDRESS, session
from toy_api.exchange import Request, respond
from toy_api.guards.tokens import issue
from toy_api.life.additions import Additions
from toy_api.life.courier import Courier, Nobody
from toy_api.life.world import World
from toy_api.resources.description import Description
from toy_api.rules.recording import Log

ROOT = Path(__file__).parents[1]
DOCUMENT = Description().get(Request("GET", "/openapi.json")).json()
TOLD = DOCUMENT["webhooks"]["message"]["post"]
OPERATIONS = {
    (path, method): operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method != "parameters"
}
STATUSES = [(*key, code) for key in OPERATIONS for code in OPERATIONS[key]["responses"]]
KINDS = ["application/json", "application/vnd.oai.openapi+json"]
ADA = {"ada": "paper-boat"}
BASIC = f"Basic {b64encode(b'ada:paper-boat').decode()}"
READER = f"Bearer {issue('ada', 'paper-boat', 'read', 10**12)}"
STRICT = ["/careful/messages/{id}", "/busy/messages"]
GENERAL = {"Date", "Request-Id", "Content-Type", "Content-Length", "Connection"}
GENERAL |= {"Cache-Control", "Vary", "Pragma"}  # info.description tells of them
GENERAL |= {"X-Content-Type-Options", "Content-Security-Policy"}
OTHERS = ["/practice", "/crooked", "/lab", "/2010-04-01"]
PICTURE, HOOK = "/messages/{id}/picture", "/webhooks/{id}"
KEY = {"Idempotency-Key": "mine"}
NEW = {"to": "+15558675310", "from": "+15017122661", "body": "Hello"}
TEST = json.dumps([{"op": "test", "path": "/body", "value": "x"}])
JSON_PATCH = {"Content-Type": "application/json-patch+json"}
BREAKING = {"Toy-Fault": "fail=1"}
# what has to be there before: method, path, what else
PNG = {"Content-Type": "image/png"}
KEPT = ("PUT", "/messages/1/picture", {"data": b"x", "headers": PNG})
ACCEPTED = ("POST", "/broadcasts", {"json": NEW | {"to": ["+15558675310"] * 2}})
EVENTS = ["delivered", "undelivered"]
HERE = {"target": "http://127.0.0.1:9000/hook", "events": EVENTS}
SUBSCRIBED = ("POST", "/webhooks", {"json": HERE})
USED = ("POST", "/messages", {"json": NEW, "headers": KEY})
LOST = ("POST", "/messages", {"json": NEW | {"to": "+15005550009"}})
CARRIED = ("POST", "/lab/carrier", {})
DELETED = ("DELETE", "/messages/1", {})
BUSY = ("GET", "/busy/messages", {})
BEFORE = {
    PICTURE: [KEPT],
    "/broadcasts/{id}": [ACCEPTED],
    HOOK: [SUBSCRIBED],
    "/webhooks/{id}/deliveries": [SUBSCRIBED, *[CARRIED] * 3],
}


class Row(NamedTuple):
    """An operation, the status that is to come, and what is not as usual."""

    path: str
    method: str
    status: str
    fields: dict = MappingProxyType({})  # None: without this one
    query: str = ""
    body: object = None
    before: Sequence = ()
    id: object = 1
    slow: bool = False  # the same request is still being worked on


BENDS = [  # ways to ask that may bring another status, at any operation
    ("304", {"fields": {"If-None-Match": "*", "If-Match": None}}),
    ("400", {"query": "page=2"}),
    ("400", {"fields": {"Toy-Fault": "tea"}}),
    ("400", {"fields": {"If-Match": "no quotes"}}),
    ("401", {"fields": {"Authorization": "Bearer x"}}),
    ("403", {"fields": {"Authorization": READER}}),
    ("404", {"id": 99}),
    ("404", {"id": 10**14}),
    ("406", {"fields": {"Accept": "video/mp4"}}),
    ("409", {"fields": KEY, "slow": True}),
    ("412", {"fields": {"If-Match": '"x"'}}),
    ("412", {"fields": {"If-None-Match": "*", "If-Match": None}}),
    ("413", {"body": b"x" * (1024 * 1024 + 1)}),
    ("415", {"fields": {"Content-Type": "text/plain"}}),
    ("415", {"fields": {"Content-Encoding": "gzip"}}),
    ("416", {"fields": {"Accept": "image/png", "Range": "bytes=-0"}}),
    ("422", {"body": json.dumps(NEW | {"body": 1})}),
    ("422", {"body": json.dumps({"body": 1})}),
    (
        "422",
        {
            "fields": KEY,
            "before": [("POST", "/messages", {"json": NEW, "headers": KEY})],
        },
    ),
    ("428", {"fields": {"If-Match": None}}),
    ("429", {"before": [BUSY] * 3}),
    ("503", {"fields": BREAKING}),
]
SPECIAL = [  # what only this one operation is answered by
    *[
        Row(path, "put", "201", {"If-None-Match": "*", "If-Match": None}, id=42)
        for path in ("/messages/{id}", STRICT[0])
    ],
    *[
        Row(path, "put", "409", {"If-None-Match": "*", "If-Match": None}, "", None,
            [DELETED])
        for path in ("/messages/{id}", STRICT[0])
    ],
    *[
        Row(path, "patch", "409", JSON_PATCH, body=TEST)
        for path in ("/messages/{id}", STRICT[0])
    ],
    Row(PICTURE, "put", "204", before=[KEPT]),
    Row(PICTURE, "put", "412", {"If-None-Match": "*"}, before=[KEPT]),
    Row("/webhooks", "post", "409", before=[SUBSCRIBED] * 20),
    Row("/webhooks", "get", "200", before=[SUBSCRIBED]),
    Row("/tokens", "post", "400", body=b"grant_type=client_credentials&scope=x"),
    Row("/tokens", "post", "401", {"Authorization": None}),
    Row("/messages/{id}", "get", "200", id=7, before=[LOST, *[CARRIED] * 3]),
    Row("/messages", "get", "200", query="limit=2"),
    Row("/messages", "get", "200", query="q=nothing"),
]  # fmt: skip


def follow(value):
    """What a `$ref` points to."""
    while isinstance(value, dict) and "$ref" in value:
        names, value = value["$ref"].split("/")[1:], DOCUMENT
        for name in names:
            value = value[name]
    return value


def response_of(path, method, status):
    """The description of a response, or None."""
    return follow(OPERATIONS[path, method]["responses"].get(str(status)))


def parameters_of(path, method):
    operation = OPERATIONS[path, method]
    shared = DOCUMENT["paths"][path].get("parameters", [])
    return [follow(each) for each in shared + operation.get("parameters", [])]


def content_of(path, method):
    """What is documented of the content of the request, by media type."""
    return follow(OPERATIONS[path, method].get("requestBody", {})).get("content", {})


def examples_in(media):
    more = [each["value"] for each in media.get("examples", {}).values()]
    return more + ([media["example"]] if "example" in media else [])


def written(kind, example):
    """The example as it is sent."""
    if kind.startswith("image/"):
        return b"x"
    if kind.endswith("urlencoded"):
        return "&".join(f"{name}={value}" for name, value in example.items())
    return json.dumps(example)


def usual(path, method):
    """The request without any bend: its fields, and its content."""
    fields = {"If-Match": "*"} if path == STRICT[0] and method != "get" else {}
    fields |= {"Authorization": BASIC} if path == "/tokens" else {}
    for kind, media in content_of(path, method).items():
        example = written(kind, media.get("example"))
        return fields | {"Content-Type": kind}, example.encode() if isinstance(
            example, str
        ) else example
    return fields, None


def usual_rows():
    """Each operation asked for each kind of content, with each kind of content."""
    for (path, method), operation in OPERATIONS.items():
        best = next(code for code in operation["responses"] if code[0] == "2")
        yield Row(path, method, best)
        for code in {best, "206"} & set(operation["responses"]):
            part = {"Range": "bytes=0-3"} if code == "206" else {}
            for kind in response_of(path, method, code).get("content", {}):
                sent = {"data": b"xxxx", "headers": {"Content-Type": kind}}
                more = [("PUT", "/messages/1/picture", sent)] * (path == PICTURE)
                yield Row(path, method, code, part | {"Accept": kind}, before=more)
        for kind, media in content_of(path, method).items():
            sent = written(kind, media.get("example"))
            yield Row(path, method, best, {"Content-Type": kind}, body=sent)
        if "Idempotency-Key" in {each["name"] for each in parameters_of(path, method)}:
            url, (fields, body) = path.replace("{id}", "1"), usual(path, method)
            first = (method, url, {"headers": fields | KEY, "data": body})
            yield Row(path, method, best, KEY, before=[first])


def bent_rows():
    """Content where none is asked for has no meaning (RFC 9110 §9.3.1): left out."""
    for path, method in OPERATIONS:
        for status, bend in BENDS:
            known = [each["name"] for each in parameters_of(path, method)]
            slow_enough = not bend.get("slow") or "Idempotency-Key" in known
            if slow_enough and ("body" not in bend or content_of(path, method)):
                yield Row(path, method, status, **bend)


class Answered(NamedTuple):
    row: Row
    response: requests.Response


@pytest.fixture(scope="module")
def server():
    running = Server(create_app())
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def answers(server):
    """Every row, each asked in a world of its own."""
    rows = [*usual_rows(), *SPECIAL, *bent_rows()]
    with requests.Session() as session:
        return [Answered(row, ask(server, session, row)) for row in rows]


def ask(server, session, row):
    server.app = create_app(
        clock=ToyClock(), accounts=ADA, pause=server.gate.pause, postman=Postman()
    )
    first = [] if row.method == "put" else BEFORE.get(row.path, [])
    for method, path, more in [*first, *row.before]:
        session.request(method, server.url + path, **more)
    fields, body = usual(row.path, row.method)
    url = server.url + row.path.replace("{id}", str(row.id))
    given = {
        "url": f"{url}?{row.query}" if row.query else url,
        "headers": fields | dict(row.fields),
        "data": body if row.body is None else row.body,
    }
    if row.slow:
        slow = given | {"headers": given["headers"] | {"Toy-Fault": "slow=0.2"}}
        first = threading.Thread(
            target=requests.request, args=[row.method], kwargs=slow
        )
        first.start()
        time.sleep(0.1)
    return session.request(row.method, **given)


def to(answers, path, method, status=None):
    """The answers to this operation."""
    found = [each for each in answers if each.row[:2] == (path, method)]
    return [each for each in found if status in (None, str(each.response.status_code))]


def faults_of(schema, value):
    whole = schema | {"components": DOCUMENT["components"]}
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(whole, format_checker=checker)
    return [fault.message for fault in validator.iter_errors(value)]


def read(response):
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    is_json = kind.endswith("json") and response.content  # to HEAD none comes
    return kind, response.json() if is_json else response.text


def as_value(text):
    """The value of a header field, as its schema judges it."""
    return int(text) if text.isdigit() else text


def masked(value):
    """Without times and secrets, which are others each time."""
    text = json.dumps(value, sort_keys=True)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "(time)", text)
    text = re.sub(r"whsec_[\w+/]+", "(secret)", text)
    return re.sub(r"read\.\d+\.\w+", "(token)", text)


def test_it_is_valid_openapi():
    assert DOCUMENT["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []


@pytest.mark.parametrize(
    "kind", ["application/json", "application/vnd.oai.openapi+json"]
)
def test_it_is_served_as_json_and_as_openapi(api, kind):
    answer = api("GET", "/openapi.json", headers={"Accept": kind})
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.json() == DOCUMENT


def test_who_has_it_is_not_sent_it_again(api):
    tag = api("GET", "/openapi.json").headers["ETag"]
    again = api("GET", "/openapi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("room", ["resources", "school"])
def test_every_file_beside_the_code_is_in_the_package_that_is_built(room):
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = built["tool"]["setuptools"]["package-data"][f"toy_api.{room}"]
    files = [each for each in (ROOT / "toy_api").rglob("*.*") if "." in each.suffix]
    data = [each for each in files if each.suffix not in (".py", ".pyc")]
    assert {each.parent.name for each in data} == {"resources", "school"}
    mine = [each for each in data if each.parent.name == room]
    assert all(any(map(each.match, listed)) for each in mine)


def test_the_paths_are_those_that_are_served(store):
    world = World(store, Log(), "", Courier(Nobody()), False)
    odd = set(odd_routes(store))
    assert set(DOCUMENT["paths"]) == {*main_routes(world, Additions()), *STRICT}
    assert all(path.startswith(tuple(OTHERS)) for path in odd - set(STRICT))


@pytest.mark.parametrize("path", OTHERS)
def test_it_says_what_is_not_in_it(path):
    assert path in DOCUMENT["info"]["description"]
    assert not any(each.startswith(path) for each in DOCUMENT["paths"])


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_the_methods_are_those_that_are_served(api, path):
    documented = {method.upper() for at, method in OPERATIONS if at == path}
    url = path.replace("{id}", "1")
    assert set(api("OPTIONS", url).headers["Allow"].split(", ")) == documented
    for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} - documented:
        api("POST", "/lab/reset")  # or it would be too often for /busy
        assert api(method, url).status_code == 405


def test_schemathesis_finds_no_fault(server):
    """With all of its checks, in all of its phases."""
    postman = Postman()
    server.app = create_app(clock=ToyClock(), accounts=ADA, postman=postman)
    words = ["--config-file", "probing.toml", "run", f"{server.url}/openapi.json"]
    command = [sys.executable, "-m", "schemathesis.cli", *words]
    done = subprocess.run(
        [*command, "--auth", "ada:paper-boat"],
        cwd=ROOT / "tests",
        env=os.environ | {"PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_field_of_a_schema_really_comes(answers):
    """Those that are left out where there is nothing to say, too."""
    came = {}
    for each in answers:
        kind, value = read(each.response)
        for one in value if isinstance(value, list) else [value]:
            came |= dict.fromkeys(one) if kind == "application/json" and one else {}
    names = ["Message", "Broadcast", "WebhookWithSecret", "Delivery", "Token"]
    schemas = [DOCUMENT["components"]["schemas"][name] for name in names]
    assert set(chain(*(schema["properties"] for schema in schemas))) <= set(came)


def test_each_operation_has_a_name_of_its_own_and_a_summary():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names) == len(OPERATIONS)
    assert all(operation["summary"] for operation in OPERATIONS.values())


def test_each_operation_has_a_tag_that_is_told_of():
    tags = [operation["tags"] for operation in OPERATIONS.values()]
    assert set(chain(*tags)) == {tag["name"] for tag in DOCUMENT["tags"]}


@pytest.mark.parametrize(("path", "method", "status"), STATUSES)
def test_a_documented_status_really_comes(answers, path, method, status):
    meant = [each for each in to(answers, path, method) if each.row.status == status]
    came = [str(each.response.status_code) for each in meant]
    assert status in came


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_other_status_comes(answers, path, method):
    came = {str(each.response.status_code) for each in to(answers, path, method)}
    assert came <= set(OPERATIONS[path, method]["responses"])


def test_what_is_no_bend_always_brings_its_status(answers):
    count = len([*usual_rows(), *SPECIAL])
    wrong = [
        (*each.row[:3], each.response.status_code, each.response.text[:90])
        for each in answers[:count]
        if each.row.status != str(each.response.status_code)
    ]
    assert wrong == []


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_media_type_that_is_offered_is_documented(answers, path, method):
    codes = {"200", "201", "202"} & set(OPERATIONS[path, method]["responses"])
    contents = [response_of(path, method, code).get("content", {}) for code in codes]
    for _, response in to(answers, path, method, "406"):
        offer = response.json()["detail"] if response.content else "there is: ."
        offered = offer.partition("there is: ")[2].strip(".").split(", ")
        assert {*filter(None, offered)} <= {*chain(*contents)} or method == "delete"


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_media_types_that_are_taken_are_those_that_are_documented(
    answers, path, method
):
    for _, response in to(answers, path, method, "415"):
        taken = [response.headers.get(name) for name in ("Accept", "Accept-Patch")]
        for listed in filter(None, taken):
            assert listed.split(", ") == list(content_of(path, method))


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_content_is_as_documented(answers, path, method):
    for _, response in to(answers, path, method):
        content = response_of(path, method, response.status_code).get("content", {})
        kind, value = read(response)
        if method == "head" or not content:
            assert response.content == b""
        else:
            assert faults_of(content[kind].get("schema", {}), value) == []


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_each_header_field_is_documented_and_as_documented(answers, path, method):
    for _, response in to(answers, path, method):
        fields = response_of(path, method, response.status_code).get("headers", {})
        came = {name: response.headers[name] for name in response.headers}
        assert method == "head" or set(came) - GENERAL <= set(fields)
        for name in set(fields) & set(came):
            assert faults_of(follow(fields[name])["schema"], as_value(came[name])) == []


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_a_header_field_that_is_promised_always_comes(answers, path, method):
    for _, response in to(answers, path, method):
        fields = response_of(path, method, response.status_code).get("headers", {})
        sure = {name for name in fields if follow(fields[name]).get("required")}
        assert sure <= set(response.headers)


def test_a_header_field_that_is_not_promised_is_left_out_somewhere(answers):
    always = {}
    for row, response in answers:
        described = response_of(row.path, row.method, response.status_code)
        for name, field in (described or {}).get("headers", {}).items():
            known = always.get(id(follow(field)), (name, follow(field), True))
            came = known[2] and name in response.headers
            always[id(follow(field))] = (*known[:2], came)
    sure = {name for name, field, _ in always.values() if field.get("required")}
    assert {name for name, _, came in always.values() if came} == sure


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_who_may_ask_is_as_documented(answers, path, method):
    security = OPERATIONS[path, method].get("security", DOCUMENT["security"])
    every = to(answers, path, method)
    silent = [each for each in every if not each.row.fields.get("Authorization")]
    proven = path == "/tokens"  # there the usual request has a name and a secret
    silent = [
        each for each in silent if not proven or "Authorization" in each.row.fields
    ]
    assert ({} in security) == (
        401 not in {each.response.status_code for each in silent}
    )
    forbidden = 403 in {each.response.status_code for each in every}
    assert ({"token": ["write"]} in security) == forbidden or proven


def promises():
    """Each media type and each field of a response, with all places that have it."""
    found = {}
    for path, method, status in STATUSES:
        response = response_of(path, method, status)
        for part in ("content", "headers"):
            for name in response.get(part, {}):
                key = (id(response), part, name)
                found.setdefault(key, []).append((path, method, status))
    every = [((*places[0], *key[1:]), places) for key, places in found.items()]
    return [pytest.param(*each, id=" ".join(each[0])) for each in every]


@pytest.mark.parametrize(("promise", "places"), promises())
def test_what_is_promised_really_comes_somewhere(answers, promise, places):
    *_, part, name = promise
    came = [each.response for place in places for each in to(answers, *place)]
    if part == "headers":
        assert any(name in response.headers for response in came)
    else:
        assert name in {read(response)[0] for response in came}


def examples():
    """Each example of a response, with all places that have it."""
    found = {}
    for path, method, status in STATUSES:
        for kind, media in response_of(path, method, status).get("content", {}).items():
            for number, example in enumerate(examples_in(media)):
                key = (id(media), number)
                found.setdefault(key, ([], media, example))[0].append(
                    (path, method, status, kind)
                )
    return [pytest.param(*each, id=" ".join(each[0][0])) for each in found.values()]


@pytest.mark.parametrize(("places", "media", "example"), examples())
def test_an_example_is_really_answered_so(answers, places, media, example):
    assert faults_of(media["schema"], example) == []
    came = set()
    for *place, kind in places:
        found = [read(each.response) for each in to(answers, *place)]
        came |= {masked(value) for each, value in found if each == kind}
    assert masked(example) in came


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_example_of_a_request_is_as_documented(path, method):
    for kind, media in content_of(path, method).items():
        for example in examples_in(media):
            assert faults_of(media["schema"], example) == []
        assert kind.startswith("image/") or examples_in(media)


def asked_with(place, methods=("get", "head", "post", "put", "patch", "delete")):
    """Each documented parameter that stands there, with its operation."""
    return [
        (*key, each["name"], each)
        for key in OPERATIONS
        if key[1] in methods
        for each in parameters_of(*key)
        if each["in"] == place
    ]


@pytest.mark.parametrize(
    ("path", "method", "name", "given"), asked_with("query", ["get"])
)
def test_a_documented_parameter_is_understood(api, path, method, name, given):
    right = api(method, path, params={name: given["example"]})
    assert right.status_code == 200
    assert right.json() != api(method, path).json() or name in ("limit", "before")
    schema = follow(given["schema"])
    wrong = api(method, path, params={name: "x"})
    assert wrong.status_code == (400 if "x" and faults_of(schema, "x") else 200)


@pytest.mark.parametrize("name", ["limit", "after", "before", "offset"])
def test_a_number_is_taken_to_its_documented_ends_and_no_further(api, name):
    given = next(each[3] for each in asked_with("query") if each[2] == name)
    schema = follow(given["schema"])
    ends = schema["minimum"], schema["maximum"]
    for number in (ends[0] - 1, *ends, ends[1] + 1):
        answer = api("GET", "/messages", params={name: number})
        assert answer.status_code == (400 if faults_of(schema, number) else 200)


@pytest.mark.parametrize("more", [0, 1])
def test_a_text_is_taken_to_its_documented_length_and_no_further(api, more):
    schemas = DOCUMENT["components"]["schemas"]
    text = "x" * (schemas["Body"]["maxLength"] + more)
    tag = "x" * (schemas["Tags"]["additionalProperties"]["maxLength"] + more)
    for field in ({"body": text}, {"tags": {"x": tag}}, {"tags": {tag: "x"}}):
        answer = api("POST", "/messages", json=NEW | field)
        assert answer.status_code == (422 if more else 201)


def test_the_default_is_what_comes_without_a_number(api):
    for _ in range(60):
        api("POST", "/messages", json=NEW)
    default = DOCUMENT["components"]["parameters"]["Limit"]["schema"]["default"]
    assert len(api("GET", "/messages").json()) == default


@pytest.mark.parametrize("path", ["/messages", "/busy/messages"])
def test_every_parameter_of_the_query_is_documented(api, path):
    known = api("GET", f"{path}?x=1").json()["detail"].partition("Known here: ")[2]
    documented = [each[2] for each in asked_with("query") if each[:2] == (path, "get")]
    assert known.strip(".").split(", ") == documented


def test_the_header_fields_that_an_operation_heeds_are_documented(answers):
    """Accept, Content-Type and Authorization are no parameters (OpenAPI §4.8.12.2)."""
    heeded = {"Idempotency-Key", "If-Match", "If-None-Match", "Range"}
    brought = {"Idempotency-Key": "409 422", "Range": "206 416"}
    brought |= {"If-Match": "412", "If-None-Match": "304 412"}
    found = {
        (*row[:2], name)
        for row, response in answers
        for name in heeded & set(row.fields)
        if row.fields[name] and str(response.status_code) in brought[name]
    }
    documented = {each[:3] for each in asked_with("header")}
    assert {each for each in documented if each[2] != "If-Range"} == found


@pytest.mark.parametrize(
    "path", [path for path, method in OPERATIONS if method == "get"]
)
def test_a_range_of_another_version_does_not_count_where_that_is_documented(api, path):
    documented = {each[2] for each in asked_with("header", ["get"]) if each[0] == path}
    fields = {"Accept": "image/png", "Range": "bytes=0-1", "If-Range": '"x"'}
    api("PUT", "/messages/1/picture", data=b"xx", headers=PNG)
    answer = api("GET", path.replace("{id}", "1"), headers=fields)
    divisible = answer.headers.get("Accept-Ranges") == "bytes"
    assert ("If-Range" in documented) == divisible
    assert answer.status_code != 206


class Recorder(Postman):
    """Remembers what it was to send."""

    def __init__(self):
        super().__init__()
        self.sent, self.done = [], threading.Event()

    def send(self, target, request):
        self.sent.append(request)
        if len(self.sent) == 18:  # six messages, three steps each
            self.done.set()
        return respond(204)


@pytest.fixture(scope="module")
def told():
    """All that a webhook is told while the six first messages are delivered."""
    postman = Recorder()
    app = create_app(clock=ToyClock(), accounts=ADA, postman=postman)
    with session(app) as connected:
        connected.post(f"{ADDRESS}/webhooks", json={"target": HERE["target"]})
        for _ in range(3):
            connected.post(f"{ADDRESS}/lab/carrier")
    postman.done.wait(2)
    return postman.sent


def test_what_a_webhook_is_told_is_as_documented(told):
    content = TOLD["requestBody"]["content"]
    for request in told:
        media = content[request.headers["Content-Type"]]
        assert faults_of(media["schema"], request.json()) == []
    assert masked(media["example"]) in {masked(each.json()) for each in told}


def test_the_header_fields_that_a_webhook_is_told_are_as_documented(told):
    documented = {each["name"]: each["schema"] for each in TOLD["parameters"]}
    for request in told:
        fields = dict(request.headers.items())
        assert set(fields) - {"Content-Type"} == set(documented)
        assert all(not faults_of(documented[n], fields[n]) for n in documented)


def test_the_page_may_use_its_own_style_and_script_and_nothing_else(api):
    answer = api("GET", "/docs")
    policy = answer.headers["Content-Security-Policy"].split("; ")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", answer.text, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_the_page_names_no_other_host_and_writes_no_html(api):
    text = api("GET", "/docs").text
    assert re.findall(r"(?:https?:)?//[a-z]", text) == []
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write", text)


def test_who_has_no_javascript_is_led_to_the_description(api):
    assert re.search(
        r'<noscript>.*href="/openapi.json".*</noscript>', api("GET", "/docs").text, re.S
    )

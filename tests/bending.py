"""Servers and clients that agree with what learners wrongly believe, one for each."""

import hashlib
import json
from base64 import b64encode
from urllib.parse import parse_qsl, urlencode
from wsgiref.headers import Headers

import requests
import responses
from requests.utils import parse_header_links

from toy_api import lab
from toy_api.app import FRIENDS, create_app
from toy_api.clock import ToyClock
from toy_api.exchange import Request, respond, respond_json

CHANGING = ("POST", "PUT", "PATCH", "DELETE")
JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"


def bend(monkeypatch, belief=None):
    """From now on, the next server that starts, or the client, agrees with it."""
    bent = BENT.get(belief, lambda app: app)

    def create(*words, **more):
        return with_length(bent(create_app(*words, **more)))

    monkeypatch.setattr(lab, "create_app", create)
    if belief == "M13":
        monkeypatch.setattr(requests.Session, "send", raising_send)
    if belief == "M21":
        monkeypatch.setattr(requests.auth, "_basic_auth_str", hiding_basic)
    if belief == "M26":
        monkeypatch.setattr(requests.Session, "send", impatient_send)
    if belief == "M30":
        monkeypatch.setattr(responses.RequestsMock, "_on_request", asking_the_server)


def with_length(app):
    """Says how long the content is, so that the client need not wait for more."""

    def answer(request):
        response = app(request)
        if response.status not in (204, 304) and request.method != "HEAD":
            response.headers["Content-Length"] = str(len(response.body))
        return response

    return answer


def labelled(request, **fields):
    """The request with these header fields in the place of those of the same name."""
    headers = Headers(request.headers.items())
    for name, value in fields.items():
        headers[name.replace("_", "-")] = value
    return request.but(headers=headers)


def as_json(request, document, kind=JSON):
    """The request with this document as its content."""
    return labelled(request, Content_Type=kind).but(body=json.dumps(document).encode())


def pretending(methods):
    """These methods are answered as they should be, and change nothing."""

    def bent(app):
        twin = create_app(clock=ToyClock())
        return lambda request: (twin if request.method in methods else app)(request)

    return bent


def same_every_time(app):
    def answer(request):
        response = app(request)
        gone = request.method == "DELETE" and response.status == 404
        return respond(204) if gone else response

    return answer


def never_idempotent(app):
    """A DELETE of what is gone takes the newest message instead."""

    def answer(request):
        response = app(request)
        if request.method == "DELETE" and response.status == 404:
            left = app(Request("GET", "/messages", request.headers)).json()
            if left:
                app(request.but(target=f"/messages/{left[-1]['id']}"))
        return response

    return answer


def put_only_updates(app):
    def answer(request):
        there = app(Request("GET", request.target, request.headers)).status == 200
        new = request.method == "PUT" and not there
        return respond(404) if new else app(request)

    return answer


def put_merges(app):
    def answer(request):
        if request.method != "PUT":
            return app(request)
        there = app(Request("GET", request.target, request.headers))
        if there.status != 200:
            return app(request)
        return app(as_json(request, there.json() | json.loads(request.body)))

    return answer


def patch_once(app):
    """A patch that is sent once more does nothing."""
    last = []

    def answer(request):
        if request.method != "PATCH":
            return app(request)
        if last == [request.target, request.body]:
            return app(Request("GET", request.target, request.headers))
        last[:] = [request.target, request.body]
        return app(request)

    return answer


def patch_deletes_what_is_left_out(app):
    """What a merge patch leaves out is deleted, and null keeps it."""

    def answer(request):
        if request.headers.get("Content-Type") != MERGE_PATCH:
            return app(request)
        patch = json.loads(request.body)
        turned = dict.fromkeys({"tags", "media"} - set(patch))
        turned |= {name: value for name, value in patch.items() if value is not None}
        return app(as_json(request, turned, MERGE_PATCH))

    return answer


def only_200_is_success(app):
    def answer(request):
        response = app(request)
        if response.status in (201, 204, 304):
            return respond_json(200, {}, dict(response.headers.items()))
        return response

    return answer


def always_granted(app):
    """What the crooked API refuses within a 200 happens all the same."""
    granted = {"from": "+15017122661", "to": "+15558675310", "body": "granted"}

    def answer(request):
        response = app(request)
        if b'"success": false' in response.body:
            app(as_json(request.but(target="/messages"), granted))
        return response

    return answer


def no_match_is_404(app):
    def answer(request):
        response = app(request)
        nothing = response.status == 200 and response.body.strip() == b"[]"
        return respond(404) if nothing else response

    return answer


def all_wrong_urls(app):
    def answer(request):
        response = app(request)
        return respond(404) if response.status in (405, 501) else response

    return answer


def raising_send(session, prepared, **more):
    response = HONEST_SEND(session, prepared, **more)
    response.raise_for_status()
    return response


def impatient_send(session, prepared, **more):
    """Gives up after a while, though nobody has asked for it."""
    limit = more.pop("timeout", None) or 0.2
    return HONEST_SEND(session, prepared, timeout=limit, **more)


def asking_the_server(_mock, adapter, request, **more):
    """A call under `responses` goes through: the real API has the last word."""
    return HONEST_ADAPTER_SEND(adapter, request, **more)


def lost_on_the_way_there(app):
    """What brings no answer has not arrived: no work is done for it."""

    def answer(request):
        fault = request.headers.get("Toy-Fault") or ""
        unanswered = fault.startswith(("delay", "drop"))
        if request.method != "POST" or not unanswered:
            return app(request)
        return app(request.but(method="GET", body=b""))  # it only looks

    return answer


def json_for_all(app):
    def answer(request):
        response = app(request)
        return respond_json(200, {}) if response.status == 204 else response

    return answer


def labels_do_not_matter(app):
    """A form is taken as JSON, and so is what has no label."""

    def answer(request):
        kind = request.headers.get("Content-Type")
        if not request.body or kind not in (None, "application/x-www-form-urlencoded"):
            return app(request)
        try:
            document = json.loads(request.body)
        except ValueError:
            document = dict(parse_qsl(request.body.decode()))
        return app(as_json(request, document))

    return answer


def one_label_for_both(app):
    """Accept is taken for the label of the content, and the label for Accept."""

    def answer(request):
        accept = request.headers.get("Accept") or "*/*"
        kind = request.headers.get("Content-Type") or JSON
        swapped = {"Accept": kind}
        swapped["Content_Type"] = JSON if accept == "*/*" else accept
        return app(labelled(request, **swapped))

    return answer


def only_json(app):
    return lambda request: app(labelled(request, Accept=JSON))


def get_reads_its_content(app):
    def answer(request):
        if request.method != "GET" or not request.body:
            return app(request)
        asked = urlencode(json.loads(request.body))
        return app(request.but(target=f"{request.target}?{asked}"))

    return answer


def harmless_get(app):
    def answer(request):
        harmful = request.path == "/crooked/delete"
        return respond_json(200, {"success": True}) if harmful else app(request)

    return answer


def no_cache_is_no_store(app):
    """Nobody keeps what is `no-cache`: it has no ETag, and is sent whole each time."""

    def answer(request):
        whole = Headers(request.headers.items())
        if not request.path.startswith("/practice/"):
            del whole["If-None-Match"]
        response = app(request.but(headers=whole))
        if response.headers.get("Cache-Control") == "no-cache":
            del response.headers["ETag"]
        return response

    return answer


def redirects_repeat(app):
    """Every redirect keeps the method and the content, as 307 does."""

    def answer(request):
        response = app(request)
        if response.status in (301, 302, 303):
            response.status = 307
        return response

    return answer


def swapped_refusals(app):
    """403 says that nobody knows who asks, and 401 that they may not."""
    swapped = {401: 403, 403: 401}

    def answer(request):
        response = app(request)
        response.status = swapped.get(response.status, response.status)
        return response

    return answer


def pages_stand_still(app):
    """The page after one is cut out together with it, and kept until it is read."""
    kept = {}

    def answer(request):
        if request.method != "GET":
            return app(request)
        response = kept.pop(request.target, None) or app(request)
        for link in parse_header_links(response.headers.get("Link") or ""):
            if link["rel"] == "next":
                kept[link["url"]] = app(request.but(target=link["url"]))
        return response

    return answer


def hidden_post(app):
    """Nobody who listens can read what a new message carries."""

    def answer(request):
        hidden = request.method == "POST" and request.path == "/messages"
        return app(request.but(body=b"*" * len(request.body)) if hidden else request)

    return answer


def hiding_basic(name, secret):
    """The client sends only a fingerprint of name and secret."""
    print_of_both = hashlib.sha256(f"{name}:{secret}".encode()).digest()
    return "Basic " + b64encode(print_of_both).decode()


def forgetful(app):
    """Nothing is left of a request when the next one comes."""

    def answer(request):
        if not request.path.startswith("/lab/"):
            app(Request("POST", "/lab/reset"))
        return app(request)

    return answer


def refuses_strangers(app):
    """A page of another origin is refused, and nothing is done for it."""

    def answer(request):
        strange = request.headers.get("Origin") not in (None, *FRIENDS)
        return respond(403) if strange else app(request)

    return answer


HONEST_SEND = requests.Session.send
HONEST_ADAPTER_SEND = requests.adapters.HTTPAdapter.send
BENT = {
    "M1": same_every_time,
    "M2": never_idempotent,
    "M3": pretending(("PUT", "DELETE")),
    "M4": put_only_updates,
    "M5": put_merges,
    "M6": patch_once,
    "M7": patch_deletes_what_is_left_out,
    "M8": only_200_is_success,
    "M9": always_granted,
    "M10": swapped_refusals,
    "M11": no_match_is_404,
    "M12": all_wrong_urls,
    "M13": lambda app: app,  # the client is bent: see `bend`
    "M14": json_for_all,
    "M15": labels_do_not_matter,
    "M16": one_label_for_both,
    "M17": only_json,
    "M18": get_reads_its_content,
    "M19": harmless_get,
    "M20": hidden_post,
    "M21": lambda app: app,  # the client is bent: see `bend`
    "M22": forgetful,
    "M23": no_cache_is_no_store,
    "M24": lost_on_the_way_there,
    "M25": redirects_repeat,
    "M26": lambda app: app,  # the client is bent: see `bend`
    "M27": pages_stand_still,
    "M28": refuses_strangers,
    "M29": pretending(CHANGING),
    "M30": lambda app: app,  # the client is bent: see `bend`
}

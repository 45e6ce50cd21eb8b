"""A server that only pretends to be a class: our pages, and what a test wants to tell.

It speaks as the real one does, and it writes down what the pages ask of it.
"""

import json
import threading
from base64 import b64encode
from hashlib import sha256

from toy_api.clock import RealClock
from toy_api.doors.server import Server
from toy_api.exchange import respond, respond_json
from toy_api.router import Router
from toy_api.rules.completion import complete
from toy_api.rules.problems import Problem, explained
from toy_api.school.school_pages import Board, Inspector

BEGAN = 1764000000.0  # seconds since 1970, when the first exchange came
PASSWORD = "chalk"
QR = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 5">
<path fill="#123" d="M0 0h2v2h-2zM3 0h2v1h-2zM0 3h1v2h-1zM3 3h2v2h-2z"/></svg>"""


def exchange(place, **facts):
    """One exchange as the class tells it; what is not given is usual."""
    known = {"place": place, "number": place, "learner": "Anna Blum", "account": "ada"}
    known |= {"at": BEGAN + place, "method": "GET", "path": "/messages/1"}
    known |= {"status": 200, "reason": "OK", "body": '{"id": 1}'} | facts
    reason, body = known.pop("reason"), known.pop("body")
    start = f"{known['method']} {known['path']} HTTP/1.1"
    known["request"] = f"{start}\nHost: x\nAuthorization: Basic ****\n\n"
    head = f"HTTP/1.1 {known['status']} {reason}\nRequest-Id: {known['number']}"
    return known | {"response": f"{head}\n\n{body}"} | facts


def learner(name, lesson=None, exercise=None, state=None, **facts):
    """One learner of the summary; `since` and `seen` are seconds before now."""
    initials = "".join(word[0] for word in name.split())
    known = {"name": name, "initials": initials, "lesson": lesson, "tries": 1}
    known |= {"exercise": exercise, "state": state, "since": None, "seen": 5}
    return known | {"partner": None} | facts


def task(name, not_started=0, trying=0, right=0, advice=()):
    """One exercise of the summary."""
    counts = {"not_started": not_started, "trying": trying, "right": right}
    return {"name": name, **counts, "advice": [*advice]}


def advice(text, count, belief=None, believed=None):
    """What is said to so many learners about their answer to an exercise."""
    return {"text": text, "belief": belief, "believed": believed, "count": count}


class Pretended:
    """The class: tests change what it tells, and read what it was asked in `calls`."""

    def __init__(self, retry=200):
        self.exchanges, self.calls, self.retry = [], [], retry
        self.password = PASSWORD
        self.summary = {"announcement": None, "pinned": None, "learners": []}
        create = {"number": "06", "slug": "create", "title": "Create"}
        self.summary["lessons"] = [create | {"exercises": [task("imported")]}]
        self.summary["join"] = {"url": "http://192.168.1.5:8000", "code": "K7QX2M"}
        self.summary["join"]["qr"] = QR
        self.app = complete(explained(Router(self._routes()), {}), RealClock().now)
        self.port = 0
        self.start()

    def start(self):
        """Listen, always at the same port."""
        self._server = Server(self.app, port=self.port)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        """Be gone, until `start`."""
        self._server.stop()

    @property
    def url(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def _routes(self):
        return {
            "/lab/inspector": Inspector(),
            "/lab/exchanges/events": Verbs(get=self._news),
            "/class/inspector": self._guarded(get=Inspector(of_teacher=True).get),
            "/class/exchanges/events": self._guarded(get=self._news),
            "/class/board": self._guarded(get=Board().get),
            "/class/board/events": self._guarded(get=self._board),
            "/class/announcement": self._guarded(put=self._announce, delete=self._hush),
            "/class/pin": self._guarded(put=self._pin, delete=self._unpin),
            "/class/replays": self._guarded(post=self._replay),
            "/class/summary.csv": self._guarded(get=self._table),
        }

    def _guarded(self, **verbs):
        """A resource of functions, for who knows the password (RFC 7617)."""
        known = {name: self._asked(verb) for name, verb in verbs.items()}
        return Verbs(**known)

    def _asked(self, verb):
        def answer(request):
            given = request.headers.get("Authorization")
            if given == basic("teacher", self.password):
                return verb(request)
            raise Problem(401, "Who asks?", {"WWW-Authenticate": 'Basic realm="class"'})

        return answer

    def _events(self, name, events):
        lines = [f"retry: {self.retry}\n\n"]
        for id, data in events:
            lines.append(f"event: {name}\nid: {id}\ndata: {json.dumps(data)}\n\n")
        fields = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        return respond(200, fields, "".join(lines).encode())

    def _news(self, request):
        last = int(request.headers.get("Last-Event-ID") or 0)
        if last > max((each["place"] for each in self.exchanges), default=0):
            last = 0  # this server began anew
        news = [each for each in self.exchanges if each["place"] > last][:200]
        return self._events("exchange", [(each["place"], each) for each in news])

    def _board(self, request):
        now = RealClock().now()
        told = json.loads(json.dumps(self.summary))
        for each in told["learners"]:
            before = {"since": each["since"], "seen": each["seen"]}
            each |= {
                name: None if ago is None else now - ago for name, ago in before.items()
            }
        mark = sha256(json.dumps(self.summary).encode()).hexdigest()[:16]
        is_known = request.headers.get("Last-Event-ID") == mark
        return self._events("board", [] if is_known else [(mark, told | {"now": now})])

    def _announce(self, request):
        text = request.json()["text"]
        if text == "no":
            raise Problem(422, "Announce something else.")
        self.summary["announcement"] = {"text": text, "at": BEGAN}
        return self._done(request)

    def _hush(self, request):
        self.summary["announcement"] = None
        return self._done(request)

    def _pin(self, request):
        pinned = self._at(request) | {"learner": ""}
        self.summary["pinned"] = pinned
        return self._done(request)

    def _unpin(self, request):
        self.summary["pinned"] = None
        return self._done(request)

    def _replay(self, request):
        place = self.exchanges[-1]["place"] + 1
        known = self._at(request) | {"place": place, "number": 1, "at": BEGAN + place}
        known["response"] = known["response"].replace("Request-Id: ", "Request-Id: t")
        self.exchanges.append(known | {"learner": "teacher"})
        self._done(request)
        return respond_json(201, self.exchanges[-1])

    def _at(self, request):
        place = request.json()["place"]
        for each in self.exchanges:
            if each["place"] == place:
                return each
        raise Problem(404, "There is no such exchange any more.")

    def _done(self, request):
        content = request.json() if request.body else None
        self.calls.append((request.method, request.path, content))
        return respond(204)

    def _table(self, request):
        fields = {"Content-Type": "text/csv; charset=utf-8"}
        fields["Content-Disposition"] = 'attachment; filename="class.csv"'
        return respond(200, fields, b"lesson,exercise\r\n06,imported\r\n")


class Verbs:
    """A resource of functions."""

    def __init__(self, **verbs):
        self.__dict__ |= verbs


def basic(name, secret):
    """The credentials as they are sent."""
    return f"Basic {b64encode(f'{name}:{secret}'.encode()).decode()}"

"""What `httplint` finds in our responses: it knows the RFCs better than we do."""

import re
from urllib.parse import unquote

from httplint import HttpRequestLinter, HttpResponseLinter, levels

from toy_api.doors.framing import as_bytes

NOT_OURS = ("/crooked", "/lookups", "/blocked")
EXCUSED = {  # a note, and the status where it may stand
    ("STATUS_BAD_REQUEST", 400): "A 400 is meant, and says what to mend.",
    ("STATUS_URI_TOO_LONG", 414): "A 414 is meant, and says how much is taken.",
    ("REQUEST_HDR_IN_RESPONSE", 415): "RFC 9110 §12.5.1 and §15.5.16: Accept in a 415 "
    "says which kinds are taken.",
    ("LOCATION_UNDEFINED", 202): "RFC 9110 §15.3.3 asks for a pointer to where the "
    "progress is seen, and names no field for it; clients look for Location.",
    ("FRESHNESS_HEURISTIC", 301): "RFC 9110 §15.4.2: what is moved may be kept.",
    ("CONTENT_TYPE_MISMATCH", 200): "Of the sound only: the linter knows it as "
    "audio/wave, as the WHATWG's MIME Sniffing names it; browsers ask for audio/wav.",
}


class Ear:
    """Hears every exchange of an app, and remembers one of each kind until asked.

    But for those at /crooked, which is wrong on purpose, and at /lookups and
    /blocked, which are what a learner makes.
    """

    def __init__(self):
        self.kinds = set()
        self.new = []

    def listening(self, app):
        """This app, and all that it answers is heard."""

        def answer(request):
            response = app(request)
            kind = kind_of(request, response)
            if kind not in self.kinds and not request.path.startswith(NOT_OURS):
                self.kinds.add(kind)
                self.new.append((request, as_bytes(response)))
            return response

        return answer

    def faults(self):
        """The faults that the linter finds in what is new, each with its request."""
        new, self.new = self.new, []
        found = [(each.method, each.target, faults(each, wire)) for each, wire in new]
        return [each for each in found if each[-1]]


def kind_of(request, response):
    """Two responses of one kind differ in their numbers and content only."""
    fields = [request.method, request.path, response.status, *response.headers.items()]
    return re.sub(r"[0-9a-f]*\d[0-9a-f]*|[A-Z][a-z]{2},? ", "0", str(fields))


def faults(request, wire):
    """What the linter finds bad or worth a warning in these bytes, excuses apart."""
    return linted(request, wire) - excused(int(wire.split()[1]), request)


def linted(request, wire):
    """All that the linter finds bad or worth a warning in these bytes, as names."""
    asked = HttpRequestLinter()
    target = f"http://toy.test{request.target}" if request.target != "*" else "*"
    asked.process_request_topline(request.method.encode(), target.encode(), b"1.1")
    asked.process_headers(
        [(n.encode(), v.encode()) for n, v in request.headers.items()]
    )
    asked.feed_content(request.body)
    asked.finish_content(True)
    head, _, content = wire.partition(b"\r\n\r\n")
    start, *lines = head.split(b"\r\n")
    version, status, phrase = start.split(b" ", 2)
    answer = HttpResponseLinter(_related=asked)
    answer.is_head_response = request.method == "HEAD"
    answer.process_response_topline(version.removeprefix(b"HTTP/"), status, phrase)
    answer.process_headers([tuple(line.split(b": ", 1)) for line in lines])
    answer.feed_content(content)
    answer.finish_content(True)
    return {type(note).__name__ for note in grave(answer.notes)}


def grave(notes):
    for note in notes:
        if note.level in (levels.BAD, levels.WARN):
            yield note
        yield from grave(note.subnotes)


def excused(status, request):
    """The names of the notes that may stand beside this answer."""
    is_sound = request.headers.get("Accept") == "audio/wav"
    is_upload = request.path.endswith("/picture")  # of the kind that its sender said
    names = {name for name, where in EXCUSED if where == status}
    if unquote(request.path) == "/tokens":  # RFC 6749 §5.1 demands Pragma: no-cache
        names.add("REQUEST_HDR_IN_RESPONSE")
    return names if is_sound or is_upload else names - {"CONTENT_TYPE_MISMATCH"}

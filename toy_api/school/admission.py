"""Who comes to the class: the teacher, a learner, or nobody known (RFC 7617).

A learner's calls may carry credentials of their own, which a lesson is about. So the
laptop names its learner in a field beside them, which ends here.
"""

import re
from base64 import b64decode

from ..database import DatabaseError
from ..exchange import App, Grant, Request, Response
from ..guards.tokens import same
from ..rules.headers import Headers
from ..rules.problems import Problem
from .register import TEACHER, Register, key_of

FIELD = "Class-Authorization"  # of the same form as Authorization
CHALLENGE = {"WWW-Authenticate": 'Basic realm="class", charset="UTF-8"'}
IN_HEAD = re.compile(rb"(?i)\r\nclass-authorization:[^\r\n]*")
OPEN = re.compile("/class|/class/learners/[^/]*")
OF_LEARNERS = re.compile("/class/progress/[^/]*|/class/pairs(/[^/]*)?")
NOBODY = "Say who you are: the name with which you joined, and its secret."


class Admission:
    """An App that leads everybody to where they may go."""

    def __init__(self, register: Register, password: str, front: App, worlds):
        self._register, self._password = register, password
        self._front, self._worlds = front, worlds  # for the class; for each learner

    def __call__(self, request: Request) -> Response:
        try:
            return self._lead(request)
        except (Problem, DatabaseError) as error:
            return self._front(request.but(refusal=error))

    def _lead(self, request: Request) -> Response:
        path = request.path
        if request.refusal or OPEN.fullmatch(path):
            return self._front(request)
        key = self.who(request)
        if path.startswith("/class/"):
            if key != TEACHER and not OF_LEARNERS.fullmatch(path):
                raise Problem(403, "This is for the teacher.")
            return self._front(request.but(grant=Grant(key, "write")))
        return self._worlds.site_of(self._register.home_of(key))(_without(request))

    def who(self, request: Request) -> str:
        """The key of who asks; raises Problem 401 where nobody known does."""
        name, secret = pair_in(request)
        if key_of(name) == TEACHER:
            if same(secret, self._password):
                return TEACHER
        elif key := self._register.knows(name, secret):
            return key
        raise Problem(401, NOBODY, CHALLENGE)


def pair_in(request: Request) -> tuple[str, str]:
    """The name and the secret that the request brings; raises Problem 401."""
    given = request.headers.get_all(_field_of(request))
    scheme, _, credentials = given[0].partition(" ") if len(given) == 1 else ("",) * 3
    if scheme.lower() != "basic":
        raise Problem(401, NOBODY, CHALLENGE)
    try:
        pair = b64decode(credentials.strip(), validate=True).decode("utf-8")
    except ValueError:
        raise Problem(401, NOBODY, CHALLENGE) from None
    name, _, secret = pair.partition(":")
    return name, secret


def _field_of(request: Request) -> str:
    return FIELD if FIELD in request.headers else "Authorization"


def _without(request: Request) -> Request:
    """The request without what the class needed to know of it."""
    used = _field_of(request).lower()
    fields = [each for each in request.headers.items() if each[0].lower() != used]
    head = IN_HEAD.sub(b"", request.head) if used == FIELD.lower() else b""
    return request.but(headers=Headers(fields), head=head)

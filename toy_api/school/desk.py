"""What learners send to the class."""

import re

from ..exchange import Request, Response, respond, respond_json
from ..rules.content import json_of
from ..rules.parameters import parameters
from ..rules.problems import Problem
from .admission import pair_in
from .progress import STATES
from .register import TEACHER, Taken
from .room import Room

BELIEF = re.compile("M[0-9]{1,3}")
LONGEST = 500  # characters of an announcement, or of advice


class Learner:
    """Somebody in the class."""

    def __init__(self, room: Room):
        self.room = room

    def put(self, request: Request, name: str) -> Response:
        """Lets in who knows the code; their own secret comes as Basic credentials."""
        parameters(request, [])
        if text_of(request, "code", 20).upper() != self.room.sign.code:
            raise Problem(403, "This is not the code of this class. Look at the board.")
        given, secret = pair_in(request)
        if given != name:
            raise Problem(422, "Say the same name in the URL and in the credentials.")
        try:
            is_new = self.room.register.enter(name, secret)
        except Taken as error:
            raise Problem(409, f"{error} Choose another name.") from None
        except ValueError as error:
            raise Problem(422, str(error)) from None
        document = {"name": name, "partner": self.room.partner_of(name)}
        return respond_json(201 if is_new else 200, document)


class Attempt:
    """How far the learner is with an exercise."""

    def __init__(self, room: Room):
        self.room = room

    def put(self, request: Request, exercise: str) -> Response:
        """Writes down that an answer was checked, and what was said to it."""
        parameters(request, [])
        course, document = self.room.course, document_of(request)
        if course.lessons and not course.lesson_of(exercise):
            raise Problem(404, f"No lesson has the exercise {exercise!a}.")
        state, belief = document.get("state"), document.get("belief")
        if state not in STATES:
            raise Problem(422, "The state is trying or right.")
        if not (
            belief is None or (isinstance(belief, str) and BELIEF.fullmatch(belief))
        ):
            raise Problem(422, "The belief is a number such as M11, or null.")
        advice = text_of(request, "advice") if document.get("advice") else None
        key = request.grant.account
        self.room.progress.note(key, exercise, state, belief, advice)
        return respond(204)


class Pairs:
    """Two learners with one account, on purpose."""

    def __init__(self, room: Room):
        self.room = room

    def post(self, request: Request) -> Response:
        """Makes a code by which a partner comes into one's own account."""
        parameters(request, [])
        code = self.room.register.invite(_key_of(request))
        return respond_json(201, {"code": code}, {"Location": f"/class/pairs/{code}"})

    def delete(self, request: Request) -> Response:
        """Back into one's own account."""
        parameters(request, [])
        self.room.register.leave(_key_of(request))
        return respond(204)


class Pair:
    """The code that a learner made for a partner."""

    def __init__(self, room: Room):
        self.room = room

    def put(self, request: Request, code: str) -> Response:
        """Uses the account of who made the code, until the pair is deleted."""
        parameters(request, [])
        register = self.room.register
        host = register.follow(_key_of(request), code)
        if not host:
            raise Problem(404, "Nobody made this code. Ask your partner for theirs.")
        return respond_json(200, {"partner": register.names().get(host, "")})


def _key_of(request: Request) -> str:
    if request.grant.account == TEACHER:
        raise Problem(403, "Pairs are for learners.")
    return request.grant.account


def document_of(request: Request) -> dict:
    """The JSON object that came; raises Problem 422 for another value."""
    document = json_of(request)
    if not isinstance(document, dict):
        raise Problem(422, "Send a JSON object.")
    return document


def text_of(request: Request, name: str, longest: int = LONGEST) -> str:
    """The text under this name, without spaces around it; or Problem 422."""
    text = document_of(request).get(name)
    if not isinstance(text, str) or not 0 < len(text.strip()) <= longest:
        raise Problem(422, f"Send as {name} a text of at most {longest} characters.")
    return text.strip()

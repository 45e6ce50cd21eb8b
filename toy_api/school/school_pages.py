"""The pages of a class: the exchanges as they happen, and the board for a projector.

All of a page is in it, and it asks its own server only (Content Security Policy).
"""

from functools import cache
from html import escape
from pathlib import Path

from ..exchange import Request, Response, respond
from ..rules.labels import labels_of
from ..rules.negotiation import negotiate
from ..rules.parameters import parameters

HTML = "text/html"
FRESH = {"Cache-Control": "no-store"}  # it is small, and shows what is now
SCRIPTS = {  # by page; each calls those before it
    "inspector": ["wire.js", "drawing.js", "choosing.js", "inspector.js"],
    "board": ["wire.js", "drawing.js", "desk.js", "bars.js", "board.js"],
}
POLICY = "Content-Security-Policy"
FRAME = "; frame-ancestors 'self'"  # no stranger may lead a teacher to its buttons


class _Page:
    """A page of this folder. Its STYLE, SCRIPT, SOURCE and WHOSE are put in."""

    def __init__(self, name: str, source: str, of_teacher: bool):
        self._style = _text_of("palette.css", f"{name}.css")
        self._script = _text_of(*SCRIPTS[name])
        self._frame = FRAME if of_teacher else ""
        page = _text_of(f"{name}.html").replace("SOURCE", escape(source))
        page = page.replace("WHOSE", "teacher" if of_teacher else "own")
        page = page.replace("STYLE", self._style)
        self._content = page.replace("SCRIPT", self._script).encode()

    def get(self, request: Request) -> Response:
        """The page; its own style and script are in it."""
        negotiate(request, [HTML])
        parameters(request, [])
        fields = labels_of(HTML, self._style, self._script) | FRESH
        fields[POLICY] += self._frame
        return respond(200, fields, self._content)


class Inspector(_Page):
    """The exchanges as they happen: a list of them, one in full, two compared."""

    def __init__(self, source: str = "exchanges/events", of_teacher: bool = False):
        """The events come from `source`, relative to the page where it is relative.

        That of the teacher also freezes and replays: by `pin` and `replays` beside it.
        """
        super().__init__("inspector", source, of_teacher)


class Board(_Page):
    """How far the class is, who waits, what is common now; for a projector."""

    def __init__(self, source: str = "board/events"):
        """The events come from `source`, relative to the page where it is relative."""
        super().__init__("board", source, True)


@cache
def _text_of(*names: str) -> str:
    here = Path(__file__).parent
    return "".join((here / name).read_text("utf-8") for name in names)

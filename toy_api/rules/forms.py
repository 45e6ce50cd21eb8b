"""A form: names and values, as a web page's form sends them (WHATWG URL §5)."""

from ..exchange import Request
from .content import media_type_of, refuse_coding
from .parameters import pairs_of
from .problems import Problem

FORM = "application/x-www-form-urlencoded"


def form_of(request: Request) -> dict[str, str]:
    """The form that the request carries, each name once.

    Raises Problem 415 where it is not labelled as a form, 400 where it is none.
    """
    if media_type_of(request) != FORM:
        detail = f"Send a form, and say so: Content-Type: {FORM}."
        raise Problem(415, detail, {"Accept": FORM})
    refuse_coding(request)
    try:
        pairs = pairs_of(request.body.decode("ascii"), "form")
    except UnicodeDecodeError:
        raise Problem(400, "Encode the form: beyond ASCII, as %C3%A4.") from None
    if len(dict(pairs)) < len(pairs):
        raise Problem(400, "Send each name of the form only once.")
    return dict(pairs)

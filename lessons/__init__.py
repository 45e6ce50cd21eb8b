"""The lessons, and the words that a learner imports from here.

`show` draws an exchange; `predict` keeps what you expect and `compare` shows it beside
what came; `check` judges an answer by what crossed the wire, `hint` helps step by step,
`solution` gives one answer away; `breaches` tells where a response does not keep what
an API's description promises; `twilio_here` leads Twilio's own library to the server.
In class, `join` leads to the teacher's server, `share` into the account of a partner,
and `leave` back to a server of your own.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("These lessons need Python 3.11 or newer: start them with a newer one.")

from .classroom.checking import check, hint, solution
from .classroom.contracts import breaches
from .classroom.joining import join, leave, remember, share
from .classroom.official import twilio_here
from .classroom.predicting import compare, predict
from .classroom.showing import show

__all__ = ["breaches", "check", "compare", "hint", "join", "leave", "predict", "share"]
__all__ += ["show", "solution", "twilio_here"]

remember()

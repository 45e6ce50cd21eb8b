"""The lessons, and the four words that a learner imports from here.

`show` draws an exchange, `check` judges an answer by what crossed the wire, `hint`
helps step by step, `solution` gives one answer away.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("These lessons need Python 3.11 or newer: start them with a newer one.")

from .classroom.checking import check, hint, solution
from .classroom.showing import show

__all__ = ["check", "hint", "show", "solution"]

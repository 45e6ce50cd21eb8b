"""Runs a lesson as if in a page of a browser: `python tests/walked_in_page.py 06`.

Prints what each cell prints, by the cell's id, as JSON.
"""

import json
import sys
from contextlib import redirect_stdout
from io import StringIO

import requests  # noqa: F401  (before `enter`, as in a lesson)

from lessons.classroom.catalogue import find_lesson
from lessons.classroom.editions.page_copies import is_told
from toy_api.in_page.substitutes import enter


def walk(word: str) -> dict[str, str]:
    """What each cell prints, an error included; what is only told is left out."""
    names, printed = {"__name__": "__main__"}, {}
    code = [cell for cell in find_lesson(word).cells() if cell["cell_type"] == "code"]
    for cell in code:
        said = StringIO()
        with redirect_stdout(said):
            try:
                if not is_told(cell):
                    exec("".join(cell["source"]), names)
            except Exception as error:
                print(f"{type(error).__name__}: {error}")
        printed[cell["id"]] = said.getvalue()
    return printed


if __name__ == "__main__":
    enter()
    json.dump(walk(sys.argv[1]), sys.stdout)

"""The notebooks as the browser edition has them: what is different is said in place."""

import json

import nbformat

from ..catalogue import Lesson
from ..opening import without_spoilers

TOLD = "two-at-once"  # the tag of a cell that a page can not run
REASON = "Told, not run: this needs two requests at once, and a page has no threads."
FIRST = """> **You are in the browser edition.** Python and the server are in this page;
> nothing leaves it. So what `show` draws is a **simulated wire**: the same bytes, but
> no network carries them.
>
> Begin with the first cell, also when you come back: Shift and Enter run it, and it
> waits until Python is here. A cell that does not end is stopped by ⟳, above: it
> restarts Python. What you write, and which exercises are right, is saved every few
> seconds, in this browser only.
>
> {more}"""
REMARKS = {  # by the slug of the lesson
    "start_here": "The address of the server leads there from this notebook only. "
    "Where you read of a real server that any program reaches, think of the one that "
    "you have with Python of your own.",
    "one_request_one_response": "A socket leads to the server in this page, too.",
    "two_people": "A page has no threads: the ten writers of the race write one after "
    "the other, and get the same answers. For a class you need Python of your own.",
    "unreliable_network": "One cell is not run here: it stands below as text, with "
    "what it prints. A slow server does its work at once here, and only you wait.",
    "a_real_dialect": "Twilio's library is large: its import takes a while here.",
    "webhooks": "The server and your listener are both in this page, and take turns.",
    "what_makes_it_rest": "All servers of this lesson are in this page and take turns.",
}
AS_ELSEWHERE = "All cells of this lesson run here."


def copy_for_page(lesson: Lesson) -> bytes:
    """The notebook with a word at its top, and with cells that are told as text."""
    given = without_spoilers(lesson.notebook.read_text("utf-8")).decode()
    document = nbformat.reads(
        given, as_version=4
    )  # texts in one piece: a page wants so
    cells = [_told(cell) if is_told(cell) else cell for cell in document["cells"]]
    title, *rest = cells
    document["cells"] = [title, _text("browser-edition", _first(lesson)), *rest]
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def is_told(cell: dict) -> bool:
    """Whether a page can not run this cell."""
    return TOLD in cell["metadata"].get("tags", [])


def remark_on(lesson: Lesson) -> str:
    """What is different in a page, or that nothing is."""
    return REMARKS.get(lesson.slug, AS_ELSEWHERE)


def _first(lesson: Lesson) -> str:
    return FIRST.format(more=remark_on(lesson))


def _told(cell: dict) -> dict:
    """The cell as text: its code, and what it has printed elsewhere."""
    printed = "".join(each.get("text", "") for each in cell["outputs"])
    code = cell["source"]
    text = f"**{REASON}**\n\n```python\n{code}\n```\n\nIt prints:\n\n```\n{printed}```"
    return _text(cell["id"], text)


def _text(id: str, text: str) -> dict:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": text}

"""Runs a lesson as a learner would, with other answers in its exercises."""

from contextlib import contextmanager, redirect_stdout
from io import StringIO
from unittest.mock import patch

from twilio.http.http_client import TwilioHttpClient

from lessons.classroom.building import read_lesson
from lessons.classroom.catalogue import Lesson
from toy_api.lab import start


@contextmanager
def undone():
    """A server of its own; what a lesson has turned towards it is turned back."""
    start().stop()
    with patch.object(TwilioHttpClient, "request", TwilioHttpClient.request):
        yield
    start().stop()


@undone()
def rehearse(lesson: Lesson, answers: dict[str, str], waits=True) -> dict[str, str]:
    """What each exercise's own check says, by exercise, on a server of its own.

    Cells with the tag `waits` are left out if nobody wants to wait for them.
    """
    names, said, last = {}, {}, None
    for cell in read_lesson(lesson).cells:
        is_slow = "waits" in cell.metadata.get("tags", [])
        if cell.cell_type != "code" or (is_slow and not waits):
            continue
        name = cell.metadata.get("name")
        printed = StringIO()
        with redirect_stdout(printed):
            exec(answers.get(name, cell.source), names)
        if last and cell.source.startswith(f'check("{last}"'):
            said[last] = printed.getvalue()
        last = name
    return said


@undone()
def printed_by(lesson: Lesson) -> dict[int, str]:
    """What each cell prints, by its place, an error included; all cells are run."""
    names, printed = {}, {}
    for at, cell in enumerate(read_lesson(lesson).cells):
        said = StringIO()
        with redirect_stdout(said):
            try:
                exec(cell.source if cell.cell_type == "code" else "", names)
            except Exception as error:
                print(f"{type(error).__name__}: {error}")
        printed[at] = said.getvalue()
    return printed

"""Learners that do lessons by themselves, many at once, each with an own laptop.

A learner is a thread. What a lesson imports is the real thing; only `start` gives each
thread the server of its own learner, and nobody's progress is written to the disk.
"""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, redirect_stdout
from time import perf_counter
from unittest.mock import patch

import requests
from twilio.http.http_client import TwilioHttpClient

import toy_api
from lessons.classroom import checking, joining, progress, showing
from lessons.classroom.building import read_lesson
from lessons.classroom.catalogue import find_lesson, named_cells
from toy_api import lab

OWN = threading.local()  # of each learner: `api`, and the seconds of each call


@contextmanager
def classroom():
    """Inside, `start()` is about the learner whose thread it is."""
    with ExitStack() as stack:
        for module in (checking, joining, showing, toy_api):
            stack.enter_context(patch.object(module, "start", lambda: OWN.api))
        stack.enter_context(patch.object(progress, "write", lambda *_: None))
        stack.enter_context(patch.object(progress, "done", lambda _: (0, 1)))
        stack.enter_context(patch.object(requests.Session, "send", timed))
        original = TwilioHttpClient.request  # a lesson turns it towards its server
        stack.enter_context(patch.object(TwilioHttpClient, "request", original))
        quiet = stack.enter_context(open(os.devnull, "w"))
        stack.enter_context(redirect_stdout(quiet))
        yield


SEND = requests.Session.send


def timed(session, *given, **more):
    begin = perf_counter()
    response = SEND(session, *given, **more)
    getattr(OWN, "seconds", []).append(perf_counter() - begin)  # not of own threads
    return response


def do_lessons(make_api, words, solve=lambda name: True):
    """Do these lessons, each with a new kernel; the states in the end, the seconds."""
    OWN.seconds, states = [], []
    for word in words:
        OWN.api = make_api()
        _do_lesson(find_lesson(word), solve)
        states.append(OWN.api.state())
        OWN.api.stop()
    return states, OWN.seconds


def _do_lesson(lesson, solve):
    given = {cell.get("name"): code for cell, code in named_cells(lesson.solutions)}
    names = {}
    for cell in read_lesson(lesson).cells:
        if cell.cell_type == "code" and "waits" not in cell.metadata.get("tags", []):
            name = cell.metadata.get("name")
            code = given.get(name, cell.source) if solve(name) else cell.source
            exec(compile(code, lesson.name, "exec"), names)


def alone(words):
    """The states of a learner who has a server of their own."""
    with classroom():
        return do_lessons(lab._start_here, words)[0]


def together(school, names, words):
    """All of them at once: the states of each, and the seconds of all calls."""
    barrier = threading.Barrier(len(names))

    def attend(name):
        barrier.wait()
        return do_lessons(lambda: lab._in_class(school.url_for(name)), words)

    with classroom(), ThreadPoolExecutor(len(names)) as learners:
        done = [*learners.map(attend, names)]
    return [states for states, _ in done], sorted(s for _, each in done for s in each)

"""HTTP/1.1 to the letter, at every door: the table of `conformance.py`."""

import io
import re
from http import HTTPStatus
from pathlib import Path
from subprocess import run
from sys import executable
from threading import Thread
from types import SimpleNamespace
from urllib.parse import unquote_to_bytes
from wsgiref.validate import validator

import conformance
import pytest
import requests
from conformance import CASES, WAITING
from talking import Case, faults, our_faults, talk

from toy_api.app import create_app
from toy_api.clock import ToyClock
from toy_api.doors import connection as door
from toy_api.doors.server import Server
from toy_api.doors.transport import ADDRESS, session
from toy_api.doors.wsgi import as_wsgi

FRAMING = ("400 close", "501 close", "505 close", "414 close", "431 close", "417 close")
PATIENCE = ("HEAD_SECONDS", "BODY_SECONDS")
REQUEST = re.compile(
    rb"([A-Z]+) ([!-~]+) (HTTP/1\.[01])\r\n(?:(.*?)\r\n)??\r\n(.*)", 16
)


@pytest.fixture(scope="module")
def serving():
    """One server for the whole table; nothing in it changes what is read."""
    server = Server(create_app(clock=ToyClock()))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address
    server.stop()
    thread.join()


@pytest.fixture(scope="module")
def app():
    """One app for what comes in by the doors without a socket."""
    return create_app(clock=ToyClock())


def each_of(cases):
    return pytest.mark.parametrize("case", [pytest.param(c, id=str(c)) for c in cases])


def parts_of(case):
    """As a web server hands it on: method, target, version, fields, content."""
    method, target, version, fields, body = REQUEST.fullmatch(case.sent).groups()
    lines = (fields or b"").decode("latin-1").split("\r\n")
    pairs = [each.partition(":")[::2] for each in lines if each]
    pairs = [(name, value.strip(" \t")) for name, value in pairs]
    return method.decode(), target.decode(), version.decode(), pairs, body


def is_handed_on(case):
    """Whether a web server in front of the app would pass this request on to it."""
    one_answer = re.fullmatch("[0-9]{3}( close)?", case.ours)
    told = re.search(b"Transfer-Encoding|Expect|\n[A-Z][a-z]+_", case.sent)
    if case.ours in FRAMING or not one_answer or told or case.ends or case.silent:
        return False
    return bool(REQUEST.fullmatch(case.sent))


HANDED_ON = [case for case in CASES if is_handed_on(case)]
AT_HOME = [case for case in HANDED_ON if parts_of(case)[1].startswith("/")]
AT_HOME = [
    case for case in AT_HOME if case.ours[:3] != "413" and b"\xa0" not in case.sent
]


def environ_of(case):
    method, target, version, pairs, body = parts_of(case)
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in pairs}
    path = unquote_to_bytes(target.partition("?")[0]).decode("latin-1")
    given = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path if target.startswith("/") else "/",
        "REQUEST_URI": target,
        "QUERY_STRING": target.partition("?")[2],
        "CONTENT_TYPE": named.pop("HTTP_CONTENT_TYPE", ""),
        "SERVER_NAME": "x",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": version,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    length = named.pop("HTTP_CONTENT_LENGTH", "")
    return named | given | ({"CONTENT_LENGTH": length} if length else {})


@each_of([case for case in CASES if not case.silent])
def test_each_request_gets_what_the_rfc_demands(serving, case):
    heard = talk(serving, case)
    assert (faults(case, heard), our_faults(case, heard)) == ([], [])


@each_of(WAITING)
def test_a_client_that_falls_silent_is_told_so(serving, monkeypatch, case):
    for name in PATIENCE:
        monkeypatch.setattr(door, name, 0.05)
    heard = talk(serving, case)
    assert (faults(case, heard), our_faults(case, heard)) == ([], [])


@pytest.mark.filterwarnings("ignore:Unknown REQUEST_METHOD")
@each_of(HANDED_ON)
def test_the_answer_is_the_same_behind_a_web_server(app, case):
    told = []
    parts = validator(as_wsgi(app))(environ_of(case), lambda *each: told.append(each))
    content = b"".join(parts)
    parts.close()
    assert told[0][0][:3] == case.ours[:3]
    assert not content or case.method(0) != "HEAD"


@each_of(AT_HOME)
def test_the_answer_is_the_same_inside_the_process(app, case):
    method, target, _, fields, body = parts_of(case)
    with session(app) as connected:
        prepared = requests.Request(method, ADDRESS, dict(fields), data=body).prepare()
        prepared.method, prepared.url = method, ADDRESS + target
        answer = connected.get_adapter(ADDRESS).send(prepared)
    assert str(answer.status_code) == case.ours[:3]
    assert not answer.content or method != "HEAD"


def test_the_table_left_nothing_behind_but_what_was_created(serving):
    """The ids show it: 6 examples, then one for each 201; none was changed."""
    asked = Case("", "", conformance.at("/messages/1"), "200", "200")
    before = talk(serving, asked).answers[0].content
    created = talk(serving, Case("", "", conformance.sized(), "201", "201")).answers[0]
    assert talk(serving, asked).answers[0].content == before
    assert created.fields["Location"].startswith("/messages/")


def test_no_case_stands_in_the_table_twice():
    names = [str(case) for case in CASES]
    assert sorted(set(names)) == sorted(names)
    assert len(names) > 400


def test_each_case_names_its_section_and_statuses_that_exist():
    for case in CASES:
        words = case.ours.replace("close", "").replace("none", "").split()
        assert all(HTTPStatus(int(word)) for word in words)
        assert re.fullmatch(r"[0-9]{4} §[0-9.]+", case.section)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nDate: x\r\nX: \x1b\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 405 No\r\nDate: x\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 0\r\n\r\n" * 3,
        b"<h1>200</h1>",
    ],
)
def test_a_server_that_is_wrong_is_found_out(monkeypatch, answer):
    case = Case("", "", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "200", "200|405")
    file = SimpleNamespace(makefile=lambda _: io.BytesIO(answer), sendall=len)
    monkeypatch.setattr("socket.create_connection", lambda *_: Borrowed(file))
    assert faults(case, talk(("", 0), case)) != []


class Borrowed:
    """A connection that is not really one."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self.file

    def __exit__(self, *_):
        pass


def test_any_server_can_be_asked_from_the_command_line(monkeypatch, capsys, serving):
    monkeypatch.setattr(conformance, "CASES", CASES[:3])
    conformance.main(serving[0], str(serving[1]))
    assert capsys.readouterr().out == "3 of 3 as the RFC demands\n"


def test_the_command_needs_the_standard_library_only(serving):
    script = Path(conformance.__file__)
    code = f"import sys; sys.path.insert(0, {str(script.parent)!r}); import conformance"
    done = run([executable, "-I", "-S", "-c", code], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")

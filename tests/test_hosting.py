"""`python3 -m lessons class`: how a class begins, goes on and does not begin."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from class_server import ClassServer

from lessons.classroom import hosting
from lessons.classroom.catalogue import all_lessons, names_of
from toy_api.doors.transport import ADDRESS

ROOT = Path(__file__).parents[1]
HERE = ["--host", "127.0.0.1", "--port"]


def refused(*words):
    """What is printed where the class can not begin: one line."""
    command = [sys.executable, "-m", "lessons.classroom.hosting", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


@pytest.fixture
def school(tmp_path):
    started = ClassServer(tmp_path / "class.db")
    yield started
    started.stop()


def test_it_prints_all_that_a_teacher_needs(school):
    assert f'join("{school.host}", "{school.code}", "Your Name")' in school.said
    assert f"{school.url}/class/board" in school.said
    assert re.search(r"password +\S{12}", school.said)
    assert "█" in school.said  # the QR code


def test_a_port_that_is_taken_is_one_line(school, tmp_path):
    said = refused(*HERE, str(school.port), "--db", str(tmp_path / "other.db"))
    assert said.startswith("lessons: can not begin (")
    assert said.count("\n") == 1


@pytest.mark.parametrize("content", [b"no database", b"\x00" * 5000])
def test_a_file_that_is_no_class_is_left_alone(tmp_path, content):
    file = tmp_path / "notes.db"
    file.write_bytes(content)
    said = refused(*HERE, "0", "--db", str(file))
    assert said.startswith(f"lessons: can not use {file}: ")
    assert file.read_bytes() == content


def test_only_its_teacher_may_read_its_file(school):
    assert school.file.stat().st_mode & 0o077 == 0


def test_another_class_leaves_the_first_one_where_it_was(tmp_path):
    file = tmp_path / "class.db"
    for anew in (False, True, True):
        database = hosting._open(file, anew)
        database.run("CREATE TABLE mark (here)")
        database.close()
    names = sorted(each.name for each in tmp_path.glob("*.db"))
    assert names == ["class-1.db", "class-2.db", "class.db"]


def test_the_board_knows_every_lesson_and_exercise(school):
    told = school.summary()["lessons"]
    assert [each["slug"] for each in told] == [each.slug for each in all_lessons()]
    for shown, lesson in zip(told, all_lessons(), strict=True):
        assert [each["name"] for each in shown["exercises"]] == names_of(lesson)


def test_the_qr_code_is_a_picture_without_script(school):
    picture = school.summary()["join"]["qr"]
    assert picture.startswith("<svg")
    assert "<script" not in picture


def test_it_listens_in_the_network_of_this_computer_only_if_there_is_one():
    address = hosting._own_address()
    assert socket.inet_aton(address)
    with socket.create_server((address, 0)) as probe:
        assert probe.getsockname()[0] == address


@pytest.fixture
def under_wsgi(tmp_path, monkeypatch):
    """What a WSGI server calls, told by the environment where the class is."""
    given = {"DB": str(tmp_path / "class.db"), "CODE": "K7QX2M", "PASSWORD": "chalk"}
    for name, value in given.items():
        monkeypatch.setenv(f"TOY_CLASS_{name}", value)
    hosting._of_environment.cache_clear()
    yield hosting.application
    hosting._of_environment.cache_clear()


def wsgi_get(application, path, who):
    """The status line that this WSGI application answers a GET with."""
    prepared = requests.Request("GET", ADDRESS + path, auth=who).prepare()
    said = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "HTTP_HOST": "toy.test",
        "HTTP_AUTHORIZATION": prepared.headers["Authorization"],
    }
    application(environ, lambda status, fields: said.append(status))
    return said[0]


def test_a_wsgi_server_serves_the_same_class(under_wsgi):
    assert wsgi_get(under_wsgi, "/class/summary", ("teacher", "chalk")) == "200 OK"
    wrong = wsgi_get(under_wsgi, "/class/summary", ("teacher", "x"))
    assert wrong == "401 Unauthorized"


def test_a_wsgi_server_without_a_class_is_told_what_to_set(under_wsgi, monkeypatch):
    monkeypatch.delenv("TOY_CLASS_CODE")
    with pytest.raises(SystemExit, match="Set TOY_CLASS_DB"):
        wsgi_get(under_wsgi, "/class", ("teacher", "chalk"))

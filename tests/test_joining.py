"""`join`, `share`, `leave` in a notebook, against the real server of a class."""

import json
import os

import pytest
import requests
from class_server import ClassServer

from lessons.classroom import joining
from lessons.classroom.checking import check
from lessons.classroom.joining import join, leave, remember, share
from toy_api import start

DRAFT = {"from": "+15017122661", "to": "+15558675310", "body": "Tea?"}


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    started = ClassServer(tmp_path_factory.mktemp("class") / "class.db")
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def _own_place(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setenv("TOY_API_URL", "")
    start().stop()
    yield
    start().stop()


def come(school, name):
    join(school.host, school.code, name)
    return start()


def test_who_joins_works_with_the_server_of_the_class(school, capsys):
    api = come(school, "Anna Blüm")
    assert "✔ you are in the class" in capsys.readouterr().out
    assert api.in_class
    assert requests.post(f"{api.url}/messages", json=DRAFT).status_code == 201
    assert "Anna Blüm" in [each["name"] for each in school.summary()["learners"]]


@pytest.mark.parametrize("form", ["{}", "http://{}", "http://{}/", "{}/class"])
def test_the_address_may_be_written_as_it_is_found(school, form, capsys):
    name = f"Otto {len(form)}"
    join(form.format(school.host), f" {school.code.lower()} ", name)
    assert "✔ you are in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "name", "why"),
    [("WRONG2", "Cleo", "not the code"), (None, "teacher", "Choose a name")],
)
def test_who_is_not_let_in_keeps_a_server_of_their_own(school, capsys, code, name, why):
    join(school.host, code or school.code, name)
    said = capsys.readouterr().out
    assert "✘ you are not in" in said
    assert why in said
    assert not start().in_class


@pytest.mark.parametrize("address", ["127.0.0.1:9", "nowhere.invalid:8000", "x:y", ""])
def test_an_address_without_a_class_is_told_in_words(address, capsys):
    join(address, "K7QX2M", "Anna")
    assert "✘ you are not in" in capsys.readouterr().out
    assert not start().in_class


def test_the_next_notebook_remembers_the_class(school, monkeypatch):
    come(school, "Ben")
    start().stop()
    monkeypatch.delenv("TOY_API_URL")
    remember()
    assert start().in_class


def test_a_new_notebook_begins_anew(school):
    api = come(school, "Dora")
    requests.post(f"{api.url}/messages", json=DRAFT)
    api.stop()
    assert len(requests.get(f"{start().url}/messages").json()) == 6


def test_a_class_that_is_over_is_not_waited_for(tmp_path, monkeypatch, capsys):
    file = tmp_path / "class.json"
    file.write_text(json.dumps({"url": "http://Anna:x@127.0.0.1:9/K7QX2M"}))
    monkeypatch.delenv("TOY_API_URL")
    remember()
    assert "does not answer" in capsys.readouterr().out
    assert not start().in_class


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"url": 5}', '{"url": "x"}'])
def test_a_broken_note_is_no_class(tmp_path, monkeypatch, content):
    (tmp_path / "class.json").write_text(content)
    monkeypatch.delenv("TOY_API_URL")
    remember()
    assert not start().in_class


def test_who_leaves_has_a_server_of_their_own_again(school, tmp_path):
    come(school, "Emil")
    leave()
    assert not start().in_class
    assert "TOY_API_URL" not in os.environ
    assert not (tmp_path / "class.json").exists()


def test_nobody_else_may_read_the_secret(school, tmp_path):
    come(school, "Fanny")
    assert (tmp_path / "class.json").stat().st_mode & 0o077 == 0


def test_who_joins_again_keeps_the_secret(school, capsys):
    come(school, "Gil").stop()
    come(school, "Gil")
    assert capsys.readouterr().out.count("✔") == 2


def test_partners_share_an_account(school, capsys):
    host = come(school, "Hedda")
    share()
    code = capsys.readouterr().out.split('share("')[1][:4]
    made = requests.post(f"{host.url}/messages", json=DRAFT).headers["Location"]
    guest = come(school, "Ida")
    share(code)
    assert requests.get(guest.url + made).json()["body"] == "Tea?"
    share(None)
    assert requests.get(guest.url + made).status_code == 404
    assert "you use the account of Hedda" in capsys.readouterr().out


def test_without_a_class_there_is_nobody_to_share_with(capsys):
    share()
    assert "not in a class" in capsys.readouterr().out


def test_a_code_that_nobody_made_is_told_in_words(school, capsys):
    come(school, "Jon")
    share("ABCD")
    assert "Nobody made this code" in capsys.readouterr().out


def test_each_check_is_told_to_the_board(school):
    come(school, "Kai")
    check("quiz_create", ["b", "c", "c"])
    told = {each["name"]: each for each in school.summary()["learners"]}["Kai"]
    assert (told["lesson"], told["exercise"]) == ("06", "quiz_create")
    assert (told["state"], told["tries"]) == ("trying", 1)


def test_a_common_mistake_is_told_with_its_belief(school):
    come(school, "Lea")
    check("quiz_delete", ["a", "a", "a"])
    lessons = {each["slug"]: each for each in school.summary()["lessons"]}
    told = {each["name"]: each for each in lessons["delete"]["exercises"]}
    assert told["quiz_delete"]["advice"][0]["belief"] is not None


def test_a_check_counts_though_the_class_is_gone(tmp_path, capsys):
    passing = ClassServer(tmp_path / "passing.db")
    api = come(passing, "Max")
    answer = requests.get(f"{api.url}/messages")
    exchanges = api.exchanges()
    passing.stop()
    joining.start().exchanges = lambda after=0: exchanges
    check("first_call", answer)
    assert "first_call" in capsys.readouterr().out

"""One file that many threads use: whole changes or none, and only our own files."""

import hashlib
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from toy_api import database
from toy_api.database import Database, DatabaseError

TABLES = ["CREATE TABLE words (word TEXT UNIQUE)"]
INSERT = "INSERT INTO words VALUES (?)"
WORDS = "SELECT word FROM words"
ROOT = Path(database.__file__).parents[1]
DIES = f"""
import os, sys
from toy_api.database import Database
Database(sys.argv[1], {TABLES}).run({INSERT!r}, "tea")
os._exit(9)
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    return tmp_path / "words.db"


@pytest.fixture
def words(path):
    with closing(Database(path, TABLES)) as opened:
        yield opened


@pytest.fixture
def other(words, path):
    """Another program's connection to the same file."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def foreign(path):
    """A file that another program made."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    return path


def test_a_new_database_has_the_tables_it_was_given(other):
    names = other.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    assert names.fetchall() == [("words",)]


def test_a_file_says_whose_it_is(other):
    ((mark,),) = other.execute("PRAGMA application_id")
    assert mark.to_bytes(4) == b"toya"


def test_the_file_is_written_ahead(other):
    assert other.execute("PRAGMA journal_mode").fetchall() == [("wal",)]


def test_a_database_is_new_only_once(words, path):
    words.run(INSERT, "tea")
    with closing(Database(path, TABLES)) as again:
        assert (words.is_new, again.is_new) == (True, False)
        assert again.run(WORDS) == [("tea",)]


def test_what_was_acknowledged_is_in_the_file_at_once(words, other):
    words.run(INSERT, "tea")
    assert other.execute(WORDS).fetchall() == [("tea",)]


def test_what_was_acknowledged_survives_the_rough_end_of_the_process(path):
    ended = subprocess.run([sys.executable, "-c", DIES, path], cwd=ROOT)
    with closing(Database(path, TABLES)) as again:
        assert again.run(WORDS) == [("tea",)]
    assert ended.returncode == 9


def test_the_database_of_another_program_is_refused(foreign):
    with pytest.raises(DatabaseError, match="another program"):
        Database(foreign, TABLES)


def test_a_file_with_other_tables_is_refused_and_kept(words, path):
    words.run(INSERT, "tea")
    with pytest.raises(DatabaseError, match="Another version"):
        Database(path, [*TABLES, "CREATE TABLE more (word TEXT)"])
    assert words.run(WORDS) == [("tea",)]


def test_a_refused_file_keeps_each_of_its_bytes(foreign):
    before = hashlib.sha256(foreign.read_bytes()).digest()
    with pytest.raises(DatabaseError):
        Database(foreign, TABLES)
    assert hashlib.sha256(foreign.read_bytes()).digest() == before


def test_a_refused_file_is_closed_again(foreign, monkeypatch):
    connection = sqlite3.connect(foreign, isolation_level=None)
    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: connection)
    with pytest.raises(DatabaseError):
        Database(foreign, TABLES)
    with closing(connection), pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_file_that_is_no_database_is_refused(path):
    path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(DatabaseError, match="not a database"):
        Database(path, TABLES)


@pytest.mark.parametrize("name", [".", "no/such/folder/words.db"])
def test_a_place_where_no_file_can_be_is_refused(tmp_path, name):
    with pytest.raises(DatabaseError, match="unable to open"):
        Database(tmp_path / name, TABLES)


@pytest.mark.parametrize("sql", ["SELEC", "SELECT * FROM nowhere", INSERT])
def test_every_mistake_in_sql_is_a_database_error(words, sql):
    with pytest.raises(DatabaseError, match=r"^The database says: .+\.$"):
        words.run(sql)


def test_a_transaction_that_ends_well_is_kept(words, other):
    with words.transaction():
        words.run(INSERT, "tea")
        words.run(INSERT, "milk")
    assert other.execute(WORDS).fetchall() == [("tea",), ("milk",)]


def test_a_failed_transaction_leaves_nothing(words):
    with suppress(ZeroDivisionError), words.transaction():
        words.run(INSERT, "tea")
        raise ZeroDivisionError
    assert words.run(WORDS) == []


def test_a_failed_transaction_tells_why(words):
    with pytest.raises(DatabaseError, match="UNIQUE"), words.transaction():
        words.run(INSERT, "tea")
        words.run(INSERT, "tea")
    assert words.run(WORDS) == []


def test_after_a_failed_transaction_the_next_one_works(words, other):
    with suppress(ZeroDivisionError), words.transaction():
        raise ZeroDivisionError
    with words.transaction():
        words.run(INSERT, "tea")
    assert other.execute(WORDS).fetchall() == [("tea",)]


def test_a_transaction_inside_another_ends_with_the_outer_one(words, other):
    with words.transaction():
        with words.transaction():
            words.run(INSERT, "tea")
        assert other.execute(WORDS).fetchall() == []
    assert other.execute(WORDS).fetchall() == [("tea",)]


def test_a_failed_outer_transaction_takes_the_inner_one_with_it(words):
    with suppress(ZeroDivisionError), words.transaction():
        with words.transaction():
            words.run(INSERT, "tea")
        raise ZeroDivisionError
    assert words.run(WORDS) == []


def test_a_failure_inside_fails_the_whole(words):
    with suppress(ZeroDivisionError), words.transaction():
        words.run(INSERT, "tea")
        with words.transaction():
            raise ZeroDivisionError
    assert words.run(WORDS) == []


def test_nobody_writes_between_the_lines_of_a_transaction(words, other):
    with words.transaction():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute(INSERT, ["milk"])
        words.run(INSERT, "tea")
    assert words.run(WORDS) == [("tea",)]


def test_another_thread_waits_for_the_end_of_a_transaction(words):
    writer = threading.Thread(target=words.run, args=[INSERT, "milk"])
    with words.transaction():
        writer.start()
        writer.join(0.1)
        words.run(INSERT, "tea")
    writer.join()
    assert words.run("SELECT word FROM words ORDER BY rowid") == [("tea",), ("milk",)]


def test_a_write_is_refused_while_another_program_holds_the_file(words, other):
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="locked"):
        words.run(INSERT, "tea")
    assert words.run(WORDS) == []


def test_a_transaction_is_refused_while_another_program_holds_the_file(words, other):
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="locked"), words.transaction():
        pytest.fail("the transaction began")


def test_writing_goes_on_when_the_other_program_is_done(words, other):
    other.execute("BEGIN IMMEDIATE")
    with suppress(DatabaseError):
        words.run(INSERT, "tea")
    other.execute("COMMIT")
    words.run(INSERT, "milk")
    assert words.run(WORDS) == [("milk",)]


def test_a_writer_waits_a_while_for_another_program(path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 7)
    with closing(Database(path, TABLES)) as patient:
        assert patient.run("PRAGMA busy_timeout") == [(7000,)]


def test_a_closed_database_answers_nothing(words):
    words.close()
    with pytest.raises(DatabaseError, match="closed"):
        words.run(WORDS)


def test_a_closed_database_begins_no_transaction(words):
    words.close()
    with pytest.raises(DatabaseError, match="closed"), words.transaction():
        pytest.fail("the transaction began")


def test_what_is_read_again_is_not_asked_for_again(words):
    words.run(INSERT, "tea")
    assert words.read(WORDS) is words.read(WORDS)
    assert words.read(WORDS) == [("tea",)]


def test_what_is_read_is_kept_for_each_value_that_was_asked_for(words):
    wanted = "SELECT :word"
    assert [words.read(wanted, word=each) for each in "aba"] == [
        *([("a",)], [("b",)], [("a",)])
    ]


@pytest.mark.parametrize(
    "sql", ["UPDATE words SET word = word || 2", "DELETE FROM words"]
)
def test_a_change_is_read_at_once_whoever_made_it(words, other, sql):
    for change in (words.run, other.execute):
        words.run("INSERT INTO words VALUES (random())")
        before = words.read(WORDS)
        change(sql)
        assert words.read(WORDS) == words.run(WORDS) != before


def test_what_was_read_in_a_transaction_is_forgotten_with_it(words):
    assert words.read(WORDS) == []
    with suppress(ZeroDivisionError), words.transaction():
        words.run(INSERT, "tea")
        assert words.read(WORDS) == [("tea",)]
        raise ZeroDivisionError
    assert words.read(WORDS) == []


def test_of_what_is_read_only_a_little_is_kept(words):
    for number in range(20):
        words.read("SELECT :number", number=number)
    assert len(words._results) <= database.KEPT
    many = f"SELECT 1 {'UNION ALL SELECT 1 ' * database.LONGEST_KEPT}"
    assert words.read(many) is not words.read(many)

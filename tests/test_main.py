"""`python -m toy_api`: the server in a terminal."""

import os
import re
import signal
import socket
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen, run

import pytest
import requests

import toy_api
from toy_api.examples import EXAMPLES

COMMAND = [sys.executable, "-m", "toy_api"]
HASTY = {"PYTHONUNBUFFERED"}  # would print at once what is not flushed
ENVIRONMENT = {name: os.environ[name] for name in os.environ if name not in HASTY}
PLACE = {"cwd": Path(toy_api.__file__).parents[1], "text": True, "env": ENVIRONMENT}
DRAFT = {"to": "+15558675310", "from": "+15017122661", "body": "Tea"}
TWO = ("--account", "ada:hush-hush", "--account", "ben:hush:too")
ADA, BEN = ("ada", "hush-hush"), ("ben", "hush:too")
TWILIO = {"TWILIO_ACCOUNT_SID": "AC123", "TWILIO_AUTH_TOKEN": "hush-hush"}
NAMELESS = "AC" + 32 * "0"


class Terminal:
    """A server that was started with these words, and where it is found."""

    def __init__(self, process, accounts=1):
        self.process = process
        self.said = [process.stdout.readline() for _ in range(4 + accounts)]
        self.url = re.search(r"http://\S+:\d+", self.said[1])[0]

    def call(self, method, path, **more):
        return requests.request(method, self.url + path, timeout=10, **more)

    def end(self, how):
        """The code, standard output and standard error at the end."""
        self.call("GET", "/")  # it serves by now, so that it is also ready to end
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=10)
        return self.process.returncode, out, err


@contextmanager
def terminal(*words, **environment):
    command = [*COMMAND, "--port", "0", *map(str, words)]
    place = PLACE | {"env": ENVIRONMENT | environment}
    process = Popen(command, stdout=PIPE, stderr=PIPE, **place)
    with process:
        try:
            yield Terminal(process, max(1, words.count("--account")))
        finally:
            process.kill()


def complaint(*words):
    """The one line that a server leaves behind that can not start."""
    ended = run([*COMMAND, *map(str, words)], capture_output=True, timeout=10, **PLACE)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("toy_api: ")
    assert ended.stderr.count("\n") == 1
    return ended.stderr


def test_the_urls_are_printed_and_work():
    with terminal() as shown:
        urls = re.findall(r"http://\S+", "".join(shown.said))
        assert urls == [f"{shown.url}{path}" for path in ("/", "/messages", "/lab")]
        assert [requests.get(url, timeout=10).status_code for url in urls] == [200] * 3


def test_it_listens_on_loopback_and_says_where_messages_are_kept(tmp_path):
    with terminal() as in_memory:
        assert in_memory.url.startswith("http://127.0.0.1:")
        assert "in memory only" in in_memory.said[0]
    with terminal("--db", tmp_path / "toy.db") as in_file:
        assert f"kept in {tmp_path / 'toy.db'}" in in_file.said[0]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(how):
    with terminal("--quiet") as shown:
        code, out, err = shown.end(how)
    assert (code, out, err) == (0, "", "\nStopped.\n")


def test_a_signal_ends_it_while_a_client_is_connected():
    with terminal("--quiet") as shown, requests.Session() as client:
        assert client.get(shown.url, timeout=10).ok
        code, _, err = shown.end(signal.SIGTERM)
    assert (code, err) == (0, "\nStopped.\n")


def test_each_request_is_a_line_unless_it_is_quiet():
    with terminal() as shown:
        shown.call("GET", "/messages?q=secret")
        shown.call("DELETE", "/messages/1")
        _, _, err = shown.end(signal.SIGINT)
    assert err.startswith("200 GET /messages\n204 DELETE /messages/1\n")


def test_a_client_can_not_forge_a_line():
    with terminal() as shown:
        address = shown.url.removeprefix("http://").split(":")
        with socket.create_connection(address, timeout=10) as client:
            client.sendall(b"GET /\x1b[2J\n200 FORGED\r\n\r\n")
            client.shutdown(socket.SHUT_WR)
            assert client.recv(100).startswith(b"HTTP/1.1 400")
        _, _, err = shown.end(signal.SIGINT)
    assert err.splitlines()[0] == "400 (not HTTP)"


def test_a_line_is_never_long():
    with terminal() as shown:
        shown.call("GET", "/" + "x" * 5000)
        _, _, err = shown.end(signal.SIGINT)
    assert len(err.splitlines()[0]) == len("404 ") + 200


def test_a_taken_port_is_told_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} (address already in use)" in complaint("--port", port)


@pytest.mark.parametrize("port", [65536, 99999999999, -1])
def test_a_port_that_can_not_be_is_told_in_one_line(port):
    assert f"{port} is no port" in complaint("--port", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "not a host", "nowhere.invalid"])
def test_a_host_that_is_not_here_is_told_in_one_line(host):
    assert f"can not listen on {host}" in complaint("--host", host, "--port", 0)


def test_a_file_that_can_not_be_opened_is_told_in_one_line(tmp_path):
    file = tmp_path / "nowhere" / "toy.db"
    assert f"can not use {file}" in complaint("--db", file, "--port", 0)


def test_a_directory_is_no_file_and_told_in_one_line(tmp_path):
    assert f"can not use {tmp_path}" in complaint("--db", tmp_path, "--port", 0)


def test_the_file_of_another_program_is_left_alone(tmp_path):
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE theirs (id)")
    other.close()
    before = file.read_bytes()[100:]  # behind the header, which WAL may change
    assert "another program" in complaint("--db", file, "--port", 0)
    assert file.read_bytes()[100:] == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear database, " * 100)
    assert "not a database" in complaint("--db", file, "--port", 0)
    assert file.read_text() == "Dear database, " * 100


def test_a_message_survives_a_rough_end(tmp_path):
    with terminal("--db", tmp_path / "toy.db") as first:
        created = first.call("POST", "/messages", json=DRAFT)
        first.process.send_signal(signal.SIGKILL)
    with terminal("--db", tmp_path / "toy.db") as second:
        answer = second.call("GET", created.headers["Location"])
        assert (answer.status_code, answer.json()) == (200, created.json())


def test_an_id_is_not_used_again_after_a_restart(tmp_path):
    with terminal("--db", tmp_path / "toy.db") as first:
        place = first.call("POST", "/messages", json=DRAFT).headers["Location"]
        first.call("DELETE", place)
        first.end(signal.SIGTERM)
    with terminal("--db", tmp_path / "toy.db") as second:
        assert second.call("PUT", place, json=DRAFT).status_code == 409
        again = second.call("POST", "/messages", json=DRAFT)
        assert again.headers["Location"] != place


def test_a_new_file_begins_with_the_examples(tmp_path):
    with terminal("--db", tmp_path / "toy.db") as shown:
        bodies = [each["body"] for each in shown.call("GET", "/messages").json()]
        assert bodies == [draft.body for draft in EXAMPLES]


def test_help_tells_how_to_stop_and_starts_nothing():
    ended = run([*COMMAND, "--help"], capture_output=True, timeout=10, **PLACE)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Ctrl-C" in ended.stdout
    assert "--db FILE" in ended.stdout


def test_output_that_nobody_reads_any_more_does_not_stop_the_server():
    with terminal() as shown:
        shown.process.stderr.close()
        assert [shown.call("GET", "/").status_code for _ in range(2)] == [200, 200]


def test_without_an_account_one_is_made_and_printed():
    with terminal("--require-credentials") as shown:
        name, secret = re.fullmatch(r"  account +(\S+) (\S+)\n", shown.said[4]).groups()
        answer = shown.call("GET", "/messages", auth=(name, secret))
    assert answer.status_code == 200
    assert (name, len(bytes.fromhex(secret))) == (NAMELESS, 16)


def test_an_account_that_is_made_has_another_secret_each_time():
    said = []
    for _ in range(2):
        with terminal() as shown:
            said.append(shown.said[4])
    assert said[0] != said[1]


def test_each_account_is_a_world_of_its_own():
    with terminal(*TWO) as shown:
        shown.call("DELETE", "/messages/1", auth=BEN)
        codes = [
            shown.call("GET", "/messages/1", auth=who).status_code
            for who in (ADA, BEN, None, ("ada", "hush:too"))
        ]
    assert codes == [200, 404, 200, 401]


def test_who_does_not_say_who_asks_is_refused_where_that_is_required():
    with terminal(*TWO, "--require-credentials") as shown:
        codes = [
            shown.call("GET", path, auth=who).status_code
            for path in ("/messages", "/lab")
            for who in (ADA, BEN, None)
        ]
    assert codes == [200, 200, 401] * 2


def test_the_accounts_are_named_and_their_secrets_are_not():
    with terminal(*TWO) as shown:
        for who in (ADA, BEN, ("ada", "hush-wrong"), None):
            shown.call("GET", "/messages", auth=who)
        shown.call("POST", "/tokens", data={"client_secret": "hush"}, auth=ADA)
        _, _, err = shown.end(signal.SIGTERM)
    assert [line.split()[:2] for line in shown.said[4:]] == [
        ["account", "ada"],
        ["account", "ben"],
    ]
    assert "hush" not in "".join(shown.said) + err


def test_the_account_of_the_environment_is_used_and_its_secret_is_not_shown():
    with terminal("--require-credentials", **TWILIO) as shown:
        auth = tuple(TWILIO.values())
        assert shown.call("GET", "/messages", auth=auth).status_code == 200
        assert shown.call("GET", "/messages").status_code == 401
        _, _, err = shown.end(signal.SIGTERM)
    assert "account     AC123 " in shown.said[4]
    assert "hush" not in "".join(shown.said) + err


def test_an_account_of_the_command_takes_the_place_of_that_of_the_environment():
    with terminal("--account", "ada:hush-hush", **TWILIO) as shown:
        auth = tuple(TWILIO.values())
        assert shown.call("GET", "/messages", auth=ADA).status_code == 200
        assert shown.call("GET", "/messages", auth=auth).status_code == 401


@pytest.mark.parametrize(
    "words, environment",
    [
        (["--account", f"{NAMELESS}:hush-hush"], {}),
        ([], TWILIO | {"TWILIO_ACCOUNT_SID": NAMELESS}),
    ],
)
def test_a_secret_that_was_given_is_not_shown_whatever_its_name(words, environment):
    with terminal(*words, **environment) as shown:
        answer = shown.call("GET", "/messages", auth=(NAMELESS, "hush-hush"))
        assert answer.status_code == 200
    assert NAMELESS in shown.said[4]
    assert "hush" not in "".join(shown.said)


@pytest.mark.parametrize("word", ["", "ada", "ada:", ":hush", "a.b:hush", "a b:hush"])
def test_an_account_that_is_none_is_told_in_one_line_without_its_secret(word):
    said = complaint("--account", "ben:hush", "--account", word)
    assert "NAME:SECRET" in said
    assert "hush" not in said


@pytest.mark.parametrize(
    "environment",
    [TWILIO | {"TWILIO_AUTH_TOKEN": ""}, TWILIO | {"TWILIO_ACCOUNT_SID": "A.C"}],
)
def test_half_an_account_in_the_environment_is_none(environment):
    with terminal(**environment) as shown:
        auth = tuple(environment.values())
        assert shown.call("GET", "/messages", auth=auth).status_code == 401
    assert NAMELESS in shown.said[4]


def test_accounts_find_their_messages_in_the_file_again(tmp_path):
    file, places = tmp_path / "toy.db", []
    for count in (7, 8):
        with terminal("--db", file, *TWO) as shown:
            for who in (ADA, BEN):
                made = shown.call("POST", "/messages", json=DRAFT, auth=who)
                places.append(made.headers["Location"])
                assert len(shown.call("GET", "/messages", auth=who).json()) == count
            shown.end(signal.SIGTERM)
    assert places == ["/messages/7", "/messages/7", "/messages/8", "/messages/8"]


def test_who_gets_another_name_does_not_find_the_messages_of_the_old_one(tmp_path):
    for name, place in (("ada", "/messages/7"), ("eve", "/messages/7")):
        account = ("--account", f"{name}:hush")
        with terminal("--db", tmp_path / "toy.db", *account) as shown:
            made = shown.call("POST", "/messages", json=DRAFT, auth=(name, "hush"))
            assert made.headers["Location"] == place
            shown.end(signal.SIGTERM)


def test_a_key_is_remembered_after_a_rough_end(tmp_path):
    bodies, key = [], {"Idempotency-Key": "tea-for-two"}
    for _ in range(2):
        with terminal("--db", tmp_path / "toy.db") as shown:
            made = shown.call("POST", "/messages", json=DRAFT, headers=key)
            bodies.append((made.status_code, made.content))
            shown.process.send_signal(signal.SIGKILL)
            shown.process.wait(10)
    assert bodies[0] == bodies[1]
    assert bodies[0][0] == 201


def test_a_request_that_takes_long_holds_up_nobody_else():
    with terminal() as shown, socket.socket() as slow:
        host, port = shown.url.removeprefix("http://").split(":")
        slow.connect((host, int(port)))
        slow.sendall(
            b"GET /slow HTTP/1.1\r\nHost: localhost\r\nToy-Fault: slow=10\r\n\r\n"
        )
        shown.call("GET", "/quick")
        _, _, err = shown.end(signal.SIGTERM)
    assert err.startswith("404 GET /quick\n")

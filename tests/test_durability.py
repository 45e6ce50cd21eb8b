"""What was acknowledged stays, however roughly the server or its disk is treated."""

import json
import resource
import signal
import threading
import time
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from subprocess import run
from time import sleep
from types import SimpleNamespace

import pytest
from test_main import COMMAND, PLACE, terminal

from toy_api import clock as clock_module
from toy_api.app import create_app
from toy_api.clock import RealClock
from toy_api.doors.transport import ADDRESS, session
from toy_api.examples import EXAMPLES
from toy_api.guards.accounts import NAMELESS
from toy_api.message import Draft
from toy_api.store import Store

WRITERS = 8
LONG = "a cup of tea, " * 100  # over several pages of the file
JSON = {"Content-Type": "application/json"}
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def draft(text):
    return {"to": "+15558675310", "from": "+15017122661", "body": f"{text} {LONG}"}


class Line:
    """One connection that stays open."""

    def __init__(self, url):
        self.line = HTTPConnection(url.removeprefix("http://"), timeout=10)

    def __del__(self):
        self.line.close()

    def __call__(self, method, path, document=None, **fields):
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        body = None if document is None else json.dumps(document)
        self.line.request(method, path, body, JSON | named)
        answer = self.line.getresponse()
        content = answer.read()
        return SimpleNamespace(
            status=answer.status,
            headers=answer.headers,
            content=content,
            json=lambda: json.loads(content),
        )


class Writer:
    """Creates, replaces and deletes messages; remembers what it was told is done.

    `known` are bodies by path, None for a deleted message; `pending` is what was asked
    last and not answered.
    """

    def __init__(self, number):
        self.number, self.count = number, 0
        self.known, self.created, self.pending = {}, {}, None
        self.asked = set()

    def write(self, url):
        """Until the server is gone."""
        with suppress(OSError, HTTPException):
            line = Line(url)
            while True:
                for step in (self.create, self.create, self.replace, self.delete):
                    step(line)

    def create(self, line):
        self.count += 1
        key = f"{self.number}-{self.count}"
        self.pending = ("POST", key)
        self.asked.add(draft(key)["body"])
        answer = line("POST", "/messages", draft(key), Idempotency_Key=key)
        assert answer.status == 201
        place = answer.headers["Location"]
        self.known[place], self.created[key] = draft(key)["body"], answer.content
        self.pending = None

    def replace(self, line):
        self.count += 1
        place, new = (
            next(reversed(self.known)),
            draft(f"new {self.number} {self.count}"),
        )
        self.pending = ("PUT", place, new["body"])
        self.asked.add(new["body"])
        assert line("PUT", place, new).status == 200
        self.known[place], self.pending = new["body"], None

    def delete(self, line):
        place = [*self.known][-2]
        self.pending = ("DELETE", place, None)
        assert line("DELETE", place).status == 204
        self.known[place], self.pending = None, None


def written_until_killed(shown, writers, seconds):
    threads = [
        threading.Thread(target=each.write, args=[shown.url]) for each in writers
    ]
    for thread in threads:
        thread.start()
    sleep(seconds)
    shown.process.send_signal(signal.SIGKILL)
    for thread in threads:
        thread.join(20)
    shown.process.wait(10)


def bodies_at(line):
    """All messages that are kept, by path; page by page, each read whole."""
    found, path = {}, "/messages?limit=100"
    while path:
        answer = line("GET", path)
        assert answer.status == 200
        found |= {f"/messages/{x['id']}": x["body"] for x in answer.json()}
        link = answer.headers["Link"] or ""
        nexts = [part for part in link.split(",") if 'rel="next"' in part]
        path = nexts[0].partition("<")[2].partition(">")[0] if nexts else None
    return found


def check_kept(writer, found):
    """Each answered change is there; the one that was not is there whole or not."""
    method, where, body = (*(writer.pending or (None, None)), None)[:3]
    for place, known in writer.known.items():
        allowed = [known, body] if place == where and method != "POST" else [known]
        assert found.get(place) in allowed


def check_replay(writer, line):
    """A key that was answered is answered the same; one that was not, works once."""
    for key, content in [*writer.created.items()][-5:]:
        again = line("POST", "/messages", draft(key), Idempotency_Key=key)
        assert (again.status, again.content) == (201, content)
        assert again.headers["Idempotent-Replayed"] == "true"
    if (writer.pending or [""])[0] == "POST":
        key = writer.pending[1]
        twice = [
            line("POST", "/messages", draft(key), Idempotency_Key=key) for _ in "ab"
        ]
        assert {each.status for each in twice} == {201}
        assert twice[0].content == twice[1].content


def number_in(place):
    return int(place.rpartition("/")[2])


def kill_and_look(file, rounds):
    """How many changes were answered; each of them is there after each of the ends."""
    writers, asked = [], {draft("after")["body"]}
    for turn in range(rounds):
        writers = [Writer(f"{turn}-{number}") for number in range(WRITERS)]
        with terminal("--db", file, "--quiet") as shown:
            written_until_killed(shown, writers, 0.3 + 0.03 * turn)
        with terminal("--db", file, "--quiet") as shown:
            line = Line(shown.url)
            found = bodies_at(line)
            asked |= {body for writer in writers for body in writer.asked}
            assert {found[place] for place in found if number_in(place) > 6} <= asked
            for writer in writers:
                check_kept(writer, found)
                check_replay(writer, line)
            last = max(number_in(place) for each in writers for place in each.known)
            assert line("POST", "/messages", draft("after")).json()["id"] > last
            shown.process.send_signal(signal.SIGKILL)
        yield sum(writer.count for writer in writers)


def test_what_was_acknowledged_survives_three_rough_ends(tmp_path):
    counts = [*kill_and_look(tmp_path / "toy.db", 3)]
    assert min(counts) > WRITERS


@pytest.mark.soak
def test_what_was_acknowledged_survives_twenty_rough_ends(tmp_path):
    counts = [*kill_and_look(tmp_path / "toy.db", 20)]
    print(f"{sum(counts)} changes were acknowledged before 20 ends")
    assert min(counts) > WRITERS


def test_two_servers_write_to_one_file_and_lose_nothing(tmp_path):
    file = ("--db", tmp_path / "toy.db", "--quiet")
    with terminal(*file) as one, terminal(*file) as two:
        answers = []

        def write(url):
            line = Line(url)
            for _ in range(25):
                answers.append(line("POST", "/messages", draft("both")))

        threads = [threading.Thread(target=write, args=[x.url]) for x in (one, two) * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        places = [x.headers["Location"] for x in answers if x.status == 201]
        assert {x.status for x in answers} <= {201, 503}
        assert len(set(places)) == len(places) > 50
        assert {*places} <= {*bodies_at(Line(one.url))} == {*bodies_at(Line(two.url))}


@contextmanager
def file_limited(process, size):
    """Meanwhile no file of this process may grow beyond this: its disk is full."""
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, UNLIMITED[1]))
    yield
    with suppress(ProcessLookupError):  # it has ended meanwhile
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, UNLIMITED)


def size_of_largest(folder):
    return max(file.stat().st_size for file in folder.iterdir())


def check_unavailable(answer):
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Nothing was changed" in answer.json()["detail"]


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only on Linux")
def test_a_full_disk_is_told_and_when_there_is_room_again_it_goes_on(tmp_path):
    with terminal("--db", tmp_path / "toy.db") as shown:
        line, key = Line(shown.url), {"Idempotency_Key": "full"}
        known = line("POST", "/messages", draft("before")).headers["Location"]
        with file_limited(shown.process, size_of_largest(tmp_path)):
            for _ in range(3):
                check_unavailable(line("POST", "/messages", draft("full"), **key))
                check_unavailable(line("DELETE", known))
                assert known in bodies_at(line)
        again = line("POST", "/messages", draft("full"), **key)
        assert (again.status, again.headers["Location"]) == (201, "/messages/8")
        assert "Traceback" not in shown.end(signal.SIGTERM)[2]


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only on Linux")
def test_what_was_acknowledged_before_the_disk_was_full_survives_a_rough_end(tmp_path):
    with terminal("--db", tmp_path / "toy.db", "--quiet") as shown:
        line, statuses, places = Line(shown.url), [], []
        with file_limited(shown.process, size_of_largest(tmp_path) + 60_000):
            while statuses[-2:] != [503, 503]:
                answer = line("POST", "/messages", draft("more"))
                statuses.append(answer.status)
                places += filter(None, [answer.headers["Location"]])
            shown.process.kill()
            shown.process.wait(10)
    with terminal("--db", tmp_path / "toy.db", "--quiet") as shown:
        found = [x for x in bodies_at(Line(shown.url)) if number_in(x) > 6]
    assert found == places
    assert {*statuses} == {201, 503}


def complaint_of(file, **more):
    command = [*COMMAND, "--db", str(file), "--port", "0"]
    ended = run(command, capture_output=True, timeout=10, **PLACE, **more)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"toy_api: can not use {file}: ")
    assert ended.stderr.count("\n") == 1
    return ended.stderr


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_disk_that_is_full_at_the_start_is_told_in_one_line(tmp_path, size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, UNLIMITED[1]))

    assert "database" in complaint_of(tmp_path / "toy.db", preexec_fn=limit)


@pytest.fixture
def kept(tmp_path):
    """A file with more messages than a server keeps in its memory."""
    file = tmp_path / "toy.db"
    with closing(example_store_at(file)) as store, store.transaction():
        for _ in range(3000):
            store.add(Draft("+15017122661", "+15558675310", LONG))
    return file


def example_store_at(file):
    return Store(file, RealClock(), EXAMPLES, NAMELESS)


def damaged(content, start, length):
    return content[:start] + b"\xa5" * length + content[start + length :]


@pytest.mark.parametrize("start", [0, 16, 100])
def test_a_file_that_is_damaged_at_its_start_is_told_in_one_line(kept, start):
    kept.write_bytes(broken := damaged(kept.read_bytes(), start, 4000))
    complaint_of(kept)
    assert kept.read_bytes()[200:] == broken[200:]


def test_a_file_that_was_cut_off_is_told_in_one_line(kept):
    kept.write_bytes(kept.read_bytes()[:-4096])
    complaint_of(kept)


@pytest.mark.parametrize("part", [0, 100_000, 2_000_000])
def test_a_file_that_is_damaged_while_it_runs_is_told_until_it_is_whole(kept, part):
    whole = kept.read_bytes()
    with terminal("--db", kept, "--quiet") as shown:
        line = Line(shown.url)
        kept.write_bytes(damaged(whole, part, len(whole)))
        answers = [line("GET", f"/messages/{id}") for id in range(1, 3000, 50)]
        assert {503} <= {each.status for each in answers} <= {200, 503}
        kept.write_bytes(whole)
        assert len(bodies_at(line)) == 3006


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_file_that_becomes_read_only_is_told_until_it_is_not(kept, method):
    with closing(example_store_at(kept)) as store, session(create_app(store)) as client:
        path = ADDRESS + ("/messages" if method == "POST" else "/messages/1")
        store._database.run("PRAGMA query_only = ON")
        refused = client.request(method, path, json=draft("x"))
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert client.get(f"{ADDRESS}/messages/1").status_code == 200
        store._database.run("PRAGMA query_only = OFF")
        assert client.request(method, path, json=draft("x")).ok


@pytest.fixture
def hands(monkeypatch):
    """The hands of the computer's clock; in seconds since 1970."""
    found = SimpleNamespace(time=lambda: found.now, now=1_700_000_000.5)
    found.gmtime = time.gmtime
    monkeypatch.setattr(clock_module, "time", found)
    return found


@pytest.mark.parametrize("step", [-1, -3600, -86400 * 30, -1_700_000_000, 86400 * 365])
def test_a_clock_that_is_set_anew_puts_nothing_out_of_order(hands, step):
    with session(create_app(clock=RealClock(), accounts={"ada": "boat"})) as client:
        client.auth, new = ("ada", "boat"), f"{ADDRESS}/messages"
        key = {"Idempotency-Key": "k"}
        form = {"grant_type": "client_credentials", "scope": "write"}
        token = client.post(f"{ADDRESS}/tokens", data=form).json()["access_token"]
        first = client.post(new, json=draft("x"), headers=key)
        hands.now += step
        again = client.post(new, json=draft("x"), headers=key)
        assert again.status_code == 201
        assert (again.content == first.content) == (step < 86400)
        assert client.post(new, json=draft("y")).json()["id"] > first.json()["id"]
        ids = [each["id"] for each in client.get(new).json()]
        assert ids == sorted(ids)
        bearer = {"Authorization": f"Bearer {token}"}
        client.auth = None
        read = client.put(f"{new}/1", json=draft("z"), headers=bearer)
        assert read.status_code == (200 if step < 0 else 401)
        assert client.post(f"{ADDRESS}/lab/carrier").status_code == 200

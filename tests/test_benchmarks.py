"""The benchmarks measure what they say; how fast anything is, no test judges."""

import compare
import pytest
import trial
from asking import Asker, Target
from clients import is_whole
from load import NEW, Load, load
from measure import jain, rate_of, ratio_of
from report import as_text
from servers import OURSELVES, Server
from starting import NoStart, Stable


@pytest.fixture
def stable(tmp_path):
    return Stable(tmp_path, tmp_path)


def rounds(*rates, errors=0):
    return [Load(rate, errors) for rate in rates]


def test_a_rate_is_the_median_of_the_rounds():
    assert rate_of(rounds(1, 900, 30)) == 30
    assert rate_of([]) is None


def test_a_ratio_is_the_median_of_what_each_round_gave():
    ours, theirs = rounds(10, 40, 90), rounds(10, 10, 30)
    assert ratio_of(ours, theirs) == 3


def test_a_load_with_errors_makes_a_figure_invalid():
    theirs = [*rounds(10, 10), *rounds(10, errors=1)]
    assert rate_of(theirs) is None
    assert ratio_of(rounds(10, 10, 10), theirs) is None


@pytest.mark.parametrize(("shares", "index"), [([7, 7], 1), ([5, 0, 0, 0], 0.25)])
def test_fairness_is_jains_index(shares, index):
    assert jain(shares) == index


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    ],
)
def test_an_answer_is_whole_with_its_last_byte(answer):
    assert is_whole(answer, ended=False)
    assert not is_whole(answer[:-1], ended=False)


def test_what_was_created_is_deleted_by_the_next_request():
    asker = Asker(Target(80), "delete")
    assert asker.next().startswith(b"POST /messages ")
    asker.note(201, b'HTTP/1.1 201 Created\r\n\r\n{"id": "a1-b", "body": "tea"}')
    assert asker.next().startswith(b"DELETE /messages/a1-b ")
    assert asker.next().startswith(b"POST /messages ")


def test_an_absent_peer_is_said_and_skipped(tmp_path, monkeypatch):
    absent = Server("absent", ["-m", "absent"], ("no-such-package",))
    monkeypatch.setattr(compare, "SERVERS", [absent])
    options = compare.options_of(["--parts", "clients", "--node", str(tmp_path)])
    options.parts, options.peers = [], ["absent"]
    said = as_text(compare.compare(options, lambda text: None))
    assert "Not measured: absent: not installed (no-such-package).\n" in said


def test_a_server_that_can_not_start_says_why(stable):
    broken = Server("broken", ["-c", "raise SystemExit('no tea')"])
    with pytest.raises(NoStart, match="no tea"), stable.running(broken):
        pass


def test_our_server_answers_each_verb_rightly(stable):
    with stable.running(OURSELVES) as target:
        assert trial.faults(OURSELVES, target) == []


@pytest.mark.parametrize("connections", [4, NEW])
def test_a_short_load_on_our_server_gives_figures(stable, connections):
    with stable.running(OURSELVES, 10) as target:
        found = load(target, "mixed", connections, 0.2, "own")
    assert found.valid
    assert 0 < found.p50 <= found.p99

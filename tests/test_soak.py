"""A minute of everything at once: `pytest -m soak -s tests/test_soak.py`."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
import requests
from conformance import CASES
from talking import faults, talk

SECONDS = 60
TALKERS = 6
GROWTH = 16  # MiB
ASKED = [case for case in CASES if not case.silent]


def memory_of(process):
    """What it holds, in MiB."""
    text = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


@pytest.fixture
def started(tmp_path):
    """A server of its own process: where it is, its process, what it complains of."""
    complaints = tmp_path / "stderr"
    command = [sys.executable, "-u", "-m", "toy_api", "--port", "0", "--allow-host=*"]
    with complaints.open("wb") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
        try:
            said = process.stdout.readline() + process.stdout.readline()
            url = said.decode().split()[-1].rstrip("/")
            yield url, process, complaints
        finally:
            process.kill()
            process.communicate()


def chat(address, seed, end):
    """Random cases until the end: how many, and those that got a wrong answer."""
    chance, count, wrong = random.Random(seed), 0, []
    while monotonic() < end:
        case = chance.choice(ASKED)
        wrong += [(str(case), found) for found in faults(case, talk(address, case, 30))]
        count += 1
    return count, wrong


def chat_of_all(url, seconds):
    host, port = url.removeprefix("http://").split(":")
    end = monotonic() + seconds
    with ThreadPoolExecutor(TALKERS) as pool:
        each = [
            pool.submit(chat, (host, int(port)), seed, end) for seed in range(TALKERS)
        ]
    return [talker.result() for talker in each]


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_minute_of_everything_leaves_the_server_as_it_was(started):
    url, process, complaints = started
    chat_of_all(url, SECONDS / 4)  # until all that is kept for later is there
    before = memory_of(process)
    talks = chat_of_all(url, SECONDS)
    growth = memory_of(process) - before
    print(f"\n{sum(count for count, _ in talks)} talks, {growth:+.1f} MiB")
    assert [wrong for _, wrong in talks] == [[]] * TALKERS
    assert requests.get(f"{url}/messages/1", timeout=10).status_code == 200
    assert "Traceback" not in complaints.read_text("utf-8")
    assert growth < GROWTH

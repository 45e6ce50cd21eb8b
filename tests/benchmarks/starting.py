"""Starts and ends servers, each on a fresh copy of the same messages."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import data
from asking import Target
from servers import PEERS, Server
from trial import ask

START_SECONDS = 30
DROPPED = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PYTHONDONTWRITEBYTECODE")


class NoStart(Exception):
    """Says why a server can not be measured."""


class Stable:
    """Starts servers, each on a fresh copy of the same messages."""

    def __init__(self, folder: Path, node: Path):
        self._folder, self.node = folder, node
        self.spawned = 0.0  # when the last one was started

    @contextmanager
    def running(self, server: Server, count: int = 1000) -> Iterator[Target]:
        """The server while it runs; `self.process` is its process."""
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            file, port = Path(name, "messages.json"), free_port()
            shutil.copy(self._filled(server, count), file)
            words = server.words(port, file, self.node)
            with Path(name, "said").open("w+b") as said:
                self.process = self._spawn(words, file, said)
                try:
                    target = Target(port, count, server.page)
                    self.ready = self._await(target, said)
                    yield target
                finally:
                    _end(self.process)

    def _spawn(self, words: list[str], file: Path, said) -> subprocess.Popen:
        own = {"BENCHMARK_DB": str(file), "PYTHONPATH": str(data.ROOT)}
        environment = {name: os.environ[name] for name in {*os.environ} - {*DROPPED}}
        self.spawned = time.perf_counter()
        return subprocess.Popen(
            words,
            cwd=PEERS,
            env=environment | own,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )

    def _await(self, target: Target, said) -> float:
        """The seconds from its start to its first 2xx."""
        while not _is_answering(target):
            passed = time.perf_counter() - self.spawned
            if self.process.poll() is not None or passed > START_SECONDS:
                said.seek(0)
                lines = said.read().decode(errors="replace").strip().splitlines()
                raise NoStart(f"it did not start: {(lines or ['silent'])[-1]}")
            time.sleep(0.002)
        return time.perf_counter() - self.spawned

    def _filled(self, server: Server, count: int) -> Path:
        file = self._folder / f"{server.fill.__name__}_{count}.json"
        if not file.exists():
            server.fill(file, count)
        return file


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _is_answering(target: Target) -> bool:
    try:
        return 200 <= ask(target, "GET", "/messages/1")[0] < 300
    except (OSError, ValueError):
        return False


def _end(process: subprocess.Popen) -> None:
    """End it, and what it has started."""
    for how in ("SIGTERM", "SIGKILL"):
        try:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, getattr(signal, how))
            else:
                process.kill()
            process.wait(3)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue

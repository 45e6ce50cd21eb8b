"""The servers that are compared: what each needs, and how it is started."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import data

PEERS = data.HERE / "peers"
PYTHON, PORT, FILE = sys.executable, "{port}", "{file}"


@dataclass(frozen=True)
class Server:
    """A server that can be started; FILE and PORT in its command are filled in."""

    name: str
    command: list[str]
    needs: tuple[str, ...] = ()  # packages of Python
    node: str = ""  # a package of Node, whose program is run with the command
    fill: Callable[[Path, int], None] = data.fill_table
    page: str = "/messages?limit=50"
    keeps: bool = True  # what it is sent

    def missing(self, node: Path) -> str:
        """What is not installed; "" if nothing."""
        if self.node:
            is_here = shutil.which("node") and (node / self.node).is_dir()
            return "" if is_here else self.node
        return ", ".join(name for name in self.needs if not _version(name))

    def version(self, node: Path) -> str:
        """Its packages and their versions."""
        if self.node:
            return f"{self.node} {_package(node / self.node)['version']}"
        return ", ".join(f"{name} {_version(name)}" for name in self.needs)

    def words(self, port: int, file: Path, node: Path) -> list[str]:
        """The command that starts it."""
        start = ["node", str(_program(node / self.node))] if self.node else [PYTHON]
        words = [*start, *self.command]
        return [
            word.replace(PORT, str(port)).replace(FILE, str(file)) for word in words
        ]


def _uvicorn(name: str) -> list[str]:
    quiet = ["--no-access-log", "--log-level", "warning"]
    fast = ["--loop", "uvloop", "--http", "httptools"]
    return ["-m", "uvicorn", f"{name}:app", "--port", PORT, *quiet, *fast]


FLASK = ["-m", "flask", "--app", "flask_app", "run", "--port", PORT]
GUNICORN = ["-m", "gunicorn", "flask_app:app", "--bind", f"127.0.0.1:{PORT}"]
GUNICORN += ["--workers", "2", "--worker-class", "gthread", "--threads", "16"]
UVICORN = ("fastapi", "uvicorn", "uvloop", "httptools")
PRISM = ["mock", "--port", PORT, "--verboseLevel", "silent", FILE]
OURS = ["-m", "toy_api", "--port", PORT, "--db", FILE, "--quiet"]
OURS += ["--account", f"{data.ACCOUNT}:secret"]
SERVERS = [
    Server("toy_api", OURS, fill=data.fill_ours),
    Server("flask", FLASK, ("flask",)),
    Server("gunicorn", GUNICORN, ("gunicorn", "flask")),
    Server("fastapi-def", _uvicorn("fastapi_def"), UVICORN),
    Server("fastapi-async", _uvicorn("fastapi_async"), UVICORN),
    Server("aiohttp", [str(PEERS / "aiohttp_app.py"), PORT], ("aiohttp",)),
    Server(
        "json-server",
        ["--port", PORT, "--host", "127.0.0.1", "--quiet", FILE],
        node="json-server",
        fill=data.fill_json,
        page="/messages?_page=1&_limit=50",
    ),
    Server(
        "json-server-1",
        ["--port", PORT, "--host", "127.0.0.1", FILE],
        node="json-server-1",
        fill=data.fill_json_texts,
        page="/messages?_page=1&_per_page=50",
    ),
    Server(
        "prism", PRISM, node="@stoplight/prism-cli", fill=data.fill_prism, keeps=False
    ),
]
OURSELVES = SERVERS[0]


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _package(folder: Path) -> dict:
    return json.loads((folder / "package.json").read_text("utf-8"))


def _program(folder: Path) -> Path:
    """The program of a package of Node, as its package.json names it."""
    named = _package(folder)["bin"]
    return folder / (named if isinstance(named, str) else next(iter(named.values())))

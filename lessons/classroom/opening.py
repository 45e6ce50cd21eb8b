"""`python3 -m lessons open`: JupyterLab on the learner's own copy of the lessons."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from contextlib import closing
from pathlib import Path

from .catalogue import Lesson, all_lessons, find_lesson
from .progress import OPEN, WORK

FIRST_PORT, PORTS = 8888, 100
PATIENCE = 60  # seconds for JupyterLab to answer
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
LAB = WORK / ".lab"  # JupyterLab's settings for the course, apart from the user's own
LOG = LAB / "log.txt"
GIVEN = LAB / "given"  # the copies as they were handed out


def open_course(word: str) -> int:
    """Open this lesson; ends when JupyterLab does, on Ctrl-C, or with the terminal."""
    lesson = find_lesson(word)
    for end in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if hasattr(signal, end):
            signal.signal(getattr(signal, end), lambda *_: sys.exit(0))
    copy_lessons()
    _write_settings()
    port, token = _free_port(), secrets.token_urlsafe(16)
    url = f"http://127.0.0.1:{port}/?token={token}"  # short: fits into 80 columns
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
        OPEN.write_text(str(port))
        print(f"\nThe course is open at\n\n  {url}\n\nStop it with Ctrl-C.", flush=True)
        if _has_display():
            webbrowser.open(url)
        return lab.wait()
    except KeyboardInterrupt:
        print("\nStopped. Your work is kept in work/.")
        return 0
    finally:
        _stop(lab)
        OPEN.unlink(missing_ok=True)


def copy_lessons() -> None:
    """Give the learner copies to write in; one that was written in is kept."""
    GIVEN.mkdir(parents=True, exist_ok=True)
    for lesson in all_lessons():
        name = lesson.notebook.name
        copy, given = WORK / name, GIVEN / name
        new = without_spoilers(lesson.notebook.read_text("utf-8"))
        if _content(given) == new and copy.exists():
            continue
        if copy.exists() and _content(copy) != _content(given):
            print(f"· {name} is new; yours is kept (python3 -m lessons reset)")
            continue
        copy.write_bytes(new)
        given.write_bytes(new)
        _sign(copy)


def without_spoilers(notebook: str) -> bytes:
    """The notebook without what predictions are compared with: it gives them away."""
    document = json.loads(notebook)
    for cell in document["cells"]:
        if gives_away(cell):
            cell |= {"outputs": [], "execution_count": None}
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def gives_away(cell: dict) -> bool:
    """Whether its output tells what a prediction is compared with."""
    return cell["cell_type"] == "code" and "compare(" in "".join(cell["source"])


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _sign(notebook: Path) -> None:
    """Say that its outputs may be shown: they are ours."""
    import nbformat  # here, since it takes a second, in which Ctrl-C would be rude
    from nbformat.sign import NotebookNotary

    notary = NotebookNotary()
    with closing(notary.store):
        notary.sign(nbformat.read(notebook, as_version=4))


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
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
    except (LookupError, OSError) as error:
        sys.exit(f"lessons: {error}")

"""`python3 -m lessons class`: one server for a whole class, and a board to project."""

import argparse
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import segno

from toy_api.database import Database, DatabaseError
from toy_api.doors.gate import Gate
from toy_api.doors.running import run_until_stopped
from toy_api.doors.server import Server
from toy_api.doors.wsgi import as_wsgi
from toy_api.exchange import App
from toy_api.lab import PLAYERS
from toy_api.school.class_app import create_class, open_class
from toy_api.school.register import Register, new_code
from toy_api.school.room import Sign
from toy_api.school.summary import Course

from ..misconceptions import BELIEFS
from .catalogue import all_lessons, names_of
from .progress import WORK

ARGUMENTS = argparse.ArgumentParser(prog="python3 -m lessons class")
ARGUMENTS.add_argument("--host", default="", help="address to listen on")
ARGUMENTS.add_argument("--port", type=int, default=8000, help="default: 8000")
ARGUMENTS.add_argument("--name", help="another name that the server is called by")
ARGUMENTS.add_argument("--db", metavar="FILE", help="default: work/class.db")
ARGUMENTS.add_argument("--new", action="store_true", help="begin another class")
NOWHERE = "192.0.2.1"  # an address of documents (RFC 5737); nothing is sent there


def main(words: list[str]) -> int:
    """Serve the class until Ctrl-C; 1 with one line where it can not start."""
    options = ARGUMENTS.parse_args(words)
    file = Path(options.db or WORK / "class.db")
    gate = Gate()
    try:
        database = _open(file, options.new)
        code, password = _keys_of(Register(database))
        host = options.host or _own_address()
        sign = sign_of(f"http://{options.name or host}:{options.port}", code)
        app = make_app(database, sign, password, gate.pause, [host, options.name or ""])
        server = Server(app, host, options.port, gate)
    except DatabaseError as error:
        return _complain(f"can not use {file}: {error}")
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        return _complain(
            f"can not begin ({reason}): try another --host, --port or --db"
        )
    run_until_stopped(server, lambda: _welcome(sign, password, file))
    database.close()
    return 0


def make_app(
    database: Database, sign: Sign, password: str, pause: Callable, hosts=None
) -> App:
    """The class with the course's lessons on its board."""
    lessons = [
        {"number": each.number, "slug": each.slug, "title": each.heading()[0]}
        | {"exercises": names_of(each)}
        for each in all_lessons()
    ]
    course, accounts = Course(lessons, BELIEFS), dict(PLAYERS)
    return create_class(database, course, sign, password, accounts, pause, hosts)


def sign_of(url: str, code: str) -> Sign:
    """How to join the class at this URL, also as a picture for telephones."""
    picture = segno.make(f"{url}/class", micro=False)
    return Sign(url, code, picture.svg_inline(scale=4, border=2, light="white"))


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    """The class for a WSGI server of several processes; see lessons/hub/README.md."""
    return _of_environment()(environ, start_response)


@cache
def _of_environment() -> Callable:
    given = [os.environ.get(f"TOY_CLASS_{each}") for each in ("DB", "CODE", "PASSWORD")]
    if not all(given):
        raise SystemExit("Set TOY_CLASS_DB, TOY_CLASS_CODE and TOY_CLASS_PASSWORD.")
    file, code, password = given
    sign = sign_of(os.environ.get("TOY_CLASS_URL", "http://localhost:8000"), code)
    return as_wsgi(make_app(open_class(file), sign, password, lambda seconds: None))


def _open(file: Path, anew: bool) -> Database:
    file.parent.mkdir(parents=True, exist_ok=True)
    if anew and file.exists():
        number = 1 + len([*file.parent.glob(f"{file.stem}-*{file.suffix}")])
        for end in ("", "-wal", "-shm"):
            old = Path(f"{file}{end}")
            if old.exists():
                old.rename(f"{file.with_stem(f'{file.stem}-{number}')}{end}")
    file.touch(0o600)  # the teacher's password is in it
    return open_class(str(file))


def _keys_of(register: Register) -> tuple[str, str]:
    """The code to join and the teacher's password: made once for each class."""
    if not register.kept("keys"):
        register.keep("keys", [new_code(6), secrets.token_urlsafe(9)])
    code, password = register.kept("keys")
    return code, password


def _own_address() -> str:
    """This computer's address in the network that leads elsewhere."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((NOWHERE, 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def _welcome(sign: Sign, password: str, file: Path) -> None:
    segno.make(f"{sign.url}/class", micro=False).terminal(compact=True)
    address = sign.url.removeprefix("http://")
    print("The class is open. Stop it with Ctrl-C; it goes on when you start it again.")
    print("  learners run  from lessons import join")
    print(f'                join("{address}", "{sign.code}", "Your Name")')
    print(f"  the board     {sign.url}/class/board")
    print("  your name     teacher")
    print(f"  password      {password}")
    print(f"  kept in       {file}", flush=True)


def _complain(text: str) -> int:
    print(f"lessons: {text}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

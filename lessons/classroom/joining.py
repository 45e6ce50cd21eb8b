"""`join`, `share`, `leave`: work with the server of a class instead of your own."""

import json
import os
import secrets
import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from toy_api.lab import ELSEWHERE, start

from .progress import beside
from .screen import GREEN, GREY, ORANGE, box, put

SECONDS = 2  # that a class may take to be reached
AGAIN = "If you have run `api = start()` already, run it once more."


def join(address: str, code: str, name: str) -> None:
    """Work with the server of the class at this address, under your name."""
    url = _url_of(address, code, name)
    before = os.environ.get(ELSEWHERE)
    os.environ[ELSEWHERE] = url
    try:
        start()
    except (ConnectionError, ValueError) as error:
        _set(before)
        return put(box(ORANGE, "✘ you are not in", [str(error)]))
    _remember(url)
    lines = [f"You are in as {name}. This works in all your notebooks.", AGAIN]
    put(box(GREEN, "✔ you are in the class", lines))


def leave() -> None:
    """Work with a server of your own again; what you did in class stays there."""
    _set(None)
    with suppress(OSError):
        _file().unlink(missing_ok=True)
    put(box(GREY, "you have left the class", [AGAIN]))


def share(code: str | None = "") -> None:
    """Share one account with a partner: `share()` gives the code that they type.

    `share("7Q2M")` is what they type; `share(None)` ends it for them.
    """
    api = start()
    if not api.in_class:
        return put(box(ORANGE, "✘ you are not in a class", ["First `join(...)` one."]))
    if code is None:
        api.tell_class("DELETE", "pairs")
        return put(box(GREEN, "✔ you use your own account again", []))
    try:
        if code:
            partner = api.tell_class("PUT", f"pairs/{quote(code)}").json()["partner"]
            return put(box(GREEN, f"✔ you use the account of {partner} now", [AGAIN]))
        made = api.tell_class("POST", "pairs").json()["code"]
    except RuntimeError:
        advice = "Nobody made this code: ask your partner for theirs."
        return put(box(ORANGE, "✘ not this code", [advice]))
    put(box(GREEN, "✔ share your account", [f'Your partner runs: `share("{made}")`']))


def remember() -> None:
    """In a new notebook: the class that was joined in an earlier one."""
    url = _remembered()
    if not url or ELSEWHERE in os.environ:
        return
    if _is_there(url):
        return _set(url)
    lines = ["So this is a server of your own. `leave()` forgets the class."]
    put(box(GREY, "the class that you joined does not answer", lines))


def _url_of(address: str, code: str, name: str) -> str:
    """The URL of the class, with the learner in it: the secret is made only once."""
    place = address.removeprefix("http://").strip("/ ").removesuffix("/class")
    known = urlsplit(_remembered())
    is_here = (known.path, _place_of(known.netloc)) == (
        f"/{quote(code.strip())}",
        place,
    )
    if is_here and unquote(known.username or "") == name:
        return known.geturl()
    secret = secrets.token_hex(8)
    return f"http://{quote(name, safe='')}:{secret}@{place}/{quote(code.strip())}"


def _place_of(netloc: str) -> str:
    """Host and port, without who is in front of them."""
    return netloc.rpartition("@")[2]


def _remembered() -> str:
    """The URL of the class that was joined last; empty where there is none."""
    try:
        return str(json.loads(_file().read_text("utf-8"))["url"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""


def _is_there(url: str) -> bool:
    parts = urlsplit(url)
    try:
        address = (parts.hostname, parts.port or 80)
        socket.create_connection(address, SECONDS).close()
    except (OSError, ValueError):
        return False
    return True


def _remember(url: str) -> None:
    with suppress(OSError):  # then it is to be joined again in the next notebook
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().touch(0o600)
        _file().write_text(json.dumps({"url": url}), "utf-8")


def _set(url: str | None) -> None:
    if url is None:
        os.environ.pop(ELSEWHERE, None)
    else:
        os.environ[ELSEWHERE] = url


def _file() -> Path:
    return beside("class.json")

"""The socket that clients connect to, and how many of them there is room for."""

import os
import socket

BACKLOG = 1024  # with the usual 5, a class waits for seconds, silently
OTHER_FILES = 60  # that a process has open besides its connections


def listen_at(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises OSError, or OverflowError for no port."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except (OSError, OverflowError):
        listener.close()
        raise
    return listener


def url_of(host: str, port: int) -> str:
    """Where a server is found, without a slash at the end (RFC 3986 §3.2.2)."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def room_for(wished: int) -> int:
    """So many connections, or as many as this process may have files open."""
    if not hasattr(os, "sysconf"):  # on Windows, where there is no such limit
        return wished
    allowed = os.sysconf("SC_OPEN_MAX")  # -1: any number
    return wished if allowed < 0 else max(1, min(wished, allowed - OTHER_FILES))


def take_no_proxy() -> None:
    """A proxy is for calls outside; a call to this computer must not take it."""
    spared = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    missing = [name for name in ("127.0.0.1", "localhost") if name not in spared]
    if missing:
        os.environ["no_proxy"] = ",".join(filter(None, [spared, *missing]))

"""What stands for the network and for threads in a page: `enter` puts it in place.

A page is what a browser shows; Python in there can not listen, and starts no thread.
"""

import concurrent.futures
import re
import socket
import sys
import threading
import time
from concurrent.futures import Executor, Future
from types import ModuleType

from . import turns
from .page_server import HERE
from .page_socket import PageSocket

ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+", re.ASCII)
NO_NETWORK = "there is no network in this page, only the servers in it"


class OneByOne(Executor):
    """What a pool of threads is in a page: each piece of work is done at once."""

    def __init__(self, *_, **__):
        super().__init__()

    def submit(self, work, /, *given, **more) -> Future:
        """Do it; the future has the result already."""
        future: Future = Future()
        try:
            future.set_result(work(*given, **more))
        except Exception as error:
            future.set_exception(error)
        return future


def enter() -> None:
    """From now on, this process is a page: sockets lead to the servers in it only."""
    turns.by_turns = True
    socket.socket, socket.getaddrinfo = PageSocket, find_address
    time.sleep = turns.sleep
    threading.Thread.start = lambda thread: thread.run()
    threading.Thread.join = lambda thread, timeout=None: None
    concurrent.futures.ThreadPoolExecutor = OneByOne
    _keep_urllib3_from_asking_the_browser()


def find_address(host: str, port: object, *_, **__) -> list[tuple]:
    """What `socket.getaddrinfo` is in a page; raises OSError for other names."""
    address = HERE[0] if host in HERE else host
    if not ADDRESS.fullmatch(address):
        raise socket.gaierror(socket.EAI_NONAME, NO_NETWORK)
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(port)))]


def _keep_urllib3_from_asking_the_browser() -> None:
    """Whether it is loaded already, or is going to be."""
    itself = ModuleType("urllib3.contrib.emscripten")
    itself.inject_into_urllib3 = lambda: None
    sys.modules[itself.__name__] = itself
    if pool := sys.modules.get("urllib3.connectionpool"):
        pool.HTTPConnectionPool.ConnectionCls = pool.HTTPConnection
        pool.HTTPSConnectionPool.ConnectionCls = pool.HTTPSConnection

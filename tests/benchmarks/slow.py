"""`python3 slow.py PORT COUNT SECONDS`: clients that never get to the end of a head.

Each sends a byte now and then. Printed is "open" once all are connected, and in the end
how many of them the server has let go.
"""

import socket
import sys
from contextlib import suppress
from time import monotonic, sleep

BEGUN = b"GET /messages/1 HTTP/1.1\r\nHost: x\r\nX: "
PAUSE = 1  # seconds between two bytes of a client


def connect(port: int) -> socket.socket:
    """One more of them."""
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    client.sendall(BEGUN)
    client.setblocking(False)
    return client


def was_let_go(client: socket.socket) -> bool:
    """Whether the server has ended it; what it said before is of no interest."""
    try:
        while client.recv(65536):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def main(port: int, count: int, seconds: float) -> int:
    """How many of so many were let go within so many seconds."""
    clients = [connect(port) for _ in range(count)]
    print("open", flush=True)
    end, gone = monotonic() + seconds, 0
    while clients and monotonic() < end:
        sleep(PAUSE / count)
        client = clients.pop(0)
        if was_let_go(client):
            gone += 1
            client.close()
            continue
        with suppress(OSError):
            client.send(b"x")
        clients.append(client)
    return gone


if __name__ == "__main__":
    port, count, seconds = map(float, sys.argv[1:])
    print(main(int(port), int(count), seconds))

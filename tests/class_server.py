"""The server of a class in a process of its own, as a teacher starts it."""

import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import requests

ROOT = Path(__file__).parents[1]


class ClassServer:
    """Runs `python3 -m lessons class`; may be killed, and started again."""

    def __init__(self, file):
        self.file = file
        with closing(socket.create_server(("127.0.0.1", 0))) as probe:
            self.port = probe.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        self.start()

    def start(self):
        """As a teacher does it; what it prints tells the code and the password."""
        module, where = "lessons.classroom.hosting", ["--host", "127.0.0.1"]
        words = ["-m", module, *where, "--port", str(self.port), "--db", str(self.file)]
        self.process = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        said = ""
        for line in self.process.stdout:
            said += line
            if "kept in" in line:
                break
        self.said = said
        self.code = re.search(r'join\(".+?", "(\w+)"', said)[1]
        self.teacher = ("teacher", re.search(r"password +(\S+)", said)[1])

    def kill(self):
        """As the power does it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
            self.process.stdout.close()

    def url_for(self, name, secret="paper-plane"):
        """What a learner's TOY_API_URL is."""
        return f"http://{name}:{secret}@{self.host}/{self.code}"

    def summary(self):
        return requests.get(f"{self.url}/class/summary", auth=self.teacher).json()

    def most_memory(self):
        """MiB that it ever had, where the system tells."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024

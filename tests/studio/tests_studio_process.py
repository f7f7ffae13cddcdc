"""The real thing: `rolewright studio` as a process of its own."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import redirect_stdout

from rolewright.cli import main


class Process:
    """A studio on a database, at a port of this machine; it can be killed and started again at the same port."""

    def __init__(self, database, *words, first=""):
        """`first` is Python that runs in the process before anything else."""
        self.database, self.words, self.port, self.first = str(database), words, 0, first
        self.start()

    def start(self):
        program = ["-c", f"{self.first}\nimport sys\nfrom rolewright.cli import main\nsys.exit(main(sys.argv[1:]))"]
        words = ["studio", "--no-open", "--port", str(self.port), "--database", self.database, *self.words]
        self.process = subprocess.Popen([sys.executable, *program, *words], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/(?:enter\?token=(\S+))?", line)
        assert found, line + self.process.stderr.read()
        self.port, self.opened, self.address = int(found[1]), found[0], f"http://127.0.0.1:{found[1]}"
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.address}/api/ways-in", timeout=5).close()
            except urllib.error.URLError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError("the studio doesn't answer")

    def kill(self):
        """Kill -9: no goodbye."""
        self.process.kill()
        self.process.wait(20)
        self.process.stderr.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.kill(self.process.pid, signal.SIGKILL)
        self.process.stderr.close()

    def token(self, *words):
        """A token of this studio, as the command line makes one."""
        told = io.StringIO()
        with redirect_stdout(told):
            assert main(["studio", "token", *words, "--database", self.database]) == 0
        return told.getvalue().strip()

"""A service that runs in a box: asked, watched, stopped, killed."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import threading
import time
from typing import IO, TYPE_CHECKING

from rolewright.model.record import NamedTuple
from rolewright.takehome import wire

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from rolewright.takehome.sandbox import Box
    from rolewright.takehome.wire import Answer

_CONTROL = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)|\x1b[@-Z\\-_]"
    r"|[^\t\n\x20-\x7e\u00a0-\U0010ffff]|[\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal or a reader would be led astray by: escapes with their text, control characters, turned and invisible writing."""
WATCH = 0.1
"""Seconds between two looks at the memory in use."""


class Started(NamedTuple):
    """A command under way: its process, the files with what it prints, the grader's end of the line to the box."""

    process: subprocess.Popen[bytes]
    out: IO[bytes]
    err: IO[bytes]
    line: socket.socket


class Stopped(NamedTuple):
    """A service that was asked to end: its code, None if it had to be killed; seconds until it ended."""

    code: int | None
    seconds: float


class Service:
    """A running service. Its answers, its memory, its log; `stop` asks it to end, `kill` doesn't ask."""

    def __init__(self, box: Box, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.box, self.over = box, False
        self.started = box._start(command, env, box.tree)  # noqa: SLF001 - the box's own
        self.process = self.started.process
        self.watch = threading.Thread(target=self._watch, daemon=True)
        self.watch.start()

    def _watch(self) -> None:
        while self.process.poll() is None:
            if self.box.over(self.process):
                self.over = True
                self.box.end(self.process)
            time.sleep(WATCH)

    def call(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, seconds: float = 10
    ) -> Answer:
        """One request and its answer; what goes wrong is in the answer's `error`."""
        return wire.call(self.connect, method, path, body, headers or {}, seconds)

    def raw(self, data: bytes, seconds: float = 10) -> bytes:
        """What comes back for bytes that needn't be HTTP."""
        return wire.raw(self.connect, data, seconds)

    def connect(self, seconds: float) -> socket.socket:
        """A connection of one's own to the service; OSError if there is none."""
        return self.box.connect(self.started, seconds)

    def ready(self, seconds: float) -> float | None:
        """Seconds until it answers anything at all; None if it doesn't, or ends."""
        start = time.monotonic()
        while time.monotonic() < start + seconds and self.process.poll() is None:
            if not self.call("GET", "/health", seconds=2).error:
                return time.monotonic() - start
            time.sleep(0.05)
        return None

    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def memory(self) -> int:
        """Bytes in use by all its processes; 0 where that can't be known."""
        return self.box.memory(self.process)

    def log(self) -> str:
        """What it printed, cut, without anything that a terminal would obey."""
        texts = [printed(file, self.box.limits["output"]) for file in self.started[1:3]]
        told = "it used more memory or processes than it may, and was killed\n" if self.over else ""
        return told + "\n".join(text for text in texts if text)

    def stop(self, seconds: float) -> Stopped:
        """Ask it to end (SIGTERM)."""
        start = time.monotonic()
        self.box.terminate(self.started)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
            took = time.monotonic() - start
            self.kill()
            return Stopped(self.process.returncode, took)
        self.kill()
        return Stopped(None, time.monotonic() - start)

    def kill(self) -> None:
        """End all of it at once."""
        self.box.end(self.process)


def printed(file: IO[bytes], most: int) -> str:
    """The end of what was printed, as text that a terminal can show."""
    size = os.fstat(file.fileno()).st_size
    data = os.pread(file.fileno(), most, max(0, size - most))
    return _CONTROL.sub("", data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n"))

"""Where a submission runs: a box without network, home or anything of the host, killed with all that is in it at the end.

`sandbox(kind)` gives the class of boxes; `Box` is what a probe works with, whatever the kind. Requests reach the service through a
unix socket that a sidecar in the box carries to its port (`sidecar.py`).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written
from rolewright.model.record import NamedTuple
from rolewright.takehome import wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from rolewright.takehome.wire import Answer

PORT = 8000
_SIDECAR = Path(__file__).with_name("sidecar.py")
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-Z\\-_]|[^\t\n\x20-\x7e\u00a0-\uffff]")
_WATCH = 0.1
"""Seconds between two looks at the memory in use."""


class Ran(NamedTuple):
    """A command that ended: its code (None if it was killed), what it printed, seconds, whether it was killed."""

    code: int | None
    out: str
    err: str
    seconds: float
    killed: bool


class Stopped(NamedTuple):
    """A service that was asked to end: its code, None if it had to be killed; seconds until it ended."""

    code: int | None
    seconds: float


def sandbox(kind: str = "auto") -> type[Box]:
    """The kind of box: auto, bubblewrap or none. Raises GradeError where there is none and nobody said `none`."""
    from rolewright.takehome.bubblewrap import Bubblewrap

    if kind == "none":
        return Box
    if kind in {"auto", "bubblewrap"} and Bubblewrap.works():
        return Bubblewrap
    if kind not in {"auto", "bubblewrap"}:
        raise GradeError(f"there is no sandbox {kind!r}", "", "choose auto, bubblewrap or none")
    do = "install bubblewrap (Linux), or say --no-sandbox if you trust whoever wrote it with this machine"
    raise GradeError("a stranger's code isn't run without a sandbox, and bubblewrap doesn't work here", "", do)


class Box:
    """A submission's processes. This one keeps nothing from the host; it is what `--no-sandbox` uses."""

    def __init__(self, tree: Path, site: Path, model: Path) -> None:
        self.tree, self.site, self.model, self.limits = tree, site, model, written("takehome/limits")
        self.space = Path(tempfile.mkdtemp(prefix="rw-"))
        self.wire, self.scratch = self.space / "wire", self.space / "scratch"
        for folder in (self.wire, self.scratch):
            folder.mkdir()
            folder.chmod(0o777)
        self.space.chmod(0o755)
        (self.space / "broken.onnx").write_bytes(b"this is no model\n" * 50)
        self.port = self.free_port()
        self.running: list[subprocess.Popen[bytes]] = []
        self.logs: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.running:
            _end(process)
        for file in self.logs:
            file.close()
        shutil.rmtree(self.space, ignore_errors=True)

    @property
    def broken_model(self) -> str:
        """The path, as the box has it, of a file that is no model."""
        return str(self.space / "broken.onnx")

    def free_port(self) -> int:
        """The port that a service gets: any that is free, as this box shares the host's."""
        return wire.free_port()

    def run(
        self, command: Sequence[str], seconds: float, env: Mapping[str, str] | None = None, tree: Path | None = None
    ) -> Ran:
        """Run a command in the submission's folder (or in another version of it) until it ends or time is up."""
        start = time.monotonic()
        process, out, err = self._start(command, env or {}, tree or self.tree)
        killed = self._watched(process, start + seconds)
        said, told = (_read(file, self.limits["output"]) for file in (out, err))
        return Ran(None if killed else process.returncode, said, told, time.monotonic() - start, killed)

    def serve(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> Service:
        """Start a service; ask it through what this gives."""
        return Service(self, command, env or {})

    def wrapped(
        self, command: Sequence[str], env: Mapping[str, str], tree: Path
    ) -> tuple[list[str], dict[str, str], str | None]:
        """(the command that runs it, its environment, its folder); a sandbox puts itself in front."""
        return [self.python if word == "python" else word for word in command], {**self.environment(), **env}, str(tree)

    @property
    def python(self) -> str:
        """The interpreter, as the box has it."""
        return sys.executable

    def environment(self) -> dict[str, str]:
        """All that a process of the submission sees of an environment."""
        return {
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin")), "LANG": "C.UTF-8",
            "HOME": str(self.scratch), "TMPDIR": str(self.scratch), "PORT": str(self.port), "PYTHONPATH": str(self.site),
            "MODEL_PATH": str(self.model), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1",
        }  # fmt: skip

    def _start(
        self, command: Sequence[str], env: Mapping[str, str], tree: Path
    ) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        words, full, folder = self.wrapped(command, env, tree)
        out, err = tempfile.TemporaryFile(dir=self.space), tempfile.TemporaryFile(dir=self.space)  # noqa: SIM115 - they live as long as the process
        try:
            process = subprocess.Popen(words, env=full, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                       start_new_session=True, preexec_fn=self.bounds)  # fmt: skip
        except OSError as error:
            err.write(f"can't be started: {error.strerror}\n".encode())
            process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(127)"], start_new_session=True)
        self.running.append(process)
        self.logs += (out, err)
        return process, out, err

    def bounds(self) -> None:
        """What the kernel holds each process to: no core files, no file larger than the scratch."""
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.limits["scratch"], self.limits["scratch"]))

    def over(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether its processes use more than they may."""
        return wire.memory(process.pid) > self.limits["memory"] or len(wire.family(process.pid)) > int(
            self.limits["processes"]
        )

    def _watched(self, process: subprocess.Popen[bytes], end: float) -> bool:
        """Wait for the end, of time or of the process; whether it had to be killed."""
        while time.monotonic() < end:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_WATCH)
                _end(process)
                return False
            if self.over(process):
                break
        _end(process)
        return True


class Service:
    """A running service. Its answers, its memory, its log; `stop` asks it to end, `kill` doesn't ask."""

    def __init__(self, box: Box, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.box, self.over = box, False
        self.socket = box.wire / f"s{len(box.running)}.sock"
        self.process, self.out, self.err = box._start(command, env, box.tree)  # noqa: SLF001 - the box's own
        self.watch = threading.Thread(target=self._watch, daemon=True)
        self.watch.start()

    def _watch(self) -> None:
        while self.process.poll() is None:
            if self.box.over(self.process):
                self.over = True
                _end(self.process)
            time.sleep(_WATCH)

    def call(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, seconds: float = 10
    ) -> Answer:
        """One request and its answer; what goes wrong is in the answer's `error`."""
        return wire.call(self.address(), method, path, body, headers or {}, seconds)

    def address(self) -> Any:
        """Where it is reached: a unix socket's path, or (host, port)."""
        return ("127.0.0.1", self.box.port)

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
        return wire.memory(self.process.pid)

    def log(self) -> str:
        """What it printed, cut, without anything that a terminal would obey."""
        texts = [_read(file, self.box.limits["output"]) for file in (self.out, self.err)]
        told = "it used more memory or processes than it may, and was killed\n" if self.over else ""
        return told + "\n".join(text for text in texts if text)

    def stop(self, seconds: float) -> Stopped:
        """Ask it to end (SIGTERM)."""
        start = time.monotonic()
        self.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
            took = time.monotonic() - start
            self.kill()
            return Stopped(self.process.returncode, took)
        self.kill()
        return Stopped(None, time.monotonic() - start)

    def terminate(self) -> None:
        """SIGTERM to the process that was started."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End all of it at once."""
        _end(self.process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that came of it."""
    for pid in reversed(wire.family(process.pid)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)


def _read(file: IO[bytes], most: int) -> str:
    """The end of what was printed, as text that a terminal can show."""
    size = os.fstat(file.fileno()).st_size
    data = os.pread(file.fileno(), most, max(0, size - most))
    return _CONTROL.sub("", data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n"))

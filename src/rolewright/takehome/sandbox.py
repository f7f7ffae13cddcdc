"""Where a submission runs: a box without network, home or anything of the host, killed with all that is in it at the end.

`sandbox(kind)` gives the class of boxes; `Box` is what a probe works with, whatever the kind. Requests reach a service in a box
through sockets of the box that its first program hands out (`sidecar.py`): nothing of the host is opened to it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written
from rolewright.model.record import NamedTuple
from rolewright.takehome import wire
from rolewright.takehome.service import WATCH, Service, Started, printed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self


PORT = 8000


class Ran(NamedTuple):
    """A command that ended: its code (None if it was killed), what it printed, seconds, whether it was killed."""

    code: int | None
    out: str
    err: str
    seconds: float
    killed: bool


def sandbox(kind: str = "auto", image: str = "") -> Any:
    """What makes boxes, called with (tree, site, model): auto, bubblewrap, podman, docker or none.

    `image` is the containers' own, one with Python. Raises GradeError where there is no sandbox and nobody said `none`.
    """
    from rolewright.takehome import containers
    from rolewright.takehome.bubblewrap import Bubblewrap

    if os.name == "nt":
        raise GradeError(
            "submissions are run on Linux and macOS", "", "grade inside WSL 2, with bubblewrap or podman there"
        )
    if kind == "none":
        return Box
    if kind not in {"auto", "bubblewrap", *containers.ENGINES}:
        raise GradeError(f"there is no sandbox {kind!r}", "", "choose auto, bubblewrap, podman, docker or none")
    told = []
    if kind in {"auto", "bubblewrap"}:
        if not (trouble := Bubblewrap.trouble()):
            return Bubblewrap
        told.append(f"bubblewrap: {trouble}")
    if kind != "bubblewrap":
        chosen = containers.choose(kind, image)
        if not isinstance(chosen, str):
            return chosen
        told.append(chosen)
    do = "install bubblewrap 0.8 or newer (Linux), podman or Docker, or say --no-sandbox if you trust whoever wrote it with this machine"
    raise GradeError(f"a stranger's code isn't run without a sandbox ({'; '.join(told)})", "", do)


class Box:
    """A submission's processes. This one keeps nothing from the host; it is what `--no-sandbox` uses."""

    @staticmethod
    def wheels() -> tuple[str, ...]:
        """Options for pip where a box has another system or Python than this machine."""
        return ()

    def __init__(self, tree: Path, site: Path, model: Path) -> None:
        self.tree, self.site, self.model, self.limits = tree, site, model, written("takehome/limits")
        self.space = Path(tempfile.mkdtemp(prefix="rw-"))
        self.scratch = self.space / "scratch"
        self.scratch.mkdir()
        (self.space / "broken.onnx").write_bytes(b"this is no model\n" * 50)
        self.port = self.free_port()
        self.running: list[Started] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for started in self.running:
            self.end(started.process)
            for file in started[1:]:
                file.close()
        shutil.rmtree(self.space, ignore_errors=True)

    @property
    def broken_model(self) -> str:
        """The path, as the box has it, of a file that is no model."""
        return str(self.space / "broken.onnx")

    def free_port(self) -> int:
        """The port that a service gets: any that is free, as this box shares the host's."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return int(free.getsockname()[1])

    def run(
        self, command: Sequence[str], seconds: float, env: Mapping[str, str] | None = None, tree: Path | None = None
    ) -> Ran:
        """Run a command in the submission's folder (or in another version of it) until it ends or time is up."""
        start = time.monotonic()
        started = self._start(command, env or {}, tree or self.tree)
        killed = self._watched(started.process, start + seconds)
        said, told = (printed(file, self.limits["output"]) for file in started[1:3])
        return Ran(None if killed else started.process.returncode, said, told, time.monotonic() - start, killed)

    def serve(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> Service:
        """Start a service; ask it through what this gives."""
        return Service(self, command, env or {})

    def wrapped(
        self, command: Sequence[str], env: Mapping[str, str], tree: Path, _line: int
    ) -> tuple[list[str], dict[str, str], str | None]:
        """(the command that runs it, its environment, its folder); a sandbox puts itself in front.

        `line` is the descriptor of the box's end of the line to the grader.
        """
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

    def connect(self, _started: Started, seconds: float) -> socket.socket:
        """A connection to the service; OSError if there is none."""
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def memory(self, process: subprocess.Popen[bytes]) -> int:
        """Bytes in use by all processes of a command; 0 where that can't be known."""
        return wire.memory(process.pid)

    def terminate(self, started: Started) -> None:
        """SIGTERM to the program that was started."""
        if started.process.poll() is None:
            os.kill(started.process.pid, signal.SIGTERM)

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process and all that came of it."""
        # once it is buried, its number may be another's
        for pid in reversed(wire.family(process.pid) if process.poll() is None else []):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)

    def _start(self, command: Sequence[str], env: Mapping[str, str], tree: Path) -> Started:
        ours, theirs = socket.socketpair()
        words, full, folder = self.wrapped(command, env, tree, theirs.fileno())
        out, err = tempfile.TemporaryFile(dir=self.space), tempfile.TemporaryFile(dir=self.space)  # noqa: SIM115 - they live as long as the process
        with theirs:
            try:
                process = subprocess.Popen(words, env=full, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                           start_new_session=True, preexec_fn=self.bounds, pass_fds=(theirs.fileno(),))  # fmt: skip
            except (OSError, ValueError) as error:
                err.write(f"can't be started: {getattr(error, 'strerror', None) or error}\n".encode())
                err.flush()
                process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(127)"], start_new_session=True)
        self.running.append(Started(process, out, err, ours))
        return self.running[-1]

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
                process.wait(WATCH)
                self.end(process)
                return False
            if self.over(process):
                break
        self.end(process)
        return True

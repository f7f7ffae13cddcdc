"""Boxes made by bubblewrap: namespaces for everything, no capabilities, a read-only root with nothing in it but what Python needs.

Started by root, the submission runs as `nobody` for real: a user namespace alone would leave it root's files under /proc/sys.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rolewright.takehome import cgroup, seccomp, wire
from rolewright.takehome.files import open_to_all
from rolewright.takehome.sandbox import PORT, Box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.takehome.service import Started

NOBODY = "65534"
_SIDECAR = Path(__file__).with_name("sidecar.py")
_TRY_SECONDS = 10
_BURIED = 2.0
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/etc/alternatives", "/etc/ssl/certs")
"""What programs need of a system; no home, no /root, no /work, no passwords, no other configuration."""


class Bubblewrap(Box):
    """A box of namespaces."""

    def __init__(self, tree: Path, site: Path, model: Path) -> None:
        super().__init__(tree, site, model)
        self.asking = threading.Lock()
        self.groups = cgroup.made(self.space.name, self.limits["memory"], self.limits["processes"])
        if model.is_file():
            self.model = Path(shutil.copyfile(model, self.space / "model.onnx"))
        open_to_all(self.space)

    @staticmethod
    @cache
    def trouble() -> str:
        """Why there are no such boxes here; "" if there are."""
        if shutil.which("bwrap") is None:
            return "it isn't installed"
        with tempfile.TemporaryDirectory() as name:
            tree, site = Path(name, "tree"), Path(name, "site")
            tree.mkdir()
            site.mkdir()
            with Bubblewrap(tree, site, tree / "none.onnx") as box:
                done = box.run(["python", "-c", ""], _TRY_SECONDS)
        return "" if done.code == 0 else (done.err.strip().splitlines() or ["it doesn't start"])[-1][:200]

    @classmethod
    def works(cls) -> bool:
        """Whether bubblewrap is here, new enough, and may make namespaces."""
        return not cls.trouble()

    @property
    def broken_model(self) -> str:
        """The path, as the box has it, of a file that is no model."""
        return "/box/broken.onnx"

    @property
    def python(self) -> str:
        """The interpreter that runs us, the environment around it left behind."""
        return os.path.realpath(sys.executable)

    def free_port(self) -> int:
        """The same in every box, as each has ports of its own."""
        return PORT

    def environment(self) -> dict[str, str]:
        """Names as the box has them."""
        return {
            "PATH": f"{os.path.dirname(self.python)}:/box/site/bin:/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/scratch",
            "TMPDIR": "/scratch", "USER": "nobody", "PORT": str(PORT), "PYTHONPATH": "/box/site", "MODEL_PATH": "/box/model.onnx",
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1",
        }  # fmt: skip

    def wrapped(
        self, command: Sequence[str], env: Mapping[str, str], tree: Path, line: int
    ) -> tuple[list[str], dict[str, str], str | None]:
        """Bubblewrap in front of it, and the box's first program."""
        words = [self.python if word == "python" else word for word in command]
        out = [
            "bwrap",
            *_namespaces(),
            "--hostname",
            "box",
            "--die-with-parent",
            "--new-session",
            "--as-pid-1",
            "--clearenv",
        ]
        out += self._system() + self._own(tree)
        for name, value in {**self.environment(), **env}.items():
            out += ["--setenv", name, value]
        first = [
            self.python,
            "-I",
            "/box/sidecar.py",
            str(line),
            NOBODY,
            str(self.limits["processes"]),
            seccomp.program().hex(),
        ]
        return [*out, "--chdir", "/submission", "--", *first, *words], {"PATH": os.environ.get("PATH", "")}, None

    def _system(self) -> list[str]:
        small = str(self.limits["temporary"])
        out = ["--dev", "/dev", "--perms", "1777", "--size", small, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]  # noqa: S108
        out += ["--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys"]
        out += ["--perms", "1777", "--size", small, "--tmpfs", "/tmp", "--dir", "/etc", "--dir", "/box"]  # noqa: S108 - the box's own
        for path in _SYSTEM:
            if os.path.islink(path):
                out += ["--symlink", os.readlink(path), path]
            elif os.path.exists(path):
                out += ["--ro-bind", path, path]
        for path in _python():
            for parent in reversed(Path(path).parents[:-1]):
                out += ["--dir", str(parent)]
            out += ["--ro-bind", path, path]
        return out

    def _own(self, tree: Path) -> list[str]:
        for folder in (tree, self.site):
            open_to_all(folder)
        out = [
            "--ro-bind",
            str(tree),
            "/submission",
            "--ro-bind",
            str(self.site),
            "/box/site",
            "--ro-bind",
            str(_SIDECAR),
            "/box/sidecar.py",
        ]
        out += [
            "--ro-bind-try",
            str(self.model),
            "/box/model.onnx",
            "--ro-bind",
            str(self.space / "broken.onnx"),
            "/box/broken.onnx",
        ]
        return [
            *out,
            "--perms",
            "1777",
            "--size",
            str(self.limits["scratch"]),
            "--tmpfs",
            "/scratch",
            "--remount-ro",
            "/",
        ]

    def bounds(self) -> None:
        """What the kernel holds each process to, the control group among it."""
        super().bounds()
        cgroup.join(self.groups)

    def connect(self, started: Started, seconds: float) -> socket.socket:
        """A socket of the box, connected inside it; OSError if nothing listens or the box is gone."""
        with self.asking:
            started.line.settimeout(seconds)
            started.line.sendall(b"s")
            _, given, _, _ = socket.recv_fds(started.line, 1, 1)
        if not given:
            raise ConnectionError("the box is gone")
        sock = socket.socket(fileno=given[0])
        try:
            sock.settimeout(seconds)
            sock.connect(("127.0.0.1", PORT))
        except (OSError, TypeError):  # a hijacked box may hand over a socket of another kind
            sock.close()
            raise ConnectionError("connection refused") from None
        return sock

    def terminate(self, started: Started) -> None:
        """SIGTERM to the submission's program, by the first one in the box."""
        if started.process.poll() is None:
            started.line.sendall(b"t")

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill the first program in the box, which takes all with it, and let bubblewrap bury it."""
        for pid in wire.family(process.pid)[1:2] if process.poll() is None else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_BURIED)
        super().end(process)

    def __exit__(self, *given: object) -> None:
        super().__exit__(*given)
        cgroup.leave(self.groups)


def _namespaces() -> list[str]:
    """All kinds; as root no user namespace, as the first program then becomes another user for real."""
    kinds = [
        "--unshare-ipc",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-uts",
        "--unshare-cgroup-try",
        "--cap-drop",
        "ALL",
    ]
    if os.getuid() == 0:
        return [*kinds, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [*kinds, "--unshare-user", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY]


@cache
def _python() -> tuple[str, ...]:
    """Where the interpreter's own files are, if not under /usr."""
    found = {os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    found |= {os.path.dirname(os.path.realpath(sys.executable)), sysconfig.get_config_var("LIBDIR") or ""}
    return tuple(sorted(path for path in found if path and os.path.isdir(path) and not path.startswith("/usr/")))

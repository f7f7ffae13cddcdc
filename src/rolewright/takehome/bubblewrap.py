"""Boxes made by bubblewrap: namespaces for everything, no capabilities, a read-only root with nothing in it but what Python needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from typing import TYPE_CHECKING

from rolewright.takehome import cgroup
from rolewright.takehome.sandbox import _SIDECAR, PORT, Box, Service

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NOBODY = "65534"
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/etc/alternatives", "/etc/ssl/certs")
"""What programs need of a system; no home, no /root, no /work, no passwords, no other configuration."""
_START = """import os, signal, subprocess, sys, time
quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
subprocess.Popen([sys.executable, "/box/sidecar.py", sys.argv[1], sys.argv[2]], env={}, **quiet)
try:
    service = subprocess.Popen(sys.argv[3:])
except OSError as error:
    sys.exit(f"{sys.argv[3]} can't be started: {error.strerror}")
signal.signal(signal.SIGTERM, lambda *_: service.terminate())
code = service.wait()
time.sleep(0.2)
os._exit(code if code >= 0 else 128 - code)
"""
"""What runs first in a service's box: the sidecar and the service; SIGTERM is handed on, and last answers get out."""


class Bubblewrap(Box):
    """A box of namespaces."""

    @staticmethod
    @cache
    def works() -> bool:
        """Whether bubblewrap is here and may make namespaces."""
        program = shutil.which("bwrap")
        if program is None:
            return False
        try:
            tried = [
                program,
                "--unshare-all",
                "--cap-drop",
                "ALL",
                "--ro-bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "true",
            ]
            return subprocess.run(tried, capture_output=True, timeout=10, check=False).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

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
            "PATH": f"{os.path.dirname(self.python)}:/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/scratch", "TMPDIR": "/scratch",
            "PORT": str(PORT), "PYTHONPATH": "/box/site", "MODEL_PATH": "/box/model.onnx", "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1",
        }  # fmt: skip

    def wrapped(
        self, command: Sequence[str], env: Mapping[str, str], tree: Path
    ) -> tuple[list[str], dict[str, str], str | None]:
        """Bubblewrap in front of it."""
        words = [self.python if word == "python" else word for word in command]
        full = {**self.environment(), **env}
        out = [
            "bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY, "--hostname", "box",
            "--cap-drop", "ALL", "--die-with-parent", "--new-session", "--as-pid-1", "--clearenv",
        ]  # fmt: skip
        out += self._system() + self._own(tree)
        for name, value in full.items():
            out += ["--setenv", name, value]
        return [*out, "--chdir", "/submission", "--", *words], {"PATH": os.environ.get("PATH", "")}, None

    def _system(self) -> list[str]:
        out = ["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]  # noqa: S108 - the box's own
        for path in _SYSTEM:
            if os.path.islink(path):
                out += ["--symlink", os.readlink(path), path]
            elif os.path.exists(path):
                out += ["--ro-bind", path, path]
        for path in _python():
            out += ["--ro-bind", path, path]
        return out

    def _own(self, tree: Path) -> list[str]:
        return [
            "--ro-bind", str(tree), "/submission", "--ro-bind", str(self.site), "/box/site", "--ro-bind", str(self.model), "/box/model.onnx",
            "--ro-bind", str(_SIDECAR), "/box/sidecar.py", "--ro-bind", str(self.space / "broken.onnx"), "/box/broken.onnx",
            "--bind", str(self.wire), "/box/wire", "--size", str(self.limits["scratch"]), "--tmpfs", "/scratch", "--remount-ro", "/",
        ]  # fmt: skip

    def bounds(self) -> None:
        """What the kernel holds each process to, the control group among it."""
        super().bounds()
        cgroup.join(self.space.name, self.limits["memory"], self.limits["processes"])

    def serve(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> Service:
        """Start a service with its sidecar."""
        return _Boxed(self, command, env or {})

    def __exit__(self, *given: object) -> None:
        super().__exit__(*given)
        cgroup.leave(self.space.name)


class _Boxed(Service):
    """A service behind a unix socket."""

    def __init__(self, box: Box, command: Sequence[str], env: Mapping[str, str]) -> None:
        name = f"s{len(box.running)}.sock"
        super().__init__(box, ["python", "-c", _START, f"/box/wire/{name}", str(PORT), *_resolved(box, command)], env)
        self.name = str(box.wire / name)

    def address(self) -> str:
        """The socket."""
        return self.name

    def terminate(self) -> None:
        """SIGTERM to the first process in the box, which is the service."""
        import contextlib
        import signal

        from rolewright.takehome import wire

        inside = wire.family(self.process.pid)[1:2]
        with contextlib.suppress(ProcessLookupError):
            os.kill(inside[0] if inside else self.process.pid, signal.SIGTERM)


def _resolved(box: Box, command: Sequence[str]) -> list[str]:
    return [box.python if word == "python" else word for word in command]


@cache
def _python() -> tuple[str, ...]:
    """Where the interpreter's own files are, if not under /usr."""
    found = {os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    found |= {os.path.dirname(os.path.realpath(sys.executable)), sysconfig.get_config_var("LIBDIR") or ""}
    return tuple(sorted(path for path in found if path and os.path.isdir(path) and not path.startswith("/usr/")))

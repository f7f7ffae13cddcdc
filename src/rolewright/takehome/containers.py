"""Boxes made by podman or Docker, where there is no bubblewrap: a container for each command, and one that carries connections in.

All containers of a box share a network of their own with nothing in it but themselves. The relay is the only one that we speak with.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import threading
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written
from rolewright.takehome.files import open_to_all
from rolewright.takehome.pipe import Pipe
from rolewright.takehome.sandbox import PORT, Box

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from rolewright.takehome.service import Started

ENGINES = ("podman", "docker")
NOBODY = "65534:65534"
_RELAY = Path(__file__).with_name("relay.py")
_PYTHON = "import platform, sys; print(platform.machine(), '%d.%d' % sys.version_info[:2])"
_UNITS = {"b": 1, "kb": 1e3, "kib": 2**10, "mb": 1e6, "mib": 2**20, "gb": 1e9, "gib": 2**30}
_TRY_SECONDS, _BUILD_SECONDS, _PULL_SECONDS = 30, 600, 900


class Engine:
    """podman or Docker with an image that has Python; called with a submission it gives its box."""

    def __init__(self, name: str, image: str = "") -> None:
        self.name, self.image = name, image or str(written("takehome/limits")["image"])
        self.built = ""
        """The image that a submission's own Dockerfile made; "" if it runs in ours."""

    def __call__(self, tree: Path, site: Path, model: Path) -> Container:
        """The box of a submission."""
        return Container(tree, site, model, self)

    @cached_property
    def trouble(self) -> str:
        """Why it can't be used here; "" if it can."""
        if shutil.which(self.name) is None:
            return "it isn't installed"
        if self.does("image", "inspect", self.image).returncode:
            got = self.does("pull", "--quiet", self.image, seconds=_PULL_SECONDS)
            if got.returncode:
                return f"the image {self.image} isn't here: {_last(got.stderr)}"
        done = self._tried(())
        if done.returncode and self.name == "podman" and shutil.which("runc"):
            done = self._tried(("--runtime", "runc"))
        return _last(done.stderr) if done.returncode else ""

    def _tried(self, options: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        self.options = options
        done = self.does("run", "--rm", "--network", "none", *self.closed(), self.image, "python", "-c", _PYTHON)
        if not done.returncode:
            self.machine, self.version = done.stdout.split()
        return done

    options: tuple[str, ...] = ()
    machine, version = "x86_64", "3.12"

    def does(self, *words: str, seconds: float = _TRY_SECONDS) -> subprocess.CompletedProcess[str]:
        """One command of the engine; code 124 if it takes too long."""
        command = [self.name, *words] if words[0] != "run" else [self.name, *self.options, *words]
        try:
            return subprocess.run(
                command, capture_output=True, text=True, timeout=seconds, check=False, errors="replace"
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 124, "", "it takes too long")
        except OSError as error:
            return subprocess.CompletedProcess(command, 127, "", error.strerror or "it can't be started")

    def closed(self) -> list[str]:
        """The options that take everything away."""
        limits = written("takehome/limits")
        memory, scratch, small = str(limits["memory"]), limits["scratch"], limits["temporary"]
        return [
            "--init", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--security-opt", "label=disable",
            "--user", NOBODY, "--memory", memory, "--memory-swap", memory, "--pids-limit", str(limits["processes"]),
            "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096", "--ulimit", "core=0:0", "--shm-size", str(small),
            "--tmpfs", f"/tmp:rw,mode=1777,size={small}", "--tmpfs", f"/scratch:rw,mode=1777,size={scratch}", "--hostname", "box",  # noqa: S108
        ]  # fmt: skip

    def wheels(self) -> tuple[str, ...]:
        """What pip has to be told to choose wheels for the image and not for this machine."""
        names = [f"manylinux_2_{glibc}_{self.machine}" for glibc in (17, 24, 26, 27, 28, 31, 34, 35, 36)]
        tags = [f"manylinux2014_{self.machine}", *names, "any"]
        platforms = [word for tag in tags for word in ("--platform", tag)]
        return (*platforms, "--python-version", self.version, "--implementation", "cp")

    def build(self, tree: Path, dockerfile: str, name: str) -> Engine:
        """The same engine with the image that a submission's Dockerfile makes, without a network. GradeError if it can't be built."""
        path = tree / dockerfile
        if not path.is_file() or path.is_symlink() or not path.resolve().is_relative_to(tree.resolve()):
            raise GradeError(
                f"{dockerfile[:80]!r} isn't a file of the submission", "", "name the Dockerfile that was sent"
            )
        done = self.does(
            "build",
            "--quiet",
            "--network",
            "none",
            "--tag",
            name,
            "--file",
            str(path),
            str(tree),
            seconds=_BUILD_SECONDS,
        )
        if done.returncode:
            raise GradeError(f"its Dockerfile can't be built without a network: {_last(done.stderr)}", "", "")
        made = Engine(self.name, self.image)
        made.options, made.machine, made.version, made.built = self.options, self.machine, self.version, name
        return made


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return "".join(char if char.isprintable() else " " for char in (lines or ["it says nothing"])[-1])[:200]


class Container(Box):
    """A submission's containers."""

    def __init__(self, tree: Path, site: Path, model: Path, engine: Engine) -> None:
        super().__init__(tree, site, model)
        self.engine, self.count = engine, 0
        self.names: dict[int, str] = {}
        self.relay: subprocess.Popen[bytes] | None = None
        self.starting = threading.Lock()
        if model.is_file():
            self.model = Path(shutil.copyfile(model, self.space / "model.onnx"))
        open_to_all(self.space)

    @property
    def broken_model(self) -> str:
        """The path, as the box has it, of a file that is no model."""
        return "/box/broken.onnx"

    def free_port(self) -> int:
        """The same in every box, as each has ports of its own."""
        return PORT

    def environment(self) -> dict[str, str]:
        """Names as the box has them."""
        return {
            "LANG": "C.UTF-8", "HOME": "/scratch", "TMPDIR": "/scratch", "USER": "nobody", "PORT": str(PORT), "PYTHONPATH": "/box/site",
            "MODEL_PATH": "/box/model.onnx", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1",
        }  # fmt: skip

    def wrapped(
        self, command: Sequence[str], env: Mapping[str, str], tree: Path, _line: int
    ) -> tuple[list[str], dict[str, str], str | None]:
        """The engine in front of it."""
        for folder in (tree, self.site):
            open_to_all(folder)
        self._relayed()
        self.count += 1
        out = [self.engine.name, *self.engine.options, "run", "--rm", "--name", self._name(self.count)]
        out += ["--network", f"container:{self._name(0)}", *self.engine.closed()[:-2], *self._mounts(tree)]
        for name, value in {**self.environment(), **env}.items():
            out += ["--env", f"{name}={value}"]
        if self.engine.built:
            out += ["--entrypoint", "", "--workdir", "/submission"] if command else []
            return [*out, self.engine.built, *command], dict(os.environ), None
        return [*out, "--workdir", "/submission", self.engine.image, *command], dict(os.environ), None

    def _name(self, number: int) -> str:
        return f"rolewright-{re.sub(r'[^a-zA-Z0-9]', '', self.space.name)}-{number}"

    def _mounts(self, tree: Path) -> list[str]:
        pairs = [(tree, "/submission"), (self.site, "/box/site"), (self.space / "broken.onnx", "/box/broken.onnx")]
        if self.model.is_file():
            pairs.append((self.model, "/box/model.onnx"))
        return [word for path, to in pairs for word in ("--volume", f"{path.resolve()}:{to}:ro")]

    def _relayed(self) -> None:
        """Start what carries connections, once a box."""
        with self.starting:
            if self.relay is not None:
                return
            words = [
                self.engine.name,
                *self.engine.options,
                "run",
                "--rm",
                "--interactive",
                "--name",
                self._name(0),
                "--network",
                "none",
            ]
            words += [*self.engine.closed(), "--volume", f"{_RELAY}:/box/relay.py:ro", self.engine.image]
            self.relay = subprocess.Popen([*words, "python", "-I", "/box/relay.py", str(PORT)], stdin=subprocess.PIPE,
                                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # fmt: skip
            assert self.relay.stdin is not None and self.relay.stdout is not None  # noqa: S101, PT018 - for the type checker
            self.pipe = Pipe(self.relay.stdout, self.relay.stdin)
            self._wait_for(self._name(0))

    def _wait_for(self, name: str) -> None:
        end = time.monotonic() + _TRY_SECONDS
        while time.monotonic() < end and self.relay is not None and self.relay.poll() is None:
            if self.engine.does("inspect", "--format", "{{.State.Running}}", name).stdout.strip() == "true":
                return
            time.sleep(0.1)
        raise GradeError(
            f"{self.engine.name} doesn't start a container", "", "see what `podman info` or `docker info` says"
        )

    def _start(self, command: Sequence[str], env: Mapping[str, str], tree: Path) -> Started:
        started = super()._start(command, env, tree)
        self.names[started.process.pid] = self._name(self.count)
        return started

    def over(self, _process: subprocess.Popen[bytes]) -> bool:
        """The engine bounds memory and processes itself."""
        return False

    def memory(self, process: subprocess.Popen[bytes]) -> int:
        """Bytes in use by a container, as its engine counts them; 0 if it doesn't say."""
        said = self.engine.does("stats", "--no-stream", "--format", "{{.MemUsage}}", self.names[process.pid]).stdout
        found = re.match(r"\s*([\d.]+)\s*([a-zA-Z]+)", said)
        return int(float(found[1]) * _UNITS.get(found[2].lower(), 0)) if found else 0

    def connect(self, _started: Started, seconds: float) -> socket.socket:
        """A connection to the service through the relay; OSError if nothing listens."""
        return self.pipe.connect(seconds)

    def terminate(self, started: Started) -> None:
        """SIGTERM to the program that was started."""
        if started.process.poll() is None:
            self.engine.does("kill", "--signal", "TERM", self.names[started.process.pid])

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill the container, and the engine's program that waits for it."""
        name = self.names.get(process.pid)
        if name and process.poll() is None:
            self.engine.does(
                "rm", "--force", "--time", "0", name
            ) if self.engine.name == "podman" else self.engine.does("rm", "--force", name)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
        super().end(process)

    def __exit__(self, *given: object) -> None:
        super().__exit__(*given)
        if self.relay is not None:
            self.engine.does("rm", "--force", self._name(0))
            for file in (self.relay.stdin, self.relay.stdout):
                with contextlib.suppress(OSError, AttributeError):
                    file.close()  # type: ignore[union-attr]
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.relay.wait(5)
        if self.engine.built:
            self.engine.does("rmi", "--force", self.engine.built)


def choose(kind: str, image: str = "") -> Engine | str:
    """The engine of that name (auto: the first that works), or why there is none."""
    told = []
    for name in ENGINES if kind == "auto" else (kind,):
        engine = Engine(name, image)
        if not engine.trouble:
            return engine
        told.append(f"{name}: {engine.trouble}")
    return "; ".join(told)

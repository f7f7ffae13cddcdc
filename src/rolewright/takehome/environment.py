"""The packages that a submission asks for, installed without running any of its code: wheels only, into a folder of their own.

Only lines that name a package of the index are followed, written anew from what they say: pip would fetch from any address, follow
options, and put the grader's environment variables into what it prints.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OPTION = re.compile(r"\s*-")
_ADDRESS = re.compile(r"@|://|^\s*\.{0,2}/|\.(?:whl|zip|tar|tgz|tbz2?|txz|gz|bz2|xz)\b")
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?(?:\s*\[[A-Za-z0-9._,\s-]{0,200}\])?"
_VERSION = r"(?:===?|~=|!=|<=?|>=?)\s*[A-Za-z0-9.*+!_-]{1,60}"
_MARKER = r"[A-Za-z0-9_.'\"<>=!~(),\s*+-]{1,400}"
_LINE = re.compile(
    rf"{_NAME}\s*\(?(?:{_VERSION}\s*,?\s*)*\)?\s*(?:;{_MARKER}?)?(?:\s+--hash[=\s][a-z0-9]+:[0-9a-f]+)*\s*"
)
_SECRET = re.compile(r"(?<=//)[^/@\s]+@")
_LOOK = 0.5


class Installed(NamedTuple):
    """Where the packages are (an empty folder if there are none), what pip said, and what is wrong with the list."""

    site: Path
    log: str
    problems: tuple[str, ...]


def install(tree: Path, site: Path, name: str = "requirements.txt", options: Sequence[str] = ()) -> Installed:
    """Install what the list names. A line that would fetch from elsewhere or run code isn't followed but told.

    `options` choose wheels for another system than this one (`Engine.wheels`).
    """
    site.mkdir(parents=True, exist_ok=True)
    if not name:
        return Installed(site, "", ())
    path = tree / name
    if not os.path.isfile(path) or path.is_symlink() or not path.resolve().is_relative_to(tree.resolve()):
        return Installed(site, "", (f"{name[:80]!r} isn't a file of the submission",))
    with path.open("rb") as file:
        kept, problems = sifted(file.read(written("takehome/limits")["requirements"]).decode("utf-8-sig", "replace"))
    if not kept:
        return Installed(site, "", problems)
    listed = site.with_name(f"{site.name}.txt")
    listed.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return _installed(listed, site, problems, options)


def sifted(text: str) -> tuple[list[str], tuple[str, ...]]:
    """(the lines that name packages, what is wrong with the others). What isn't pinned is kept: `probes/packaging.py` counts it."""
    kept, problems = [], []
    for line in re.sub(r"\\\r?\n", " ", text).splitlines():
        bare = re.sub(r"(^|\s)#.*", "", line).strip()
        if not bare:
            continue
        if _LINE.fullmatch(bare) and not _ADDRESS.search(bare.partition("--hash")[0]):
            kept.append(bare)
        else:
            problems.append(f"`{_shown(bare)}`: {_why(bare)}")
    return kept, tuple(problems[:5])


def _shown(line: str) -> str:
    return "".join(char if char.isprintable() else " " for char in line.partition(" --hash")[0][:60])


def _why(line: str) -> str:
    if _OPTION.match(line):
        return "options aren't followed; name the package and its version"
    if _ADDRESS.search(line.partition("--hash")[0]):
        return "only packages of the index are installed, by name and version"
    return "this is no package with its version"


def _installed(listed: Path, site: Path, problems: tuple[str, ...], options: Sequence[str]) -> Installed:
    if find_spec("pip") is None:
        raise GradeError("pip isn't installed beside rolewright", sys.prefix, "python -m ensurepip")
    command = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--only-binary", ":all:",
               "--no-compile", *options, "--target", str(site.resolve()), "-r", str(listed.resolve())]  # fmt: skip
    with tempfile.TemporaryDirectory(dir=site.parent) as space, tempfile.TemporaryFile(dir=space) as said:
        env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        trouble = _run(command, {**env, "TMPDIR": space, "TEMP": space, "TMP": space}, said, (Path(space), site))
        said.seek(0)
        log = _SECRET.sub("", said.read(1_000_000).decode("utf-8", "replace"))
    if trouble:
        lines = [line for line in log.splitlines() if line.startswith("ERROR")] or [log[-200:]]
        told = f"its packages can't be installed: {lines[-1][:200]}" if trouble == "failed" else trouble
        return Installed(site, log, (*problems, told))
    _with_our_python(site / "bin")
    return Installed(site, log, problems)


def _run(command: Sequence[str], env: Mapping[str, str], said: IO[bytes], folders: tuple[Path, ...]) -> str:
    """Why it didn't work: "failed", or a sentence; "" if it did. Packages without end are stopped while they come."""
    limits = written("takehome/limits")
    end = time.monotonic() + limits["install_seconds"]
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, cwd=folders[0]
    ) as process:
        while True:
            try:
                return "failed" if process.wait(_LOOK) else ""
            except subprocess.TimeoutExpired:
                late = time.monotonic() > end
                if late or sum(map(_size, folders)) > limits["installed"]:
                    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
                    size = f"its packages are larger than {limits['installed'] // 1_000_000_000} GB"
                    return "its packages take too long to install" if late else size


def _size(folder: Path) -> int:
    """Bytes of all files below."""
    total = 0
    for here, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.lstat(os.path.join(here, name)).st_size
            except OSError:
                continue  # pip moves them about
    return total


def _with_our_python(folder: Path) -> None:
    """Commands of packages name the grader's interpreter in their first line; the box has its own."""
    for path in folder.iterdir() if folder.is_dir() else ():
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        first, _, rest = data.partition(b"\n")
        if first.startswith(b"#!") and b"python" in first:
            path.write_bytes(b"#!/usr/bin/env python3\n" + rest)
            path.chmod(0o755)

"""A submission as a plain folder of its own: copied or unpacked, with nothing in it that points out of it.

Takes a folder, a zip, a tarball (plain, gz, bz2, xz) or a git bundle. Links, devices, names that climb out and bombs are refused:
a candidate who sends one by accident gets a clear word, who does so on purpose gets nothing else.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIECE = 1 << 16
_GIT_SECONDS = 60
_SKIPPED = frozenset({".git", ".hg", ".svn"})


def unpack(path: Path, to: Path) -> Path:
    """The submission's files under `to`; the folder that holds `takehome.toml`, if it is the only one at the top.

    Raises GradeError, and then leaves nothing behind.
    """
    if not path.exists():
        raise GradeError("there is no such submission", str(path), "check the path")
    to.mkdir(parents=True, exist_ok=False)
    try:
        _reader(path)(path, to)
        _holds_something(to, path)
    except BaseException:
        shutil.rmtree(to, ignore_errors=True)
        raise
    return _root(to)


def _holds_something(to: Path, path: Path) -> None:
    if not any(to.rglob("*")):
        raise GradeError("it holds no files", str(path), "pack it anew")


def _reader(path: Path) -> Callable[[Path, Path], None]:
    if path.is_dir():
        return _folder
    if zipfile.is_zipfile(path):
        return _zip
    with path.open("rb") as file:
        if file.read(16).startswith(b"# v2 git bundle") or path.suffix == ".bundle":
            return _bundle
    with contextlib.suppress(EOFError, OSError, zlib.error):
        if tarfile.is_tarfile(path):
            return _tar
    raise GradeError("it is no folder, zip, tarball or git bundle", str(path), "pack it anew")


def _root(folder: Path) -> Path:
    """Most archives hold one folder with everything in it."""
    inside = [path for path in folder.iterdir() if path.name != "__MACOSX"]
    only = len(inside) == 1 and inside[0].is_dir() and not (folder / "takehome.toml").exists()
    return inside[0] if only else folder


class _Budget:
    """Counts files and bytes; too many are refused while they are written, not after."""

    def __init__(self, path: Path) -> None:
        self.limits, self.path, self.files, self.bytes = written("takehome/limits"), path, 0, 0
        self.packed = path.stat().st_size if path.is_file() else 0

    def file(self) -> None:
        """One more file."""
        self.files += 1
        if self.files > self.limits["files"]:
            self.refuse(f"more than {self.limits['files']:,} files")

    def take(self, count: int, own: int) -> None:
        """So many bytes more; `own` are those of this file so far."""
        self.bytes += count
        if own > self.limits["one_file"] or self.bytes > self.limits["unpacked"]:
            self.refuse(f"more than {self.limits['unpacked'] // 1_000_000} MB unpacked")
        if self.packed and self.bytes > 1_000_000 and self.bytes > self.packed * self.limits["ratio"]:
            self.refuse(f"it grows more than {self.limits['ratio']} times when it is unpacked")

    def refuse(self, what: str) -> None:
        """Raise GradeError."""
        raise GradeError(f"too large: {what}", str(self.path), "leave out data, environments and build results")


def _place(to: Path, name: str, path: Path) -> Path:
    """Where a name goes; refuses one that climbs out, and what no file system should hold."""
    parts = name.replace("\\", "/").split("/")
    bad = name.startswith(("/", "\\")) or ".." in parts or "\0" in name or (len(parts[0]) > 1 and parts[0][1] == ":")
    if bad or any(len(part) > 200 for part in parts) or len(parts) > 40:
        raise GradeError(
            f"a name that can't be: {name[:80]!r}", str(path), "pack it anew with names inside its own folder"
        )
    return to.joinpath(*[part for part in parts if part not in {"", "."}])


def _copy(source: Any, target: Path, budget: _Budget) -> None:
    """The bytes of a file, counted as they are written."""
    budget.file()
    target.parent.mkdir(parents=True, exist_ok=True)
    own = 0
    with target.open("xb") as out:
        while piece := source.read(_PIECE):
            own += len(piece)
            budget.take(len(piece), own)
            out.write(piece)
    target.chmod(0o644)


def _refuse_link(name: str, path: Path) -> None:
    raise GradeError(f"it holds a link or a device: {name[:80]!r}", str(path), "send plain files")


def _folder(path: Path, to: Path) -> None:
    budget = _Budget(path)
    for here, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in (*folders, *sorted(files)):
            source = Path(here, name)
            mode = source.lstat().st_mode
            if stat.S_ISREG(mode):
                with source.open("rb") as file:
                    _copy(file, to / source.relative_to(path), budget)
            elif not stat.S_ISDIR(mode):
                _refuse_link(name, path)


def _zip(path: Path, to: Path) -> None:
    budget = _Budget(path)
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                target = _place(to, info.filename, path)
                if info.is_dir():
                    continue
                if stat.S_ISLNK(info.external_attr >> 16):
                    _refuse_link(info.filename, path)
                with archive.open(info) as file:
                    _copy(file, target, budget)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise GradeError(
            f"the zip can't be unpacked ({error})", str(path), "pack it anew, without a password"
        ) from error


def _tar(path: Path, to: Path) -> None:
    budget = _Budget(path)
    try:
        with tarfile.open(path) as archive:
            for info in _members(archive):
                target = _place(to, info.name, path)
                if info.isdir():
                    continue
                if not info.isreg() or info.issparse():
                    _refuse_link(info.name, path)
                file = archive.extractfile(info)
                if file is not None:
                    _copy(file, target, budget)
    except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as error:
        raise GradeError(f"the tarball can't be unpacked ({error})", str(path), "pack it anew") from error


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (info := archive.next()) is not None:
        yield info


def _bundle(path: Path, to: Path) -> None:
    """The files of a bundle's last commit, by git itself: no hooks, no submodules, no links."""
    work = to.with_name(f"{to.name}.git")
    env = {"PATH": os.environ.get("PATH", ""), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(to),
           "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "file"}  # fmt: skip
    clone = ["git", "-c", "core.symlinks=false", "-c", "core.hooksPath=/dev/null", "clone", "--quiet", "--no-hardlinks", "--depth", "1",
             str(path.resolve()), str(work)]  # fmt: skip
    try:
        done = subprocess.run(clone, env=env, capture_output=True, text=True, timeout=_GIT_SECONDS, check=False)
        if done.returncode:
            raise GradeError(
                f"git can't read the bundle: {done.stderr.strip()[-200:]}", str(path), "make it anew: git bundle create"
            )
        _folder(work, to)
    except FileNotFoundError as error:
        raise GradeError("git isn't installed", str(path), "install git, or send a zip") from error
    except subprocess.TimeoutExpired as error:
        raise GradeError("git took too long over the bundle", str(path), "send a zip") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)

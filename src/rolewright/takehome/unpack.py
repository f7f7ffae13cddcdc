"""A submission as a plain folder of its own: copied or unpacked, with nothing in it that points out of it.

Takes a folder, a zip, a tarball (plain, gz, bz2, xz) or a git bundle. Links, devices, names that climb out and bombs are refused:
a candidate who sends one by accident gets a clear word, who does so on purpose gets nothing else.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import shutil
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from unicodedata import category

from rolewright.errors import GradeError
from rolewright.knowledge.loader import written
from rolewright.takehome import git

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = 1 << 16
_PACKED: dict[bytes, Callable[[Path], IO[bytes]]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\0": lzma.open}  # type: ignore[dict-item]
_ZIP_END, _ZIP_TAIL, _TAR_END = 22, 22 + 65_535, 1 << 20
_LISTED = 1_536
"""Bytes that an archive may spend on listing a file: a tarball's header, a long name, filling."""
_TURNED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
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
    if not path.is_file():
        raise GradeError("it is no file and no folder", str(path), "name a folder, zip, tarball or git bundle")
    if zipfile.is_zipfile(path):
        return _zip
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(b"# v") and b"git bundle" in head[:20]:
        return _bundle
    if head.startswith(tuple(_PACKED)) or head[257:262] == b"ustar":
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
        if self.packed > self.limits["unpacked"]:
            self.refuse(f"more than {self.limits['unpacked'] // 1_000_000} MB packed")

    def file(self) -> None:
        """One more file or folder."""
        self.files += 1
        if self.files > self.limits["files"]:
            self.refuse(f"more than {self.limits['files']:,} files and folders")

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
    bad = bad or any(category(char) in {"Cc", "Cs"} or char in _TURNED for char in name)
    if bad or any(len(part) > 200 for part in parts) or len(parts) > 40:
        raise GradeError(
            f"a name that can't be: {name[:80]!r}", str(path), "pack it anew with names inside its own folder"
        )
    return to.joinpath(*[part for part in parts if part not in {"", "."}])


def _copy(source: Any, target: Path, budget: _Budget) -> None:
    """The bytes of a file, counted as they are written."""
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
    try:
        for here, folders, files in os.walk(path, onerror=_raise):
            folders[:] = sorted(name for name in folders if name not in _SKIPPED)
            for name in (*folders, *sorted(files)):
                _one(Path(here, name), path, to, budget)
    except OSError as error:
        raise GradeError(
            f"it can't be read ({error.strerror})", str(error.filename or path), "let yourself read all of it"
        ) from error


def _one(source: Path, path: Path, to: Path, budget: _Budget) -> None:
    """Copy a file of a folder; another folder is only counted."""
    budget.file()
    target, mode = _place(to, str(source.relative_to(path)), path), source.lstat().st_mode
    if stat.S_ISREG(mode):
        with source.open("rb") as file:
            _copy(file, target, budget)
    elif not stat.S_ISDIR(mode):
        _refuse_link(source.name, path)


def _raise(error: OSError) -> None:
    raise error


def _zip(path: Path, to: Path) -> None:
    budget = _Budget(path)
    _count_zip(path, budget)
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                budget.file()
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


def _count_zip(path: Path, budget: _Budget) -> None:
    """Refuse a list of contents that is too long before it is read: `zipfile` takes all of it into memory."""
    with path.open("rb") as file:
        file.seek(max(0, budget.packed - _ZIP_TAIL))
        tail = file.read()
    last = tail[-_ZIP_END:]
    end = last if last.startswith(b"PK\5\6") and last.endswith(b"\0\0") else tail[tail.rfind(b"PK\5\6") :]
    if len(end) >= _ZIP_END and struct.unpack("<L", end[12:16])[0] > budget.limits["files"] * _LISTED:
        budget.refuse(f"more than {budget.limits['files']:,} files and folders")


class _Counted:
    """A stream of which no more is read than a tarball within the limits has: its headers can be bombs, too."""

    def __init__(self, file: IO[bytes], budget: _Budget) -> None:
        self.file, self.budget = file, budget
        self.left = budget.limits["unpacked"] + budget.limits["files"] * _LISTED + _TAR_END

    def read(self, count: int) -> bytes:
        """The next bytes."""
        data = self.file.read(count)
        self.left -= len(data)
        if self.left < 0:
            self.budget.refuse(f"more than {self.budget.limits['unpacked'] // 1_000_000} MB unpacked")
        return data


def _counted(file: IO[bytes], budget: _Budget) -> Any:
    return _Counted(file, budget)


def _tar(path: Path, to: Path) -> None:
    budget = _Budget(path)
    try:
        with _unpacked(path) as file, tarfile.open(fileobj=_counted(file, budget), mode="r|") as archive:
            for info in archive:
                budget.file()
                target = _place(to, info.name, path)
                if info.isdir():
                    continue
                if not info.isreg() or info.issparse():
                    _refuse_link(info.name, path)
                if (content := archive.extractfile(info)) is not None:
                    _copy(content, target, budget)
    except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, RecursionError) as error:
        raise GradeError(f"the tarball can't be unpacked ({error})", str(path), "pack it anew") from error


def _unpacked(path: Path) -> IO[bytes]:
    """The tarball without its compression."""
    with path.open("rb") as file:
        head = file.read(8)
    return next((opener(path) for start, opener in _PACKED.items() if head.startswith(start)), None) or path.open("rb")


def _bundle(path: Path, to: Path) -> None:
    """The files of a bundle's last commit, read from git's own store: nothing is checked out."""
    budget, work = _Budget(path), to.with_name(f"{to.name}.git")
    try:
        with git.opened(path, work) as store:
            for name, size, content in store:
                budget.file()
                budget.take(0, size)
                _copy(content, _place(to, name, path), budget)
    except OSError as error:
        raise GradeError(f"the bundle can't be unpacked ({error.strerror})", str(path), "send a zip") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)

"""The one door to the file system: paths, folders and patterns in, files and bytes out, files written whole."""

from __future__ import annotations

import os
import sys
from itertools import filterfalse
from typing import TYPE_CHECKING

from rolewright.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STDIN = "-"
STDIN_NAME = "<stdin>"
EXTENSIONS = (".md", ".markdown", ".html", ".htm", ".txt", ".docx", ".pdf", ".eml", ".json", ".jsonl")
"""What is read in a folder; a file that is named itself is read whatever its ending."""
_MAGIC = "*?["
_AT_ONCE = 1 << 16
"""Bytes read at once from what has no size, such as a pipe."""


def expand(paths: Iterable[str], excluded: Callable[[str], bool] = lambda _: False) -> Iterator[str]:
    """The files that paths, folders (all that is in them, but what is `excluded`) and patterns stand for; `-` stays.

    Within a folder in the order of names, hidden entries left out, links to folders not followed. Raises DocumentError
    for a path that doesn't exist or a pattern that fits nothing.
    """
    for path in paths:
        if path == STDIN:
            yield path
        elif os.path.isdir(path):
            yield from filterfalse(excluded, walk(path))
        elif os.path.lexists(path):
            yield path
        elif any(char in path for char in _MAGIC):
            yield from filterfalse(excluded, _matches(path))
        else:
            raise DocumentError("no such file or folder", path, "check the path")


def walk(folder: str, endings: tuple[str, ...] = EXTENSIONS) -> Iterator[str]:
    """The files under a folder with these endings, by name. A folder that can't be listed is passed over."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry.name, entry.path, entry.is_dir(follow_symlinks=False)) for entry in found)
    except OSError:
        return
    for name, path, is_folder in entries:
        if name.startswith("."):
            continue
        if is_folder:
            yield from walk(path, endings)
        elif name.lower().endswith(endings):
            yield path


def read_bytes(path: str, limit: int) -> bytes | None:
    """A whole file; None if it is longer than the limit. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(descriptor).st_size
        if size > limit:
            return None
        data = os.read(descriptor, size + 1)
        while more := os.read(descriptor, _AT_ONCE):
            data += more
            if len(data) > limit:
                return None
        return data
    finally:
        os.close(descriptor)


def read_input() -> bytes:
    """All of standard input. Raises DocumentError if there is none."""
    if sys.stdin is None:
        raise DocumentError("there is no standard input", STDIN, "name a file")
    return sys.stdin.buffer.read()


def write_whole(path: str, data: bytes) -> None:
    """Write a file so that no reader ever sees half of it; an existing one keeps its mode, a link its target.

    Raises OSError, and then leaves the file as it was.
    """
    target = os.path.realpath(path)
    beside = f"{target}.{os.getpid()}.tmp"
    try:
        with open(beside, "wb") as file:
            file.write(data)
        if os.path.exists(target):
            os.chmod(beside, os.stat(target).st_mode & 0o7777)
        os.replace(beside, target)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise


def _matches(pattern: str) -> Iterator[str]:
    from glob import glob

    found = sorted(glob(pattern, recursive=True))
    if not found:
        raise DocumentError("no file fits this pattern", pattern, "check it, or quote it so that the shell leaves it")
    for path in found:
        if os.path.isdir(path):
            yield from walk(path)
        else:
            yield path

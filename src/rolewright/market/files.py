"""The room's door to files, here or in object storage (`s3://`, `gs://`, `file://`, by pyarrow): listed, opened, hashed."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
from stat import S_ISDIR
from typing import IO, TYPE_CHECKING, Any

from rolewright.documents.decode import decode
from rolewright.errors import DocumentError
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLOCK = 1 << 20
_HEAD = 4096
_SCHEME = "://"


class Found(NamedTuple):
    """A file: its name as the user wrote it, where it stands, bytes, and when it changed (nanoseconds)."""

    name: str
    path: str
    size: int
    changed: int


def listed(paths: Iterable[str], endings: tuple[str, ...]) -> Iterator[Found]:
    """The files that paths and folders stand for, by name; in a folder those with a known ending, hidden ones left out.

    Raises DocumentError for a path that doesn't exist.
    """
    for path in paths:
        if _SCHEME in path:
            yield from _stored(path, endings)
        elif os.path.isdir(path):
            yield from _walk(path, endings)
        elif os.path.exists(path):
            yield _found(path, os.stat(path))
        else:
            raise DocumentError("no such file or folder", path, "check the path")


def opened(path: str) -> IO[bytes]:
    """A file for reading, unpacked on the way if its name ends in `.gz`. Raises OSError."""
    file: Any = _open(path)
    if path.lower().endswith(".gz"):
        import gzip

        packed = gzip.GzipFile(fileobj=file)
        packed.myfileobj = file  # closed with it
        return packed  # type: ignore[return-value]
    return file  # type: ignore[no-any-return]


def text(path: str) -> IO[bytes]:
    """A file of lines for reading as UTF-8, unpacked; one in UTF-16 or UTF-32 is turned into it. Raises OSError."""
    file: Any = opened(path)
    name = _wide(file.peek(_HEAD)[:_HEAD])
    return io.BufferedReader(_Utf8(file, name)) if name else file


def is_wide(path: str) -> bool:
    """Whether a file is in UTF-16 or UTF-32, so that a line's end isn't a byte. Raises OSError."""
    with _open(path) as file:
        return bool(_wide(file.read(_HEAD)))


def _wide(head: bytes) -> str:
    name = decode(head).encoding
    return name if name.startswith(("utf-16", "utf-32")) else ""


class _Utf8(io.RawIOBase):
    """A file in another encoding as UTF-8; what can't be read in it is U+FFFD."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.file, self.decoder, self.held = file, codecs.getincrementaldecoder(name)("replace"), b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self.held:
            block = self.file.read(_HEAD * 16)
            self.held = self.decoder.decode(block, not block).encode("utf-8", "replace")
            if not block:
                break
        count = min(len(into), len(self.held))
        into[:count], self.held = self.held[:count], self.held[count:]
        return count

    def close(self) -> None:
        self.file.close()
        super().close()


def raw(path: str) -> Any:
    """A file for reading as it is. Raises OSError."""
    return _open(path)


def sha256(path: str) -> str:
    """The SHA-256 of a file's bytes. Raises OSError."""
    digest = hashlib.sha256()
    with _open(path) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _open(path: str) -> Any:
    if _SCHEME not in path:
        return open(path, "rb")
    system, inner = _system(path)
    return io.BufferedReader(system.open_input_file(inner))


def _system(path: str) -> tuple[Any, str]:
    """The store of an address, and the path in it. Raises DocumentError for one that pyarrow doesn't know."""
    import pyarrow as pa
    from pyarrow import fs

    try:
        system, inner = fs.FileSystem.from_uri(path)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise DocumentError(f"can't be opened: {str(error)[:200]}", path, "write s3://…, gs://… or file://…") from error
    return system, inner


def _stored(path: str, endings: tuple[str, ...]) -> Iterator[Found]:
    from pyarrow import fs

    system, inner = _system(path)
    scheme = path.partition(_SCHEME)[0] + _SCHEME
    info = system.get_file_info(inner)
    if info.type == fs.FileType.NotFound:
        raise DocumentError("no such file or folder", path, "check the address")
    many = info.type == fs.FileType.Directory
    infos = system.get_file_info(fs.FileSelector(inner, recursive=True)) if many else [info]
    for one in sorted(infos, key=lambda one: one.path):
        if one.type == fs.FileType.File and (not many or one.path.lower().endswith(endings)):
            yield Found(scheme + one.path, scheme + one.path, one.size, one.mtime_ns or 0)


def _walk(folder: str, endings: tuple[str, ...]) -> Iterator[Found]:
    """The files under a folder, by name; links to folders not followed. Raises DocumentError if it can't be listed."""
    try:
        names = sorted(name for name in os.listdir(folder) if name[0] != ".")
    except OSError as error:
        raise DocumentError(f"can't be listed ({error.strerror})", folder, "check its permissions") from error
    for name in names:
        path = os.path.join(folder, name)
        known = name.lower().endswith(endings)
        try:
            stat = os.stat(path)
        except OSError:
            if known:
                yield Found(path, os.path.abspath(path), 0, 0)
            continue
        if S_ISDIR(stat.st_mode):
            if not os.path.islink(path):
                yield from _walk(path, endings)
        elif known:
            yield _found(path, stat)


def _found(path: str, stat: os.stat_result) -> Found:
    return Found(path, os.path.abspath(path), stat.st_size, stat.st_mtime_ns)

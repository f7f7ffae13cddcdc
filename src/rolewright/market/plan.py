"""A corpus as pieces: a list on disk, the same for the same inputs, so that a run can be taken up where it was killed."""

from __future__ import annotations

import gzip
import hashlib
import os
from typing import TYPE_CHECKING, Any

import orjson

from rolewright.knowledge.shelf import shelf
from rolewright.market import files
from rolewright.market.item import TABLE, WRONG
from rolewright.market.piece import Piece, dumps
from rolewright.market.sources import ENDINGS, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rolewright.market.files import Found

_BLOCK = 8 << 20


class Planner:
    """Makes pieces and notes the inputs on the way. `spool` is the folder for what must be unpacked first."""

    def __init__(self, spool: str) -> None:
        self.spool, self.number = spool, 0
        self.limits: dict[str, Any] = shelf(TABLE)["limits"]

    def pieces(self, paths: Iterable[str], note: Any) -> Iterator[Piece]:
        """The pieces of all files; `note(found, sha256)` is called once for each file."""
        held: list[Found] = []
        for found in files.listed(paths, ENDINGS):
            kind = kind_of(found.name)
            if kind == "documents":
                held.append(found)
                note(found, "")
                if len(held) == self.limits["documents"]:
                    yield self._documents(held)
                    held = []
                continue
            yield from self._file(found, kind, note)
        if held:
            yield self._documents(held)

    def _file(self, found: Found, kind: str, note: Any) -> Iterator[Piece]:
        try:
            made = self._split(found, kind, note)
            yield from made
        except (OSError, EOFError, gzip.BadGzipFile) as error:
            note(found, "")
            yield self._piece("unreadable", name=found.name, path=str(error))

    def _split(self, found: Found, kind: str, note: Any) -> Iterator[Piece]:
        packed = found.path.lower().endswith(".gz")
        if kind == "lines" and not packed and found.size and not files.is_wide(found.path):
            yield from self._ranges(found, found.path, note)
        elif kind == "columnar":
            note(found, files.sha256(found.path))
            yield from self._groups(found)
        elif kind in {"lines", "delimited"} and found.size > self.limits["whole"]:
            note(found, files.sha256(found.path))
            unpacked = self._unpacked(found, kind)
            yield from self._ranges(found, unpacked, None)
        else:
            note(found, files.sha256(found.path))
            yield self._piece(kind, name=found.name, path=found.path)

    def _piece(self, kind: str, **fields: Any) -> Piece:
        self.number += 1
        return Piece(self.number - 1, kind, **fields)

    def _documents(self, held: list[Found]) -> Piece:
        paths = tuple((one.name, one.path) for one in held)
        return self._piece("documents", name=held[0].name, rows=len(held), paths=paths)

    def _groups(self, found: Found) -> Iterator[Piece]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        row = 1
        try:
            with files.raw(found.path) as source, pq.ParquetFile(source) as file:
                sizes = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] or [0]
        except (pa.ArrowException, OSError) as error:
            yield self._piece("unreadable", name=found.name, path=f"is no Parquet file: {str(error)[:120]}")
            return
        for group, size in enumerate(sizes):
            yield self._piece("columnar", name=found.name, path=found.path, start=group, row=row, rows=size)
            row += size

    def _ranges(self, found: Found, path: str, note: Any) -> Iterator[Piece]:
        """Ranges of whole lines; the bytes are hashed in passing."""
        digest = hashlib.sha256()
        start, row, end, last = 0, 1, 0, 0
        for end, lines in _line_ends(path, digest):
            last = lines
            if lines - row + 1 >= self.limits["rows"]:
                yield self._piece(
                    "lines", name=found.name, path=path, start=start, end=end, row=row, rows=lines - row + 1
                )
                start, row = end, lines + 1
        if end > start:
            yield self._piece("lines", name=found.name, path=path, start=start, end=end, row=row, rows=last - row + 1)
        if note is not None:
            note(found, digest.hexdigest())

    def _unpacked(self, found: Found, kind: str) -> str:
        """A file that can't be split, as plain JSON Lines in the spool folder; what breaks off keeps the lines before."""
        os.makedirs(self.spool, exist_ok=True)
        path = os.path.join(self.spool, f"{self.number:06}.jsonl")
        with open(path, "wb") as out:
            try:
                out.writelines(_rows(found.path, kind))
            except (OSError, EOFError) as error:
                out.write(b"\n" + orjson.dumps({WRONG: f"the file breaks off: {error}"}) + b"\n")
        return path


def _rows(path: str, kind: str) -> Iterator[bytes]:
    """The rows of a gzipped or delimited file as lines of JSON."""
    if kind == "lines":
        with files.text(path) as file:
            while block := file.read(_BLOCK):
                yield block
        return
    from rolewright.market.sources import delimited

    reader = delimited.rows(path)
    names: list[str] = next(reader, [])
    for values in reader:
        yield orjson.dumps(delimited.named(names, values)) + b"\n"


def _line_ends(path: str, digest: Any) -> Iterator[tuple[int, int]]:
    """(bytes, lines) so far, at least once a piece's number of lines, at the ends of lines and at the end of the file."""
    import numpy as np

    step = shelf(TABLE)["limits"]["rows"]
    done = lines = 0
    ended = True
    with files.raw(path) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            ends = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == 10)
            for i in range(step - 1 - lines % step, len(ends), step):
                yield done + int(ends[i]) + 1, lines + i + 1
            lines += len(ends)
            done += len(block)
            ended = block.endswith(b"\n")
    if done:
        yield done, lines + (not ended)


def write(path: str, paths: Iterable[str], spool: str) -> None:
    """Write the plan: a line a piece; beside it `.inputs`, a line a file: its name, bytes and SHA-256 ("" for documents)."""
    with open(f"{path}.tmp", "w", encoding="utf-8") as out, open(f"{path}.inputs", "wb") as inputs:

        def note(found: Found, digest: str) -> None:
            inputs.write(orjson.dumps([found.name, found.size, digest]) + b"\n")

        out.writelines(dumps(piece) + "\n" for piece in Planner(spool).pieces(paths, note))
    os.replace(f"{path}.tmp", path)

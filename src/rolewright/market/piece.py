"""A piece of a corpus: what one process reads into one part of the table, and may do again after a kill."""

from __future__ import annotations

import json

from rolewright.market.item import GUESSED, Columns
from rolewright.model.record import NamedTuple


class Piece(NamedTuple):
    """`kind` names the source that reads it; `name` is how the file was named, `path` where it stands.

    For lines `start` and `end` are bytes; for Parquet `start` is the row group. `row` is the number of its first row.
    `paths` are the (name, path) of whole documents. `rows` is how many rows it has, if that is known.
    """

    number: int
    kind: str
    name: str = ""
    path: str = ""
    start: int = 0
    end: int = 0
    row: int = 1
    rows: int = 0
    paths: tuple[tuple[str, str], ...] = ()


class Task(NamedTuple):
    """What every process of a run knows: where the run keeps its parts, the user's names of columns, what is read.

    `profiles` are candidates' documents, not postings; `ocr` reads pictures of text among them.
    """

    folder: str
    columns: Columns = GUESSED
    findings: bool = False
    profiles: bool = False
    ocr: bool = False


class Done(NamedTuple):
    """What came of a piece."""

    number: int
    rows: int
    errors: int


def dumps(piece: Piece) -> str:
    """A piece as a line of JSON."""
    return json.dumps(piece, ensure_ascii=False, separators=(",", ":"))


def loads(line: str | bytes) -> Piece:
    """The piece of a line."""
    *head, paths = json.loads(line)
    return Piece._make((*head, tuple((name, path) for name, path in paths)))

"""JSON Lines: a range of a file's bytes, or a whole gzipped file; each line a record of our own or of a known board."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import orjson

from rolewright.documents.decode import decode
from rolewright.knowledge.shelf import shelf
from rolewright.market import files
from rolewright.market.item import TABLE, Columns, Item, failed
from rolewright.market.sources.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """An item a line; blank lines are passed over."""
    with files.text(piece.path) as file:
        if piece.end:
            file.seek(piece.start)
        empty = True
        for row, line in enumerate(_lines(file, piece.end - piece.start), piece.row):
            if line.strip():
                empty = False
                yield item(line, piece.name, row, columns)
    if empty and piece.row == 1 and piece.start == 0:
        yield failed(piece.name, 0, "the file is empty")


def item(line: bytes, name: str, row: int, columns: Columns) -> Item:
    """The item of one line; UTF-8 with or without a mark, else what `documents` makes of the bytes."""
    limit = shelf(TABLE)["limits"]["row_bytes"]
    if len(line) > limit:
        return failed(name, row, f"is longer than {limit:,} bytes: not one posting")
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return _odd(line, name, row, columns)
    return from_record(value, name, row, columns)


def _odd(line: bytes, name: str, row: int, columns: Columns) -> Item:
    """A line that isn't plain UTF-8 JSON: in another encoding, or broken."""
    import json

    source, _, troubles = decode(line)
    try:
        found = from_record(json.loads(source), name, row, columns)
    except (ValueError, RecursionError) as error:
        return failed(name, row, f"is not JSON: {str(error)[:120]}")
    if found.posting is None:
        return found
    return found._replace(posting=found.posting._replace(troubles=troubles + found.posting.troubles))


def _lines(file: IO[bytes], size: int) -> Iterator[bytes]:
    """The lines of the next `size` bytes (all, if it is 0); of one over the limit only the beginning."""
    limit = shelf(TABLE)["limits"]["row_bytes"]
    done = 0
    while line := file.readline(limit + 1):
        done += len(line)
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = file.readline(limit + 1)
            done += len(rest)
        yield line
        if size and done >= size:
            return

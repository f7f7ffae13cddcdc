"""Parquet: one row group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from rolewright.knowledge.shelf import shelf
from rolewright.market import files
from rolewright.market.item import FIELDS, TABLE, Columns, Item, failed, from_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece

_AT_ONCE = 500


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """An item a row."""
    with files.raw(piece.path) as source, pq.ParquetFile(source) as file:
        if not file.metadata.num_rows:
            yield failed(piece.name, 0, "the file is empty")
            return
        wanted = _wanted(file.schema_arrow.names, columns)
        row = piece.row
        for batch in file.iter_batches(_AT_ONCE, row_groups=[piece.start], columns=wanted or None):
            for values in batch.to_pylist():
                yield from_values(values, piece.name, row, columns)
                row += 1


def _wanted(names: list[str], columns: Columns) -> list[str]:
    """The columns of the file that may hold what a posting has; all the others stay unread."""
    table = shelf(TABLE)["columns"]
    given = {
        name.strip().lower() for field in columns for name in ([field] if isinstance(field, str) else field) if name
    }
    known = given | {name for field in FIELDS for name in table[field]}
    return [name for name in names if name.lower() in known]

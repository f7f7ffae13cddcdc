"""CSV and TSV, gzipped or not: the first line names the columns; a row that doesn't fit them is an item with an error."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TYPE_CHECKING, Any

from rolewright.documents.decode import decode
from rolewright.knowledge.shelf import shelf
from rolewright.market import files
from rolewright.market.item import TABLE, WRONG, Columns, Item, failed, from_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.piece import Piece


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """An item a row, counted from 1 after the line of names."""
    reader = rows(piece.path)
    names = next(reader, None)
    if names is None:
        yield failed(piece.name, 0, "the file is empty")
        return
    row = 0
    for row, values in enumerate(reader, 1):
        yield from_values(named(names, values), piece.name, row, columns)
    if not row:
        yield failed(piece.name, 0, "has names of columns and no row")


def named(names: list[str], values: Any) -> dict[str, str]:
    """A row as named values; one that doesn't fit as what is wrong with it."""
    if isinstance(values, str):
        return {WRONG: values}
    if len(values) != len(names):
        return {WRONG: f"has {len(values)} values for {len(names)} columns"}
    return dict(zip(names, values, strict=True))


def _mark(path: str, names: str) -> str:
    """What stands between values: a tab in a TSV; else of comma, semicolon, tab and bar the one that the names have most."""
    if path.lower().removesuffix(".gz").endswith(".tsv"):
        return "\t"
    return max(",;\t|", key=names.count)


def rows(path: str) -> Iterator[Any]:
    """The rows as lists of words, or a word on what is wrong with one."""
    csv.field_size_limit(shelf(TABLE)["limits"]["row_bytes"])
    with files.text(path) as file:
        lines = (decode(line).text.replace("\0", "") for line in file)
        first = next(lines, "")
        reader = csv.reader(chain([first] if first else [], lines), delimiter=_mark(path, first))
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield f"is no row of CSV: {error}"

"""One small source a kind of file: a piece in, items out, trouble as items with an error; none raises for its rows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from rolewright.market.item import failed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.market.item import Columns, Item
    from rolewright.market.piece import Piece

KINDS = {
    ".jsonl": "lines", ".ndjson": "lines", ".jsonl.gz": "lines", ".ndjson.gz": "lines",
    ".json": "records", ".json.gz": "records",
    ".csv": "delimited", ".tsv": "delimited", ".csv.gz": "delimited", ".tsv.gz": "delimited",
    ".parquet": "columnar",
    ".warc": "crawl", ".warc.gz": "crawl", ".nq": "quads", ".nq.gz": "quads", ".nt": "quads", ".nt.gz": "quads",
    ".md": "documents", ".markdown": "documents", ".html": "documents", ".htm": "documents", ".txt": "documents",
    ".docx": "documents", ".pdf": "documents", ".eml": "documents",
}  # fmt: skip
"""The ending of a file → the module that reads it; any other file that is named itself is a document."""
ENDINGS = tuple(KINDS)


def kind_of(name: str) -> str:
    """The source of a file."""
    lower = name.lower()
    return next((kind for ending, kind in KINDS.items() if lower.endswith(ending)), "documents")


def items(piece: Piece, columns: Columns) -> Iterator[Item]:
    """The items of a piece; a file that breaks off is an item of row 0 with what went wrong, after those before it."""
    try:
        yield from import_module(f"rolewright.market.sources.{piece.kind}").items(piece, columns)
    except Exception as error:  # noqa: BLE001 - a broken file never loses the others
        yield failed(piece.name, 0, f"the file breaks off: {type(error).__name__}: {str(error)[:200]}")

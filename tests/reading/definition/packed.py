"""What the book's block was packed from: phrases, marks, weights."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rolewright.knowledge import index, loader
from rolewright.knowledge.build import _weights, build
from rolewright.knowledge.index import CLASSES, COLUMN, Names, Sense

if TYPE_CHECKING:
    from collections.abc import Sequence


@cache
def packed() -> tuple[dict[str, Sequence[Sense]], dict[str, int], Names, tuple]:
    """(phrase → senses, marks, numbered things, their names) of the book."""
    seen = []

    def spy(weights, forms, marks, names):
        seen.append((dict(forms), marks, names))
        return kept(weights, forms, marks, names)

    index.pack, kept = spy, index.pack
    try:
        made = build(loader.FOLDER)
    finally:
        index.pack = kept
    return (*seen[0], made.names)


def mark(text: str) -> int:
    """The mark of a text, or 0."""
    return packed()[1].get(text, 0)


@cache
def weights() -> dict[str, list[int]]:
    """Feature → a number for each class, as written."""
    out = {}
    for name, cells in _weights(Path(loader.FOLDER) / "model" / "weights.tsv").items():
        row = [0] * len(CLASSES)
        for cell in cells.split():
            column, _, value = cell.partition("=")
            row[COLUMN[column]] = int(value)
        out[name] = row
    return out


@cache
def numbers() -> dict[str, int]:
    """Phrase → its number."""
    return {phrase: i for i, phrase in enumerate(packed()[0])}


@cache
def beginnings() -> frozenset[str]:
    """Every beginning of a known phrase, whole ones too."""
    return frozenset(" ".join(p.split()[:n]) for p in numbers() for n in range(1, len(p.split()) + 1))

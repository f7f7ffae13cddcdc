"""The inner loop's door: text and statements in, kinds, strands and found phrases out.

A statement's features (see `features`) have trained weights that are added up; the heading above it and the kind
before it count too, and sentences of one paragraph lean on the mean of their paragraph, at half its weight.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright import _kernel
from rolewright.knowledge.index import SCALE
from rolewright.knowledge.loader import book
from rolewright.model import terms

if TYPE_CHECKING:
    from rolewright.reading.statements import Piece

Judged = tuple[tuple[str, ...], tuple[str, ...], float]
"""A statement's kinds, its strands, and the margin of its first kind, 0 to 1."""


@cache
def index() -> Any:
    """The book's index, opened once a process."""
    return _kernel.Index(book().block, terms.KINDS, terms.STRANDS, float(SCALE))


def scan(text: str, pieces: list[Piece]) -> Any:
    """The words, phrases and weights of every statement (a `_kernel.Scan`)."""
    return index().scan(text, pieces)

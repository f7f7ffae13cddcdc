"""The inner loop's door: a posting's lines in, statements, skills and cues out (`kernel/`, in C).

A line is cut where its sentences end if it is long, runs on, or ends in the next line's heading. A statement's features
(see `features`) have trained weights that are added up, those of the heading above it too; which kind follows which is
weighed over the whole posting, so that each kind of each statement has a likelihood. Phrases are found in the same pass
and judged in context. At last `must` and `nice` are settled by the sentence's own words and the heading above.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rolewright import _kernel
from rolewright.knowledge.index import SCALE
from rolewright.knowledge.loader import book
from rolewright.model import terms
from rolewright.model.reading import Cue, Requirement, Skill, Statement
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.posting import Line


class Piece(NamedTuple):
    """A statement before it is understood: its span, the index and hint of its line, its rank in that line."""

    start: int
    end: int
    line: int
    hint: str
    rank: int
    of: int


@cache
def index() -> _kernel.Index:
    """The book's index, opened once a process."""
    table = book()
    names = (terms.KINDS, terms.STRANDS, *table.names)
    return _kernel.Index(table.block, names, (Piece, Statement, Skill, Cue, Requirement), float(SCALE))


def scan(text: str, lines: Sequence[Line]) -> _kernel.Scan:
    """The lines cut into statements (`pieces`), their words weighed, phrases found; its `read()` gives the records."""
    return index().scan(text, tuple(lines))

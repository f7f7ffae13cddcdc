"""What each statement is and what work it is about: trained weights added up, decided in reading order.

A statement's features (see `features`) are looked up and added; the heading above it and the kind before it count
too. Sentences of one paragraph lean on
the mean of their paragraph, at half its weight: sums are multiplied, never divided, so that no field of a packed sum
spills into the next. The same sum carries the strands and the families.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rolewright.knowledge import packing
from rolewright.model import terms
from rolewright.reading import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.match import Hit
    from rolewright.reading.statements import Piece

_KINDS = len(terms.KINDS)
_STRANDS = slice(_KINDS, _KINDS + len(terms.STRANDS))
_HEADING = 0
_PARAGRAPH = 10
"""Sentences of a line with at most this many lean on one another."""


class Judged(NamedTuple):
    """A statement's kinds and strands, the margin of its first kind (0 to 1), its words' sum, and the sums for every
    class with the scale that they are in.
    """

    kinds: tuple[str, ...]
    strands: tuple[str, ...]
    sure: float
    total: int
    fields: tuple[int, ...]
    scale: int


def judge(
    book: Book, text: str, pieces: Sequence[Piece], words: Sequence[list[str]], cues: Sequence[Hit]
) -> list[Judged]:
    """Kinds and strands of every statement, in order."""
    own = _word_sums(book, words, cues)
    get = book.weights.get
    bias = get("bias", 0)
    out: list[Judged] = []
    kind, line, heading = "^", -1, 0
    for i, piece in enumerate(pieces):
        shape = _shape_sum(features.shape(text, pieces, i, len(words[i])), book.version)
        before = get(features.before_feature(kind, piece.hint, same_line=piece.line == line), 0)
        total, scale = own[i] + shape + heading + before + bias, 1
        if 1 < piece.of <= _PARAGRAPH:
            first = i - piece.rank
            scale = 2 * piece.of
            total = total * scale + sum(own[first : first + piece.of])
        judged = _decide(book, total, scale, own[i], piece)
        out.append(judged)
        kind, line = judged.kinds[0], piece.line
        if kind == "heading" and piece.of == 1:
            heading = sum(get(name, 0) for name in features.heading_features(words[i]))
    return out


def _word_sums(book: Book, words: Sequence[list[str]], cues: Sequence[Hit]) -> list[int]:
    """The weights of each statement's words, pairs and cues, added."""
    get, pair = book.weights.get, book.pairs.get
    sums = []
    for here in words:
        total = sum(filter(None, map(get, here))) + sum(filter(None, map(pair, zip(here, here[1:], strict=False))))
        if here:
            total += pair(("^", here[0]), 0)
        sums.append(total)
    cue_weights = book.cue_weights
    for hit in cues:
        weight = cue_weights.get(hit.id)
        if weight:
            sums[hit.statement] += weight
    return sums


@lru_cache(maxsize=20_000)
def _shape_sum(shape: features.Shape, version: str) -> int:
    from rolewright.knowledge.loader import book

    del version
    weights = book().weights
    return sum(weights.get(name, 0) for name in features.shape_features(shape))


def _decide(book: Book, total: int, scale: int, own: int, piece: Piece) -> Judged:
    """The best kind, and for work its strands. A sentence within a line is no heading."""
    fields = packing.unpack(total)
    kinds = list(fields[:_KINDS])
    if piece.of > 1:
        kinds[_HEADING] = 0
    best = max(kinds)
    first = kinds.index(best)
    kinds[first] = 0
    sure = min(1.0, (best - max(kinds)) / (3 * packing.SCALE * scale))
    name = terms.KINDS[first]
    strands = _strands(book, total, scale, name) if name in terms.WORK else ()
    return Judged((name,), strands, sure, own, fields, scale)


def _strands(book: Book, total: int, scale: int, kind: str) -> tuple[str, ...]:
    """The strands above even odds, the likeliest first, at most three; else the likeliest if it comes near."""
    zero = packing.zero()
    fields = packing.unpack(total + scale * book.weights.get(f"k:{kind}", 0))[_STRANDS]
    ranked = sorted(zip(fields, terms.STRANDS, strict=True), reverse=True)
    above = tuple(name for value, name in ranked[:3] if value >= zero)
    if not above and ranked[0][0] > zero - 2 * packing.SCALE * scale:
        return (ranked[0][1],)
    return above

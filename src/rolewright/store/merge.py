"""Two changed copies of one text, woven together: by lines, within lines by words; what can't be is a conflict, and both stay.

The method is diff3 (Khanna, Kunal, Pierce: A formal investigation of diff3, 2007): what only one side changed is taken; what
both changed alike is taken once; what both put at one place is kept one after the other.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PAIRS = 4_000_000
"""Above so many pairs of words two stretches aren't compared: it would take seconds."""


class Piece(NamedTuple):
    """A stretch of the merged text; a `conflict` holds what stood there, and what each side made of it."""

    text: str
    base: str = ""
    mine: str = ""
    theirs: str = ""
    conflict: bool = False


def merge(base: str, mine: str, theirs: str) -> tuple[Piece, ...]:
    """The two texts woven together, in order."""
    if mine in (base, theirs):
        return (Piece(theirs),)
    if theirs == base:
        return (Piece(mine),)
    sides = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    return tuple(_joined(_line_piece(*parts) for parts in _regions(*sides)))


def text_of(pieces: Sequence[Piece]) -> str | None:
    """The merged text; None if there is a conflict."""
    return None if any(piece.conflict for piece in pieces) else "".join(piece.text for piece in pieces)


def _line_piece(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Piece:
    piece = _settled(base, mine, theirs)
    if not piece.conflict:
        return piece
    sides = [_WORD.findall("".join(side)) for side in (base, mine, theirs)]
    words = [_settled(*parts) for parts in _regions(*sides)]
    made = text_of(words)
    return piece if made is None else Piece(made)


def _settled(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Piece:
    """One region: a side's, both, or a conflict."""
    if mine in (base, theirs):
        return Piece("".join(theirs))
    if theirs == base:
        return Piece("".join(mine))
    if not base:
        return Piece(_after("".join(theirs), "".join(mine)))
    return Piece("", "".join(base), "".join(mine), "".join(theirs), conflict=True)


def _after(first: str, second: str) -> str:
    """Two insertions at one place, the one that continues the other only once."""
    if second.startswith(first) or first.startswith(second):
        return max(first, second, key=len)
    return first + ("" if first.endswith("\n") or "\n" not in second else "\n") + second


def _regions(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """(base, mine, theirs) of every stretch, those that all three share among them."""
    at = (0, 0, 0)
    for begin, size in _shared(base, mine, theirs):
        if any(begin[i] > at[i] for i in range(3)):
            yield base[at[0] : begin[0]], mine[at[1] : begin[1]], theirs[at[2] : begin[2]]
        kept = base[begin[0] : begin[0] + size]
        if size:
            yield kept, kept, kept
        at = (begin[0] + size, begin[1] + size, begin[2] + size)


def _shared(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Stretches that stand in all three: their beginnings and size; the last one is the end, of size 0."""
    ours, others = _blocks(base, mine), _blocks(base, theirs)
    i = j = 0
    while i < len(ours) and j < len(others):
        (a, b, size), (c, d, length) = ours[i], others[j]
        start, end = max(a, c), min(a + size, c + length)
        if start < end:
            yield (start, b + start - a, d + start - c), end - start
        if a + size < c + length:
            i += 1
        else:
            j += 1
    yield (len(base), len(mine), len(theirs)), 0


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Stretches that stand in both, as (in the old, in the new, size). What is too large to compare counts as all different."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    made = [(0, 0, head)]
    if len(middle[0]) * len(middle[1]) <= _MOST_PAIRS:
        found = SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks()
        made += [(head + a, head + b, size) for a, b, size in found]
    return [block for block in (*made, (len(old) - tail, len(new) - tail, tail)) if block[2]]


def _alike(one: Sequence[str], two: Sequence[str]) -> int:
    """How many members both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours without a conflict made one."""
    text = ""
    for piece in pieces:
        if piece.conflict:
            if text:
                yield Piece(text)
            text = ""
            yield piece
        else:
            text += piece.text
    if text:
        yield Piece(text)


def changes(old: str, new: str) -> list[tuple[int, int, str]]:
    """The edits that make one text of another: (start, end, text), in order, code points of the old one."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    ends = [0]
    for word in before:
        ends.append(ends[-1] + len(word))
    made, i, j = [], 0, 0
    for a, b, size in (*_blocks(before, after), (len(before), len(after), 0)):
        if i < a or j < b:
            made.append((ends[i], ends[a], "".join(after[j:b])))
        i, j = a + size, b + size
    return made

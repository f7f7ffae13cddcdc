"""The author's own lines around a finding, with where it stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple
from rolewright.reports.cells import TAB, char_width, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.posting import Posting

TYPED = frozenset({"text", "markdown", "html"})
"""Formats whose source is what the author typed; of the others the reader's text is shown."""
_LONGEST = 400
"""Code points of a source line that are looked at on each side of a finding's start: more than fit on a screen."""


class Row(NamedTuple):
    """A line of the source: its label, its text, and the marked code points of it."""

    label: str
    text: str
    start: int
    end: int


def rows(posting: Posting, start: int, end: int, most: int = 3) -> list[Row]:
    """The source lines that `posting.text[start:end]` stands in, at most `most`; none for an empty span."""
    if end <= start:
        return []
    if posting.format in TYPED and not posting.places:
        source = posting.text if posting.source is None else posting.source
        at, last = posting.map.source(start), posting.map.source(end - 1)
        return _split(source, at, max(last, at) + 1, source.count("\n", 0, at) + 1, most)
    place = posting.place(start)
    label = {"paragraph": "¶", "page": "p."}.get(place.unit, "") + str(place.number)
    return [row._replace(label=label) for row in _split(posting.text, start, end, place.number, most)]


def _split(source: str, at: int, end: int, number: int, most: int) -> list[Row]:
    """The rows of a span; a line of enormous length is cut around it."""
    found: list[Row] = []
    while at < end and len(found) < most:
        begin = max(source.rfind("\n", 0, at) + 1, at - _LONGEST)
        stop = source.find("\n", at, at + _LONGEST)
        if stop < 0:
            stop = min(len(source), at + _LONGEST)
            end = min(end, stop)
        text = source[begin:stop].rstrip("\r")
        marked = (at - begin, min(end - begin, len(text)))
        if text[marked[0] : marked[1]].strip():
            blank = len(text[marked[0] : marked[1]]) - len(text[marked[0] : marked[1]].lstrip())
            found.append(Row(str(number), text, marked[0] + blank, marked[1]))
        at, number = stop + 1, number + 1
    return found


def fit(row: Row, columns: int, more: str = "…") -> tuple[str, int, int]:
    """(the row as it is shown in so many cells, first marked cell, number of marked cells).

    A longer row is cut around its mark, `more` standing for what is left out.
    """
    cells, starts = _cells(row.text)
    at = starts[-1]
    first, last = starts[row.start], starts[min(row.end, len(cells))]
    if at <= columns:
        indent = _indent(cells, row.start)
        return "".join(cells[indent:]), first - starts[indent], max(1, last - first)
    room = columns - 2 * len(more)
    left = max(0, min(first - max(2, (room - (last - first)) // 2), at - room))
    from_cell = next(i for i, start in enumerate(starts) if start >= left)
    to_cell = max(i for i, start in enumerate(starts) if start <= starts[from_cell] + room)
    text = "".join(cells[from_cell:to_cell])
    before = more if from_cell else ""
    after = more if to_cell < len(cells) else ""
    shift = len(before) - starts[from_cell]
    stop = min(last, starts[to_cell])
    return before + text + after, first + shift, max(1, stop - first)


def _cells(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """(what is shown for each character, the cell that each begins at and the end)."""
    if text.isascii() and text.isprintable():
        return text, range(len(text) + 1)
    cells, starts, at = [], [], 0
    for char in text:
        cell = " " * (TAB - at % TAB) if char == "\t" else char if char.isprintable() else shown(char)
        cells.append(cell)
        starts.append(at)
        at += len(cell) if cell.isascii() else sum(map(char_width, cell))
    return cells, [*starts, at]


def _indent(cells: Sequence[str], most: int) -> int:
    """How many leading blanks can be left out."""
    count = 0
    while count < min(most, len(cells)) and cells[count].isspace():
        count += 1
    return count

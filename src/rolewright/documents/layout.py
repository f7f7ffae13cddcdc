"""From the characters of a page, which only know where they stand, to rows in reading order and blocks of rows."""

from __future__ import annotations

import re
from itertools import pairwise

from rolewright.model.record import NamedTuple

_GAP = 2.5
"""A gap of so many times the type's height sets two pieces of a row apart: columns, or a table's cells."""
_SAME_ROW = 0.5
_BINS = 100
_COLUMN_ROWS = 6
_NARROWEST = 0.15
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/|\||-)\s*\d{1,3})?", re.IGNORECASE)


class Glyph(NamedTuple):
    """A character and its loose box in PDF points, the origin at the bottom left."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False


class Piece(NamedTuple):
    """Characters side by side on one base line: `bold` if all of them are, `hyphen` if its last word is broken."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False
    hyphen: bool = False

    @property
    def height(self) -> float:
        """The height of the type."""
        return self.top - self.bottom


Row = tuple[Piece, ...]


def pieces(glyphs: list[Glyph]) -> list[Piece]:
    """The glyphs, in the order of the file, cut where a line ends, a gap opens or the base line changes."""
    made: list[Piece] = []
    current: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.char == "\n" or (last is not None and not glyph.char.isspace() and _apart(last, glyph)):
            made += _piece(current)
            current, last = [], None
        if glyph.char != "\n":
            current.append(glyph)
            last = last if glyph.char.isspace() else glyph
    return made + _piece(current)


def rows(found: list[Piece], width: float, height: float) -> list[list[Row]]:
    """The rows of a page in reading order, in groups: a column, or what spans them, is a group of its own."""
    found = [piece for piece in found if not _is_number(piece, height)]
    gutter = _gutter(found, width)
    if gutter <= 0:
        return [_rows(found)]
    groups: list[list[Row]] = []
    left, right = list[Piece](), list[Piece]()
    for piece in sorted(found, key=lambda piece: -piece.top):
        if piece.right <= gutter:
            left.append(piece)
        elif piece.left >= gutter:
            right.append(piece)
        else:
            groups += [_rows(left), _rows(right), [(piece,)]]
            left, right = [], []
    return [group for group in (*groups, _rows(left), _rows(right)) if group]


def blocks(group: list[Row]) -> list[list[Row]]:
    """Rows that go on from each other: one size and weight, no larger space between than is usual in the group."""
    steps = sorted(_step(a, b) for a, b in pairwise(group) if _step(a, b) > 0)
    usual = steps[len(steps) // 4] if steps else 0
    made: list[list[Row]] = []
    for row in group:
        before = made[-1][-1] if made else None
        if before is not None and _goes_on(before, row, usual):
            made[-1].append(row)
        else:
            made.append([row])
    return made


def body_height(found: list[Piece]) -> float:
    """The height that most characters have."""
    counts: dict[float, int] = {}
    for piece in found:
        key = round(piece.height, 1)
        counts[key] = counts.get(key, 0) + len(piece.text)
    return max(counts, key=lambda key: counts[key], default=0.0)


def _apart(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph doesn't go on where the last one ended."""
    size = max(last.top - last.bottom, 1.0)
    if min(last.top, glyph.top) - max(last.bottom, glyph.bottom) < 0.3 * min(size, max(glyph.top - glyph.bottom, 0.1)):
        return True
    return glyph.left - last.right > _GAP * size or glyph.left < last.left - 2 * size


def _piece(glyphs: list[Glyph]) -> list[Piece]:
    text = "".join(glyph.char for glyph in glyphs)
    inked = [glyph for glyph in glyphs if not glyph.char.isspace()]
    if not inked:
        return []
    hyphen = text.endswith(("\x02", "\ufffe", "\xad"))
    shown = "".join(char for char in text if char not in "\x02\ufffe\xad\0").strip()
    if not shown:
        return []
    heights = sorted(glyph.top - glyph.bottom for glyph in inked)
    bottom, tall = min(glyph.bottom for glyph in inked), heights[len(heights) // 2]
    left, right = min(glyph.left for glyph in inked), max(glyph.right for glyph in inked)
    return [Piece(shown, left, bottom, right, bottom + tall, all(glyph.bold for glyph in inked), hyphen)]


def _rows(found: list[Piece]) -> list[Row]:
    """Pieces on one base line as a row, left to right; in the file's order if that runs down the page, else sorted."""
    falls = sum(a.bottom < b.bottom - 1 for a, b in pairwise(found))
    if falls * 5 > len(found):
        found = sorted(found, key=lambda piece: (-round(piece.bottom), piece.left))
    made: list[list[Piece]] = []
    for piece in found:
        before = made[-1][-1] if made else None
        if before is not None and _overlap(before, piece) > _SAME_ROW and not _covers(made[-1], piece):
            made[-1].append(piece)
        else:
            made.append([piece])
    return [tuple(sorted(row, key=lambda piece: piece.left)) for row in made]


def _overlap(a: Piece, b: Piece) -> float:
    """The part of the lower of two pieces that is at the height of the other."""
    return (min(a.top, b.top) - max(a.bottom, b.bottom)) / max(0.1, min(a.height, b.height))


def _covers(row: list[Piece], piece: Piece) -> bool:
    """Whether a piece stands over the last of a row, so that it can't be of it."""
    return min(row[-1].right, piece.right) - max(row[-1].left, piece.left) > 1


def _gutter(found: list[Piece], width: float) -> float:
    """Where the space between two columns of running text is, or 0."""
    if len(found) < 2 * _COLUMN_ROWS or width <= 0:
        return 0.0
    counts = [0] * (_BINS + 1)
    for piece in found:
        for i in range(max(0, int(piece.left / width * _BINS)), min(_BINS, int(piece.right / width * _BINS)) + 1):
            counts[i] += 1
    best = min(range(_BINS // 5, _BINS * 4 // 5), key=lambda i: (counts[i], abs(i - _BINS // 2)))
    at = (best + 0.5) / _BINS * width
    if counts[best] > len(found) * 0.12:
        return 0.0
    left, right = [p for p in found if p.right <= at], [p for p in found if p.left >= at]
    return at if all(_is_column(side, width) for side in (left, right)) else 0.0


def _is_column(side: list[Piece], width: float) -> bool:
    """Whether pieces make a column of text: enough of them, wide enough for prose."""
    if len(side) < _COLUMN_ROWS:
        return False
    widths = sorted(piece.right - piece.left for piece in side)
    return widths[len(widths) * 2 // 3] > _NARROWEST * width


def _step(above: Row, below: Row) -> float:
    return above[0].bottom - below[0].bottom


def _goes_on(above: Row, below: Row, usual: float) -> bool:
    """Whether a row belongs to the block of the row above it."""
    a, b = above[0], below[0]
    if len(above) > 1 or len(below) > 1 or a.bold != b.bold:
        return False
    if abs(a.height - b.height) > 0.12 * max(a.height, b.height):
        return False
    step = _step(above, below)
    return 0 < step <= max(usual, a.height) * 1.3


def _is_number(piece: Piece, height: float) -> bool:
    """Whether a piece is a page's number, alone at its foot or head."""
    edge = piece.top < height * 0.08 or piece.bottom > height * 0.92
    return edge and bool(_PAGE_NUMBER.fullmatch(piece.text))

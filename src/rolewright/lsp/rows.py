"""Offsets of a source as an editor counts them: lines of the protocol, characters in the encoding that was agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from lsprotocol import types

from rolewright.documents.offsets import Converter

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDS = re.compile(r"\r\n|\n|\r")
"""The line ends of the protocol; `str.splitlines` knows more, and would count lines that no editor shows."""


class Rows:
    """A source by lines. Offsets are code points; positions are lines and units from 0.

    Without an `encoding` units are those of UTF-16. A position past the end of a line is that end, one past the last line the end of the source.
    """

    def __init__(self, source: str, encoding: str | None = None) -> None:
        self.source = source
        self._starts = [0, *(match.end() for match in _ENDS.finditer(source))]
        self._stops = [*(match.start() for match in _ENDS.finditer(source)), len(source)]
        made = Converter(source)
        self._to: Callable[[int], int]
        self._from: Callable[[int], int]
        if encoding == types.PositionEncodingKind.Utf32:
            self._to, self._from = _same, _same
        elif encoding == types.PositionEncodingKind.Utf8:
            self._to, self._from = made.to_byte, made.from_byte
        else:
            self._to, self._from = made.to_utf16, made.from_utf16

    def position(self, offset: int) -> types.Position:
        """The position of an offset; one between carriage return and line feed is the end of its line."""
        offset = min(max(offset, 0), len(self.source))
        row = bisect_right(self._starts, offset) - 1
        stop = min(offset, self._stops[row])
        return types.Position(row, self._to(stop) - self._to(self._starts[row]))

    def offset(self, position: types.Position) -> int:
        """The offset of a position."""
        if position.line >= len(self._starts):
            return len(self.source)
        start, stop = self._starts[position.line], self._stops[position.line]
        return min(self._from(self._to(start) + position.character), stop)

    def range(self, start: int, end: int) -> types.Range:
        """The range of a span."""
        return types.Range(self.position(start), self.position(max(start, end)))

    def row(self, number: int) -> tuple[int, int]:
        """The span of a line (from 0) without its end; the last line for a number past it."""
        number = min(max(number, 0), len(self._starts) - 1)
        return self._starts[number], self._stops[number]

    def whole(self) -> types.Range:
        """The range of all."""
        return self.range(0, len(self.source))


def _same(offset: int) -> int:
    return offset

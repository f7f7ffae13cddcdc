"""One converter between the three ways to count in a text: UTF-8 bytes, code points and UTF-16 units.

Python and Rolewright count code points, Markdown parsers in Rust count bytes, and editors (LSP) count UTF-16 units.
"""

from __future__ import annotations

from bisect import bisect_right

_STEP = 128
"""Code points between two check points; a look-up encodes or decodes at most this many."""
_CONTINUED = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that go on with a character."""


class Converter:
    """Offsets into one text, each way. Builds in linear time; a look-up is a bisection and a short slice.

    An offset inside a character is rounded down to its start; one past the end is taken for the end.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.ascii = text.isascii()
        self._bytes: list[int] = []
        self._units: list[int] = []
        self._data = b""
        self._last = (0, 0)

    def to_byte(self, offset: int) -> int:
        """The UTF-8 byte offset of a code-point offset."""
        offset = min(max(offset, 0), len(self.text))
        if self.ascii:
            return offset
        k = offset // _STEP
        return self._byte_marks()[k] + _byte_length(self.text[k * _STEP : offset])

    def from_byte(self, offset: int) -> int:
        """The code-point offset of a UTF-8 byte offset."""
        if self.ascii:
            return min(max(offset, 0), len(self.text))
        data = self._encoded()
        offset = min(max(offset, 0), len(data))
        while offset < len(data) and data[offset] in _CONTINUED:
            offset -= 1
        byte, point = self._last
        if not 0 <= offset - byte <= _STEP:
            marks = self._byte_marks()
            k = max(0, bisect_right(marks, offset) - 1)
            byte, point = marks[k], min(k * _STEP, len(self.text))
        made = point + len(data[byte:offset].translate(None, _CONTINUED))
        self._last = (offset, made)
        return made

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 unit offset of a code-point offset."""
        offset = min(max(offset, 0), len(self.text))
        if self.ascii:
            return offset
        k = offset // _STEP
        return self._unit_marks()[k] + _unit_length(self.text[k * _STEP : offset])

    def from_utf16(self, offset: int) -> int:
        """The code-point offset of a UTF-16 unit offset."""
        if self.ascii:
            return min(max(offset, 0), len(self.text))
        marks = self._unit_marks()
        k = max(0, bisect_right(marks, offset) - 1)
        at, left = min(k * _STEP, len(self.text)), offset - marks[k]
        for char in self.text[at : at + _STEP]:
            left -= 2 if char > "\uffff" else 1
            if left < 0:
                break
            at += 1
        return at

    def _encoded(self) -> bytes:
        if not self._data:
            self._data = self.text.encode("utf-8", "surrogatepass")
        return self._data

    def _byte_marks(self) -> list[int]:
        if not self._bytes:
            self._bytes = _marks([_byte_length(piece) for piece in _pieces(self.text)])
        return self._bytes

    def _unit_marks(self) -> list[int]:
        if not self._units:
            self._units = _marks([_unit_length(piece) for piece in _pieces(self.text)])
        return self._units


def _pieces(text: str) -> list[str]:
    return [text[at : at + _STEP] for at in range(0, len(text), _STEP)]


def _marks(sizes: list[int]) -> list[int]:
    """Running totals, from 0."""
    marks = [0]
    for size in sizes:
        marks.append(marks[-1] + size)
    return marks


def _byte_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _unit_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

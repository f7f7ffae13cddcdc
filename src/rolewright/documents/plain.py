"""Plain text: the canonical text is the source itself; lines are found, hard wraps grouped.

A paste from anywhere ends here, so light markup (`#`, `**`, `•`) is taken as a hint and left in the text.
"""

from __future__ import annotations

from rolewright import _kernel
from rolewright.model.posting import Line, Posting

_WRAP_AT = 40
"""A physical line shorter than this is never taken for a wrapped one, unless the next starts in lower case."""
_WIDEST = 110


def read(text: str, name: str = "") -> Posting:
    """A posting whose text is the given one, offset for offset."""
    return Posting(text, find_lines(text), "text", name)


def find_lines(text: str) -> tuple[Line, ...]:
    """The logical lines of plain text, in order, blank ones left out; spans exclude outer white space."""
    rows, longest, following, blanks = _kernel.rows(text, Line)
    return tuple(_join(text, rows, longest, blanks) if _wrapped(rows, longest, following) else rows)


def _wrapped(rows: list[Line], longest: int, following: int) -> bool:
    """Whether the text is broken at a fixed column: no line is long and many run on."""
    if len(rows) < 6 or longest > _WIDEST or following * 5 <= len(rows):
        return False
    lengths = sorted(end - start for start, end, _ in rows)
    return lengths[len(lengths) * 7 // 8] >= _WRAP_AT


def _join(text: str, rows: list[Line], widest: int, blanks: list[bool]) -> list[Line]:
    """Wrapped rows as one line each: a row goes on with the one before unless it starts something."""
    lines: list[Line] = []
    last_length = 0
    for row, blank in zip(rows, blanks, strict=True):
        start, end, hint = row
        runs_on = not blank and not hint and lines and lines[-1].hint != "heading"
        if runs_on and (last_length + _first_word(text, start, end) >= widest - 12 or text[start].islower()):
            lines[-1] = Line(lines[-1].start, end, lines[-1].hint)
        else:
            lines.append(row)
        last_length = end - start
    return lines


def _first_word(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return (space if space >= 0 else end) - start

"""Plain text: the canonical text is the source itself; lines are found, hard wraps grouped.

A paste from anywhere ends here, so light markup (`#`, `**`, `•`) is taken as a hint and left in the text.
"""

from __future__ import annotations

from functools import partial

from rolewright import _kernel
from rolewright.model.posting import Line, Posting

_WRAP_AT = 40
"""A physical line shorter than this is never taken for a wrapped one, unless the next starts in lower case."""


def read(text: str, name: str = "") -> Posting:
    """A posting whose text is the given one, offset for offset."""
    return Posting(text, find_lines(text), "text", name)


def find_lines(text: str) -> tuple[Line, ...]:
    """The logical lines of plain text, in order, blank ones left out; spans exclude outer white space."""
    rows = _kernel.rows(text)
    return tuple(_join(text, rows) if _wrapped(rows) else [_line(row[:3]) for row in rows])


_line = partial(tuple.__new__, Line)
"""A Line from a tuple of its fields, at half the cost of calling it."""


def _wrapped(rows: list[tuple[int, int, str, bool]]) -> bool:
    """Whether the text is broken at a fixed column: no line is long and many run on."""
    if len(rows) < 6:
        return False
    lengths = sorted(end - start for start, end, _, _ in rows)
    if lengths[-1] > 110 or lengths[len(lengths) * 7 // 8] < _WRAP_AT:
        return False
    following = sum(not blank and not hint for _, _, hint, blank in rows)
    return following * 5 > len(rows)


def _join(text: str, rows: list[tuple[int, int, str, bool]]) -> list[Line]:
    """Wrapped rows as one line each: a row goes on with the one before unless it starts something."""
    widest = max(end - start for start, end, _, _ in rows)
    lines: list[Line] = []
    last_length = 0
    for start, end, hint, blank in rows:
        runs_on = not blank and not hint and lines and lines[-1].hint != "heading"
        if runs_on and (last_length + _first_word(text, start) >= widest - 12 or text[start].islower()):
            lines[-1] = Line(lines[-1].start, end, lines[-1].hint)
        else:
            lines.append(Line(start, end, hint))
        last_length = end - start
    return lines


def _first_word(text: str, start: int) -> int:
    space = text.find(" ", start)
    return (space if space >= 0 else len(text)) - start

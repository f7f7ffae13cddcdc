"""Plain text: the canonical text is the source itself; lines are found, hard wraps grouped.

A paste from anywhere ends here, so light markup (`#`, `**`, `•`) is taken as a hint and left in the text.
"""

from __future__ import annotations

import re

from rolewright.model.posting import Line, Posting

BULLET = re.compile(r"[ \t>]*(?:[-*•●·▪◦‣–—○■□►➢✓✔\uf0b7]|o(?=[ \t])|\(?\d{1,2}[.)](?=\s))[ \t]*")  # noqa: RUF001
_WRAP_AT = 40
"""A physical line shorter than this is never taken for a wrapped one, unless the next starts in lower case."""


def read(text: str, name: str = "") -> Posting:
    """A posting whose text is the given one, offset for offset."""
    return Posting(text, find_lines(text), "text", name)


def find_lines(text: str) -> tuple[Line, ...]:
    """The logical lines of plain text, in order, blank ones left out; spans exclude outer white space."""
    rows = _rows(text)
    return tuple(_join(text, rows) if _wrapped(rows) else [Line(s, e, h) for s, e, h, _ in rows])


def _rows(text: str) -> list[tuple[int, int, str, bool]]:
    """(start, end, hint, whether a blank line comes before) of each physical line with text."""
    rows, at, blank = [], 0, True
    for raw in text.split("\n"):
        start, at = at, at + len(raw) + 1
        body = raw.strip()
        if not body:
            blank = True
            continue
        start += raw.find(body[0])
        first = body[0]
        hint = ""
        if not first.isalpha() or (first == "o" and body[1:2] in " \t"):
            bullet = BULLET.match(body)
            if bullet and len(body) > bullet.end() and not body.startswith("**"):
                hint = "bullet"
            elif first == "#" and body.lstrip("#")[:1] in " \t":
                hint = "heading"
        rows.append((start, start + len(body), hint, blank))
        blank = False
    return rows


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

"""What the readers write canonical text with: characters come in with where they stood, a Posting comes out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from rolewright.model.posting import Line, Map, Posting, Run, Trouble

LISTED = re.compile(r"[•●·▪◦‣○■□►➢✓✔\uf0b7]|(?:[-*–—o]|\(?\d{1,2}[.)])(?=[ \t\xa0])")
"""A typed list mark at the start of a line that its format takes for a paragraph."""
_HEADING_UP_TO = 90
_WRAPPED_ROWS = 3
_WRAP_FROM = 40
"""A paragraph whose widest row is shorter isn't wrapped text: its rows are lines of their own."""


class Builder:
    """Canonical text in the making: lines are one line feed apart, runs are merged, spans exclude outer white space.

    `line` starts a line, `put` adds characters of the source, `space` asks for one blank before the next characters,
    `row` is a break inside a paragraph (a hard wrap, unless it proves to be a line of its own).
    """

    def __init__(self) -> None:
        self.at = 0
        self.bold = 0
        self.hint = ""
        self._parts: list[str] = []
        self._runs: list[list[int]] = []
        self._lines: list[tuple[int, int, str, bool]] = []
        self._rows: list[tuple[int, bool, bool]] = []
        self._start = -1
        self._row_start = 0
        self._thin = False
        self._blank: tuple[str, int, bool] | None = None

    def line(self, hint: str = "") -> None:
        """End the line, if it has text, and say what the next one is; an empty bullet stays a bullet."""
        if self._start >= 0:
            self._close()
        elif not hint:
            return
        self.hint = hint

    def end(self) -> None:
        """End the line and forget what the next one was said to be."""
        if self._start >= 0:
            self._close()
        self.hint = ""

    @property
    def empty(self) -> bool:
        """Whether the line has no text yet."""
        return self._start < 0

    def put(self, chars: str, source: int, *, exact: bool = True) -> None:
        """Add characters that stand at `source`, the same there if `exact`; blanks alone don't start a line."""
        if self._start < 0:
            if not chars.strip():
                return
            self._begin()
        elif self._blank is not None:
            self._write(*self._blank)
        self._blank = None
        if not self.bold and not self._thin and chars.strip(" \t\xa0:"):
            self._thin = True
        self._write(chars, source, exact)

    def space(self, source: int, chars: str = " ", *, exact: bool = False) -> None:
        """Ask for a blank (or `chars` between cells) before the next characters, unless the line starts or ends here.

        `exact` if it is the character at `source` itself; a `source` below 0 is where the last character was.
        """
        if self._start >= 0 and (self._blank is None or len(chars) > 1):
            if source < 0:
                source = self._runs[-1][1] + self._runs[-1][2]
            self._blank = (chars, source, exact)

    def row(self, source: int, *, exact: bool = False, hard: bool = False) -> None:
        """Break the row inside a line; `exact` if the character at `source` is the line feed."""
        if self._start < 0:
            return
        self._rows.append((self.at, hard, not self._thin))
        self._blank, self._thin = None, False
        self._write("\n", source, exact)
        self._row_start = self.at

    def append(self, posting: Posting) -> None:
        """Add a text that another reader made, whose map leads into the same source."""
        self.end()
        if not posting.text:
            return
        if self.at:
            self._write("\n", self._runs[-1][1] + self._runs[-1][2] if self._runs else 0, exact=False)
        base = self.at
        self._parts.append(posting.text)
        self.at += len(posting.text)
        runs = (Run(0, 0, len(posting.text)),) if posting.map.runs is None else posting.map.runs
        self._runs.extend([run.start + base, run.source, run.size] for run in runs)
        self._lines.extend((line.start + base, line.end + base, line.hint, False) for line in posting.lines)

    def finish(self, format: str, name: str, **more: Any) -> Posting:  # noqa: A002 - the record's own word
        """The posting. `more` are further fields of the record."""
        self.end()
        text = "".join(self._parts)
        bolds = sum(bold for _, _, _, bold in self._lines)
        trust = bolds * 2 <= len(self._lines) + 2
        lines = []
        for start, end, hint, bold in self._lines:
            s, e = _trim(text, start, end)
            if s < e:
                lines.append(Line(s, e, _hint(text, s, e, hint, bold=bold and trust)))
        runs = tuple(Run(*run) for run in self._runs) or (Run(0, 0, 0),)
        return Posting(text, tuple(lines), format, name, map=Map(runs), **more)

    def _begin(self) -> None:
        if self.at:
            self._write("\n", self._runs[-1][1] + self._runs[-1][2] if self._runs else 0, exact=False)
        self._start = self._row_start = self.at
        self._blank, self._thin = None, False

    def _write(self, chars: str, source: int, exact: bool) -> None:  # noqa: FBT001 - private and hot
        self._parts.append(chars)
        size = len(chars) if exact else 0
        last = self._runs[-1] if self._runs else None
        if last is not None and last[1] + last[2] == source:
            if not exact:
                pass
            elif last[0] + last[2] == self.at:
                last[2] += size
            else:
                self._runs.append([self.at, source, size])
        else:
            self._runs.append([self.at, source, size])
        self.at += len(chars)

    def _close(self) -> None:
        """Turn the rows of the line into lines: hard wraps joined, the others apart."""
        if not self._rows:
            self._lines.append((self._start, self.at, self.hint, not self._thin))
        else:
            self._rows.append((self.at, False, not self._thin))
            self._close_rows()
        self._rows, self._start, self._blank = [], -1, None

    def _close_rows(self) -> None:
        text = _tail(self._parts, self.at - self._start)
        spans, start = [], self._start
        for end, hard, bold in self._rows:
            spans.append((start, end, hard, bold))
            start = end + 1
        joined = join_rows(text, [(s - self._start, e - self._start, hard) for s, e, hard, _ in spans], self.hint)
        for first, last in joined:
            hint = self.hint if first == 0 else ""
            bold = all(bold for _, _, _, bold in spans[first : last + 1])
            self._lines.append((spans[first][0], spans[last][1], hint, bold))


def join_rows(text: str, rows: list[tuple[int, int, bool]], hint: str) -> list[tuple[int, int]]:
    """The rows of a paragraph as lines: (first row, last row) each. A row is (start, end, ends by a hard break)."""
    trimmed = [text[s:e].strip() for s, e, _ in rows]
    widest = max(len(row) for row in trimmed)
    full = [len(row) + 1 + len(after.split(" ", 1)[0]) >= widest - 12 for row, after in pairwise(trimmed)]
    wrapped = widest >= _WRAP_FROM and all(full) and len(rows) >= _WRAPPED_ROWS
    lines = [(0, 0)]
    for i in range(1, len(rows)):
        before, row = trimmed[i - 1], trimmed[i]
        runs_on = not rows[i - 1][2] and not LISTED.match(row)
        if runs_on and hint not in {"heading", "bullet"} and not wrapped:
            ended = before[-1:] in {".", "!", "?", ":", ";"} and not row[:1].islower()
            runs_on = row[:1].islower() or (widest >= _WRAP_FROM and full[i - 1] and not ended)
        if runs_on:
            lines[-1] = (lines[-1][0], i)
        else:
            lines.append((i, i))
    return lines


def troubled(posting: Posting, *troubles: Trouble) -> Posting:
    """The posting with further troubles."""
    return posting._replace(troubles=(*posting.troubles, *troubles)) if troubles else posting


def nothing(format: str, name: str, id: str, message: str, **more: Any) -> Posting:  # noqa: A002 - the record's own word
    """An empty posting that says why it is empty."""
    return Posting("", (), format, name, map=Map(()), troubles=(Trouble(id, message),), **more)


def chain(outer: Map, inner: Map) -> Map:
    """The map through two: `outer` leads from the text to a middle text, `inner` from there to the source."""
    if inner.runs is None:
        return outer
    if outer.runs is None:
        return inner
    made: list[Run] = []
    i, steps = 0, inner.runs
    for start, middle, size in outer.runs:
        while i and steps[i].start > middle:
            i -= 1
        while i + 1 < len(steps) and steps[i + 1].start <= middle:
            i += 1
        made.append(_step(inner, i, start, middle, size))
        while i + 1 < len(steps) and steps[i + 1].start < middle + size:
            i += 1
            begun = steps[i].start
            made.append(_step(inner, i, start + begun - middle, begun, middle + size - begun))
    return Map(tuple(made))


def _step(inner: Map, i: int, start: int, middle: int, size: int) -> Run:
    """The stretch of an outer run that one inner run covers, from `middle` on."""
    runs = inner.runs or ()
    if i >= len(runs):
        return Run(start, 0, 0)
    step = runs[i]
    into = max(0, middle - step.start)
    same = min(size, step.size - into)
    return Run(start, step.source + min(into, step.size), max(0, same))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _hint(text: str, start: int, end: int, hint: str, *, bold: bool) -> str:
    if hint and (hint != "row" or text.find(" | ", start, end) >= 0):
        return hint
    if LISTED.match(text, start, end):
        return "bullet"
    if bold and end - start <= _HEADING_UP_TO and text[end - 1] not in ".;," and any(map(str.isalpha, text[start:end])):
        return "heading"
    return ""


def _tail(parts: list[str], size: int) -> str:
    """The last `size` characters of the parts."""
    taken: list[str] = []
    for part in reversed(parts):
        if size <= 0:
            break
        taken.append(part[-size:] if len(part) > size else part)
        size -= len(part)
    return "".join(reversed(taken))

"""Lines into statements: a short line is one, a long one is cut where its sentences end."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from rolewright import _kernel
from rolewright.knowledge.normal import key
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.model.posting import Line

CUT_FROM = 120
"""Lines up to this many characters are one statement."""
CUT_BULLET_FROM = 300
SHORT = 40
"""Only a line longer than this can hold a heading after its own text."""
GLUED_FROM = 700
"""A line longer than this may have lost its line breaks: words glued together are cut apart."""
RUN_ON = 300
FEW_LINES = 3
"""A text of so few lines, or of lines that are longer than `RUN_ON` in the mean, has lost its breaks: all are looked at."""
MOST = 600
"""No statement is longer than this many characters: run-on text without stops is cut at a space."""


class Piece(NamedTuple):
    """A statement before it is understood: its span, the index and hint of its line, its rank in that line."""

    start: int
    end: int
    line: int
    hint: str
    rank: int
    of: int


@cache
def _glue() -> re.Pattern[str]:
    """A lower-case letter, digit or bracket with a capitalised word glued to it: `ExperienceStrong`."""
    return re.compile(
        r"(?<=[a-z]{3})(?=[A-Z][a-z]{2}|[A-Z][a-z]?\s[a-z])|(?<=[a-z0-9][)%])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z]{3})"
        r"|(?<=[a-z]{4})(?=\d{1,2}\+?\s?(?:years|yrs))|(?<=[A-Z]{2})(?=[A-Z][a-z]{5})",
    )


_KEEP = frozenset({"e.g", "i.e", "etc", "vs", "inc", "u.s", "sr", "jr", "dr", "mr", "ms", "st", "no", "approx", "ph.d",
                   "b.s", "m.s", "b.a", "co", "ltd", "corp", "u.k", "min", "max", "incl", "ca", "bzw", "z.b"})  # fmt: skip
"""What stands before a stop that ends no sentence."""


def cut(text: str, lines: Sequence[Line]) -> list[Piece]:
    """The statements of all lines, in order, none empty, none overlapping."""
    out: list[Piece] = []
    lasts, headings = _heading_ends()
    glued = GLUED_FROM if len(lines) > FEW_LINES and len(text) < RUN_ON * len(lines) else 0
    for index, (start, end, hint) in enumerate(lines):
        size = end - start
        if size > SHORT and text[text.rfind(" ", start, end) + 1 : end] in lasts:
            stop = _before_heading(text, start, end, headings)
            _cut_line(text, (start, stop), hint, index, glued, out)
            out.extend(_piece((s, e, index, "", 0, 1)) for s, e in _trim(text, stop, end))
        elif (size <= CUT_FROM or (hint and size <= CUT_BULLET_FROM)) and (glued or size <= SHORT):
            out.append(_piece((start, end, index, hint, 0, 1)))
        else:
            _cut_line(text, (start, end), hint, index, glued, out)
    return out


_piece = partial(tuple.__new__, Piece)
"""A Piece from a tuple of its fields, at half the cost of calling it."""


def _cut_line(text: str, span: tuple[int, int], hint: str, index: int, glued: int, out: list[Piece]) -> None:
    start, end = span
    if end - start <= CUT_FROM and glued:
        out.extend(_piece((s, e, index, hint, 0, 1)) for s, e in _trim(text, start, end))
        return
    spans = list(_sentences(text, start, end, glued))
    of = len(spans)
    for rank, (s, e) in enumerate(spans):
        alone = of > 1 and e - s <= SHORT and text[s].isupper() and key(text[s:e]) in _plain_headings()
        out.append(_piece((s, e, index, "", 0, 1) if alone else (s, e, index, hint, rank, of)))


@cache
def _heading_ends() -> tuple[frozenset[str], frozenset[str]]:
    """The last words of known headings, capitalised as headings are, and the headings of two words and more."""
    from rolewright.knowledge.loader import book

    headings = frozenset(h for h in book().tables["headings"]["leads"] if " " in h)
    return frozenset(h.rpartition(" ")[2].title() + mark for h in headings for mark in ("", ":")), headings


@cache
def _plain_headings() -> frozenset[str]:
    """Every known heading, normalised: one that stands alone among sentences heads what follows it."""
    from rolewright.knowledge.loader import book

    return frozenset(p for phrases in book().tables["headings"]["plain"].values() for p in phrases)


def _before_heading(text: str, start: int, end: int, headings: frozenset[str]) -> int:
    """Where a known heading begins that was glued to the end of a line (`… and learning What You Must Have`)."""
    at = end
    best = end
    for _ in range(5):
        at = text.rfind(" ", start, at)
        if at < start + SHORT // 2:
            break
        tail = text[at + 1 : end]
        if tail[0].isupper() and key(tail) in headings:
            best = at + 1
    return best


def _sentences(text: str, start: int, end: int, glued: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one long line, outer white space left out."""
    cuts = _kernel.ends(text, start, end, _KEEP)
    if end - start > glued:
        cuts += [m.start() for m in _glue().finditer(text, start, end) if not _camel(text, m.start())]
        cuts.sort()
    at = start
    for stop in (*cuts, end):
        while stop - at > MOST:
            space = text.rfind(" ", at + MOST // 2, at + MOST)
            half = space if space > 0 else at + MOST
            yield from _trim(text, at, half)
            at = half
        if stop - at > 1:
            yield from _trim(text, at, stop)
            at = stop


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    bare = body.strip()
    if bare:
        start += body.find(bare[0])
        yield start, start + len(bare)


@cache
def _camel_words() -> frozenset[str]:
    from rolewright.knowledge.loader import book

    return book().camel


def _camel(text: str, at: int) -> bool:
    """Whether the capital at `at` stands inside one name, as in `JavaScript` or, glued on, `PowerPointBenefits`."""
    left = at
    while left > 0 and text[left - 1].isalnum() and at - left < 20:
        left -= 1
    chunk = at - 1
    while chunk > left and not text[chunk].isupper():
        chunk -= 1
    right = at + 1
    while right < len(text) and text[right].islower() and right - at < 20:
        right += 1
    end = right
    while end < len(text) and text[end].isalnum() and end - at < 20:
        end += 1
    names = _camel_words()
    return text[left:end].lower() in names or text[chunk:right].lower() in names or text[left:at].lower() in _PREFIXES


_PREFIXES = frozenset({"mc", "mac", "de", "van"})
"""Beginnings of names with a capital inside."""

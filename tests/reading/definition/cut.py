"""Lines into statements."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rolewright.knowledge.normal import key, normalise
from rolewright.reading.scan import Piece

from .packed import mark

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


@cache
def _glue() -> re.Pattern[str]:
    """A lower-case letter, digit or bracket with a capitalised word glued to it: `ExperienceStrong`."""
    return re.compile(
        r"(?<=[a-z]{3})(?=[A-Z][a-z]{2}|[A-Z][a-z]?\s[a-z])|(?<=[a-z0-9][)%])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z]{3})"
        r"|(?<=[a-z]{4})(?=\d{1,2}\+?\s?(?:years|yrs))|(?<=[A-Z]{2})(?=[A-Z][a-z]{5})",
    )


def cut(text: str, lines: Sequence[Line]) -> list[Piece]:
    """The statements of all lines, in order, none empty, none overlapping."""
    out: list[Piece] = []
    glued = GLUED_FROM if len(lines) > FEW_LINES and len(text) < RUN_ON * len(lines) else 0
    for number, (start, end, hint) in enumerate(lines):
        size = end - start
        if size > SHORT and _ends_as_heading(text[text.rfind(" ", start, end) + 1 : end]):
            stop = _before_heading(text, start, end)
            _cut_line(text, (start, stop), hint, number, glued, out)
            out.extend(Piece(s, e, number, "", 0, 1) for s, e in _trim(text, stop, end))
        elif (size <= CUT_FROM or (hint and size <= CUT_BULLET_FROM)) and (glued or size <= SHORT):
            out.append(Piece(start, end, number, hint, 0, 1))
        else:
            _cut_line(text, (start, end), hint, number, glued, out)
    return out


def _cut_line(text: str, span: tuple[int, int], hint: str, index: int, glued: int, out: list[Piece]) -> None:
    start, end = span
    if end - start <= CUT_FROM and glued:
        out.extend(Piece(s, e, index, hint, 0, 1) for s, e in _trim(text, start, end))
        return
    spans = list(_sentences(text, start, end, glued))
    of = len(spans)
    for rank, (s, e) in enumerate(spans):
        alone = of > 1 and e - s <= SHORT and text[s].isupper() and mark(f"plain:{key(text[s:e])}")
        out.append(Piece(*(s, e, index, "", 0, 1) if alone else (s, e, index, hint, rank, of)))


def _ends_as_heading(word: str) -> bool:
    """Whether a word is the last of a known heading, capitalised as headings are."""
    bare = word.removesuffix(":")
    return bare == bare.title() and bare[:1].isupper() and bare.isascii() and bool(mark(f"last:{normalise(bare)}"))


def _before_heading(text: str, start: int, end: int) -> int:
    """Where a known heading begins that was glued to the end of a line (`… and learning What You Must Have`)."""
    at = end
    best = end
    for _ in range(5):
        at = text.rfind(" ", start, at)
        if at < start + SHORT // 2:
            break
        tail = text[at + 1 : end]
        if tail[0].isupper() and mark(f"tail:{key(tail)}"):
            best = at + 1
    return best


def _sentences(text: str, start: int, end: int, glued: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one long line, outer white space left out."""
    cuts = list(_ends(text, start, end))
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


_BULLETS = "-*●•·▪◦‣–—○■□►➢✓✔\uf0b7∙▶❖➤"


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence begins after one that ended: after `.!?:` and what closes, before a capital, digit or bullet."""
    i = start
    while i < end:
        cut = _end_at(text, i, end)
        if cut and not (text[i] == "." and _kept(text[max(start, i - 8) : i])):
            yield cut
        i = cut or i + 1


_AFTER_STOP = re.compile(rf"""[.!?:]['"”’)\]]*\s+(?=['"“(\[]?[A-Z0-9{re.escape(_BULLETS)}])""")
_GLUED_STOP = re.compile(r"""[.!?:]['"”’)\]]*(?=[A-Z][a-z])""")
_BEFORE_BULLET = re.compile(rf"\s+(?=[{re.escape(re.sub('[-–—]', '', _BULLETS))}] ?\S)")


def _end_at(text: str, i: int, end: int) -> int:
    """Where the next sentence begins if one ends at `i`, else 0."""
    for pattern in (_AFTER_STOP, _GLUED_STOP, _BEFORE_BULLET):
        found = pattern.match(text, i, end)
        if found:
            return found.end()
    return 0


def _kept(before: str) -> bool:
    """Whether a full stop after these characters belongs to an abbreviation or an initial."""
    word = re.split(r"\s", before)[-1].lstrip("(\"'").lower()
    return (len(word) == 1 and word != "i" and word.isalpha()) or bool(mark(f"stop:{word}"))


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    bare = body.strip()
    if bare:
        start += body.find(bare[0])
        yield start, start + len(bare)


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
    camel = mark(f"camel:{normalise(text[left:end])}") or mark(f"camel:{normalise(text[chunk:right])}")
    return bool(camel or mark(f"prefix:{normalise(text[left:at])}"))

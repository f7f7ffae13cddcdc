"""A document's lines as parts and dated entries: which line heads what, which says what was done in which job.

A row is a line without its list mark and hard wraps, so that the same words in PDF, DOCX and text are the same row.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import normalize

from rolewright.matching import headers
from rolewright.matching.dates import is_range, periods
from rolewright.matching.words import MARK, normal, table
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.posting import Posting
    from rolewright.model.profile import Job, Study

_SHORT = 45
"""Characters below which a row isn't wrapped: the next one says something else."""
_SYMBOLS = "★✉☎⚑⚒⌚☆✆✎⚙"
TOP, UNKNOWN = "top", "unknown"
"""Parts without a heading: what stands above the first one, and a whole document that has none."""


_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@")
_LONGEST = 80
"""Characters of a line that names a person."""
_ITEMS = re.compile(r"\s*[,;|•·/]\s*")


_GAP = re.compile(r"(?<=\S)(?: {4,}|[ \t]*\t[ \t]*)(?=\S)")
"""White space so wide that what follows stands apart, as a table's cell would."""


class Row(NamedTuple):
    """A line: its words, its span in the posting, its part, its job (-1) and whether it heads an entry."""

    text: str
    start: int
    end: int
    bullet: bool = False
    part: str = TOP
    job: int = -1
    header: bool = False


class Outline(NamedTuple):
    """All rows in order, with the jobs and studies that they head; `name` are the words that name the person."""

    rows: tuple[Row, ...]
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    name: str = ""


def rows_of(posting: Posting) -> list[Row]:
    """The lines of a posting as rows, unparted; a line that a table's cells make stays one."""
    made = []
    for start, end, hint in posting.lines:
        for i, (first, last) in enumerate(_physical(posting.text, start, end)):
            text = " ".join(_GAP.sub(" | ", posting.text[first:last].strip()).split()).replace("\xad", "")
            bare = MARK.sub("", text)
            if bare:
                made.append(Row(bare, first, last, (hint == "bullet" and i == 0) or _listed(text, bare)))
    return made


def _listed(text: str, bare: str) -> bool:
    """Whether a mark was taken off, other than a symbol that decorates a heading or a date."""
    return bare != text and text[0] not in _SYMBOLS


def _physical(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line cut at the hard breaks that aren't wraps: after a short row, a heading, a period; before a period."""
    if "\n" not in text[start:end]:
        return [(start, end)]
    cuts, at = [start], start
    rows = text[start:end].split("\n")
    for row, after in pairwise(rows):
        at += len(row) + 1
        if len(row.strip()) < _SHORT or part_of(row) or _spans(row) or _spans(after):
            cuts.append(at)
    return [(a, b) for a, b in pairwise([*cuts, end]) if text[a:b].strip()]


def _spans(row: str) -> bool:
    """Whether a row holds a period of time."""
    return any(is_range(row, one) for one in periods(row))


def outline(posting: Posting, rows: list[Row] | None = None) -> Outline:
    """Parts by their headings, entries by their dates."""
    found = _parted(rows_of(posting) if rows is None else rows)
    name = _name(found)
    if not any(row.part not in {TOP, UNKNOWN} for row in found):
        found = _unheaded(found, name)
    made: list[Row] = []
    jobs: list[Job] = []
    studies: list[Study] = []
    for part, group in _groups(found):
        if part in {*table("profile")["entries"]["sections"], UNKNOWN}:
            made += headers.entries(part, group, jobs, studies, posting)
        else:
            made += group
    return Outline(tuple(made), tuple(jobs), tuple(studies), name)


def _unheaded(rows: list[Row], name: str) -> list[Row]:
    """A document without headings: contact data first, then entries; lines that list names are skills."""
    made = []
    top = True
    for row in rows:
        top = top and (
            row.text == name or "@" in row.text or (sum(map(str.isdigit, row.text)) > 6 and not _spans(row.text))
        )
        made.append(row._replace(part=TOP if top else "skill" if _lists(row.text) else UNKNOWN))
    return made


def _lists(text: str) -> bool:
    """Whether a line lists at least four short names."""
    items = [item.split() for item in _ITEMS.split(text)]
    return len(items) > 3 and all(0 < len(item) <= 3 for item in items) and not text.endswith(".") and not _spans(text)


def part_of(text: str) -> str:
    """The part that a line heads, or ""."""
    words = normal(text)
    if not words or words.count(" ") >= table("profile")["limits"]["heading_words"]:
        return ""
    return _heading(words)


def _heading(words: str) -> str:
    """The part that normalised words head, an adjective before them or not (“Top skills”), or ""."""
    known = headings()
    first, _, rest = words.partition(" ")
    return known.get(words, "") or (known.get(rest, "") if first in table("profile")["adjectives"]["words"] else "")


@cache
def headings() -> dict[str, str]:
    """Normalised heading → part."""
    known: dict[str, list[str]] = table("profile")["sections"]
    return {normal(name): part for part, names in known.items() for name in names}


def _parted(rows: list[Row]) -> list[Row]:
    """Rows with their parts, headings taken out; `Skills: Python, SQL` heads and fills its part in one line."""
    part, made = TOP, []
    limit = table("profile")["limits"]["heading_words"]
    for row in rows:
        words = normal(row.text) if len(row.text) <= 60 else ""
        named = _heading(words) if words and words.count(" ") < limit else ""
        if named and not (part == named == "skill"):
            part = named
            continue
        label, colon, rest = row.text.partition(":")
        inline = part_of(label) if colon and rest.strip() and len(label) < 40 else ""
        if inline and part == TOP and inline in {"language", "personal"}:
            made.append(row._replace(part=inline))
        elif inline and not (part in table("profile")["entries"]["sections"] and inline == "skill"):
            made.append(row._replace(text=rest.strip(), part=inline))
        else:
            made.append(row._replace(part=part))
    return made


def _groups(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Runs of rows of one part."""
    made: list[tuple[str, list[Row]]] = []
    for row in rows:
        if made and made[-1][0] == row.part:
            made[-1][1].append(row)
        else:
            made.append((row.part, [row]))
    return made


def _name(rows: list[Row]) -> str:
    """The person's name: behind its label, as the first line, or the line of the head that the e-mail address spells."""
    labels = {normal(one) for one in table("personal")["labels"]["name"]}
    for row in rows[:30]:
        label, colon, rest = row.text.partition(":")
        if colon and len(row.text) < _LONGEST and normal(label) in labels and rest.strip():
            return rest.strip()
    first = [
        row.text for row in rows[:3] if row.part == TOP and normal(row.text).split()[:1] and not _document(row.text)
    ]
    if first and _namely(first[0]):
        return first[0]
    mail = next((found[1] for row in rows[:30] if (found := _MAIL.search(row.text.casefold()))), "")
    head = [row.text for row in rows[:40] if row.part in {TOP, "personal", "skill"} and _namely(row.text)]
    spelled = (text for text in head if any(len(word) > 2 and word in mail for word in _ascii(text).split()))
    return next(spelled, "") if mail else ""


def _namely(text: str) -> bool:
    """Whether a line can be a name: some words, no digit or sign, no word of a job."""
    if len(text) > _LONGEST:
        return False
    words = normal(text).split()
    short = 1 < len(words) <= table("profile")["limits"]["name_words"]
    plain = not any(c.isdigit() or c in "@|:,;/" for c in text)
    return short and plain and not any(word in headers.title_heads() for word in words)


def _ascii(text: str) -> str:
    """Normalised words without accents, as addresses spell them."""
    return "".join(c for c in normalize("NFKD", normal(text)) if c.isascii())


def _document(text: str) -> bool:
    """Whether a line says what the document is."""
    return normal(text) in table("profile")["adjectives"]["documents"]

"""A profile in the making whose format names its fields: the lines of a written resume, with their outline given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.documents.placed import Placed
from rolewright.errors import DocumentError
from rolewright.matching.dates import iso, periods
from rolewright.matching.headers import study
from rolewright.matching.outline import Outline, Row
from rolewright.matching.words import MARK
from rolewright.model.posting import Line, Map, Place, Posting, Run, Trouble
from rolewright.model.profile import Fact, Job, Study, When

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 5000
"""Lines of one profile."""


class Draft:
    """Lines in the making: each with its part, its job, and where it came from."""

    def __init__(self, format: str, name: str, source: str | None = None) -> None:  # noqa: A002 - the record's own word
        self.format, self.name, self.source = format, name, source
        self.rows: list[Row] = []
        self.jobs: list[Job] = []
        self.studies: list[Study] = []
        self.places: list[tuple[int, Place]] = []
        self.runs: list[Run] = []
        self.parts: list[str] = []
        self.at = 0
        self.entry = 0
        self.person = ""

    def line(self, text: object, part: str, job: int = -1, *, header: bool = False) -> Fact | None:
        """Add a text as lines; the first one as a fact."""
        if not isinstance(text, str) or len(self.rows) >= _MOST:
            return None
        first = None
        for piece in text.splitlines():
            fact = self._row(text, MARK.sub("", " ".join(piece.split())), part, job, header=header)
            first = first or fact
        return first

    def _row(self, whole: str, text: str, part: str, job: int, *, header: bool) -> Fact | None:
        if not text:
            return None
        start, end = self.at, self.at + len(text)
        self.rows.append(Row(text, start, end, not header, part, job, header))
        self.parts.append(text)
        if isinstance(whole, Placed):
            same = self.source is not None and self.source[whole.at : whole.at + len(text)] == text
            self.runs.append(Run(start, whole.at, len(text) if same else 0))
        else:
            self.places.append((start, Place("entry", self.entry, 1)))
        self.at = end + 1
        return Fact(text, start, end, self._where(whole))

    def _where(self, whole: str) -> str:
        if not isinstance(whole, Placed) or self.source is None:
            return f"entry {self.entry}"
        line = self.source.rfind("\n", 0, whole.at) + 1
        return str(Place("line", self.source.count("\n", 0, whole.at) + 1, whole.at - line + 1))

    def job(self, kind: str, title: object, org: object, when: When | None) -> int:
        """Begin a dated piece of work; its number."""
        number = len(self.jobs)
        self.jobs.append(Job(kind, None, None, None))
        facts = [self.line(one, kind, number, header=True) for one in (title, org)]
        self.jobs[number] = Job(kind, facts[0], facts[1], when)
        return number

    def when(self, start: object, end: object, part: str) -> When | None:
        """A period from two dates: ISO, or as people write them; no end means that it goes on."""
        first, last = _month(start), _month(end)
        if first is None:
            return None
        words = f"{start} – {end or 'present'}"
        return When(first, last, Fact(words, self.at, self.at, f"{part} {self.entry}"))

    def study(self, level: object, area: object, school: object, when: When | None) -> None:
        """Add a study; its words are never matched."""
        bits = [str(one) for one in (level, school) if isinstance(one, str) and one.strip()]
        fact = self.line(school, "education", header=True)
        posting = self._posting()
        made = study(bits, when, self.rows[-1:] or [Row("", 0, 0)], posting)
        field = self.line(area, "education", header=True)
        self.studies.append(made._replace(school=fact, area=field or made.area))

    def done(self) -> tuple[Posting, Outline]:
        """The text and its outline."""
        return self._posting(), Outline(tuple(self.rows), tuple(self.jobs), tuple(self.studies), self.person)

    def _posting(self) -> Posting:
        lines = tuple(Line(row.start, row.end, "bullet") for row in self.rows)
        troubles = (
            (Trouble("truncated", f"has more than {_MOST:,} lines; the rest is not read"),)
            if len(lines) >= _MOST
            else ()
        )
        return Posting(
            "\n".join(self.parts), lines, self.format, self.name, map=Map(tuple(self.runs)) if self.runs else Map(()),
            source=self.source if self.runs else None, places=() if self.runs else tuple(self.places), troubles=troubles,
        )  # fmt: skip


def _month(value: object) -> tuple[int, int] | None:
    text = str(value or "").strip()
    found = iso(text)
    if found is None and text:
        written = periods(text)
        return written[0].start if written else None
    return found


def unknown(keys: Iterable[str], known: Iterable[str], where: str) -> None:
    """Raise DocumentError for a key that a form doesn't have."""
    from rolewright.errors import suggest

    for key in keys:
        if key not in known:
            raise DocumentError(f"there is no field {key!r}", where, suggest(key, known, f"use {', '.join(known)}"))

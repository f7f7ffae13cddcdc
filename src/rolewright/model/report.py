"""What a check of one posting comes to: its findings, its score, and how the score adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple
from rolewright.model.score import Row, Score, add_up

if TYPE_CHECKING:
    from rolewright.model.finding import Finding
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading


class Report(NamedTuple):
    """A checked posting. `findings` are in the order of the text, credits among them.

    `suppressed` and `baselined` count the findings that a comment or the baseline keeps quiet; `stale` are the
    baseline's entries for this file that nothing matched.
    """

    posting: Posting
    reading: Reading
    findings: tuple[Finding, ...]
    suppressed: int = 0
    baselined: int = 0
    stale: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file as it was named, or `posting`."""
        return self.posting.name or "posting"

    @property
    def total(self) -> Score:
        """The score with its band and its sum, added up whenever it is asked for."""
        return add_up(self.findings)

    @property
    def score(self) -> int:
        """0 to 100 points."""
        return self.total.points

    @property
    def band(self) -> str:
        """What the score means, in words."""
        return self.total.band

    @property
    def arithmetic(self) -> tuple[Row, ...]:
        """Rows of (label, points, times, code) whose points add up to the score."""
        return self.total.rows

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that aren't credits."""
        return tuple(f for f in self.findings if f.severity != "credit")

    @property
    def credits(self) -> tuple[Finding, ...]:
        """What the posting does right."""
        return tuple(f for f in self.findings if f.severity == "credit")

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; each finding has a `place` in the author's file besides its span in the text."""
        return {
            "file": self.name,
            "format": self.posting.format,
            "title": None if self.reading.title is None else self.reading.title.text,
            "score": self.score,
            "band": self.band,
            "arithmetic": [
                {"label": r.label, "points": r.points, "count": r.times, "code": r.code} for r in self.arithmetic
            ],
            "findings": [self._finding(f) for f in self.findings],
            "suppressed": self.suppressed,
            "baselined": self.baselined,
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        place = self.posting.place(finding.start)
        out = finding.as_dict()
        out["place"] = {"unit": place.unit, "number": place.number, "column": place.column}
        return out

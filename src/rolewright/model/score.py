"""The score: fifty points for a posting that says nothing right and nothing wrong, plus and minus, in full view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.finding import Finding

BASE, LOWEST, HIGHEST = 50, 0, 100
BANDS = (
    (80, "ready to post"),
    (60, "good, mend what is marked"),
    (40, "needs work"),
    (LOWEST, "rethink the role first"),
)
"""House scale: the lowest score of each band, and what it means."""


class Row(NamedTuple):
    """A line of the score's sum: `points` in all for `times` findings of one rule; `code` is "" for other lines."""

    label: str
    points: int
    times: int = 1
    code: str = ""


class Score(NamedTuple):
    """0 to 100 points, the band that they fall in, and rows whose points add up to them."""

    points: int
    band: str
    rows: tuple[Row, ...]


def add_up(findings: Sequence[Finding]) -> Score:
    """The score of some findings: a row for the base, one a rule (credits first), one for a limit that held."""
    sums: dict[str, list[Any]] = {}
    for finding in findings:
        row = sums.get(finding.code)
        if row is None:
            sums[finding.code] = [finding.points, finding.code, 1, finding.name]
        else:
            row[0] += finding.points
            row[2] += 1
    totals = [total for total in sums.values() if total[0]]
    totals.sort(key=lambda total: (total[0] <= 0, -abs(total[0]), total[1]))
    rows = [Row("base", BASE), *[_row((name, points, count, code)) for points, code, count, name in totals]]
    raw = sum(row.points for row in rows)
    points = min(max(raw, LOWEST), HIGHEST)
    if points != raw:
        rows.append(Row(f"no lower than {LOWEST}" if raw < LOWEST else f"no higher than {HIGHEST}", points - raw))
    return Score(points, band(points), tuple(rows))


_row = Row._make


def band(points: int) -> str:
    """What a score means, in words."""
    return next(words for least, words in BANDS if points >= least)

"""The score: fifty points for a posting that says nothing right and nothing wrong, plus and minus, in full view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.report import Row, Score

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


def add_up(findings: Sequence[Finding]) -> Score:
    """The score of some findings: a row for the base, one a rule (credits first), one for a limit that held."""
    rules: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for finding in findings:
        rules.setdefault(finding.code, []).append(finding.points)
        names.setdefault(finding.code, finding.name)
    rows = [Row("base", BASE)]
    totals = [(sum(points), code, len(points)) for code, points in rules.items()]
    totals.sort(key=lambda total: (total[0] <= 0, -abs(total[0]), total[1]))
    rows += [Row(names[code], points, count, code) for points, code, count in totals if points]
    raw = sum(row.points for row in rows)
    points = min(max(raw, LOWEST), HIGHEST)
    if points != raw:
        rows.append(Row(f"no lower than {LOWEST}" if raw < LOWEST else f"no higher than {HIGHEST}", points - raw))
    return Score(points, band(points), tuple(rows))


def band(points: int) -> str:
    """What a score means, in words."""
    return next(words for least, words in BANDS if points >= least)

"""Benefits by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


_OTHERS = frozenset({"company", "duty", "must", "nice", "role"})
"""The kinds of statement in which health care or pensions are the business, not a benefit."""


def _check(case: Case) -> Iterable[Hit]:
    said = case.reading.statements
    cues = [cue for cue in case.reading.cues.get("benefits_named", ()) if said[cue.statement].kinds[0] not in _OTHERS]
    if len(cues) >= case.limits["pay_and_law.benefits"]:
        yield Hit(cues[0].start, cues[0].end, f"names its benefits ({len(cues)} found)")


RULE = Rule(
    code="RC703",
    name="benefits-named",
    topic="pay and law",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "LinkedIn Gender Insights 2019: pay and benefits matter most to 68 % of women and 58 % of men",
        "Colorado EPEWA, Washington EPOA (a description of benefits)",
    ),
    why="Benefits decide for many, and several states want them in the ad.",
    advice="Keep the list; leave out what everyone has by law.",
    bad=(
        """ML Engineer

Benefits
- Health insurance and dental coverage.
- 401(k) with match.
- Paid parental leave.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Benefits
- Great benefits.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("benefits_named",),
    points=2,
    most=2,
)

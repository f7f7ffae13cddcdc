"""Benefits are praised, and none is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


_NAMED = frozenset({"benefits_named", "learning_budget", "equity"})


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues
    if _NAMED.isdisjoint(cues) and len(case.posting.lines) >= case.limits["format.lines_least"]:
        for cue in cues.get("praised_benefits", ())[:1]:
            found = case.reading.text[cue.start : cue.end]
            yield Hit(cue.start, cue.end, f"“{found}”, and not one is named")


RULE = Rule(
    code="RW915",
    name="praised-benefits",
    topic="clarity",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "LinkedIn Gender Insights 2019: pay range and benefits matter most to 68 % of women, 58 % of men",
        "Adzuna survey, 2,000 job seekers: 32 % think the firm hides something",
    ),
    why="“Great benefits” without a name sound like none. In LinkedIn's survey pay and benefits mattered most to 68 % of women and 58 % of men.",
    advice="Name them with figures: days of leave, your share of the health plan, the pension, parental leave.",
    bad=(
        """ML Engineer

Responsibilities
- Build and run the ranking service.

Benefits
- A great benefits package and attractive perks.

Requirements
- Python.
- SQL.
""",
        """Data Engineer

What we offer
- Competitive benefits.

Responsibilities
- Load the events.

Requirements
- Python.
- SQL.
""",
    ),
    good=(
        """ML Engineer

Responsibilities
- Build and run the ranking service.

Benefits
- Competitive benefits: a pension of 6 %, health insurance for you and your children, 30 days of leave.
""",
        """HR Data Engineer

Responsibilities
- Build the product that shows employees their benefits and how to use them.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=-1,
    most=-1,
    needs=("praised_benefits",),
)

"""A line on equal opportunity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("equal_opportunity", ())[:1]:
        yield Hit(cue.start, cue.end, "has a line on equal opportunity: compliance, not persuasion")


RULE = Rule(
    code="RC704",
    name="equal-opportunity-line",
    topic="pay and law",
    severity="credit",
    since="0.1",
    evidence="single study",
    sources=("Leibbrandt & List 2018, NBER 25035", "Flory, Leibbrandt, Rott & Stoddard"),
    why="The line is compliance. It is not known to bring applications: in a field experiment with nearly 2,500 job seekers a bare line lowered minorities' willingness to apply.",
    advice="Add one sentence on what you really do, such as same questions and written scores for everyone.",
    bad=(
        """ML Engineer

We are an equal opportunity employer.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

We find opportunity in equal measure in every market.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("equal_opportunity",),
    points=1,
    most=1,
)

"""What success looks like, with a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("success_described", ())[:1]:
        yield Hit(cue.start, cue.end, "says what success looks like")


RULE = Rule(
    code="RC902",
    name="success-measures",
    topic="clarity",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("LinkedIn: performance goals are most useful to 33 % of readers", "3 % of 1,764 AI postings have them"),
    why="A reader knows what they will be judged by, and so do your interviewers. LinkedIn found them most useful to a third of readers; 3 % of 1,764 AI postings have them.",
    advice="Keep a number in each.",
    bad=(
        """ML Engineer

What success looks like
In your first 90 days you ship the new ranking to 10 % of shops.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Benefits
- After 90 days you join the pension plan.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("success_described",),
    points=4,
    most=4,
)

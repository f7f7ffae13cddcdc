"""An invitation to those who meet most of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("apply_with_less", ())[:1]:
        yield Hit(cue.start, cue.end, "invites people who meet most of it")


RULE = Rule(
    code="RC905",
    name="apply-anyway-invitation",
    topic="clarity",
    severity="credit",
    since="0.1",
    evidence="single study",
    sources=("Behavioural Insights Team 2022, over 10,000 job seekers",),
    why="Over-long lists put everyone off: in a test with over 10,000 job seekers women were willing to apply at 56 % of requirements met and men at 52 %. (That men apply at 60 % and women at 100 % has no data behind it.)",
    advice="Say which requirements are hard, so that the invitation is believed.",
    bad=(
        """ML Engineer

If you do not meet all of the requirements, we encourage you to apply.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

You apply encryption even if you don't own the service.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("apply_with_less",),
    points=2,
    most=2,
)

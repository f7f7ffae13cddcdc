"""The day on which applications close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("application_deadline", ())[:1]:
        yield Hit(cue.start, cue.end, "says until when to apply")


RULE = Rule(
    code="RC706",
    name="application-deadline",
    topic="pay and law",
    severity="credit",
    since="0.1",
    evidence="law",
    sources=("Colorado EPEWA, SB 23-105",),
    why="People can plan, and Colorado asks for it.",
    advice="Take the posting down on that day.",
    bad=(
        """ML Engineer

The application deadline is 15 January 2027.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

You meet every deadline of our application team.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("application_deadline",),
    points=2,
    most=2,
)

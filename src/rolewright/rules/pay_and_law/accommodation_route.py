"""A way to ask for an adjustment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("accommodation", ())[:1]:
        yield Hit(cue.start, cue.end, "says that adjustments can be had")


RULE = Rule(
    code="RC705",
    name="accommodation-route",
    topic="pay and law",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("HR Dive, Monster, TapRecruit", "21 % of 1,764 AI postings have one"),
    why="Who needs an adjustment stays in the process. Only 21 % of 1,764 AI postings offer one.",
    advice="Name a person or an address, so that asking is easy.",
    bad=(
        """ML Engineer

If you need an accommodation to apply, write to access@example.com.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

We pay travel and accommodation for the team week in a hotel.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("accommodation",),
    points=2,
    most=2,
)

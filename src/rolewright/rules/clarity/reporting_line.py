"""Whom the person works for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("reports_to_whom", ())[:1]:
        yield Hit(cue.start, cue.end, "says whom the person reports to")


RULE = Rule(
    code="RC903",
    name="reporting-line",
    topic="clarity",
    severity="credit",
    since="0.1",
    evidence="house style",
    sources=("house style",),
    why="It tells the level of the role better than its title.",
    advice="Add the size of the team.",
    bad=(
        """ML Engineer

You report to the head of search.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

You prepare status reports to the board and dashboards.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("reports_to_whom",),
    points=2,
    most=2,
)

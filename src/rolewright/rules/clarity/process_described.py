"""How you hire is described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues
    found = (*cues.get("process_heading", ()), *cues.get("process_steps", ()), *cues.get("process_named", ()))
    for cue in found[:1]:
        yield Hit(cue.start, cue.end, "says how you hire")


RULE = Rule(
    code="RC901",
    name="process-described",
    topic="clarity",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("22 % of 1,764 AI postings describe it",),
    why="People with a job can plan; only 22 % of 1,764 AI postings say it.",
    advice="Name the steps, their length and the time to an answer.",
    bad=(
        """ML Engineer

Our interview process has three steps: a call, an exercise, an afternoon with the team.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

You design the loan application process of a bank: forms, checks, letters.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("process_heading", "process_steps", "process_named"),
    points=3,
    most=3,
)

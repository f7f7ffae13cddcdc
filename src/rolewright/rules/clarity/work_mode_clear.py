"""Where the work is done, and how much of it in an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.work_mode == "unknown" or not case.places:
        return
    cue = reading.cues[reading.work_mode][0]
    yield Hit(cue.start, cue.end, f"{reading.work_mode}, and a place is named")


RULE = Rule(
    code="RC904",
    name="work-mode-clear",
    topic="clarity",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("Google JobPosting: jobLocation, or TELECOMMUTE with the countries",),
    why="A reader knows whether they can take the job, and boards can show it to those who can.",
    advice="Keep the days in the office or the countries in the same sentence.",
    bad=(
        """ML Engineer

Location: Berlin, Germany. Hybrid role, three days a week in the office.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Fully remote, anywhere in Canada.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Location: Berlin, Germany

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

You build remote sensing and hybrid search.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=2,
    most=2,
    needs=("has/place",),
)

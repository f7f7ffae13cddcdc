"""Remote here, on-site there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues
    if "mode/all_remote" not in cues or "mode/all_onsite" not in cues:
        return
    remote, onsite = cues["mode/all_remote"][0], cues["mode/all_onsite"][0]
    if remote.statement == onsite.statement or any(c.statement != onsite.statement for c in cues.get("hybrid", ())):
        return
    text = case.reading.text
    said = text[remote.start : remote.end]
    yield Hit(onsite.start, onsite.end, f"“{text[onsite.start : onsite.end]}” here, “{said}” elsewhere")


RULE = Rule(
    code="RW907",
    name="contradictory-work-mode",
    topic="clarity",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("Google JobPosting: TELECOMMUTE only for jobs that are always remote",),
    why="One of the two is wrong, and half of the applicants come for the wrong one. Google shows a job as remote only if it is always so.",
    advice="Decide, and say it once: office days a week, or remote and from where.",
    bad=(
        """ML Engineer

This is a fully remote position.

Work schedule
Five days a week in the office in Austin.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

This is a fully remote position. Interviews are in person.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Five days a week in the office. No remote work; you support remote customers.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Hybrid role: three days a week in the office, and a fully remote position is possible for the right person.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    needs=("mode/all_remote",),
    points=-4,
    most=-4,
)

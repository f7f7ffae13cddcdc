"""Nothing on whether there is a vacancy, where a law wants it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.pay_and_law import _laws
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if not case.places or "RC709" in case.reading.cues:
        return
    laws = _laws.binding(case, "vacancy")
    if laws:
        start, end = laws[0].span or top(case)
        said = f"nothing on whether there is a vacancy; {_laws.want(laws)} it in the ad ({laws[0].row['who']})"
        yield Hit(start, end, f"{said}.{_laws.CLOSED}")


RULE = Rule(
    code="RW715",
    name="no-vacancy-statement",
    topic="pay and law",
    severity="warning",
    since="0.1",
    evidence="law",
    sources=("Ontario ESA Part III.1, Bill 190, O. Reg. 476/24 (from 2026-01-01)",),
    why="Ontario wants public postings to say whether they are for an existing vacancy, so that people don't write for jobs that aren't there. Employers with fewer than 25 employees are exempt.",
    advice="Add one sentence: “This posting is for an existing vacancy”, or “we collect applications for later; there is no vacancy now”.",
    bad=(
        """ML Engineer

Location: Toronto, Ontario

Salary: CAD 120,000 to CAD 150,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Location: Toronto, Ontario. This posting is for an existing vacancy.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Location: Toronto, Ontario

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            date="2025-12-31",
        ),
        """ML Engineer

Location: Vancouver, British Columbia

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=-3,
    most=-3,
    needs=("has/place",),
)

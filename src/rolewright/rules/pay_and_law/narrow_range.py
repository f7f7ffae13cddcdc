"""A range narrow enough to mean something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    most = case.limits["pay_and_law.narrow"]
    ranges = [pay for pay in case.reading.pay if pay.min and pay.max and pay.max > pay.min]
    if ranges and all((pay.max - pay.min) * 2 <= most * (pay.max + pay.min) for pay in ranges if pay.min and pay.max):
        yield Hit(ranges[0].start, ranges[0].end, "a range narrow enough to mean something")


RULE = Rule(
    code="RC702",
    name="narrow-range",
    topic="pay and law",
    severity="credit",
    since="0.1",
    evidence="single study",
    sources=("Kuhn, Washington State University: three experiments on pay ranges",),
    why="In three experiments a narrow range made the employer more trusted than a wide one.",
    advice="Keep it; say what decides the place in the range.",
    bad=(
        """ML Engineer

Salary: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Salary: $100,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Salary: $150,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=2,
    most=2,
    needs=("has/pay",),
)

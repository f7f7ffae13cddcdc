"""Pay with both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for pay in case.reading.pay:
        if pay.min is not None and pay.max is not None:
            yield Hit(pay.start, pay.end, "states its pay")
            return


RULE = Rule(
    code="RC701",
    name="pay-range-stated",
    topic="pay and law",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "ZipRecruiter economist in Barron's: about 50 % more applications (vendor data)",
        "LinkedIn: compensation is the part most read (61 %)",
    ),
    why="Readers look for pay first, and fewer offers fail at the end.",
    advice="Keep it, and keep it true when the budget changes.",
    bad=(
        """ML Engineer

Salary: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Pay: £65,000 per year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Salary: up to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

We raised $20 million in our series A.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=6,
    most=6,
    needs=("has/pay",),
)

"""A figure with one end left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.pay_and_law import _laws

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    pay = case.reading.pay
    if not pay or any(p.min is not None and p.max is not None for p in pay):
        return
    laws = _laws.wanting_pay(case)
    for one in pay:
        end = "lower" if one.min is None else "upper"
        said = f"no {end} end of pay"
        if laws:
            yield Hit(
                one.start,
                one.end,
                f"{said}; {_laws.want(laws)} a closed range.{_laws.CLOSED}",
                points=-6,
                severity="error",
            )
        else:
            yield Hit(one.start, one.end, said)


RULE = Rule(
    code="RW702",
    name="open-ended-pay",
    topic="pay and law",
    severity="warning",
    since="0.1",
    evidence="law",
    sources=(
        "domain.md 3: a range must be closed under every US pay law",
        "Kuhn, Washington State University: three experiments on pay ranges",
    ),
    why="“Up to” and “from” hide the half that the reader needs, and no US pay law accepts them as a range. In three experiments pay that looked less certain made the employer less trusted.",
    advice="Give both ends, or one fixed figure: “$150,000 to $180,000 a year”.",
    bad=(
        """ML Engineer

Salary: up to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Pay: salary from $120,000 per year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Salary: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Salary: $150,000 a year, with a bonus of up to 10 %

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=-3,
    most=-6,
    needs=("has/pay",),
)

"""A range of pay so wide that it says little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.pay_and_law import _laws

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Pay

_ONE_PERIOD = 12
"""An upper end this many times the lower is a figure of another period (per hour to per year)."""


def _check(case: Case) -> Iterable[Hit]:
    if not case.reading.pay:
        return
    width, widest = max(((_width(pay), pay) for pay in case.reading.pay), key=lambda found: found[0])
    if width > case.limits["pay_and_law.wide_note"]:
        wide = width > case.limits["pay_and_law.wide_warning"]
        said = f"the range is {width:.0%} of its midpoint wide"
        yield Hit(widest.start, widest.end, said, points=-3 if wide else -1, severity="warning" if wide else "note")
    if case.places:
        yield from _gap(case)


def _width(pay: Pay) -> float:
    """The width as a share of the midpoint; 0 for a fixed figure, an open range, and ends of two periods."""
    if not pay.min or not pay.max or not pay.min < pay.max < pay.min * _ONE_PERIOD:
        return 0.0
    return (pay.max - pay.min) * 2 / (pay.max + pay.min)


def _gap(case: Case) -> Iterable[Hit]:
    """The ranges that are wider than a law of the place allows."""
    for law in _laws.wanting_pay(case):
        most, up_to = float(law.row.get("gap", 0)), float(law.row.get("gap_up_to", 0))
        for pay in case.reading.pay if most else ():
            gap = (pay.max or 0) - (pay.min or 0)
            if pay.min and pay.max and _bound(case, pay, law.row) and gap > most and pay.max <= up_to:
                said = f"the ends are {gap:,.0f} apart; {_laws.names((law,))} allows {most:,.0f}.{_laws.CLOSED}"
                yield Hit(pay.start, pay.end, said, points=-6, severity="error")


def _bound(case: Case, pay: Pay, row: dict[str, Any]) -> bool:
    """Whether a range is a year's in the law's own currency, or in dollars where no US place is named."""
    if pay.interval != "year":
        return False
    return pay.currency == row["currency"] or (
        pay.currency == "USD" and not any(code.startswith("US") for code in case.places)
    )


RULE = Rule(
    code="RW703",
    name="wide-pay-range",
    topic="pay and law",
    severity="warning",
    since="0.1",
    evidence="single study",
    sources=(
        "Kuhn, Washington State University: three experiments on pay ranges",
        "Ontario ESA: gap of at most 50,000",
        "434 real ranges: median width 27 % of the midpoint, 90th percentile 58 %",
    ),
    why="In three experiments a wide range made the employer less trusted. Most readers also hear the upper end and are let down at the offer. Half of 434 real ranges are narrower than 27 % of their midpoint.",
    advice="Post the range that you would really offer, or one range a level; say what decides the place in it.",
    bad=(
        """ML Engineer

Salary: $100,000 to $200,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Salary: CAD 110,000 to CAD 165,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            places=("CA-ON",),
        ),
    ),
    good=(
        """ML Engineer

Salary: $150,000 to $190,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Salary: CAD 110,000 to CAD 150,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            places=("CA-ON",),
        ),
        """ML Engineer

Salary: $60 per hour

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=-3,
    most=-7,
    needs=("has/pay",),
)

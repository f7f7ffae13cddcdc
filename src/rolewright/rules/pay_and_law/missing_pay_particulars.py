"""Pay is there, and what the law wants beside it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules._views import of_kind
from rolewright.rules.pay_and_law import _laws
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = {"pay": "pay", "benefits": "a description of benefits", "deadline": "the day on which applications close"}
"""What the text can be seen to lack; whether there is other compensation to tell of, only the employer knows."""


def _check(case: Case) -> Iterable[Hit]:
    if not case.reading.pay or not case.places:
        return
    cues = case.reading.cues
    there = {"pay"}
    if "benefits_named" in cues or of_kind(case, "benefit"):
        there.add("benefits")
    if "application_deadline" in cues:
        there.add("deadline")
    for law in _laws.wanting_pay(case):
        missing = [_WORDS[what] for what in law.row["shows"] if what not in there and what in _WORDS]
        if missing:
            start, end = law.span or top(case)
            yield Hit(start, end, f"{_laws.names((law,))} wants {' and '.join(missing)} in the ad, too.{_laws.CLOSED}")
            return


RULE = Rule(
    code="RW714",
    name="missing-pay-particulars",
    topic="pay and law",
    severity="warning",
    since="0.1",
    evidence="law",
    sources=("Colorado EPEWA, SB 23-105", "Washington EPOA", "Illinois HB 3129", "Minnesota Statutes 181.173"),
    why="Some pay laws ask for more than pay: Colorado for the benefits and the date on which the application window closes, Washington, Illinois, Minnesota, Maryland and New Jersey for the benefits.",
    advice="Add a line on benefits, and the day on which applications close (“Applications close on 15 January”; “accepted on an ongoing basis” if they don't).",
    bad=(
        """ML Engineer

Location: Denver, Colorado

Salary range: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Salary range: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            places=("US-WA",),
        ),
    ),
    good=(
        """ML Engineer

Location: Denver, Colorado

Salary range: $150,000 to $180,000 a year

Benefits
- Health insurance, 401(k), 25 days of paid time off.

The application deadline is 15 January 2027.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Salary range: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            places=("US-CA",),
        ),
    ),
    check=_check,
    points=-2,
    most=-2,
    needs=("has/pay",),
)

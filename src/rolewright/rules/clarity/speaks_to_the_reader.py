"""The posting speaks to one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues
    told = cues.get("to_the_reader", ())
    if len(told) >= case.limits["clarity.you_will"] and "RW908" not in cues and "RW613" not in cues:
        yield Hit(
            told[0].start, told[0].end, f"speaks to the reader: “you will” {len(told)} times, “the candidate” never"
        )


RULE = Rule(
    code="RC906",
    name="speaks-to-the-reader",
    topic="clarity",
    severity="credit",
    since="0.1",
    evidence="house style",
    sources=("Federal Plain Language Guidelines (plainlanguage.gov): address one person",),
    why="“You will” lets the reader picture the work and forces the writer to name it.",
    advice="Keep it.",
    bad=(
        """ML Engineer

About the role
You will build the ranking service. You will measure every release, and you'll answer its alerts.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

About the role
The ideal candidate will build the service. You will measure it, you will run it, you will mend it.

Requirements
- Python and SQL.
""",
        """ML Engineer

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    check=_check,
    points=1,
    most=1,
    needs=("to_the_reader",),
)

"""No pay, where no law is known to want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import LONG
from rolewright.rules.pay_and_law import _laws
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.pay or "pay_evasion" in reading.cues or reading.words < case.limits["pay_and_law.whole_words"]:
        return
    if _laws.wanting_pay(case) or _laws.reaching_remote(case):
        return
    start, end = top(case)
    later = _laws.binding(case, "pay")
    if later:
        yield Hit(start, end, f"no pay in the text; {_laws.want(later)} it told before the interview.{_laws.CLOSED}")
    else:
        yield Hit(start, end, "no pay in the text")


RULE = Rule(
    code="RW713",
    name="no-pay-anywhere",
    topic="pay and law",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "ZipRecruiter economist in Barron's (vendor data)",
        "LinkedIn heat map: compensation is the part most read (61 %)",
        "30 % of 1,764 AI postings have a figure",
    ),
    why="Pay is the part of a posting that most readers look for (61 % in LinkedIn's study), and postings with pay get about 50 % more applications on average: vendor figures, not experiments.",
    advice="State the range and what decides the place in it.",
    bad=(LONG,),
    good=(LONG + "\nSalary range: $150,000 to $180,000 a year\n", "ML Engineer\n\nRequirements\n- Python.\n"),
    check=_check,
    points=-2,
    most=-2,
)

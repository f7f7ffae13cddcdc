"""Pay that differs from the role's, or isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None or case.role.pay.min is None:
        return
    from rolewright.rules.role._held import amount

    offer = case.role.pay
    wanted = (offer.min, offer.max if offer.max is not None else offer.min, offer.currency, offer.interval)
    there = amount(*wanted)
    if not case.reading.pay:
        yield Hit(*top(case), f"no pay here; the role has {there}")
        return
    stated = [(p.min, p.max if p.max is not None else p.min, p.currency, p.interval) for p in case.reading.pay]
    if wanted not in stated:
        pay = case.reading.pay[0]
        fix = Fix(pay.start, pay.end, there, "unsafe") if pay.end > pay.start else None
        yield Hit(pay.start, pay.end, f"{amount(*stated[0])} here; the role has {there}", fix=fix)


RULE = Rule(
    code="RW959",
    name="other-pay-than-the-role",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: the range that was approved",),
    why="The range in the posting is the one that an applicant may hold you to, in some places by law.",
    advice="State the role's range, or change the role first.",
    bad=(
        example("$128,000 to $152,000", "$100,000 to $152,000"),
        example(" · $128,000 to $152,000 a year", ""),
        example("$128,000 to $152,000 a year", "£128,000 to £152,000 a year"),
    ),
    good=(example(), example("$128,000 to $152,000 a year", "$128k - $152k a year")),
    check=_check,
    points=-4,
    most=-4,
)

"""More years than any must-have of the role asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None or not case.role.must_haves:
        return
    from rolewright.rules.role._held import held

    most = held(case.role).years
    for asked in case.reading.requirements:
        years = asked.years
        if years is not None and asked.strength == "must" and (years.min or 0) > most:
            there = f"at most {most}" if most else "for none"
            fix = Fix(years.start, years.end, "experience", "show")
            yield Hit(years.start, years.end, f"{years.min} years are a must here; the role asks {there}", fix=fix)


RULE = Rule(
    code="RW952",
    name="years-nobody-asked-for",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: years stand there with their reason",),
    why="Years are the must-have that is added without a thought, and the one that people believe most.",
    advice="Drop the years, or write them into the role with the reason for them.",
    bad=(
        example("You write Python", "5+ years of Python"),
        example("You write Python", "5+ years of Python",
                role=('skill = "Python"', 'skill = "Python"\nyears = 3\nyears_reason = "nobody here can teach it"')),
    ),
    good=(
        example(),
        example("You write Python", "3+ years of Python",
                role=('skill = "Python"', 'skill = "Python"\nyears = 3\nyears_reason = "nobody here can teach it"')),
        example("- AWS.", "- 2+ years of AWS."),
    ),
    check=_check,
    points=-2,
    most=-6,
)  # fmt: skip

"""The posting requires what the role requires, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role import must_haves_left_out, must_haves_nobody_asked_for, years_nobody_asked_for
from rolewright.rules.role._samples import example

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHERS = (must_haves_left_out, must_haves_nobody_asked_for, years_nobody_asked_for)


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None or not case.role.must_haves:
        return
    asked = [r for r in case.reading.requirements if r.strength == "must"]
    if asked and not any(True for other in _OTHERS for _ in other.RULE.check(case)):
        count = len(case.role.must_haves)
        yield Hit(asked[0].start, asked[0].end, f"asks for the role's {count} must-haves, and for no other skill")


RULE = Rule(
    code="RC951",
    name="asks-what-the-role-asks",
    topic="role",
    severity="credit",
    since="0.2",
    evidence="field practice",
    sources=("the role file: every must-have names the duty that needs it",),
    why="Whoever applies can be judged by what the work needs, with the same words in posting, interview and offer.",
    advice="Nothing.",
    bad=(example(),),
    good=(example("You query data with SQL.", "You query data with SQL and Snowflake."),),
    check=_check,
    points=4,
    most=4,
)

"""A skill or degree that the posting requires and the role doesn't."""

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

    own = held(case.role)
    known = own.musts | own.unused
    told: set[str] = set()
    for skill in case.reading.skills:
        if skill.strength != "must" or skill.kind == "practice" or skill.id in told or skill.id in known:
            continue
        told.add(skill.id)
        if not _choice(case, skill.id, known):
            there = "in the role it is nice to have" if skill.id in own.nice else "the role doesn't ask for it"
            fix = Fix(skill.end, skill.end, " (nice to have)", "show")
            yield Hit(skill.start, skill.end, f"{skill.name} is a must here; {there}", fix=fix)
    if not own.degree:
        yield from _degree(case)


def _degree(case: Case) -> Iterable[Hit]:
    """The first degree that is required, with no equivalent."""
    for asked in case.reading.requirements:
        degree = asked.degree
        if degree is not None and asked.strength == "must" and not degree.or_equivalent:
            yield Hit(degree.start, degree.end, "a degree is a must here; the role doesn't ask for one")
            return


def _choice(case: Case, name: str, known: frozenset[str]) -> bool:
    """Whether the posting takes something else instead that the role asks for."""
    groups = (group for asked in case.reading.requirements for group in asked.any_of)
    return any(name in group and not known.isdisjoint(group) for group in groups)


RULE = Rule(
    code="RW951",
    name="must-haves-nobody-asked-for",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: every must-have names the duty that needs it",),
    why=(
        "Each must-have sends people away. One that no duty needs sends them away for nothing, and the interview will test "
        "what nobody uses."
    ),
    advice="Move it to the nice ones, drop it, or add it to the role with the duty that needs it.",
    bad=(
        example("You query data with SQL.", "You query data with SQL and Snowflake."),
        example("- You query", "- AWS.\n- You query"),
        example("- You query", "- Bachelor's degree in Computer Science.\n- You query"),
    ),
    good=(
        example(),
        example("You query data with SQL.", "SQL or Snowflake."),
        example("- You query", "- Bachelor's degree or equivalent experience.\n- You query"),
        example("- AWS.", "- AWS, Snowflake and dbt."),
    ),
    check=_check,
    points=-2,
    most=-8,
)

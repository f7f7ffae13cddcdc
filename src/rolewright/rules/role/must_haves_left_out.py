"""A must-have of the role that the posting doesn't ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.role import Need

_SAID = 0.5
"""The share of an ability's telling words that one statement of the posting holds, if it says it."""


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None:
        return
    from rolewright.rules.role._held import skills_in

    named = {skill.id for skill in case.reading.skills}
    musts = {skill.id for skill in case.reading.skills if skill.strength == "must"}
    for need in case.role.must_haves:
        wanted = skills_in((need.skill or need.what, *need.alternatives))
        if not musts.isdisjoint(wanted) or (not need.skill and _said(case, need)):
            continue
        if need.skill:
            how = "not named here" if named.isdisjoint(wanted) else "named, but not as a must"
            yield Hit(*top(case), f"the role needs {need.skill}; it is {how}")
        else:
            yield Hit(*top(case), f"the role needs “{need.what}”; nothing here asks for it", severity="note", points=-1)


def _said(case: Case, need: Need) -> bool:
    """Whether one statement says it in about the same words."""
    from rolewright.rules.role._held import telling

    words = telling(need.what)
    text = case.reading.text
    return not words or any(
        len(words & telling(text[s.start : s.end])) >= _SAID * len(words) for s in case.reading.statements
    )


RULE = Rule(
    code="RW953",
    name="must-haves-left-out",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: every must-have names the duty that needs it",),
    why="People apply who can't do the first month's work, and are turned away in an interview that could have been spared.",
    advice="Add it to the requirements in the role's words, or take it out of the role.",
    bad=(
        example("- You query data with SQL.\n", ""),
        example("- You query data with SQL.", "- Curiosity.", role=('"AWS"\nskill = "AWS"', '"AWS"')),
        example(role=('what = "SQL"\nskill = "SQL"', 'what = "leading incident reviews calmly"')),
    ),
    good=(
        example(),
        example("SQL.", "Postgres.", role=('skill = "SQL"', 'skill = "SQL"\nalternatives = ["PostgreSQL"]')),
        example("- You query data with SQL.", "- You have led incident reviews.",
                role=('what = "SQL"\nskill = "SQL"', 'what = "leading incident reviews calmly"')),
    ),
    check=_check,
    points=-3,
    most=-9,
)  # fmt: skip

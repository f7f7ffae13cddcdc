"""A tool that the role's stack says is not used, or only planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None or not case.role.stack:
        return
    from rolewright.rules.role._held import held

    own = held(case.role)
    told: set[str] = set()
    for skill in case.reading.skills:
        if skill.id in told or skill.id in own.musts or (skill.id not in own.unused and skill.id not in own.planned):
            continue
        if skill.id in own.planned and skill.strength != "must":
            continue
        told.add(skill.id)
        use = "isn't used by the team" if skill.id in own.unused else "is only planned"
        yield Hit(skill.start, skill.end, f"{skill.name} {use}, says the role")


RULE = Rule(
    code="RW954",
    name="tools-the-team-does-not-run",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: each tool of the stack is used now, planned, or not",),
    why="If you don't run Kubernetes, don't screen on it: you lose people over it, and those who come for it leave.",
    advice="Drop it, or say that it is planned and will be learned here.",
    bad=(
        example("- AWS.", "- AWS and Kubernetes."),
        example("with a fallback.", "with a fallback, on Kubernetes."),
        example("- You query", "- Kubernetes.\n- You query", role=('use = "no"', 'use = "planned"')),
    ),
    good=(
        example(),
        example("- AWS.", "- AWS and Terraform."),
        example("- AWS.", "- AWS; Kubernetes is planned.", role=('use = "no"', 'use = "planned"')),
    ),
    check=_check,
    points=-3,
    most=-9,
)

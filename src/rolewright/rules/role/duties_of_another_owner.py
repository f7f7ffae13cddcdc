"""Duties in a stage of the lifecycle that another team owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHARED = 1
"""So many duties more than the role's own may touch a stage that it has duties in."""


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None:
        return
    from rolewright.rules.role._held import OTHERS, STAGES, work_in

    for stage in STAGES:
        share = getattr(case.role.ownership, stage)
        if share.owner != OTHERS:
            continue
        own = sum(duty.stage == stage for duty in case.role.duties)
        found = work_in(case, stage)
        if len(found) > own + (_SHARED if own else 0):
            yield Hit(*found[-1], f"{stage} work; the role says that it belongs to {share.team or 'another team'}")


RULE = Rule(
    code="RW956",
    name="duties-of-another-owner",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: who owns data, model, deploy, operate",),
    why="Two teams that own one thing are two teams that don't; the new colleague is the one who finds out.",
    advice="Say with whom it is done (“agree with the data engineers on …”), drop it, or change the owner in the role.",
    bad=(
        example("- Train a", "- Build and own the data pipelines and the ingestion from the tills.\n- Train a"),
        example("- Monitor", "- Run the on-call rotation and answer production incidents.\n- Monitor the services and set up alerting.\n- Monitor",
                role=('operate = { owner = "this person" }', 'operate = { owner = "another team", team = "SRE" }')),
    ),
    good=(
        example(),
        example("- Train a", "- Build the data pipelines from the tills.\n- Train a",
                role=('data = { owner = "another team", team = "the data engineers" }', 'data = { owner = "this person" }')),
    ),
    check=_check,
    points=-3,
    most=-6,
)  # fmt: skip

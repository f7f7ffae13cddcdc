"""A stage of the lifecycle that this person owns, or nobody does, without a word in the duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.role._samples import example
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORK = {"data": "the data", "model": "the model", "deploy": "releases", "operate": "what happens after launch"}


def _check(case: Case) -> Iterable[Hit]:
    if case.role is None:
        return
    from rolewright.rules.role._held import NOBODY, OTHERS, STAGES, work_in

    for stage in STAGES:
        owner = getattr(case.role.ownership, stage).owner
        done = work_in(case, stage)
        if owner == NOBODY:
            where = done[0] if done else top(case)
            how = "the posting gives it to this person" if done else "the posting doesn't say"
            yield Hit(*where, f"nobody owns {_WORK[stage]} yet, says the role; {how}")
        elif owner and owner != OTHERS and not done:
            yield Hit(*top(case), f"this person owns {_WORK[stage]}, says the role; no duty here is about it")


RULE = Rule(
    code="RW955",
    name="work-the-role-owns-left-out",
    topic="role",
    severity="warning",
    since="0.2",
    evidence="field practice",
    sources=("the role file: who owns data, model, deploy, operate",),
    why="What the posting doesn't say is found out in the third week, by someone who thought that another team does it.",
    advice="Add a duty for it, or name its owner in the role.",
    bad=(
        example("- Monitor the forecast in production, answer its alerts and retrain.\n", ""),
        example(role=('operate = { owner = "this person" }', 'operate = { owner = "nobody yet" }')),
    ),
    good=(
        example(),
        example("- Monitor the forecast in production, answer its alerts and retrain.\n", "",
                role=('operate = { owner = "this person" }', 'operate = { owner = "another team", team = "SRE" }')),
    ),
    check=_check,
    points=-3,
    most=-6,
)  # fmt: skip

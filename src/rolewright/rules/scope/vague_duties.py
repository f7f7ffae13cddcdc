"""A duty that says nothing but a vague phrase ("work on AI initiatives")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONCRETE = ("product_thing", "purpose", "success_measures", "after_launch")


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    cues = reading.cues.get("vague_work")
    if cues is None:
        return
    named = {skill.statement for skill in reading.skills if skill.kind not in {"method", "practice"}}
    named.update(cue.statement for group in _CONCRETE for cue in reading.cues.get(group, ()))
    vague: dict[int, int] = {}
    for cue in cues:
        vague[cue.statement] = vague.get(cue.statement, 0) + cue.end - cue.start
    for index, said in vague.items():
        duty = reading.statements[index]
        size = duty.end - duty.start
        whole = said >= case.limits["scope.vague_share"] * size or size - said <= case.limits["scope.vague_rest"]
        if whole and index not in named and reading.text[duty.end - 1] not in ":?":
            yield Hit(
                duty.start,
                duty.end,
                f"{quoted(case, duty.start, duty.end)} says nothing that someone could do or check",
            )


RULE = Rule(
    code="RW106",
    name="vague-duties",
    topic="scope",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A items 2, 4 and 6",),
    why=(
        "A duty that fits every company tells a candidate nothing, and no interview can test it. Those who have a "
        "choice read it as a job that nobody has thought through."
    ),
    advice="Say what is built, for whom, and how you would see that it works; or drop the line.",
    bad=(
        "AI Engineer\n\nResponsibilities\n- Work on AI initiatives across the company.\n- Train ranking models for search.\n",
        "Data Scientist\n\nResponsibilities\n- Leverage the power of AI to drive business value.\n- Support various data projects.\n",
        "AI Engineer\n\nResponsibilities\n- Deliver cutting-edge AI solutions.\n- Solve complex business problems.\n",
    ),
    good=(
        "AI Engineer\n\nResponsibilities\n- Lead AI initiatives that cut the handling time of insurance claims.\n",
        "AI Engineer\n\nResponsibilities\n- Build the assistant that answers customer support tickets.\n",
        (
            "AI Engineer\n\nAbout us\nWe solve complex problems with cutting-edge AI solutions.\n\nResponsibilities\n"
            "- Fine-tune Llama models with PyTorch and evaluate them.\n"
        ),
    ),
    check=_check,
    points=-2,
    most=-6,
    needs=("vague_work",),
)

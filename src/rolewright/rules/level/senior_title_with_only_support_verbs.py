"""A senior title whose duties only support, assist and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_OWNS = ("senior_ownership", "level/lead")
_BULLET = 4
"""Characters of a bullet before the verb."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    title = reading.title
    cues = reading.cues.get("support_verb")
    if (
        cues is None
        or title is None
        or title.level not in {"senior", "lead"}
        or any(name in reading.cues for name in _OWNS)
    ):
        return
    duties = of_kind(case, "duty")
    starts = {cue.statement: cue for cue in cues if cue.start - reading.statements[cue.statement].start <= _BULLET}
    if len(duties) < case.limits["lifecycle.stage_musts"] or len(starts) < case.limits["level.support_share"] * len(
        duties
    ):
        return
    first = next(iter(starts.values()))
    said = f"{len(starts)} of {len(duties)} duties only support, assist or take part"
    yield Hit(first.start, first.end, f"the title says {title.level}, but {said}")


_SUPPORT = (
    "Support the data science team with data preparation.",
    "Assist in the deployment of models.",
    "Help with the documentation of pipelines.",
    "Participate in code reviews.",
)

RULE = Rule(
    code="RW203",
    name="senior-title-with-only-support-verbs",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 5, seniority ladder: contradictions", "Datapeople: title inflation brings fewer qualified applicants"),
    why=(
        "Senior people look for what they will decide. A list of support verbs reads as a junior job with a large title: "
        "the seniors pass on, and those who apply expect another job."
    ),
    advice="Say what this person decides, designs or answers for; or lower the level.",
    bad=(doing(*_SUPPORT, title="Senior Machine Learning Engineer"), doing(*_SUPPORT[:3], title="Lead Data Engineer")),
    good=(
        doing(*_SUPPORT, title="Junior Machine Learning Engineer"),
        doing("Design the ranking service.", "Decide how models are released.",
                 "Support the on-call team.", "Help product set targets.", title="Senior Machine Learning Engineer"),
        doing("Define the architecture of the platform.", *_SUPPORT[:3], title="Senior Machine Learning Engineer"),
    ),
    check=_check,
    points=-3,
    most=-3,
    needs=("support_verb",),
)  # fmt: skip

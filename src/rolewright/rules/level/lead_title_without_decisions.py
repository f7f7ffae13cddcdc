"""A staff, principal or lead title whose text gives no decision, direction or reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing
from rolewright.rules._views import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


_DECIDES = ("senior_ownership", "level/lead", "level/senior", "judgement", "people_management", "level/manager")


_SHORT = 20
"""Characters: less is a label that was taken for a duty."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    title = reading.title
    if title is None or title.level != "lead" or any(name in reading.cues for name in _DECIDES):
        return
    duties = [s for s in of_kind(case, "duty") if s.strands and s.end - s.start > _SHORT]
    if len(duties) < case.limits["lifecycle.duties"] or any("lead" in s.strands for s in duties):
        return
    start, end = title.span or (duties[0].start, duties[0].end)
    yield Hit(start, end, f"“{title.text}”, and no line says what this person decides, leads or sets")


_CODING = (
    "Build feature pipelines in Python.",
    "Train ranking models for our search.",
    "Write unit tests for the ranking service.",
    "Fix bugs in the ranking service.",
    "Prepare training data for the models.",
)


RULE = Rule(
    code="RW210",
    name="lead-title-without-decisions",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 5, seniority ladder: “lead” with no decision right is a contradiction",
        "Datapeople: title inflation brings fewer qualified applicants",
    ),
    why=(
        "Staff, principal and lead engineers look for what they will decide and whom they will reach. A list of tasks "
        "under such a title reads as inflation."
    ),
    advice="Name the decisions: architecture, standards, what is built or bought, which teams follow; or lower the title.",
    bad=(
        doing(*_CODING, title="Staff Machine Learning Engineer"),
        doing(*_CODING[::-1], title="Principal Data Engineer"),
    ),
    good=(
        doing(*_CODING, title="Machine Learning Engineer"),
        doing(*_CODING, "Define the architecture of the ranking platform.", title="Staff Machine Learning Engineer"),
        doing(*_CODING, "Mentor engineers and review their designs.", title="Staff Machine Learning Engineer"),
    ),
    check=_check,
    points=-3,
    most=-3,
)

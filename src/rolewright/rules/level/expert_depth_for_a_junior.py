"""Expert or extensive knowledge required of a beginner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import also_senior, associate, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


_STARTS = frozenset({"junior", "intern"})
_SAID = {"junior": "a junior", "intern": "an intern"}


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues.get("expert_depth")
    title = case.reading.title
    if cues is None or title is None or title.level not in _STARTS or also_senior(case) or associate(case):
        return
    for cue in cues:
        said = case.reading.statements[cue.statement]
        if said.kinds == ("must",):
            words = quoted(case, said.start, said.end)
            yield Hit(cue.start, cue.end, f"{words} is asked of {_SAID[title.level]}")
            return


RULE = Rule(
    code="RW209",
    name="expert-depth-for-a-junior",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 5, seniority ladder: junior work is guided and reviewed", "domain.md 1E items 62, 63 and 76"),
    why=(
        "Nobody at the start of a career has expert or extensive knowledge. Honest beginners don't apply; those who do "
        "overstate, or are seniors in need of any job."
    ),
    advice="Ask for a first contact (“has used PyTorch in a course or project”), and say what will be learned on the job.",
    bad=(
        asking("Expert in PyTorch and distributed training.", title="Junior Machine Learning Engineer"),
        asking("Extensive experience with Spark and Airflow.", title="Data Engineer Intern"),
    ),
    good=(
        asking("Expert in PyTorch and distributed training.", title="Senior Machine Learning Engineer"),
        asking("Some experience with PyTorch, from a course or a project.", title="Junior Machine Learning Engineer"),
        asking("Expert knowledge of PyTorch is a plus.", title="Junior Machine Learning Engineer"),
    ),
    check=_check,
    needs=("expert_depth",),
    points=-3,
    most=-3,
)

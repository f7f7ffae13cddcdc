"""Credit: the posting says what need not be brought along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import first_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.finding import Hit


def _check(case: Case) -> Iterable[Hit]:
    return first_said(case, "learnable", "says what can be learned on the job")


RULE = Rule(
    code="RC407",
    name="learnable-said",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 2.3: what can be learned in three months is no must-have",
        "Behavioural Insights Team 2022",
    ),
    why="A line that takes a hurdle away keeps people who would have counted themselves out.",
    advice="Make sure that the screeners know it, too.",
    bad=(
        asking("No prior healthcare experience required, we will teach you."),
        asking("You do not need to know our stack; Rust can be learned on the job."),
    ),
    good=(asking("Python."), asking("Travel is not required.")),
    check=_check,
    needs=("learnable",),
    points=2,
    most=2,
)

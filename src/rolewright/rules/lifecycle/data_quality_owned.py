"""Credit: somebody checks the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import first_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.finding import Hit


def _check(case: Case) -> Iterable[Hit]:
    return first_said(case, "data_checks", "gives the quality of the data an owner")


RULE = Rule(
    code="RC505",
    name="data-quality-owned",
    topic="lifecycle",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C items 33 to 35",),
    why="A model is as good as what it is fed. A named check or contract shows that the team has met the problem.",
    advice="Say who is told when a check fails.",
    bad=(serving("Own data quality checks on the training set."), serving("Agree data contracts with the sources.")),
    good=(serving("Build quality software."), serving("Analyse data.")),
    check=_check,
    needs=("data_checks",),
    points=2,
    most=2,
)

"""Too many exclamation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    text = case.reading.text
    count = text.count("!")
    if count > case.limits["format.exclamation_marks"]:
        at = text.find("!")
        yield Hit(at, at + 1, f"{count} exclamation marks")


RULE = Rule(
    code="RW815",
    name="exclamation-marks",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("LinkedIn: after a very casual tone readers are two to four times less likely to apply",),
    why="Six or more sound like an advertisement. In LinkedIn's test a very casual tone made readers two to four times less likely to apply.",
    advice="Keep one, if any; let a fact do the shouting.",
    bad=(
        "ML Engineer\n\nJoin us! We love models! You will love them too! Ship fast! Learn fast! Have fun!\n\nRequirements\n- Python!\n",
    ),
    good=(
        "ML Engineer\n\nWe look forward to hearing from you!\n\nResponsibilities\n- Build and run the ranking service.\n",
    ),
    check=_check,
    points=-1,
    most=-1,
)

"""Credit: releases that can be taken back or go out step by step, failures that are contained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import first_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.finding import Hit


def _check(case: Case) -> Iterable[Hit]:
    return first_said(case, "safe_release", "says how a release is taken back or a failure contained")


RULE = Rule(
    code="RC503",
    name="safe-release-said",
    topic="lifecycle",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 1C items 42 and 43",
        "own count, 1,764 postings: rollback in 1.6 %",
    ),
    why="“If it can't be deployed safely it isn't ready.” One posting in sixty says so; people who run things notice.",
    advice="Say who decides to take a release back.",
    bad=(
        serving("Release with canaries and roll back when quality falls."),
        serving("Run new models in shadow mode first."),
    ),
    good=(serving("Deploy models."), serving("Write the release notes.")),
    check=_check,
    needs=("safe_release",),
    points=3,
    most=3,
)

"""Nothing says what this person will answer for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, family, telling

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAMILIES = SHIPS | {"data-scientist"}
_OWNS = ("ownership", "success_measures", "senior_ownership", "after_launch")


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if (
        reading.language != "en"
        or reading.words > case.limits["lifecycle.short_words"]
        or family(reading) not in _FAMILIES
    ):
        return
    if any(name in reading.cues for name in _OWNS) or not any(
        s.kinds[0] in {"duty", "role"} for s in reading.statements
    ):
        return
    start, end = telling(case, "role", "duty")
    yield Hit(start, end, "no sentence says what this person owns, decides or is judged by")


_POSTING = """Machine Learning Engineer

Responsibilities
- Train models for our search with PyTorch.
- Write tests in Python.
- {duty}

Requirements
- Python.
"""

RULE = Rule(
    code="RW506",
    name="nothing-owned",
    topic="lifecycle",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C item 46 and 1G item 95", "own count, 1,764 postings: 3 % name a measure of success"),
    why=(
        "Ownership is what good engineers look for first, and what a review needs later. A list of activities attracts "
        "people who wait for tasks."
    ),
    advice="Name one thing that is this person’s (“you own the ranking service and its latency”), or the result of the first 90 days.",
    bad=(_POSTING.format(duty="Work with the team."), _POSTING.format(duty="Analyse results with PyTorch.")),
    good=(
        _POSTING.format(duty="Own the ranking service and its latency."),
        _POSTING.format(duty="Monitor the model in production."),
        _POSTING.format(duty="Within your first 90 days, bring one model to users."),
    ),
    check=_check,
    points=-2,
    most=-2,
)

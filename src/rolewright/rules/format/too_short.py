"""Too few words to decide on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    words = case.reading.words
    if 0 < words < case.limits["format.words_least"]:
        start, end = top(case)
        yield Hit(start, end, f"{words} words are too few to decide on")


RULE = Rule(
    code="RW802",
    name="too-short",
    topic="format",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "Appcast, 30,051 applications: under 1,000 characters 3.0 %",
        "LinkedIn (the other way: under 150 words 17.8 % more applications)",
    ),
    why="Contested: at Appcast postings under 1,000 characters turned 3.0 % of clicks into applications, those of 4,000 to 5,000 nearly 15 %; LinkedIn saw more applications under 150 words. Few words also leave every interviewer to guess the job.",
    advice="Say what the person will ship, with whom, what is needed for it, what it pays and what happens after applying.",
    bad=("ML Engineer\n\nRequirements\n- Python.\n",),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 20,
    ),
    check=_check,
    points=-2,
    most=-2,
)

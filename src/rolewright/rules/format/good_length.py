"""A length that readers stay for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    words = case.reading.words
    if case.limits["format.words_good"] <= words <= case.limits["format.words_note"]:
        start, end = top(case)
        yield Hit(start, end, f"{words} words: a length that readers stay for")


RULE = Rule(
    code="RC801",
    name="good-length",
    topic="format",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("Textio, over 70 million listings: 300 to 700 words", "Appcast, 30,051 applications"),
    why="Vendors' counts put the best length at 300 to 700 words; 38 % of 1,764 AI postings keep to it.",
    advice="Keep it.",
    bad=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 30,
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 60,
        "ML Engineer\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=3,
    most=3,
)

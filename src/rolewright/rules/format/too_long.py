"""More words than readers stay for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    words = case.reading.words
    limits = case.limits
    if words <= limits["format.words_note"]:
        return
    start, end = top(case)
    most = limits["format.words_note"]
    if words > limits["format.words_strong"]:
        yield Hit(start, end, f"{words:,} words; {most:.0f} would do", points=-6, severity="warning")
    elif words > limits["format.words_warning"]:
        yield Hit(start, end, f"{words:,} words; {most:.0f} would do", points=-3, severity="warning")
    else:
        yield Hit(start, end, f"{words:,} words; {most:.0f} would do")


RULE = Rule(
    code="RW801",
    name="too-long",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "Textio, over 70 million listings: best at 300 to 700 words",
        "Appcast, 30,051 applications: 4,000 to 5,000 characters convert best",
        "LinkedIn (favours very short postings)",
    ),
    why="Vendors' counts put the best length at 300 to 700 words; Appcast saw just under 15 % of clicks become applications at 4,000 to 5,000 characters and 6.7 % above 10,000. LinkedIn favours much shorter ones, so this is a norm, not a proof.",
    advice="Cut the company's story to three sentences and the list of requirements to what the first 90 days need.",
    bad=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 60,
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 40,
        "ML Engineer\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=-1,
    most=-6,
)

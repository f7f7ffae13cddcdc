"""A paragraph too long to skim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    most = case.limits["format.paragraph_words"]
    shortest = most * 5
    for start, end, hint in case.posting.lines:
        if end - start > shortest and hint != "row":
            words = case.posting.text.count(" ", start, end) + 1
            if words > most and not _legal(case, start):
                yield Hit(start, min(end, start + 120), f"a paragraph of {words} words")


def _legal(case: Case, start: int) -> bool:
    """Whether the paragraph is on the law or on pay, where lawyers wrote the words."""
    first = next((s for s in case.reading.statements if s.end > start), None)
    return first is not None and first.kinds[0] in {"legal", "pay"}


RULE = Rule(
    code="RW806",
    name="wall-of-text",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("Textio: about one third of the words in bullets", "house style for the limit"),
    why="People skim postings, mostly on a telephone, where 110 words fill the screen. In Textio's counts about a third of a good posting is bullets.",
    advice="Cut it into three sentences and a list, or delete what the reader can find on your site.",
    bad=(
        "ML Engineer\n\nResponsibilities\n"
        + "You build and run the ranking service that shows each shop its best offers. " * 12,
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 20,
        "ML Engineer\n\n" + "You build and run the ranking service that shows each shop its best offers. " * 4,
    ),
    check=_check,
    points=-1,
    most=-3,
)

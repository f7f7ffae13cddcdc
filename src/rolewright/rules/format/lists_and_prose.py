"""Lists and prose in balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import bullets
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    limits = case.limits
    if case.reading.words < limits["format.bullets_from_words"]:
        return
    size = sum([end - start for start, end, _ in bullets(case)])
    share = size / len(case.posting.text)
    if limits["format.bullets_low"] <= share <= limits["format.bullets_high"]:
        start, end = top(case)
        yield Hit(start, end, f"{share:.0%} of the text in lists")


RULE = Rule(
    code="RC804",
    name="lists-and-prose",
    topic="format",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("Textio, over 70 million listings: about a third of the text in bullets",),
    why="In Textio's counts about a third of a good posting is bullets: enough to skim, enough prose to say why.",
    advice="Keep it.",
    bad=(
        "ML Engineer\n\nAbout us\n"
        + "We sell software to hospitals in twelve countries. " * 22
        + "\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers.\n" * 9,
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 30,
        "ML Engineer\n\n" + "You build and run the ranking service that shows each shop its best offers. " * 25,
    ),
    check=_check,
    points=2,
    most=2,
)

"""Prose only, in a posting long enough for a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import bullets
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    lines = case.posting.lines
    if case.reading.words < case.limits["format.bullets_from_words"] or len(lines) < case.limits["format.lines_least"]:
        return
    if bullets(case):
        return
    mean = (case.posting.text.count(" ") + len(lines)) / len(lines)
    if mean > case.limits["format.bullet_words"]:
        start, end = top(case)
        yield Hit(start, end, f"{case.reading.words} words and not one list")


RULE = Rule(
    code="RW813",
    name="no-bullets",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("Textio, over 70 million listings: about a third of the text in bullets",),
    why="Readers skim for the work and the needs, and find them in lists; in Textio's counts about a third of a good posting is bullets. A vendor's count, no proof.",
    advice="Put the duties and the needs in lists of five to eight, one thing a bullet, begun with a verb.",
    bad=(
        "ML Engineer\n\n"
        + "You build and run the ranking service that shows each shop its best offers, and you measure every release on live traffic before the whole of the shops sees it. We need Python, SQL and a year of work in production, and a person who says what a model must not do.\n\n"
        * 7,
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 20,
        "ML Engineer\n\n" + "You build and run the ranking service that shows each shop its best offers.\n\n" * 25,
    ),
    check=_check,
    points=-1,
    most=-1,
)

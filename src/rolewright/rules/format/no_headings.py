"""A long text without a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import of_kind
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


LOST = "If the line breaks were lost in a paste, bring them back; then put a heading above each part."


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.words < case.limits["format.headings_from_words"]:
        return
    title = reading.title.span if reading.title is not None else None
    if any((s.start, s.end) != title for s in of_kind(case, "heading")):
        return
    start, end = top(case)
    if len(case.posting.lines) < case.limits["format.lines_least"]:
        yield Hit(start, end, f"{reading.words} words, no heading, hardly a line break", LOST)
    else:
        yield Hit(start, end, f"{reading.words} words and no heading")


RULE = Rule(
    code="RW803",
    name="no-headings",
    topic="format",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "feeds of boards flatten styling: headings and lists are what is left (domain.md 6)",
        "LinkedIn heat map: readers look for pay, qualifications and details",
    ),
    why="Readers jump to pay, qualifications and the work; boards and feeds keep headings and lists and drop the rest. Without headings both have to read everything.",
    advice="Put a heading on its own line above each part: About the role, What you'll do, What we're looking for, Nice to have, Pay and benefits, How we hire.",
    bad=("ML Engineer\n\n" + "You build and run the ranking service that shows each shop its best offers. " * 14,),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 20,
        "ML Engineer\n\nYou build the ranking service.\n",
    ),
    check=_check,
    points=-3,
    most=-3,
)

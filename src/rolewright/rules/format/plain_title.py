"""A title that people search for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.format import _titles
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None or title.family == "other" or _titles.faults(case, title):
        return
    if _titles.plain(case, title) == title.text.strip():  # nothing hung on: no place, team or code after a dash
        start, end = top(case)
        yield Hit(start, end, "a plain title that people search for")


RULE = Rule(
    code="RC803",
    name="plain-title",
    topic="format",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("Indeed Engineering 2018", "Google JobPosting guideline", "Datapeople"),
    why="Boards can match it to what people type.",
    advice="Keep codes, places and pay in their own fields.",
    bad=(Example("- Build and run the ranking service.\n", title="Senior Machine Learning Engineer"),),
    good=(
        Example("- Build and run the ranking service.\n", title="AI/ML Engineer - Remote"),
        Example("- Build and run the ranking service.\n", title="Growth Alchemist"),
    ),
    check=_check,
    points=2,
    most=2,
)

"""The same sentence twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    text = case.reading.text
    least = case.limits["format.same_sentence"]
    seen: set[str] = set()
    again = []
    for said in case.reading.statements:
        if said.end - said.start > least:
            body = text[said.start : said.end]
            if body in seen:
                again.append(said)
            seen.add(body)
    if again:
        told = "this sentence stands" if len(again) == 1 else f"{len(again)} sentences stand"
        yield Hit(again[0].start, again[0].end, f"{told} here for the second time")


RULE = Rule(
    code="RW816",
    name="said-twice",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("field practice: mostly a paste that went wrong",),
    why="Mostly a paste that went wrong. It tells readers that nobody read the posting before it went out.",
    advice="Delete the second one.",
    bad=(
        "ML Engineer\n\nResponsibilities\n- Build and run the ranking service that shows each shop its best offers every day.\n- Measure releases.\n- Build and run the ranking service that shows each shop its best offers every day.\n",
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n- Build the ranking service.\n- Run the ranking service.\n\nRequirements\n- Python.\n\nNice to have\n- Python.\n",
    ),
    check=_check,
    points=-1,
    most=-1,
)

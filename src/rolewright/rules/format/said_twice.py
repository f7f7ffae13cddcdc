"""The same sentence twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import columns

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    text, said = case.reading.text, columns(case)
    least = case.limits["format.same_sentence"]
    long = [(start, start + size) for start, size in zip(said.starts, said.sizes, strict=True) if size > least]
    bodies = [text[start:end] for start, end in long]
    twice = len(bodies) - len(set(bodies))
    if twice:
        start, end = next(span for n, span in enumerate(long) if bodies[n] in bodies[:n])
        told = "this sentence stands" if twice == 1 else f"{twice} sentences stand"
        yield Hit(start, end, f"{told} here for the second time")


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

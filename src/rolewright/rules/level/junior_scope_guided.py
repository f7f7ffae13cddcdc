"""Credit: a junior or intern posting says who guides."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import doing
from rolewright.rules._shared import also_senior, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


_STARTS = frozenset({"junior", "intern"})


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    cues = case.reading.cues.get("guided_by")
    if cues is None or title is None or title.level not in _STARTS or also_senior(case):
        return
    cue = cues[0]
    said = case.reading.statements[cue.statement]
    yield Hit(cue.start, cue.end, f"{quoted(case, said.start, said.end)} says who a beginner learns from")


_posting = partial(doing, "Add evaluation cases for our search.", title="Junior ML Engineer")


RULE = Rule(
    code="RC202",
    name="junior-scope-guided",
    topic="level",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1E items 63 and 77: bounded scope, senior support",),
    why="Beginners choose by who they will learn from; a named guide also keeps the scope honest.",
    advice="Name the person or the role, and how often they meet.",
    bad=(
        _posting("Implement features under the guidance of a senior engineer."),
        _posting("Work alongside experienced engineers.", title="ML Engineer Intern"),
    ),
    good=(
        _posting("Mentor junior engineers."),
        _posting("Implement features under the guidance of a senior engineer.", title="Senior ML Engineer"),
    ),
    check=_check,
    points=3,
    most=3,
    needs=("guided_by",),
)

"""Credit: a senior or lead posting says what is decided under uncertainty."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


_SENIOR = frozenset({"senior", "lead"})


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    cues = case.reading.cues.get("judgement")
    if cues is None or title is None or title.level not in _SENIOR:
        return
    for cue in cues:
        said = case.reading.statements[cue.statement]
        if said.kinds[0] in {"duty", "role"}:
            yield Hit(
                cue.start, cue.end, f"{quoted(case, said.start, said.end)} names the judgement that the level is about"
            )
            return


_posting = partial(serving, title="Senior ML Engineer")


RULE = Rule(
    code="RC203",
    name="senior-judgement-said",
    topic="level",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 1E item 65: judgement under uncertainty",
        "domain.md 5, seniority ladder: unclear goal, trade-offs",
    ),
    why="Seniors look for what they will decide. A named trade-off also gives the interview its question.",
    advice="Say for one of them who has the last word.",
    bad=(
        _posting("Decide what to build and what to buy."),
        _posting("Make architecture decisions and explain the trade-offs between latency and quality."),
    ),
    good=(
        _posting("Write clean code."),
        _posting("Decide what to build and what to buy.", title="Junior ML Engineer"),
        _posting("Model uncertainty of the predictions."),
    ),
    check=_check,
    points=3,
    most=3,
    needs=("judgement",),
)

"""Credit: communication is asked for as something people do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    verbs = case.tables.tables["checks"]["telling"]["words"]
    for cue in case.reading.cues.get("explains", ()):
        said = case.reading.statements[cue.statement]
        before = case.reading.text[max(said.start, cue.start - _BEFORE) : cue.end].lower()
        if not any(verb in before for verb in verbs):
            continue
        yield Hit(cue.start, cue.end, f"{quoted(case, said.start, said.end)} says what communication is for")
        return


_BEFORE = 70
"""Characters before the audience that the verb stands in."""


RULE = Rule(
    code="RC408",
    name="explains-as-an-act",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 1D items 57 to 59: soft skills are operational skills",
        "own count, 1,764 postings: 35 % name communication only as excellent or strong",
    ),
    why="“Excellent communication” can't be tested; explaining a trade-off to someone outside the trade can.",
    advice="Use the same act as an exercise in the interview.",
    bad=(
        asking("You explain model results to non-technical colleagues."),
        asking("Able to present complex findings to business stakeholders."),
    ),
    good=(asking("Excellent communication skills."), asking("Find solutions for our customers.")),
    check=_check,
    needs=("explains",),
    points=2,
    most=2,
)

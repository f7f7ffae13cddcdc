"""No line on equal opportunity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import LONG
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if (
        "equal_opportunity" in reading.cues
        or reading.language != "en"
        or reading.words < case.limits["pay_and_law.whole_words"]
    ):
        return
    start, end = top(case)
    at = len(reading.text)
    fix = Fix(at, at, case.tables.tables["checks"]["lines"]["equal_opportunity"], "show")
    yield Hit(start, end, "no line on equal opportunity", fix=fix)


RULE = Rule(
    code="RW709",
    name="no-equal-opportunity-line",
    topic="pay and law",
    severity="note",
    since="0.1",
    evidence="single study",
    sources=(
        "Leibbrandt & List 2018, NBER 25035 (against a bare line)",
        "Flory, Leibbrandt, Rott & Stoddard (for a real interest)",
        "51 % of 1,764 AI postings have one",
    ),
    why="Contested. Most US private employers need no such line; half of 1,764 AI postings have one. In a field experiment with nearly 2,500 job seekers a bare line lowered minorities' willingness to apply (tokenism); in another, a signal of real interest more than doubled it. So its absence is noted and not counted.",
    advice="Write one true sentence on what is done (“we score all candidates on the same five questions”), with the line that your lawyer wants beside it.",
    bad=(LONG,),
    good=(LONG + "\nWe are an equal opportunity employer.\n", "ML Engineer\n\nRequirements\n- Python.\n"),
    check=_check,
    points=0,
    most=0,
)

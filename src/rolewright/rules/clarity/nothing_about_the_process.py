"""Nothing says what happens after applying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import LONG
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if (
        "process_steps" in reading.cues
        or "process_heading" in reading.cues
        or "process_named" in reading.cues
        or reading.language != "en"
        or reading.words < case.limits["clarity.whole_words"]
    ):
        return
    start, end = top(case)
    yield Hit(start, end, "nothing says how you hire")


RULE = Rule(
    code="RW906",
    name="nothing-about-the-process",
    topic="clarity",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "22 % of 1,764 AI postings describe it; the median process has four steps",
        "Opanasets: any cost of applying changes who applies",
    ),
    why="People with a job weigh the hours, so saying how you hire sets a posting apart: RC901 credits it. No causal size was found, and 96 of 100 real postings don’t say it: what nearly all lack tells little about one. Off unless selected.",
    advice="Steps, their length and the time to an answer: “a 30-minute call, a two-hour exercise, one afternoon with the team; an answer within a week”.",
    bad=(LONG,),
    good=(LONG + "\nOur interview process has three steps: a call, an exercise, an afternoon with the team.\n",),
    check=_check,
    points=-1,
    most=-1,
    on=False,
)

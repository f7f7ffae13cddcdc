"""Nothing says whom the person works for."""

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
    if "reports_to_whom" in reading.cues or "team_size" in reading.cues or reading.language != "en":
        return
    if reading.words < case.limits["clarity.whole_words"]:
        return
    start, end = top(case)
    yield Hit(start, end, "neither a manager nor a team is named")


RULE = Rule(
    code="RW905",
    name="no-reporting-line",
    topic="clarity",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("house style; experienced candidates ask it first",),
    why="Who leads and how large the team is decide how much of the work is one's own. Without it the same posting reads as a first hire and as the thirtieth. House style; off unless selected, for 9 of 10 AI postings lack it.",
    advice="One sentence: “You report to the head of search and work with two ML and four back-end engineers.”",
    bad=(LONG,),
    good=(LONG + "\nYou report to the head of search.\n", LONG + "\nYou join a team of six.\n"),
    check=_check,
    points=-1,
    most=-1,
    on=False,
)

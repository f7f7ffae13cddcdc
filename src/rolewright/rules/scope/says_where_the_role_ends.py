"""Credit: a sentence says where this role ends and another begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues.get("boundary")
    if cues is None:
        return
    statement = case.reading.statements[cues[0].statement]
    said = quoted(case, statement.start, statement.end)
    yield Hit(cues[0].start, cues[0].end, f"{said} says where the role ends")


RULE = Rule(
    code="RC102",
    name="says-where-the-role-ends",
    topic="scope",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A item 6 and 1B item 28",),
    why="Most postings say what a role may touch; few say what it leaves to others. That sentence saves the first quarrel over ownership.",
    advice="Keep it true when teams change.",
    bad=(
        serving("The warehouse is owned by the data platform team."),
        serving("You will not manage people, and this role does not include on-call for the shop."),
    ),
    good=(
        serving("You own the ranking service from data to alerts."),
        serving("Work with the data platform team.") + "\nNote\nThis position does not offer visa sponsorship.\n",
    ),
    check=_check,
    needs=("boundary",),
    points=3,
    most=3,
)

"""Nothing says where the work is done."""

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
    if case.places or reading.work_mode != "unknown" or "place_words" in reading.cues:
        return
    if reading.words < case.limits["clarity.whole_words"] or reading.language != "en" or case.posting.facts:
        return
    start, end = top(case)
    yield Hit(start, end, "nothing says where the work is done")


RULE = Rule(
    code="RW904",
    name="no-place-or-work-mode",
    topic="clarity",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("Google JobPosting: jobLocation, or TELECOMMUTE with the countries, is required",),
    why="Google for Jobs needs a place or “remote” with countries; without it a reader can't know whether to apply, nor you which pay law binds you.",
    advice="Name the office and the days in it, or “remote” with the countries or states where you can employ.",
    bad=(LONG,),
    good=(
        LONG + "\nLocation: Hamburg, Germany\n",
        LONG + "\nThis is a fully remote position.\n",
        LONG + "\nOur office is in Kleinsteinhausen.\n",
    ),
    check=_check,
    points=-2,
    most=-2,
)

"""The company speaks for a screen before the work begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORK = frozenset({"duty", "role", "must", "nice"})


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    most = case.limits["format.intro_words"]
    first = next((s for s in reading.statements if s.kinds[0] in _WORK), None)
    if first is None or first.start < most * 4 or len(case.posting.lines) < case.limits["format.lines_least"]:
        return
    words = reading.text.count(" ", 0, first.start) + reading.text.count("\n", 0, first.start)
    told = reading.cues.get("to_the_reader")
    if words > most and not (told and told[0].start < most * 6):
        yield Hit(first.start, first.end, f"the work begins after {words} words")


RULE = Rule(
    code="RW808",
    name="work-begins-late",
    topic="format",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("house style (domain.md 2.4)", "LinkedIn heat map: culture is most useful to 28 %, job details to 49 %"),
    why="The first screen decides who reads on. In LinkedIn's study 28 % found culture most useful and 49 % the details of the job.",
    advice="Begin with two sentences on the work and what it changes; move the company below the requirements.",
    bad=(
        "ML Engineer\n\nAbout us\n"
        + "We are a company that sells software to hospitals in twelve countries, founded in 2012. " * 12
        + "\n\nResponsibilities\n- Build and run the ranking service.\n- Measure every release.\n- Answer the alerts.\n",
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n- Build and run the ranking service.\n\nAbout us\n"
        + "We are a company that sells software to hospitals in twelve countries, founded in 2012. " * 12,
    ),
    check=_check,
    points=-1,
    most=-1,
)

"""The work comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import first_work

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.words < case.limits["format.headings_from_words"]:
        return
    if len(case.posting.lines) < case.limits["format.lines_least"]:
        return
    first = first_work(case)
    if first is None:
        return
    words = reading.text.count(" ", 0, first.start) + reading.text.count("\n", 0, first.start)
    if words <= case.limits["format.work_first_words"]:
        yield Hit(first.start, first.end, _said(words))


def _said(words: int) -> str:
    return f"the work begins after {words} words" if words else "the work comes first"


RULE = Rule(
    code="RC805",
    name="work-first",
    topic="format",
    severity="credit",
    since="0.1",
    evidence="house style",
    sources=("LinkedIn heat map: details of the job are useful to 49 %, culture to 28 %",),
    why="The first screen decides who reads on, and 49 % of LinkedIn's readers looked for the details of the job.",
    advice="Keep it there.",
    bad=(
        "ML Engineer\n\nResponsibilities\n"
        + "- Build and run the ranking service that shows each shop its best offers every day.\n" * 14
        + "\nAbout us\nWe sell software to hospitals.\n",
    ),
    good=(
        "ML Engineer\n\nAbout us\n"
        + "We are a company that sells software to hospitals in twelve countries, founded in 2012. " * 12
        + "\n\nResponsibilities\n- Build and run the ranking service.\n- Measure every release.\n- Answer the alerts.\n",
        "ML Engineer\n\nResponsibilities\n- Build the ranking service.\n",
    ),
    check=_check,
    points=2,
    most=2,
)

"""A title that job boards can't match to what people search for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.format import _titles
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None:
        return
    faults = _titles.faults(case, title)
    if not faults:
        return
    start, end = top(case)
    better = _titles.plain(case, title)
    fix = Fix(start, end, better, "show") if title.span is not None and better not in {"", title.text} else None
    several = len(faults) > 1
    yield Hit(start, end, f"the title has {' and '.join(faults)}", fix=fix, points=-3 if several else -1,
              severity="warning" if several else "note")  # fmt: skip


RULE = Rule(
    code="RW805",
    name="title-boards-cant-normalise",
    topic="format",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "Google JobPosting guideline: job title only",
        "Indeed posting rules",
        "Datapeople: “Senior Software Engineer” beats “SDE III”",
        "Indeed Engineering 2018",
    ),
    why="A posting is found by search. Boards map titles to the ones people type; codes, places, pay, slashes and levels of your own make that fail, and Indeed and Google may show the posting less. Indeed saw more and better applicants after a change of one word.",
    advice="Two to six words, under 60 characters: level and plain name (“Senior Machine Learning Engineer”). The rest has fields of its own.",
    bad=(
        "Senior Data Engineer - Remote (US) - REQ 102345\n\nResponsibilities\n- Build and run the ranking service.\n",
        Example("- Build and run the ranking service.\n", title="AI/ML Engineer - Remote (US) $200k - REQ 102345"),
        Example("- Build and run the ranking service.\n", title="Software Development Engineer III"),
    ),
    good=(
        Example("- Build and run the ranking service.\n", title="Senior Machine Learning Engineer"),
        Example("- Build and run the ranking service.\n", title="ML Engineer (m/w/d)"),
        Example("- Build and run the ranking service.\n", title="MLOps Engineer, Search Platform"),
    ),
    check=_check,
    points=-1,
    most=-3,
)

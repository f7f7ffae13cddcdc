"""Hiring, appraising and direct reports under a title without lead or manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


_MANAGES = frozenset({"lead", "manager"})


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues.get("people_management")
    title = case.reading.title
    if cues is None or title is None or title.level in _MANAGES or "anage" in title.text or "ead" in title.text:
        return
    cue = cues[0]
    duty = case.reading.statements[cue.statement]
    if any(dated.statement == cue.statement for dated in case.reading.cues.get("word/years", ())):
        return
    if " no " in f" {case.reading.text[duty.start : cue.start].lower()} ":
        return
    said = quoted(case, cue.start, cue.end)
    yield Hit(cue.start, cue.end, f"{said} is a manager's work under the title “{title.text}”")


RULE = Rule(
    code="RW208",
    name="people-management-under-an-ic-title",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 5, seniority ladder: lead and manager hire, appraise and plan",
        "domain.md 1A item 9 (b): inflated seniority",
    ),
    why=(
        "Appraising and hiring people is another job than building, with another level and pay. Those who want it look "
        "for lead or manager; those who don't find out after they started."
    ),
    advice="Put “lead” or “manager” into the title (and the pay), or give the reports to somebody else.",
    bad=(
        serving(
            "Manage a team of five engineers and write their performance reviews.", title="Machine Learning Engineer"
        ),
        serving("Hire and develop data scientists; you have three direct reports.", title="Senior Data Scientist"),
    ),
    good=(
        serving(
            "Manage a team of five engineers and write their performance reviews.",
            title="Machine Learning Engineering Manager",
        ),
        serving("Mentor two juniors and review their designs.", title="Senior Data Scientist"),
        serving(
            "Run performance reviews of the models with support from the analysts.", title="Machine Learning Engineer"
        ).replace("performance reviews", "model reviews"),
        serving("No direct reports.", title="Data Scientist"),
        serving("Present quarterly performance reviews of campaigns to the board.", title="Data Analyst"),
    ),
    check=_check,
    needs=("people_management",),
    points=-3,
    most=-3,
)

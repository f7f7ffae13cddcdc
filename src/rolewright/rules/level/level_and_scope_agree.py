"""Credit: the title's level, the years and the duties tell the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import also_senior, associate, musts

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    title = reading.title
    if title is None or title.level in {"unknown", "manager"}:
        return
    asked = [r.years for r in musts(reading) if r.years is not None and r.years.min is not None]
    high = case.limits.get(f"level.{title.level}_most_years", 99)
    low = case.limits.get(f"level.{title.level}_fair_years", 0)
    owns = "senior_ownership" in reading.cues
    junior = title.level in {"junior", "intern"}
    if not asked or associate(case) or (junior and also_senior(case)):
        return
    most = max(asked, key=lambda years: years.min or 0)
    least = most.min or 0
    if low <= least <= high and (owns != junior or title.level == "mid"):
        said = "1 year" if least == 1 else f"{least} years"
        yield Hit(most.start, most.end, f"the {title.level} level in the title, {said} and the duties agree")


def _posting(title: str, duty: str, years: str) -> str:
    return f"{title}\n\nResponsibilities\n- {duty}\n- Build the ranking models of our search.\n\nRequirements\n- {years}\n- Python.\n"


RULE = Rule(
    code="RC201",
    name="level-and-scope-agree",
    topic="level",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 5, seniority ladder", "domain.md 1E item 77"),
    why="Title, years and scope point at one level, so the right people recognise themselves and the interview has one bar.",
    advice="Keep the three together when one of them changes.",
    bad=(
        _posting(
            "Senior Machine Learning Engineer",
            "Define the architecture of the ranking platform.",
            "5+ years of experience.",
        ),
        _posting("Junior Machine Learning Engineer", "Add evaluation cases.", "1+ years of experience."),
    ),
    good=(
        _posting(
            "Junior Machine Learning Engineer", "Define the architecture of our platform.", "1+ years of experience."
        ),
        _posting(
            "Senior Machine Learning Engineer", "Define the architecture of our platform.", "1+ years of experience."
        ),
        _posting(
            "Senior Machine Learning Engineer", "Define the architecture of our platform.", "2+ years of experience."
        ),
        _posting("Machine Learning Engineer", "Define the architecture of our platform.", "5+ years of experience."),
    ),
    check=_check,
    points=3,
    most=3,
)

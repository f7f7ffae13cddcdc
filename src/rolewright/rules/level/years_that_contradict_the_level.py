"""The years asked for and the level in the title can't both be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import also_senior, associate, musts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Requirement, Years


def _check(case: Case) -> Iterable[Hit]:
    title = case.reading.title
    if title is None or title.level in {"unknown", "manager"}:
        return
    asked = [
        r for r in musts(case.reading) if r.years is not None and r.years.min is not None and not _by_degree(case, r)
    ]
    if not asked or (title.level in {"junior", "intern", "mid"} and also_senior(case)) or associate(case):
        return
    most = max(asked, key=_least)
    high = case.limits.get(f"level.{title.level}_most_years")
    low = case.limits.get(f"level.{title.level}_least_years")
    years = most.years
    if years is None or (low is not None and _least(most) < low and (most.skills or _other(case, years))):
        return
    if (high is not None and _least(most) > high) or (low is not None and _least(most) < low):
        yield _hit(case, years, title.level)


def _by_degree(case: Case, requirement: Requirement) -> bool:
    """`BS with 2+ years, or MS with none`: years that go with a degree are one of several ways in."""
    words = case.reading.text[requirement.start : requirement.end].lower().replace(",", " ").split()
    return requirement.degree is not None or not set(words).isdisjoint(
        case.tables.tables["checks"]["degree_words"]["words"]
    )


def _least(requirement: Requirement) -> int:
    return 0 if requirement.years is None or requirement.years.min is None else requirement.years.min


def _other(case: Case, years: Years) -> bool:
    """Whether a line that isn't a plain demand (it names a degree, or is preferred) asks for more years, or these are of leading."""
    more = any(r.years is not None and (r.years.min or 0) > (years.min or 0) for r in case.reading.requirements)
    return more or years.subject.startswith(("manag", "lead", "supervis"))


def _hit(case: Case, years: Years, level: str) -> Hit:
    far = level in {"junior", "intern"} and (years.min or 0) >= case.limits["level.junior_far_years"]
    said = f"{years.min} years" if years.min != 1 else "1 year"
    more = {"severity": "error", "points": -6} if far else {}
    return Hit(years.start, years.end, f"{said} of experience don’t fit the {level} level in the title", **more)  # type: ignore[arg-type]


RULE = Rule(
    code="RW202",
    name="years-that-contradict-the-level",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 5, seniority ladder", "Sackett et al. 2022: years of experience predict performance at .07"),
    why=(
        "Common bands are junior 0–2, mid 2–5, senior 5–8 years. Those at the title’s level fail the filter, those with "
        "the years don’t want the title. Years also say little about performance (.07 in the 2022 review)."
    ),
    advice="Choose the level by the scope of the work, then drop the years or bring them into its band.",
    bad=(
        asking("4+ years of professional experience in data science.", title="Junior Data Scientist"),
        asking("At least 6 years of experience in software engineering.", title="Junior ML Engineer"),
        asking("1+ years of professional experience.", title="Senior ML Engineer"),
    ),
    good=(
        asking("0-2 years of experience.", title="Junior Data Scientist"),
        asking("6+ years of professional experience.", title="Senior ML Engineer"),
        asking("1+ years of experience with Snowflake.", title="Senior Data Engineer"),
        asking("Python, from courses or projects of your own.", title="Junior ML Engineer"),
        asking("5-9 years of work experience.", title="Associate, Data Science, Internal Audit"),
        asking(
            "Bachelor's degree and 4 years of experience, or a Master's degree and 2 years.", title="Data Analyst I"
        ),
        asking("11+ years of experience in security engineering.", title="Sr. Security Engineer II"),
        asking("9 years of experience with Python.", title="AI Engineer, Assistant Vice President"),
    ),
    check=_check,
    points=-4,
    most=-6,
)

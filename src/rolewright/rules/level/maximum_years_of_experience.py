"""Years of experience with an upper end ("2-4 years", "up to 5 years")."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import PIPELINES, asking
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Requirement, Years


def _check(case: Case) -> Iterable[Hit]:
    for requirement in case.reading.requirements:
        years = requirement.years
        if years is None or years.max is None or requirement.strength != "must":
            continue
        text = case.reading.text[years.start : years.end].lower()
        if "+" in text or "least" in text or "minimum" in text or "nice" in _kinds(case, requirement):
            continue
        said = quoted(case, years.start, years.end)
        fix = _fix(case, years)
        if not years.min and text.startswith(("0", "zero")):
            continue
        if fix is None:
            yield Hit(
                years.start,
                years.end,
                f"{said} shuts out people for having more experience",
                severity="warning",
                points=-3,
            )
        else:
            yield Hit(years.start, years.end, f"{said} has an upper end of {years.max} years", fix=fix)


def _kinds(case: Case, requirement: Requirement) -> tuple[str, ...]:
    return case.reading.statements[requirement.statement].kinds


def _fix(case: Case, years: Years) -> Fix | None:
    """`2-4 years` → `2+ years`; None where the text only caps (`up to 4 years`)."""
    if not years.min:
        return None
    at = case.reading.text.find("y", years.start, years.end)
    return None if at < 0 else Fix(years.start, at, f"{years.min}+ ", "show")


_posting = partial(asking, "SQL and Python.", title="Data Engineer", duties=PIPELINES)


RULE = Rule(
    code="RW204",
    name="maximum-years-of-experience",
    topic="level",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 3.2 US-AGE-CAP",
        "29 CFR 1625.4",
        "Sackett et al. 2022: years of experience predict performance at .07",
    ),
    why=(
        "An upper end keeps older people out and is read as an age limit, which age-discrimination law looks at closely "
        "(how closely is contested). A band such as “2–4 years” is common and rarely meant as a cap, but it reads as one."
    ),
    advice="Give a minimum or, better, a level and the work that shows it; let pay say how senior the role is.",
    bad=(_posting("2-4 years of experience in data engineering."), _posting("Up to 3 years of experience.")),
    good=(
        _posting("3+ years of experience in data engineering."),
        _posting("At least two years of experience."),
        _posting("5-8+ years of experience."),
        _posting("At least 5-10 years of experience."),
        _posting("0-1 years of experience."),
        _posting("You have built pipelines that ran for years, on 2-4 platforms."),
    ),
    check=_check,
    points=-1,
    most=-4,
    needs=("word/years",),
)

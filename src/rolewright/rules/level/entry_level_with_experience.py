"""The posting calls itself entry level and asks for years of experience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Cue


def _check(case: Case) -> Iterable[Hit]:
    cues = [cue for cue in case.reading.cues.get("entry_level", ()) if not _aside(case, cue)]
    if not cues:
        return
    title = case.reading.title
    most = case.limits["level.entry_most_years"]
    if title is not None and title.level in {"junior", "intern"}:
        most = case.limits["level.junior_most_years"]
    elif title is not None and title.level != "unknown":
        return
    for r in case.reading.requirements:
        years = r.years
        if r.strength == "must" and years is not None and years.min is not None and years.min > most:
            said = quoted(case, cues[0].start, cues[0].end)
            at = r.start + len(case.reading.text[r.start : r.end].rstrip(" .;"))
            fix = Fix(at, at, ", or projects that show the same", "show")
            message = f"{said} and {years.min} years of experience exclude each other"
            yield Hit(years.start, years.end, message, fix=fix)
            return


def _aside(case: Case, cue: Cue) -> bool:
    """`Enthusiasm for ML (no prior experience required)`: part of a demand, not word on the role."""
    said = case.reading.statements[cue.statement]
    return said.kinds[0] in {"must", "nice"} and (cue.end - cue.start) * 2 < said.end - said.start


def _posting(about: str, line: str) -> str:
    return (
        f"Data Analyst\n\nAbout the role\n{about}\n\nResponsibilities\n- Build dashboards for the finance team.\n\n"
        f"Requirements\n- {line}\n- SQL.\n"
    )


RULE = Rule(
    code="RW206",
    name="entry-level-with-experience",
    topic="level",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 5, seniority ladder: junior 0–2 years",
        "domain.md 2.1: 8 of 25 junior ads hold a figure of 3 or more years",
    ),
    why=(
        "Those who start out read the years and leave, those with the years read “entry level” and leave. What stays is "
        "an applicant pool that fits neither half."
    ),
    advice="Drop the years and say what projects or coursework will do, or drop “entry level”.",
    bad=(
        _posting("This is an entry level position in our analytics team.", "3+ years of experience in data analysis."),
        _posting("We welcome recent graduates to this position.", "Minimum of 2 years of experience in analytics."),
    ),
    good=(
        _posting("This is an entry level position in our analytics team.", "Some experience with spreadsheets."),
        _posting(
            "A role for people who know their trade.",
            "3+ years of experience.\n- Enthusiasm for machine learning (no prior experience required).",
        ),
        _posting("You will mentor entry level analysts.", "3+ years of experience in data analysis."),
        _posting("A role for people who know their trade.", "3+ years of experience in data analysis."),
    ),
    check=_check,
    points=-4,
    most=-4,
    needs=("entry_level",),
)

"""A band of years that spans several levels ("2-10 years")."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import PIPELINES, asking
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for r in case.reading.requirements:
        years = r.years
        if years is None or years.min is None or years.max is None or r.strength != "must":
            continue
        if (
            years.min < case.limits["level.band_from"]
            and years.max - years.min > case.limits["level.band_years"]
            and "(" not in case.reading.text[years.start : years.end]
        ):
            said = quoted(case, years.start, years.end)
            at = case.reading.text.find("y", years.start, years.end)
            fix = Fix(years.start, at, f"{years.min}+ ", "show") if at >= 0 and years.min else None
            yield Hit(years.start, years.end, f"{said} spans {_levels(case, years.min, years.max)}", fix=fix)
            return


def _levels(case: Case, low: int, high: int) -> str:
    """The levels that the ladder of the table has between two counts of years: `junior to lead`."""
    names = [name for least, name in case.tables.tables["roles"]["level"]["years"] if least <= low][-1:]
    names += [name for least, name in case.tables.tables["roles"]["level"]["years"] if least <= high][-1:]
    return " to ".join(dict.fromkeys(names)) if len(set(names)) > 1 else f"{high - low} years"


_posting = partial(asking, "SQL and Python.", title="Data Engineer", duties=PIPELINES)


RULE = Rule(
    code="RW211",
    name="years-band-too-wide",
    topic="level",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "domain.md 5, seniority ladder: a band above the ladder by three or more years",
        "Datapeople bands: junior 1-3, mid 4-7, senior 8+",
    ),
    why="A band from junior to staff says that the level isn't settled; scope, pay and interview will each assume another one.",
    advice="Choose the level by its scope and give the band of that level, or post each level by itself.",
    bad=(
        _posting("2-10 years of experience in data engineering."),
        _posting("3 to 12 years of professional experience."),
    ),
    good=(
        _posting("3-5 years of experience in data engineering."),
        _posting("5+ years of experience."),
        _posting("5-10 years of experience in data engineering."),
    ),
    check=_check,
    points=-2,
    most=-2,
    needs=("word/years",),
)

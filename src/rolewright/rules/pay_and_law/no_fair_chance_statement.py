"""No word on applicants with a record, where a city wants it in every posting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.pay_and_law import _laws
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if not case.places or "RC711" in reading.cues or reading.words < case.limits["pay_and_law.whole_words"]:
        return
    laws = _laws.binding(case, "fair_chance")
    if laws:
        start, end = laws[0].span or top(case)
        said = f"no fair-chance statement; {_laws.want(laws)} one in every posting ({laws[0].row['who']})"
        yield Hit(start, end, f"{said}.{_laws.CLOSED}")


_WORK = """ML Engineer

Location: {place}

Responsibilities
- Build and run the ranking service that shows each shop its best offers, from the data to the alert at night.
- Measure every release on live traffic, and take it back when the numbers fall.
- Write down what you decide, so that the next person can change it.

Requirements
- You have run a model in production for a year.
- Python and SQL, with tests.
"""

RULE = Rule(
    code="RW716",
    name="no-fair-chance-statement",
    topic="pay and law",
    severity="note",
    since="0.1",
    evidence="law",
    sources=(
        "San Francisco Fair Chance Ordinance (Police Code art. 49)",
        "Los Angeles Fair Chance Initiative for Hiring (LAMC 189)",
    ),
    why="Both cities want every posting for work there to say that qualified applicants with arrest and conviction records will be considered. Small employers are exempt (fewer than 5 in San Francisco, 10 in Los Angeles).",
    advice="Add: “We will consider qualified applicants with arrest and conviction records, as the Fair Chance Ordinance asks.”",
    bad=(_WORK.format(place="San Francisco, CA"), Example(_WORK.format(place="our office"), places=("US-CA-LA",))),
    good=(
        _WORK.format(place="San Francisco, CA")
        + "\nWe will consider qualified applicants with arrest and conviction records.\n",
        _WORK.format(place="San Diego, CA"),
        _WORK.format(place="South San Francisco, CA"),
    ),
    check=_check,
    points=-1,
    most=-1,
    needs=("has/place",),
)

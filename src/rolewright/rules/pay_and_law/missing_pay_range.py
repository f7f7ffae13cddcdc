"""No pay in the ad where a law of the place of work wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Example, Rule
from rolewright.rules.pay_and_law import _laws
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if case.reading.pay or not case.places:
        return
    laws = _laws.wanting_pay(case)
    if laws:
        start, end = laws[0].span or top(case)
        who = laws[0].row["who"]
        yield Hit(start, end, f"no pay in the text, and {_laws.want(laws)} it in the ad ({who}).{_laws.CLOSED}")
        return
    yield from _reached(case) or _to_come(case)


def _reached(case: Case) -> list[Hit]:
    """A remote job without pay that is open to a whole country."""
    remote = _laws.reaching_remote(case)
    if remote:
        start, end = remote[0].span or top(case)
        where = "US" if remote[0].row["places"][0].startswith("US") else "country"
        said = f"no pay in the text; a remote job open to the whole {where} is reached by {_laws.names(remote)}"
        return [Hit(start, end, f"{said}.{_laws.CLOSED}", points=-4, severity="warning")]
    return []


def _to_come(case: Case) -> list[Hit]:
    """An undated posting without pay, where a law starts only later."""
    laws = tuple(law for law in _laws.coming(case, "pay") if law.row["when"] == "ad")
    if not laws:
        return []
    start, end = laws[0].span or top(case)
    return [
        Hit(
            start,
            end,
            f"no pay in the text; {_laws.want(laws)} it in the ad.{_laws.CLOSED}",
            points=-1,
            severity="note",
        )
    ]


RULE = Rule(
    code="RW701",
    name="missing-pay-range",
    topic="pay and law",
    severity="error",
    since="0.1",
    evidence="law",
    sources=(
        "laws.toml: 25 statutes with dates, each with its source and the day it was verified (docs/laws.md)",
        "ZipRecruiter economist in Barron's: about 50 % more applications with pay (vendor figure)",
    ),
    why="A law of this place wants a closed range or a figure in the ad itself; fines run from 100 to 250,000 dollars, and in Washington any applicant may sue. “Competitive salary” is not a pay statement under any of them.",
    advice="State the lowest and the highest figure that you really expect to pay on hiring, with the period: “$150,000 to $180,000 a year”.",
    bad=(
        """ML Engineer

Location: Denver, Colorado

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

We offer a competitive salary.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            places=("US-NY",),
        ),
        """ML Engineer

Location: Remote in the United States. This is a fully remote position.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Location: Denver, Colorado

Salary range: $150,000 to $180,000 a year

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        """ML Engineer

Location: Austin, Texas

About us
Our customers are hospitals in Colorado and New York.

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
        Example(
            """ML Engineer

Location: Denver, Colorado

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            date="2020-06-01",
        ),
        Example(
            """ML Engineer

Location: Hamburg, Germany

Responsibilities
- Build and run the ranking service.

Requirements
- Python and SQL.
""",
            places=("DE",),
        ),
    ),
    check=_check,
    points=-10,
    most=-10,
    needs=("has/place",),
)

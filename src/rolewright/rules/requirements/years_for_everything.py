"""A separate count of years for many requirements."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import PIPELINES, asking

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    asked = [
        r.years for r in case.reading.requirements
        if r.years is not None and r.strength == "must" and r.degree is None and "nice" not in case.reading.statements[r.statement].kinds
    ]  # fmt: skip
    least = int(case.limits["requirements.year_counts"])
    if len(asked) >= least:
        beyond = asked[least - 1]
        figures = ", ".join(str(y.min if y.min is not None else y.max) for y in asked)
        yield Hit(beyond.start, beyond.end, f"{len(asked)} separate counts of years: {figures}")


_posting = partial(asking, title="Data Engineer", duties=PIPELINES)


_ASKED = (
    "5+ years of experience with SQL.", "4+ years of experience with Python.", "3+ years of experience with Spark.",
    "3+ years of experience with AWS.", "2+ years of experience with Airflow.",
)  # fmt: skip

RULE = Rule(
    code="RW408",
    name="years-for-everything",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="replicated study",
    sources=(
        "Sackett et al. 2022 (meta-analyses): years of experience predict performance at .07",
        "Schmidt & Hunter 1998: .18",
    ),
    why=(
        "Years say little about how well someone works (.07 in the review of 2022, against .42 for a structured "
        "interview), and each count is one more reason not to apply. Counts for every tool gate on almost nothing."
    ),
    advice="Keep at most one count for the whole; for the rest say what the person should have built.",
    bad=(_posting(*_ASKED), _posting(*_ASKED[1:])),
    good=(
        _posting(_ASKED[0], "Python and Spark.", "You have run Airflow in production."),
        _posting(*_ASKED[:2]),
        _posting(
            "Bachelor's degree and 7 years of experience, or",
            "Master's degree and 5 years, or",
            "PhD and 3 years.",
            *_ASKED[:2],
        ),
        (
            "Data Engineer\n\nAbout us\nFor 20 years, in 5 countries, with 3 years of record growth, we have built trains.\n\n"
            "Requirements\n- 5+ years of experience.\n"
        ),
    ),
    check=_check,
    points=-3,
    most=-3,
    needs=("word/years",),
)

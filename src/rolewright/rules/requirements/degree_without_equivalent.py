"""A degree is required and nothing else will do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import family, quoted, softened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Requirement

_STUDENTS = frozenset({"intern"})
_NEXT = 12
"""Characters after the statement: a lost line break can cut off its "preferred"."""
_AFTER_IT = ("post-", "post ")
"""`5 years post-BS` counts from a degree."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    found = [r for r in reading.requirements if r.degree is not None and r.strength == "must"]
    if not found or family(reading) in {"research-scientist", "other"} or reading.level.id in _STUDENTS:
        return
    if any(r.degree is not None and r.degree.or_equivalent for r in found) or "degree_escape" in reading.cues:
        return
    for r in found:
        if (
            r.degree is not None
            and r.degree.level != "doctorate"
            and "nice" not in reading.statements[r.statement].kinds
            and not softened(case, r.degree.end, r.end + _NEXT)
            and not reading.text[: r.degree.start].endswith(_AFTER_IT)
        ):
            said = quoted(case, r.degree.start, r.degree.end)
            message = f"{said} is required, with no way in for the same skill gained at work"
            yield Hit(r.degree.start, r.degree.end, message, fix=_fix(case, r))
            return


def _fix(case: Case, asked: Requirement) -> Fix:
    """`…, or equivalent experience` at the end of the demand."""
    text = case.reading.text
    at = asked.end
    while at > asked.start and text[at - 1] in ".;, ":
        at -= 1
    return Fix(at, at, ", or equivalent experience", "show")


_posting = partial(
    asking,
    "SQL and Python.",
    title="Data Engineer",
    duties=("Build and run pipelines with Airflow and Spark.", "Own data quality in the warehouse."),
)


RULE = Rule(
    code="RW405",
    name="degree-without-equivalent",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=(
        "Fuller & Raman 2017, Dismissed by Degrees; Fuller et al. 2022, The Emerging Degree Reset",
        "own count, 1,764 postings: 44 % name a degree, 15 % of these an equivalent",
    ),
    why=(
        "Between 2017 and 2019 almost half of middle-skill and a third of high-skill occupations dropped degree demands, "
        "and postings then named skills more precisely. Whether hiring follows is contested. A degree says less about the "
        "work than a work sample does."
    ),
    advice="Add “or equivalent experience”, or name the knowledge that the degree stands for.",
    bad=(
        _posting("Bachelor's degree in Computer Science."),
        _posting("Master's degree in a quantitative field required."),
    ),
    good=(
        _posting("Bachelor's degree in Computer Science or equivalent practical experience."),
        _posting("A Bachelor's degree in Computer Science is a plus."),
        _posting("A high degree of autonomy."),
        _posting("Master's degree in Computer Science (preferred)."),
        _posting("3+ years in software engineering post-BS/MS."),
    ),
    check=_check,
    points=-3,
    most=-3,
    needs=("word/degree",),
)

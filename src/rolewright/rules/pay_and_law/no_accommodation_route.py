"""No way to ask for an adjustment of the hiring process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import LONG
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if (
        "accommodation" in reading.cues
        or reading.language != "en"
        or reading.words < case.limits["pay_and_law.whole_words"]
    ):
        return
    start, end = top(case)
    at = len(reading.text)
    fix = Fix(at, at, case.tables.tables["checks"]["lines"]["accommodation"], "show")
    yield Hit(start, end, "nothing says how to ask for an accommodation", fix=fix)


RULE = Rule(
    code="RW710",
    name="no-accommodation-route",
    topic="pay and law",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=(
        "HR Dive, Monster, TapRecruit",
        "21 % of 1,764 AI postings offer one",
        "ADA Title I; Equality Act 2010, s. 20 (the duty itself)",
    ),
    why="The duty to adjust is law; saying how to ask is practice. Without a route people who need an adjustment drop out in silence. 21 % of 1,764 AI postings name one; no effect size was found.",
    advice="Add one sentence with a contact: “Need an adjustment to apply or interview? Write to access@yourcompany.example.”",
    bad=(LONG,),
    good=(
        LONG + "\nIf you need an accommodation to apply, write to access@example.com.\n",
        "ML Engineer\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=-1,
    most=-1,
)

"""Stems that a study of 2011 counted as masculine or feminine: a count with a warning label, off by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules.spots import top

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    if case.reading.language != "en":
        return
    from rolewright.knowledge.normal import normalise

    table = case.tables.tables["gender_coded"]
    task = tuple(table["task"])
    words = {word for word in normalise(case.reading.text).split() if not word.startswith(task)}
    sides = {side: sorted(w for w in words if w.startswith(tuple(table[side]))) for side in ("masculine", "feminine")}
    more, less = sorted(sides, key=lambda side: -len(sides[side]))
    if len(sides[more]) - len(sides[less]) >= case.limits["wording.gender_coded"]:
        start, end = top(case)
        shown = ", ".join(sides[more][:5])
        yield Hit(start, end, f"{len(sides[more])} {more}-coded words ({shown}), {len(sides[less])} {less}-coded")


RULE = Rule(
    code="RW631",
    name="gender-coded-stems",
    topic="wording",
    severity="note",
    since="0.1",
    evidence="single study",
    sources=(
        "Gaucher, Friesen & Kay 2011, JPSP 101(1): lab, about 100 to 120 students",
        "Castilla & Rho 2023, Management Science 69(11): about 300,000 postings and a field experiment",
        "He & Kang 2025, PNAS (N=37,920)",
    ),
    why="Contested, so off and without points. Gaucher (2011, small student samples) found that women liked postings with masculine-coded words less; Castilla & Rho (2023, about 300,000 postings and a field experiment) found negligible effects; He & Kang (2025) found for neutral synonyms. A count of stems knows no context; words of technical work are left out here.",
    advice="Look at the words one by one; RW603 names those that describe a temper. Prefer neutral words to feminine ones.",
    bad=(
        """ML Engineer

About the role
You are ambitious, fearless, dominant and courageous, a champion and fighter with a superior intellect.

Requirements
- Python and SQL.
""",
    ),
    good=(
        """ML Engineer

Responsibilities
- Lead the analysis of decisions, and challenge the objective function; compete in Kaggle, independently.

Requirements
- You are ambitious and honest, warm and persistent.
""",
    ),
    check=_check,
    points=0,
    most=0,
    on=False,
)

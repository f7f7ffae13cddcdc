"""A long list in which nothing is merely welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import softened
from rolewright.rules._views import must_lines, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    asked = must_lines(case)
    if len(asked) < case.limits["requirements.split_from"]:
        return
    if "soft_nice" in case.reading.cues or any("nice" in s.kinds for s in case.reading.statements):
        return
    if any(softened(case, s.start, s.end) for s in of_kind(case, "heading")):
        return
    yield Hit(asked[0].start, asked[0].end, f"{len(asked)} requirements, and none of them is only preferred")


_ASKED = (
    "Proficiency in Python.", "Experience with PyTorch.", "Experience with SQL.", "Experience with Docker.",
    "Knowledge of Kubernetes.", "Experience with Airflow.", "Experience with Spark.",
)  # fmt: skip

RULE = Rule(
    code="RW409",
    name="no-must-nice-split",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="single study",
    sources=(
        "Abraham, Hallermeier & Stein 2024, field experiment",
        "own count, 1,764 postings: 43 % have a separate preferred section",
    ),
    why=(
        "In a field experiment at a technology firm, leaving out optional qualifications brought more applications. "
        "If all is required, careful people count themselves out over the lines that you would have waived."
    ),
    advice="Put what can be learned in three months under “Nice to have”.",
    bad=(asking(*_ASKED), asking(*_ASKED[:6])),
    good=(
        asking(*_ASKED[:4]),
        asking(*_ASKED[:6], "Spark is a plus."),
        asking(*_ASKED[:4]) + "\nNice to have\n- Airflow.\n- Spark.\n",
    ),
    check=_check,
    points=-2,
    most=-2,
)

"""Credit: the list of hard requirements is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._views import TOOLS, must_lines, must_skills

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST = 3
"""Fewer say nothing: the list may not have been recognised."""


def _check(case: Case) -> Iterable[Hit]:
    asked = must_lines(case)
    most = case.limits["requirements.short_list"]
    if not _LEAST <= len(asked) <= most:
        return
    if sum(s.kind in TOOLS for s in must_skills(case).values()) <= most:
        yield Hit(
            asked[0].start, asked[0].end, f"{len(asked)} must-haves, as many as or fewer than half of all postings have"
        )


_ASKED = (
    "Proficiency in Python.", "Experience with PyTorch.", "Experience with SQL.", "Experience with Docker.",
    "Knowledge of Kubernetes.", "Experience with Airflow.", "Experience with Spark.", "Knowledge of AWS.", "Experience with Kafka.",
)  # fmt: skip

RULE = Rule(
    code="RC401",
    name="short-must-have-list",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="single study",
    sources=(
        "own count, 1,764 postings: required bullets p50 8",
        "Behavioural Insights Team 2022",
        "Abraham, Hallermeier & Stein 2024",
    ),
    why="People apply when they meet about half of a list. A short one makes that half the half that matters.",
    advice="Keep it so: a new must-have should push one out.",
    bad=(asking(*_ASKED[:4]), asking(*_ASKED[:7])),
    good=(
        asking(*_ASKED),
        asking(
            "Python, Java, Scala, Go, PyTorch, TensorFlow and Keras.",
            "Spark, Kafka, Airflow, Docker, Kubernetes.",
            "AWS.",
        ),
    ),
    check=_check,
    points=4,
    most=4,
)

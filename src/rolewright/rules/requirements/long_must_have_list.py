"""The list of hard requirements is longer than most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._views import must_lines

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    limits = case.limits
    asked = must_lines(case)
    count = len(asked)
    if count <= limits["requirements.must_note"]:
        return
    beyond = asked[int(limits["requirements.must_note"])]
    if count > limits["requirements.must_strong"]:
        said, severity, points = "more than nine in ten postings have", "warning", -5
    elif count > limits["requirements.must_warning"]:
        said, severity, points = "more than three in four postings have", "warning", -3
    else:
        said, severity, points = "more than half of all postings have", "note", -1
    yield Hit(beyond.start, beyond.end, f"{count} must-haves, {said}", severity=severity, points=points)


_ASKED = (
    "Proficiency in Python.", "Experience with PyTorch.", "Experience with SQL.", "Experience with Docker.",
    "Knowledge of Kubernetes.", "Experience with Airflow.", "Experience with Spark.", "Knowledge of AWS.",
    "Experience with Kafka.", "Knowledge of Terraform.", "Experience with MLflow.", "Experience with REST APIs.",
    "Strong communication skills.", "Bachelor's degree in computer science.", "5+ years of experience.",
)  # fmt: skip

RULE = Rule(
    code="RW401",
    name="long-must-have-list",
    topic="requirements",
    severity="warning",
    since="0.1",
    evidence="single study",
    sources=(
        "own count, 1,764 postings: required bullets p50 8, p75 11, p90 15",
        "Behavioural Insights Team 2022: over 10,000 job seekers apply at 52 to 56 % of requirements met",
        "Abraham, Hallermeier & Stein 2024, field experiment",
    ),
    why=(
        "Each further must-have turns people away who could do the work: in a test with over 10,000 job seekers, men "
        "were willing at 52 % of the list and women at 56 %. So long lists put everyone off; the gap between the sexes is "
        "small, and the well-known “60 % against 100 %” has no data behind it."
    ),
    advice="Keep what is used in the first 90 days, needed by law, or can’t be learned in three months. The rest is preferred.",
    bad=(asking(*_ASKED), asking(*_ASKED[:10])),
    good=(
        asking(*_ASKED[:6]),
        asking(*_ASKED[:4]) + "\nNice to have\n" + "\n".join(f"- {line}" for line in _ASKED[4:12]) + "\n",
    ),
    check=_check,
    points=-3,
    most=-5,
)

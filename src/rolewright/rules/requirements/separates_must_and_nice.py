"""Credit: what is needed and what is welcome are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST = 2
"""Of each; a single line may be an aside."""


def _check(case: Case) -> Iterable[Hit]:
    nice = [r for r in case.reading.requirements if r.strength == "nice"]
    needed = len(case.reading.requirements) - len(nice)
    if len(nice) >= _LEAST and needed >= _LEAST:
        yield Hit(nice[0].start, nice[0].end, f"{needed} things are required and {len(nice)} are only preferred")


_NEEDED = "ML Engineer\n\nResponsibilities\n- Build the ranking of our search.\n\nRequirements\n- Python.\n- Experience with PyTorch.\n"

RULE = Rule(
    code="RC402",
    name="separates-must-and-nice",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="single study",
    sources=("Abraham, Hallermeier & Stein 2024, field experiment", "own count, 1,764 postings: 43 % do"),
    why="Careful people take every line as a condition. A second list tells them which ones are not.",
    advice="Check that nobody is rejected for a line of the second list.",
    bad=(
        _NEEDED + "\nNice to have\n- Kubernetes.\n- Experience with Airflow.\n",
        _NEEDED + "- Kubernetes is a plus.\n- Ideally experience with Airflow.\n",
    ),
    good=(_NEEDED, _NEEDED + "- Kubernetes.\n- Experience with Airflow.\n"),
    check=_check,
    points=3,
    most=3,
)

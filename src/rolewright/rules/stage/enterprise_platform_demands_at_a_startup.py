"""A startup requires the tools of a large platform team, and no duty uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import example, family, listed, startup
from rolewright.rules._views import choices, must_skills, open_ended, used_skills

if TYPE_CHECKING:
    from collections.abc import Iterable


_PLATFORM = frozenset({"mlops-engineer", "data-engineer"})
"""The families whose work these tools are."""


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if not startup(reading) or family(reading) in _PLATFORM:
        return
    title = reading.title
    if title is not None and title.family in _PLATFORM:
        return
    heavy = set(case.tables.tables["checks"]["heavy_stack"]["skills"])
    left_open = used_skills(case) | choices(case)
    found = {
        name: s
        for name, s in must_skills(case).items()
        if name in heavy and name not in left_open and s.statement not in open_ended(case)
    }
    found = {name: skill for name, skill in found.items() if not example(case, skill)}
    if len(found) < case.limits["stage.heavy_tools"]:
        return
    first = next(iter(found.values()))
    names = listed([s.name for s in found.values()])
    yield Hit(
        first.start, first.end, f"{names} are required at a company that reads as a startup, and no duty uses them"
    )


_POSTING = """Machine Learning Engineer

About us
We are a seed stage startup backed by Y Combinator, a founding team of five.

Responsibilities
- {duty}
- Ship the model that ranks listings in our app.

Requirements
- Python.
- {line}
"""

RULE = Rule(
    code="RW301",
    name="enterprise-platform-demands-at-a-startup",
    topic="stage",
    severity="warning",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1D items 51 and 55", "own count, 1,764 postings: Kubernetes in 24 %, Terraform in 10 %"),
    why=(
        "Copying a large company’s stack is the commonest mistake of small ones: it screens out the generalists who ship, "
        "for tools that nobody there runs."
    ),
    advice="Ask only for what the person will use in the first 90 days; move the rest to the preferred list or drop it.",
    bad=(
        _POSTING.format(
            duty="Talk to customers with the founders.", line="Experience with Kubernetes and Kafka in production."
        ),
        _POSTING.format(
            duty="Build the first version of our product.", line="Strong skills in Istio, Terraform and Kubernetes."
        ),
    ),
    good=(
        _POSTING.format(
            duty="Run our services on Kubernetes and Kafka.", line="Experience with Kubernetes and Kafka in production."
        ),
        _POSTING.format(duty="Talk to customers with the founders.", line="Docker and one cloud."),
        _POSTING.format(duty="Talk to customers with the founders.", line="Tools such as Spark, Kafka and Kubernetes."),
        _POSTING.format(duty="Run the training clusters.", line="Kubernetes and Kafka.").replace(
            "Machine Learning", "MLOps"
        ),
        _POSTING.format(duty="Talk to customers with the founders.", line="Kubernetes and Kafka are nice to have."),
    ),
    check=_check,
    points=-3,
    most=-3,
    needs=("stage/startup",),
)

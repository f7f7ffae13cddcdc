"""A startup hires for an internal AI platform where it has a use case to prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import quoted, startup

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    cues = case.reading.cues.get("platform_first")
    if cues is None or not startup(case.reading):
        return
    title = case.reading.title
    if title is not None and title.family == "mlops-engineer":
        return
    for cue in cues:
        said = quoted(case, cue.start, cue.end)
        yield Hit(cue.start, cue.end, f"{said}: platform work at a company that reads as a startup")


_START = """Machine Learning Engineer

About us
We are a seed stage startup backed by Y Combinator. You are our first ML hire and join a founding team of five.

Responsibilities
- {duty}
- Train the model that ranks listings in our app.
- Talk to customers every week with the founders.
"""

RULE = Rule(
    code="RW104",
    name="ai-platform-before-a-product",
    topic="scope",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A item 11", "domain.md 5, company stage: platform is a risk word at a startup"),
    why=(
        "An early team learns from one or two use cases in users' hands. A platform built first serves guesses, slows "
        "the first release, and draws people who want a platform team around them."
    ),
    advice="Hire for the first one or two use cases; say that tooling grows from them.",
    bad=(
        _START.format(duty="Build an internal ML platform for all future models."),
        _START.format(duty="Design and establish our MLOps platform and a feature store."),
    ),
    good=(
        _START.format(duty="Ship the first version of recommendations this quarter."),
        (
            "Machine Learning Engineer\n\nAbout us\nA global leader with 20,000 employees and offices worldwide.\n\nResponsibilities\n"
            "- Build an internal ML platform for all product teams.\n- Set standards for model releases.\n"
        ),
    ),
    check=_check,
    needs=("platform_first",),
    points=-2,
    most=-4,
)

"""Nothing tells how large or how far the company is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import telling
from rolewright.rules._views import columns

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = ("stage/startup", "stage/scaleup", "stage/enterprise", "stage/public", "stage/agency", "team_size", "purpose")


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.language != "en" or any(sign in reading.cues for sign in _SIGNS):
        return
    if columns(case).kinds.count("duty") < case.limits["lifecycle.stage_musts"]:
        return
    if reading.stage.id == "startup":
        return
    start, end = telling(case, "company", "role")
    yield Hit(start, end, "nothing says how large the company or team is, or how far its product")


_WORK = "Machine Learning Engineer\n\n{about}Responsibilities\n- Train and evaluate models.\n- Deploy models with Docker.\n- Write tests in Python.\n"

RULE = Rule(
    code="RW303",
    name="stage-unsaid",
    topic="stage",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1E items 61 and 66 to 71",),
    why=(
        "The same title is another job at a startup, a scaleup and an enterprise: breadth, tools, pace and dependencies "
        "differ. Candidates who can’t tell assume, and the wrong half of them applies."
    ),
    advice="Add a sentence: how many people, how old the product, who else works on it.",
    bad=(_WORK.format(about=""), _WORK.format(about="About us\nWe value honesty and respect.\n\n")),
    good=(
        _WORK.format(about="About us\nWe are a seed stage startup with a founding team of five.\n\n"),
        _WORK.format(about="About us\nA global leader with offices worldwide and 20,000 employees.\n\n"),
        _WORK.format(about="About us\nYou join a team of six engineers.\n\n"),
    ),
    check=_check,
    points=-1,
    most=-1,
)

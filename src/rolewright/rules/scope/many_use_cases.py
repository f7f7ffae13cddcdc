"""A startup asks one person for many unrelated use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import listed, startup
from rolewright.rules._views import use_cases

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    found = {name: cues[0] for name, cues in use_cases(case).items() if "/" in name}
    if len(found) < case.limits["scope.use_cases"] or reading.stage.id == "agency":
        return
    early = startup(reading)
    if not early and len(found) < case.limits["scope.use_cases_anywhere"]:
        return
    cues = sorted(found.values(), key=lambda cue: cue.start)
    words = [reading.text[cue.start : cue.end].lower() for cue in cues]
    last = cues[-1]
    yield Hit(
        last.start,
        last.end,
        f"{len(cues)} use cases for one hire{' at a startup' if early else ''}: {listed(words, 6)}",
    )


_ABOUT = "About us\nWe are a seed stage startup, backed by Y Combinator, with a founding team of four.\n\n"

RULE = Rule(
    code="RW105",
    name="many-use-cases",
    topic="scope",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A item 11: one or two high-value use cases",),
    why=(
        "One person at an early company takes one or two use cases to production in a year. A longer list says that "
        "none has been chosen, and the first months go into choosing."
    ),
    advice="Name the one or two that come first; the rest belongs to a roadmap, not to a posting.",
    bad=(
        (
            f"AI Engineer\n\n{_ABOUT}Responsibilities\n- Build recommendations for the shop.\n- Build fraud detection.\n"
            "- Build a chatbot for support.\n- Build demand forecasting.\n- Build dynamic pricing.\n"
        ),
        (
            f"Machine Learning Engineer\n\n{_ABOUT}Responsibilities\n- Models for churn prediction, semantic search, document "
            "processing and predictive maintenance.\n- Deploy them.\n"
        ),
    ),
    good=(
        f"AI Engineer\n\n{_ABOUT}Responsibilities\n- Build recommendations for the shop.\n- Deploy and monitor them.\n",
        (
            "Machine Learning Engineer\n\nAbout us\nA Fortune 500 company with offices worldwide and 40,000 employees.\n\nResponsibilities\n"
            "- Support teams that work on recommendations, fraud detection, chatbots, demand forecasting and dynamic pricing.\n"
        ),
    ),
    check=_check,
    points=-2,
    most=-2,
)

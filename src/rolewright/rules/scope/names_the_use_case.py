"""Credit: the posting says which product, feature or decision the work is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.use_case is None or any(flag.id == "vague_use_case" for flag in reading.flags):
        return
    _, (start, end) = reading.use_case
    yield Hit(start, end, f"{quoted(case, start, end)} says what the work is for")


RULE = Rule(
    code="RC101",
    name="names-the-use-case",
    topic="scope",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1A items 10, 11 and 13",),
    why="A named use case lets candidates judge whether they have done the like, and gives the interview something to ask about.",
    advice="Add who uses it and how you will see that it works.",
    bad=(
        "Machine Learning Engineer\n\nResponsibilities\n- Train the ranking models behind our product search.\n- Detect fraud in card payments.\n",
        "AI Engineer\n\nResponsibilities\n- Build the assistant that answers customer support tickets.\n- Evaluate its answers.\n",
    ),
    good=(
        "Machine Learning Engineer\n\nResponsibilities\n- Train and evaluate machine learning models.\n- Deploy models with Docker.\n",
        "AI Engineer\n\nAbout us\nWe build fraud detection.\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=4,
    most=4,
)

"""Credit: the posting says which product, feature or decision the work is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import SHIPS, asks, family, quoted
from rolewright.rules._views import use_cases

if TYPE_CHECKING:
    from collections.abc import Iterable


_FAMILIES = SHIPS | {"data-scientist", "data-engineer", "research-scientist", "software-engineer"}


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    said = [cue for cues in use_cases(case).values() for cue in cues]
    if not said or "purpose" not in reading.cues or family(reading) not in _FAMILIES:
        return
    if reading.stage.id == "agency" and "stage/agency" in reading.cues:
        return
    examples = {cue.statement for cue in reading.cues.get("or_similar", ())}
    count: dict[int, int] = {}
    for cue in said:
        if cue.statement not in examples and _is_told(case, cue.statement):
            count[cue.statement] = count.get(cue.statement, 0) + 1
    if count:
        index = min(count, key=lambda i: (-count[i], i))
        best = reading.statements[index]
        start, end = best.start, best.end
        if end - start > _LONG:
            cue = next(cue for cue in said if cue.statement == index)
            start, end = cue.start, cue.end
        yield Hit(start, end, f"{quoted(case, start, end)} says what the work is for")


def _is_told(case: Case, index: int) -> bool:
    """Whether a statement tells of the work; not a question, a denial, or a demand for experience with such work."""
    said = case.reading.statements[index]
    text = case.reading.text[said.start : said.end].lower()
    return not text.endswith("?") and " not " not in text and not asks(case, index)


_LONG = 300
"""Characters of a statement that lost its line breaks: only the words themselves are shown."""


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
        "Machine Learning Engineer\n\nResponsibilities\n- Build models for our customers, such as fraud detection or churn prediction.\n",
        "Machine Learning Engineer\n\nResponsibilities\n- Train and evaluate machine learning models.\n- Deploy models with Docker.\n",
        "AI Engineer\n\nAbout us\nWe build fraud detection.\n\nRequirements\n- Python.\n",
    ),
    check=_check,
    points=4,
    most=4,
    needs=("purpose",),
)

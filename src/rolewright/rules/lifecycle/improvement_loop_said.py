"""Credit: what happens to a model after its first release: drift, feedback, retraining."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import first_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.finding import Hit


def _check(case: Case) -> Iterable[Hit]:
    return first_said(case, "improvement_loop", "says what happens after the first release")


RULE = Rule(
    code="RC504",
    name="improvement-loop-said",
    topic="lifecycle",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C items 32 and 44 to 46",),
    why="The job barely starts at launch. Naming retraining, drift or feedback tells engineers that the work has a life of its own.",
    advice="Say how often, and what starts it.",
    bad=(serving("Detect drift and retrain the models."), serving("Build user feedback loops into the assistant.")),
    good=(serving("Train models."), serving("Give feedback to colleagues.")),
    check=_check,
    needs=("improvement_loop",),
    points=2,
    most=2,
)

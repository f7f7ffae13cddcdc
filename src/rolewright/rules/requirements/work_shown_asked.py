"""Credit: a requirement asks for what was built or run, not for years or names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("work_shown", ()):
        said = case.reading.statements[cue.statement]
        if any(dated.statement == cue.statement for dated in case.reading.cues.get("word/years", ())):
            continue
        yield Hit(cue.start, cue.end, f"{quoted(case, said.start, said.end)} asks for work that was done")
        return


RULE = Rule(
    code="RC405",
    name="work-shown-asked",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="replicated study",
    sources=("Sackett et al. 2022: work samples predict performance at .33, years of experience at .07",),
    why="What somebody has shipped says more than how long they sat there, and it can be asked about in the interview.",
    advice="Ask for one such thing rather than three.",
    bad=(
        asking("You have shipped a model that real users depend on."),
        asking("A track record of deploying ML systems to production."),
    ),
    good=(asking("5+ years of experience."), asking("Experience with PyTorch.")),
    check=_check,
    needs=("work_shown",),
    points=3,
    most=3,
)

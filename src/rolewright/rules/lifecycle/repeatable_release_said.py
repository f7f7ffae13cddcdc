"""Credit: building, testing and releasing models is repeatable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import serving
from rolewright.rules._shared import SHIPS, family, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


_FAMILIES = SHIPS | {"data-scientist", "data-engineer", "software-engineer"}


def _check(case: Case) -> Iterable[Hit]:
    if family(case.reading) not in _FAMILIES:
        return
    for cue in case.reading.cues.get("repeatable_release", ()):
        said = case.reading.statements[cue.statement]
        yield Hit(cue.start, cue.end, f"{quoted(case, said.start, said.end)} makes releases repeatable")
        return


RULE = Rule(
    code="RC507",
    name="repeatable-release-said",
    topic="lifecycle",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1C item 41: repeatable build, test, release",),
    why="Versioned, tested, repeatable releases are what tells an engineering team from a laboratory.",
    advice="Say how far you are and what is left to build.",
    bad=(
        serving("Build CI/CD for ML models."),
        serving("Keep experiments reproducible and models in a model registry."),
    ),
    good=(serving("Write code."), serving("Version control with Git.")),
    check=_check,
    points=2,
    most=2,
    needs=("repeatable_release",),
)

"""Experience in an industry required where the business can be learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Fix, Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import quoted, softened

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    if reading.title is not None and reading.title.level in _CHIEFS:
        return
    for cue in reading.cues.get("industry_gate", ()):
        said = reading.statements[cue.statement]
        if said.kinds != ("must",) or softened(case, said.start, said.end + _NEXT):
            continue
        if " or " in reading.text[cue.start - _NEXT : cue.end + _NEXT]:
            continue
        at = said.end - (reading.text[said.end - 1] in ".;,")
        words = quoted(case, cue.start, cue.end)
        yield Hit(
            cue.start,
            cue.end,
            f"experience in {words} is required, and no line names what takes long to learn there",
            fix=Fix(at, at, " (preferred)", "show"),
        )
        return


_NEXT = 16

_CHIEFS = frozenset({"manager"})
"""Who leads a business is hired for knowing it."""


RULE = Rule(
    code="RW418",
    name="industry-as-a-gate",
    topic="requirements",
    severity="note",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1D item 54: essential where regulated or specialised, optional for generic product workflows",),
    why=(
        "The workflow of a shop, a game or an advertising firm is learned in weeks; modelling and shipping aren't. A gate "
        "by industry hires from your competitors only, at their price."
    ),
    advice="Prefer it, or name the one thing that takes long to learn there.",
    bad=(asking("3+ years of experience in the retail industry."), asking("Background in the ad tech space.")),
    good=(
        asking("Experience in the retail industry is a plus."),
        asking("Experience with clinical data in a regulated industry."),
        asking("You have built recommendations for a shop."),
    ),
    check=_check,
    points=-1,
    most=-1,
    needs=("industry_gate",),
)

"""Credit: requirements take one of several tools, or a similar one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._shared import TOOLS, listed

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    table = case.tables.skills
    for r in reading.requirements:
        if not r.any_of or r.strength != "must":
            continue
        names = [table[name]["name"] for name in r.any_of[0] if table[name]["kind"] in TOOLS]
        if len(names) > 1:
            yield Hit(r.start, r.end, f"one of {listed(names, 3)} is enough")
            return
    for cue in reading.cues.get("alternative", ()):
        said = reading.statements[cue.statement]
        if said.kinds[0] == "must" and any(s.statement == cue.statement and s.kind in TOOLS for s in reading.skills):
            yield Hit(cue.start, cue.end, "a similar tool is welcome")
            return


def _posting(line: str) -> str:
    return f"ML Engineer\n\nResponsibilities\n- Build the ranking of our search.\n\nRequirements\n- {line}\n- Clear writing.\n"


RULE = Rule(
    code="RC403",
    name="alternatives-welcome",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 1D items 47 and 50",),
    why="Naming the kind and taking its neighbours keeps those in the pool who learned the same work with another tool.",
    advice="Make sure that whoever screens knows which tools count as similar.",
    bad=(
        _posting("Experience with AWS, Azure or GCP."),
        _posting("Experience with Pinecone or a similar vector store."),
    ),
    good=(
        _posting("Experience with AWS."),
        _posting("Experience with AWS, Azure and GCP."),
        _posting("You communicate well in writing or speech."),
    ),
    check=_check,
    points=2,
    most=2,
)

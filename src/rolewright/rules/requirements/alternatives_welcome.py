"""Credit: requirements take one of several tools, or a similar one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._shared import listed
from rolewright.rules._views import TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.reading import Requirement


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    for r in reading.requirements:
        if r.any_of and r.strength == "must":
            hit = _choice(case, r)
            if hit is not None:
                yield hit
                return
    for cue in reading.cues.get("alternative", ()):
        if reading.statements[cue.statement].kinds[0] == "must" and any(
            s.kind in TOOLS and 0 <= cue.start - s.end <= _BESIDE
            for s in reading.skills
            if s.statement == cue.statement
        ):
            yield Hit(cue.start, cue.end, "a similar tool is welcome")
            return


_BESIDE = 3
"""Characters between a tool's name and "or similar"; further off it may speak of a degree."""


def _choice(case: Case, asked: Requirement) -> Hit | None:
    """The first group of tools joined by "or"; a slash alone may join what goes together (`React/TypeScript`)."""
    for group in asked.any_of:
        named = [s for s in case.reading.skills if s.statement == asked.statement and s.id in group and s.kind in TOOLS]
        names = list(dict.fromkeys(s.name for s in named))
        if len(names) > 1 and " or " in case.reading.text[named[0].end : named[-1].start].replace("/or ", " or "):
            return Hit(named[0].start, named[-1].end, f"one of {listed(names, 3)} is enough")
    return None


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
        asking("Experience with AWS, Azure or GCP."),
        asking("Experience with Pinecone or a similar vector store."),
    ),
    good=(
        asking("Experience with AWS."),
        asking("Experience with AWS, Azure and GCP."),
        asking("Advanced React/TypeScript and Python/FastAPI."),
        asking("A degree in mathematics or a related field, and Python."),
        asking("You communicate well in writing or speech."),
    ),
    check=_check,
    points=2,
    most=2,
)

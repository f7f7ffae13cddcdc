"""How large the team is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    text = case.reading.text
    for cue in case.reading.cues.get("team_size", ()):
        if text[cue.end : cue.end + 1] == "," and text[cue.end + 1 : cue.end + 2].isdigit():
            continue  # a team of 7,000
        if case.reading.statements[cue.statement].kinds[0] in {"role", "duty", "company", "other", "logistics"}:
            yield Hit(cue.start, cue.end, f"“{text[cue.start : cue.end]}” says how large the team is")
            return


RULE = Rule(
    code="RC907",
    name="team-size-said",
    topic="clarity",
    severity="credit",
    since="0.1",
    evidence="house style",
    sources=("house style; experienced candidates ask it first",),
    why="The same posting reads as a first hire or as the thirtieth; the number tells which.",
    advice="Add who they are: “two ML engineers, a designer, a product manager”.",
    bad=(
        """ML Engineer

About the role
You join a team of six in Hamburg.

Responsibilities
- Build and run the ranking service.
""",
    ),
    good=(
        """ML Engineer

Responsibilities
- Build and run the ranking service with the team.

Requirements
- You have led a team of six.
""",
    ),
    check=_check,
    points=2,
    most=2,
    needs=("team_size",),
)

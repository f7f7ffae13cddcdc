"""Credit: nothing is gated by a count of years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._samples import asking
from rolewright.rules._views import must_lines

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    reading = case.reading
    asked = must_lines(case)
    if len(asked) < case.limits["lifecycle.duties"] or any(r.years is not None for r in reading.requirements):
        return
    dated = {cue.statement for cue in reading.cues.get("word/years", ())}
    if any(reading.statements[i].kinds[0] in _ASKS for i in dated):
        return
    yield Hit(asked[0].start, asked[0].end, "no requirement counts years")


_ASKS = frozenset({"must", "nice", "role", "heading", "logistics"})


_posting = partial(asking, "Python with tests.", "SQL.", "Tests and code reviews.", "Clear writing.")


RULE = Rule(
    code="RC406",
    name="no-year-counts",
    topic="requirements",
    severity="credit",
    since="0.1",
    evidence="replicated study",
    sources=(
        "Sackett et al. 2022 (meta-analyses): years of experience predict performance at .07",
        "own count, 1,764 postings: 78 % state years",
    ),
    why="Years say little about how well someone works, and each count turns away people who learned faster.",
    advice="Say what the person should have built instead, and hold the interviews to it.",
    bad=(_posting("You have run a model in production."), _posting("Docker and one cloud.")),
    good=(_posting("5+ years of experience."), _posting("Several years with Docker.")),
    check=_check,
    points=3,
    most=3,
)

"""What a posting as a whole shows, as numbers: the input of the trained judgements in `knowledge/judgements.toml`.

`odds:` how likely the likeliest duty is of a strand, `mean:` their mean; `family:` the family's score; `cue:` how often
something is said (log of 1 + count); `level:` what the title says; the rest are counts, each scaled to about 1.
"""

from __future__ import annotations

from functools import cache
from math import exp, log, log1p
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.index import COLUMN
from rolewright.model import terms
from rolewright.model.record import NamedTuple
from rolewright.reading.scan import index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.reading import Named, Skill
    from rolewright.reading.roles import Body

STRANDS = ("data", "model", "llm", "deploy", "operate", "product")
CUES = (
    "product_thing", "purpose", "ownership", "use_case_said", "success_measures", "success_described", "ships",
    "after_launch", "on_call", "vague_duty", "vague_work", "senior_ownership", "level/senior", "level/lead", "level/intern",
    "level/junior", "reports_to", "team_size",
)  # fmt: skip
_TECHNICAL = frozenset({"research", "model", "llm", "data", "analytics", "software", "deploy", "operate", "platform"})
TOOLS = frozenset(
    {"language", "framework", "library", "platform", "service", "database", "vector-store", "tool", "model"}
)
WORKED = terms.by_kind(duty=1.0, role=0.7)
"""A summary's words count less than a duty's."""
_FEW = 3
_WORDS = 500
"""The length of a usual posting."""


class Signals(NamedTuple):
    """Numbers by name; the likelihood of each duty (with its statement) by strand; hard technical requirements; tools."""

    values: dict[str, float]
    odds: dict[str, list[tuple[float, int]]]
    technical: list[int]
    tools: dict[str, tuple[int, int]]


def signals(body: Body, skills: Sequence[Skill], families: Sequence[Named], jobs: int) -> Signals:
    """Everything that the judgements ask for."""
    odds = {name: body.scan.odds(*_column(name), WORKED) for name in STRANDS}
    said = body.statements
    technical = [i for i, s in enumerate(said) if s.kinds[0] == "must" and not _TECHNICAL.isdisjoint(s.strands)]
    tools = {s.id: (s.start, s.end) for s in skills if s.strength == "must" and s.kind in TOOLS}
    values = _of_work(odds)
    for family in families:
        values[f"family:{family.id}"] = family.score
    for name in CUES:
        if name in body.cues:
            values[f"cue:{name}"] = log1p(len(body.cues[name]))
    kinds = [s.kinds[0] for s in said]
    for kind in ("duty", "role", "must", "company"):
        values[f"lines:{kind}"] = log1p(kinds.count(kind))
    if body.title is not None:
        values[f"level:{body.title.level}"] = 1.0
    values["hard skills"] = len({s.id for s in skills if s.strength == "must"}) / 10
    values["skills"] = len({s.id for s in skills}) / 20
    values["hard tools"] = len(tools) / 10
    values["hard technical"] = len(technical) / 10
    values["length"] = log(max(20, body.scan.words) / _WORDS)
    values["jobs"] = float(jobs)
    return Signals(values, odds, technical, tools)


def _of_work(odds: dict[str, list[tuple[float, int]]]) -> dict[str, float]:
    values = {}
    for name, likely in odds.items():
        if likely:
            bare = [odd for odd, _ in likely]
            values[f"odds:{name}"] = max(bare)
            values[f"mean:{name}"] = sum(bare) / max(_FEW, len(bare))
    return values


@cache
def _column(strand: str) -> tuple[tuple[int], tuple[float]]:
    """A strand's column, and what it has for being a duty's."""
    column = COLUMN[f"s.{strand}"]
    return (column,), (index().weights(["k:duty"])[column],)


def likelihood(table: dict[str, Any], values: dict[str, float]) -> float:
    """How likely a judgement is, 0 to 1: a logistic regression over the signals."""
    total = table["bias"]
    for name, weight in table["weights"].items():
        if name in values:
            total += weight * values[name]
    return float(1 / (1 + exp(-total)))

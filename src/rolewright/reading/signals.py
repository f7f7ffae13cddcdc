"""What a posting as a whole shows, as numbers: the input of the trained judgements in `knowledge/judgements.toml`.

`odds:` how likely the likeliest duty is of a strand, `mean:` their mean; `family:` the family's score; `cue:` how often
something is said (log of 1 + count); `level:` what the title says; the rest are counts, each scaled to about 1.
"""

from __future__ import annotations

from functools import cache
from math import exp, log, log1p
from operator import itemgetter, mul
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.index import COLUMN
from rolewright.model import terms
from rolewright.model.record import NamedTuple
from rolewright.reading.scan import index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    """Numbers by name; the statements that are hard technical requirements; the hard tools with their places."""

    values: dict[str, float]
    technical: list[int]
    tools: dict[str, tuple[int, int]]


class Judgement(NamedTuple):
    """A logistic regression over the signals; it holds from `least` on."""

    least: float
    bias: float
    weights: tuple[float, ...]
    weighed: Callable[[dict[str, float]], tuple[float, ...]]

    def likelihood(self, told: Signals) -> float:
        """0 to 1."""
        return 1 / (1 + exp(-sum(map(mul, self.weights, self.weighed(told.values)), self.bias)))


@cache
def judgements(kind: str) -> dict[str, Judgement]:
    """The judgements of a kind (`lifecycle`, `flags`) by name, from `knowledge/judgements.toml`."""
    from rolewright.knowledge.loader import book

    return {name: judgement(table) for name, table in book().tables["judgements"][kind].items()}


def judgement(table: dict[str, Any]) -> Judgement:
    """A table of weights, at least two, as a judgement."""
    weights = table["weights"]
    return Judgement(table["least"], table["bias"], tuple(weights.values()), itemgetter(*weights))


def signals(body: Body, skills: Sequence[Skill], families: Sequence[Named], jobs: int) -> Signals:
    """Everything that the judgements ask for."""
    said = body.statements
    technical = [
        r.statement
        for r in body.requirements
        if r.strength == "must" and not _TECHNICAL.isdisjoint(said[r.statement].strands)
    ]
    hard = [s for s in skills if s.strength == "must"]
    tools = {s.id: (s.start, s.end) for s in hard if s.kind in TOOLS}
    values = _NONE.copy()
    values.update(_of_work(body))
    for family in families:
        values[_FAMILY[family.id]] = family.score
    for name, key in _CUES:
        if name in body.cues:
            values[key] = log1p(len(body.cues[name]))
    counts = body.scan.kinds
    for kind, key in _LINES:
        values[key] = log1p(counts[kind])
    if body.title is not None:
        values[_LEVEL[body.title.level]] = 1.0
    values["hard skills"] = len({s.id for s in hard}) / 10
    values["skills"] = len({s.id for s in skills}) / 20
    values["hard tools"] = len(tools) / 10
    values["hard technical"] = len(technical) / 10
    values["length"] = log(max(20, body.scan.words) / _WORDS)
    values["jobs"] = float(jobs)
    return Signals(values, technical, tools)


_FAMILY = {name: f"family:{name}" for name in terms.FAMILIES}
_LEVEL = {name: f"level:{name}" for name in terms.LEVELS}
_CUES = tuple((name, f"cue:{name}") for name in CUES)
_LINES = tuple((terms.KINDS.index(kind), f"lines:{kind}") for kind in ("duty", "role", "must", "company"))
_ODDS = tuple((f"odds:{name}", f"mean:{name}") for name in STRANDS)
_COUNTS = ("hard skills", "skills", "hard tools", "hard technical", "length", "jobs")
_NONE = dict.fromkeys(
    (*_FAMILY.values(), *_LEVEL.values(), *(key for _, key in (*_CUES, *_LINES)), *(key for pair in _ODDS for key in pair), *_COUNTS), 0.0,
)  # fmt: skip
"""Every signal's name."""


def _of_work(body: Body) -> dict[str, float]:
    """How likely the likeliest duty is of each strand, and their mean."""
    found, count = body.scan.strengths(*columns(STRANDS), WORKED)
    values = {}
    if count:
        for (most, mean), (largest, whole) in zip(_ODDS, found, strict=True):
            values[most], values[mean] = largest, whole / max(_FEW, count)
    return values


@cache
def columns(strands: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The columns of some strands, and what each has for being a duty's."""
    found = tuple(COLUMN[f"s.{strand}"] for strand in strands)
    weights = index().weights(["k:duty"])
    return found, tuple(weights[column] for column in found)

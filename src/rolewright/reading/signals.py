"""What a posting as a whole shows, as numbers: the input of the trained judgements in `knowledge/judgements.toml`.

`odds:` how likely the likeliest duty is of a strand, `mean:` their mean, `log …` the log-odds of both and of the family; `family:` the family's score; `cue:` how often
something is said (log of 1 + count); `level:` what the title says; the rest are counts, each scaled to about 1.
"""

from __future__ import annotations

from functools import cache
from math import exp, log, log1p
from operator import itemgetter, mul
from typing import TYPE_CHECKING, Any

from rolewright._kernel import column
from rolewright.knowledge.index import COLUMN
from rolewright.model import terms
from rolewright.model.record import NamedTuple
from rolewright.reading.scan import index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rolewright.model.reading import Named, Skill
    from rolewright.reading.roles import Body

STRANDS = ("data", "model", "llm", "deploy", "operate", "product", "lead", "research")
CUES = (
    "product_thing", "purpose", "ownership", "use_case_said", "success_measures", "success_described", "ships",
    "after_launch", "on_call", "vague_duty", "vague_work", "senior_ownership", "level/senior", "level/lead", "level/intern",
    "level/junior", "level/manager", "reports_to", "team_size", "guided_by", "entry_level", "judgement", "support_verb",
    *(f"stage/{name}" for name in terms.STAGES[:-1]), *(f"stage_said/{name}" for name in (*terms.STAGES[:3], "agency")),
    "company_size",
)  # fmt: skip
STAGE_GAIN = 1.0
"""As in training."""
_YEARS = (1, 2, 3, 5, 8)
"""Years asked for, as steps."""
_TECHNICAL = frozenset({"research", "model", "llm", "data", "analytics", "software", "deploy", "operate", "platform"})
TOOLS = frozenset(
    {"language", "framework", "library", "platform", "service", "database", "vector-store", "tool", "model"}
)
WORKED = terms.by_kind(duty=1.0, role=0.7)
"""A summary's words count less than a duty's."""
_FEW = 3
_ODDS_OF = [log(max(1, min(n, 999)) / (1000 - max(1, min(n, 999)))) for n in range(1001)]
"""The log-odds of a share in thousandths."""
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


class Choice(NamedTuple):
    """A multinomial logistic regression over the signals: one of several ids."""

    ids: tuple[str, ...]
    biases: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    weighed: Callable[[dict[str, float]], tuple[float, ...]]

    def likelihoods(self, values: dict[str, float]) -> list[float]:
        """0 to 1 for each id, 1 together."""
        found = self.weighed(values)
        sums = [sum(map(mul, row, found), bias) for row, bias in zip(self.weights, self.biases, strict=True)]
        return softmax(sums)


def softmax(sums: Sequence[float]) -> list[float]:
    """Log-odds as shares of 1."""
    top = max(sums)
    odds = [exp(value - top) for value in sums]
    whole = sum(odds)
    return [odd / whole for odd in odds]


@cache
def choice(kind: str) -> Choice:
    """The choice among the ids of a kind (`level`, `stage`), from `knowledge/judgements.toml`."""
    from rolewright.knowledge.loader import book

    table = book().tables["judgements"]["choices"][kind]
    rows = table["of"]
    biases = tuple(row[0] for row in rows.values())
    return Choice(tuple(rows), biases, tuple(tuple(row[1:]) for row in rows.values()), itemgetter(*table["signals"]))


@cache
def judgements(kind: str) -> dict[str, Judgement]:
    """The judgements of a kind (`lifecycle`, `flags`) by name, from `knowledge/judgements.toml`."""
    from rolewright.knowledge.loader import book

    return {name: judgement(table) for name, table in book().tables["judgements"][kind].items()}


def judgement(table: dict[str, Any]) -> Judgement:
    """A table of weights, at least two, as a judgement."""
    weights = table["weights"]
    return Judgement(table["least"], table["bias"], tuple(weights.values()), itemgetter(*weights))


def signals(body: Body, skills: tuple[Skill, ...], families: Sequence[Named], jobs: int) -> Signals:
    """Everything that the judgements ask for."""
    said, asked = body.statements, body.requirements
    musts = [at for at, strength in zip(column(asked, 7), column(asked, 2), strict=True) if strength == "must"]
    technical = [at for at in musts if not _TECHNICAL.isdisjoint(said[at].strands)]
    ids = column(skills, 0)
    hard = [skill for skill, strength in zip(skills, column(skills, 5), strict=True) if strength == "must"]
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
    values["hard skills"] = len(set(column(tuple(hard), 0))) / 10
    values["skills"] = len(set(ids)) / 20
    values["hard tools"] = len(tools) / 10
    values["hard technical"] = len(technical) / 10
    values["length"] = log(max(20, body.scan.words) / _WORDS)
    values["jobs"] = float(jobs)
    values.update(_of_years(body))
    values.update(_of_company(body))
    values.update(zip(_LOGS, map(_log_odds, _SHARES(values)), strict=True))
    return Signals(values, technical, tools)


def _log_odds(share: float) -> float:
    """Of a share, to a thousandth, which is as sure as can be."""
    return _ODDS_OF[int(share * 1000)]


def _of_years(body: Body) -> dict[str, float]:
    """The most years of the hard demands, as steps."""
    least = [r.years.min or 0 for r in body.requirements if r.years is not None and r.strength == "must"]
    if not least:
        return {"years unsaid": 1.0}
    most = max(least)
    return {name: 1.0 for step, name in _STEPS if most >= step}


def _of_company(body: Body) -> dict[str, float]:
    """What the words of everything that isn't the work say of each stage of the company."""
    first, last = _STAGES
    count, sums = body.scan.totals(first, last, TOLD)
    gain = STAGE_GAIN / max(1, count) ** 0.5
    values = {name: value * gain for name, value in zip(_STAGE, sums, strict=True)}
    if "company_size" in body.cues:
        sizes = [_number(body.text, cue.start, cue.end) for cue in body.cues["company_size"]]
        values.update({name: 1.0 for step, name in _SIZES if max(sizes) >= step})
    return values


def _number(text: str, start: int, end: int) -> int:
    """The number that a span holds or ends: `5,000 employees`, of which the span may be `000 employees`, `10k people`."""
    while start > 0 and text[start - 1] in "0123456789,.":
        start -= 1
    digits = "".join(char for char in text[start:end] if "0" <= char <= "9")[:9]
    return int(digits or 0) * (1000 if "k " in text[start:end] else 1)


ABOUT_COMPANY = frozenset({"company", "role", "benefit", "legal", "logistics", "process", "pay", "other", "heading"})
TOLD = terms.by_kind(**dict.fromkeys(sorted(ABOUT_COMPANY), 1.0))
_STAGES = (COLUMN["g.startup"], COLUMN["h.heading"])
_STAGE = tuple(f"words:{name}" for name in terms.STAGES)
_SIZES = tuple((people, f"people {people}+") for people in (20, 100, 500, 2000, 10_000))
_STEPS = tuple((years, f"years {years}+") for years in _YEARS)
_FAMILY = {name: f"family:{name}" for name in terms.FAMILIES}
_LEVEL = {name: f"level:{name}" for name in terms.LEVELS}
_CUES = tuple((name, f"cue:{name}") for name in CUES)
_LINES = tuple((terms.KINDS.index(kind), f"lines:{kind}") for kind in ("duty", "role", "must", "company"))
_ODDS = tuple((f"odds:{name}", f"mean:{name}") for name in STRANDS)
_LOGGED = (*_FAMILY.values(), *(key for pair in _ODDS for key in pair))
_LOGS = tuple(f"log {name}" for name in _LOGGED)
_SHARES = itemgetter(*_LOGGED)
_COUNTS = (
    *_LOGS,
    *(name for _, name in _SIZES),
    "years unsaid",
    *(name for _, name in _STEPS),
    *_STAGE,
    "hard skills",
    "skills",
    "hard tools",
    "hard technical",
    "length",
    "jobs",
)
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

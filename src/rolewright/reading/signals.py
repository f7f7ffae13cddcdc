"""What a posting as a whole shows, as numbers: the input of the trained judgements in `knowledge/judgements.toml`.

`odds:` how likely the likeliest duty is of a strand, `mean:` their mean, `log …` the log-odds of both and of the family; `family:` the family's score; `cue:` how often
something is said (log of 1 + count); `level:` what the title says; the rest are counts, each scaled to about 1.
"""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from math import exp, log, log1p
from typing import TYPE_CHECKING, Any

from rolewright._kernel import signs, softmax, weighed
from rolewright.knowledge.index import COLUMN
from rolewright.model import terms
from rolewright.model.record import NamedTuple
from rolewright.reading.scan import index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.reading import Named
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
_TECHNICAL = tuple(
    terms.STRANDS.index(name)
    for name in ("research", "model", "llm", "data", "analytics", "software", "deploy", "operate", "platform")
)
TOOLS = frozenset(
    {"language", "framework", "library", "platform", "service", "database", "vector-store", "tool", "model"}
)
WORKED = terms.by_kind(duty=1.0, role=0.7)
"""A summary's words count less than a duty's."""
_FEW = 3
_WORDS = 500
"""The length of a usual posting."""


class Signals(NamedTuple):
    """Numbers in the order of `NAMES`; the log-odds of everything that is judged by them, in the order of `judged`; the
    statements that are hard technical requirements; the hard tools with their places.
    """

    values: list[float]
    sums: list[float]
    technical: list[int]
    tools: dict[str, tuple[int, int]]


class Judgement(NamedTuple):
    """A logistic regression over the signals; it holds from `least` on. `at` is its place among the sums."""

    least: float
    at: int

    def likelihood(self, told: Signals) -> float:
        """0 to 1."""
        return 1 / (1 + exp(-told.sums[self.at]))


class Choice(NamedTuple):
    """A multinomial logistic regression over the signals: one of several ids, whose sums begin at `at`."""

    ids: tuple[str, ...]
    at: int

    def likelihoods(self, told: Signals) -> list[float]:
        """0 to 1 for each id, 1 together."""
        return softmax(told.sums[self.at : self.at + len(self.ids)])


class Judged(NamedTuple):
    """All that is judged by the signals; `weights` are doubles, for each signal and at last for the bias one for every sum."""

    judgements: dict[str, dict[str, Judgement]]
    choices: dict[str, Choice]
    weights: bytes


@cache
def judged() -> Judged:
    """The tables of `knowledge/judgements.toml`: the judgements of a kind (`lifecycle`, `flags`), the choices among the ids
    of a kind (`level`, `stage`).
    """
    from rolewright.knowledge.loader import book

    return of_tables(book().tables["judgements"])


def of_tables(tables: dict[str, Any]) -> Judged:
    """The tables' weights side by side, so that a posting's signals are gone through once."""
    sums: list[tuple[float, dict[str, float]]] = []
    one: dict[str, dict[str, Judgement]] = {}
    for kind in ("lifecycle", "flags"):
        for name, table in tables[kind].items():
            one.setdefault(kind, {})[name] = Judgement(table["least"], len(sums))
            sums.append((table["bias"], table["weights"]))
    choices = {}
    for kind, table in tables["choices"].items():
        choices[kind] = Choice(tuple(table["of"]), len(sums))
        sums += [(row[0], dict(zip(table["signals"], row[1:], strict=True))) for row in table["of"].values()]
    columns = [[weights.get(name, 0.0) for _, weights in sums] for name in NAMES]
    packed = array("d", [value for column in (*columns, [bias for bias, _ in sums]) for value in column])
    return Judged(one, choices, packed.tobytes())


def named(told: Signals) -> dict[str, float]:
    """The numbers by name: `odds:` how likely the likeliest duty is of a strand, and so on (see above)."""
    return dict(zip(NAMES, told.values, strict=True))


def signals(body: Body, families: Sequence[Named], jobs: int) -> Signals:
    """Everything that the judgements ask for."""
    technical, tools, hard, named = body.scan.demands(_TECHNICAL, TOOLS)
    score = {family.id: family.score for family in families} or _NO_FAMILY
    shares = [*[score[name] for name in terms.FAMILIES], *_of_work(body)]
    counts = body.scan.kinds
    values = [
        *signs(shares, body.cues, CUES),
        *_LEVEL["" if body.title is None else body.title.level],
        *[log1p(counts[kind]) for kind in _LINES],
        *_of_years(body),
        *_of_company(body),
        hard / 10,
        named / 20,
        len(tools) / 10,
        len(technical) / 10,
        log(max(20, body.scan.words) / _WORDS),
        float(jobs),
    ]
    return Signals(values, weighed(values, judged().weights), technical, tools)


def _of_years(body: Body) -> tuple[float, ...]:
    """The most years of the hard demands, as steps, after whether none are said."""
    least = [r.years.min or 0 for r in body.requirements if r.years is not None and r.strength == "must"]
    return (0.0, *_steps(max(least), _YEARS)) if least else (1.0, *_steps(0, _YEARS))


def _of_company(body: Body) -> tuple[float, ...]:
    """What the words of everything that isn't the work say of each stage of the company, and how many people it has."""
    first, last = _STAGES
    count, sums = body.scan.totals(first, last, TOLD)
    gain = STAGE_GAIN / max(1, count) ** 0.5
    size = max([_number(body.text, cue.start, cue.end) for cue in body.cues.get("company_size", ())], default=0)
    return (*_steps(size, _PEOPLE), *[value * gain for value in sums])


@lru_cache(maxsize=1024)
def _steps(number: int, steps: tuple[int, ...]) -> tuple[float, ...]:
    """1 for each step that a number reaches."""
    return tuple(float(number >= step) for step in steps)


def _number(text: str, start: int, end: int) -> int:
    """The number that a span holds or ends: `5,000 employees`, of which the span may be `000 employees`, `10k people`."""
    while start > 0 and text[start - 1] in "0123456789,.":
        start -= 1
    digits = "".join(char for char in text[start:end] if "0" <= char <= "9")[:9]
    return int(digits or 0) * (1000 if "k " in text[start:end] else 1)


_NO_FAMILY = dict.fromkeys(terms.FAMILIES, 0.0)
ABOUT_COMPANY = frozenset({"company", "role", "benefit", "legal", "logistics", "process", "pay", "other", "heading"})
TOLD = terms.by_kind(**dict.fromkeys(sorted(ABOUT_COMPANY), 1.0))
_STAGES = (COLUMN["g.startup"], COLUMN["h.heading"])
_PEOPLE = (20, 100, 500, 2000, 10_000)
_LEVEL = {name: tuple(float(name == level) for level in terms.LEVELS) for name in ("", *terms.LEVELS)}
_KINDS = ("duty", "role", "must", "company")
_LINES = tuple(terms.KINDS.index(kind) for kind in _KINDS)
_SHARES = (
    *(f"family:{name}" for name in terms.FAMILIES),
    *(f"{what}:{name}" for name in STRANDS for what in ("odds", "mean")),
)
NAMES = (
    *_SHARES,
    *(f"log {name}" for name in _SHARES),
    *(f"cue:{name}" for name in CUES),
    *(f"level:{name}" for name in terms.LEVELS),
    *(f"lines:{kind}" for kind in _KINDS),
    "years unsaid",
    *(f"years {years}+" for years in _YEARS),
    *(f"people {people}+" for people in _PEOPLE),
    *(f"words:{name}" for name in terms.STAGES),
    "hard skills",
    "skills",
    "hard tools",
    "hard technical",
    "length",
    "jobs",
)
"""Every signal, in the order of their values."""


def of_others(body: Body) -> tuple[int, ...]:
    """The statements that say what others do for this person ("you rely on platform engineering for releases")."""
    return tuple([cue.statement for cue in body.cues["work_of_others"]]) if "work_of_others" in body.cues else ()


def _of_work(body: Body) -> list[float]:
    """How likely the likeliest duty is of each strand, and their mean, in turn."""
    found, count = body.scan.strengths(*columns(STRANDS), WORKED, of_others(body))
    least = max(_FEW, count)
    return [value for largest, whole in found for value in (largest, whole / least)]


@cache
def columns(strands: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The columns of some strands, and what each has for being a duty's."""
    found = tuple(COLUMN[f"s.{strand}"] for strand in strands)
    weights = index().weights(["k:duty"])
    return found, tuple(weights[column] for column in found)

"""Posting-wide judgements: families, level, stage, lifecycle, strands, jobs, use case. Sums over statements.

Each keeps the spans of the statements that produced it; without a span nothing is said.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import exp
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.index import COLUMN
from rolewright.knowledge.normal import key
from rolewright.model import terms
from rolewright.model.reading import Cue, Named, Requirement, Span, Statement, Title
from rolewright.model.record import NamedTuple
from rolewright.reading.features import word_features
from rolewright.reading.scan import index
from rolewright.reading.signals import WORKED, columns, judgements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.signals import Signals

FAMILY_GAIN = 10.0
TITLE_SHARE = 0.3
"""As in training: weights of the body are a mean over statements, the title's words count this much each."""
STAGE_GAIN = 1.0
ABOUT_COMPANY = frozenset({"company", "role", "benefit", "legal", "logistics", "process", "pay", "other", "heading"})
_EVIDENCE = 3
_FAMILIES = (COLUMN["f.data-analyst"], COLUMN["g.startup"])
_STAGES = (COLUMN["g.startup"], COLUMN["h.heading"])
_FACTORS = terms.by_kind(duty=2.0, must=2.0, role=2.0, nice=1.0)
"""How much a statement's words say of the family."""
_ASKED = terms.by_kind(duty=1.0, must=1.0)
_DUTIES = terms.by_kind(duty=1.0)
_TOLD = terms.by_kind(**dict.fromkeys(sorted(ABOUT_COMPANY), 1.0))


_OF_COMPANY = tuple(i for i, kind in enumerate(terms.KINDS) if kind in ABOUT_COMPANY and kind != "heading")
_STAGE_CUES = tuple((name, f"stage/{name}", f"stage_said/{name}") for name in terms.STAGES)


class Body(NamedTuple):
    """What the judgements are made of; `scan` holds the sums of every statement."""

    book: Book
    scan: Any
    statements: Sequence[Statement]
    requirements: Sequence[Requirement]
    cues: dict[str, tuple[Cue, ...]]
    title: Title | None


def families(body: Body) -> tuple[Named, ...]:
    """All families by score (softmax over trained sums of the work's words and the title's), the likeliest first."""
    first, last = _FAMILIES
    count, sums = body.scan.totals(first, last, _FACTORS)
    if not count and body.title is None:
        return ()
    gain = FAMILY_GAIN / (2 * max(1, count))
    sums = [value * gain + base for value, base in zip(sums, _bias()[first:last], strict=True)]
    if body.title is not None:
        for i, value in enumerate(_title_sums(body.title.text)):
            sums[i] += value * TITLE_SHARE * FAMILY_GAIN
        if body.title.family != "other":
            sums[terms.FAMILIES.index(body.title.family)] += body.book.tables["roles"]["family"]["title"]
    ranked = sorted(zip(_softmax(sums), range(len(sums)), strict=True), reverse=True)
    return tuple(
        Named._make((terms.FAMILIES[i], score, body.scan.peaks(first + i, _FACTORS, _EVIDENCE) if rank < 2 else ()))
        for rank, (score, i) in enumerate(ranked)
    )


@cache
def _bias() -> tuple[float, ...]:
    return tuple(index().weights(["bias"]))


@lru_cache(maxsize=4096)
def _title_sums(title: str) -> tuple[float, ...]:
    first, last = _FAMILIES
    return tuple(index().weights([f"t:{name}" for name in word_features(key(title).split())])[first:last])


def _softmax(sums: Sequence[float]) -> list[float]:
    top = max(sums)
    odds = [exp(value - top) for value in sums]
    whole = sum(odds)
    return [odd / whole for odd in odds]


def level(body: Body) -> Named:
    """From the title, the years asked for and the scope of the duties together."""
    years = [
        r.years for r in body.requirements if r.years is not None and r.strength == "must" and r.years.min is not None
    ]
    most = max(years, key=lambda y: y.min or 0, default=None)
    by_years = "unknown"
    for least, name in body.book.tables["roles"]["level"]["years"]:
        if most is not None and (most.min or 0) >= least:
            by_years = name
    asked = () if most is None else ((most.start, most.end),)
    title = body.title.level if body.title is not None else "unknown"
    named = () if body.title is None or body.title.span is None else (body.title.span,)
    if title in {"intern", "manager"}:
        return Named(title, 0.9, named)
    if title != "unknown":
        return _titled(title, by_years, most.min if most and most.min is not None else None, named, asked)
    for name in ("intern", "manager", "lead", "senior", "junior"):
        hits = body.cues.get(f"level/{name}", ())
        if len(hits) >= {"intern": 2, "manager": 3, "junior": 1}.get(name, 99):
            if name == "junior" and by_years in {"senior", "lead", "mid"}:
                continue
            return Named(name, 0.6, tuple((c.start, c.end) for c in hits[:_EVIDENCE]))
    if by_years != "unknown":
        return Named(by_years, 0.7, asked)
    return _by_scope(body)


def _titled(title: str, by_years: str, years: int | None, named: tuple[Span, ...], asked: tuple[Span, ...]) -> Named:
    """A title's level holds unless the years are far from it."""
    if title == "junior" and years is not None and years >= 4:
        return Named("mid", 0.5, (*named, *asked))
    if title == "senior" and years is not None and years <= 1:
        return Named("mid", 0.4, (*named, *asked))
    return Named(title, 0.9 if by_years in {title, "unknown"} else 0.75, (*named, *asked))


def _by_scope(body: Body) -> Named:
    """Without a word in the title or a year: from what the duties say of autonomy and influence."""
    senior = (*body.cues.get("level/lead", ()), *body.cues.get("level/senior", ()))
    if len(senior) >= body.book.tables["roles"]["level"]["signs"]:
        return Named("senior", 0.5, tuple((c.start, c.end) for c in senior[:_EVIDENCE]))
    duties = [s for s in body.statements if s.kinds[0] in {"duty", "must"}]
    if len(duties) >= 3:
        return Named("mid", 0.4, tuple((s.start, s.end) for s in duties[:1]))
    return Named("unknown", 0.5, ())


def stage(body: Body) -> Named:
    """The stage of the company, from the trained words of everything that isn't the work; cues are the evidence."""
    first, last = _STAGES
    count, sums = body.scan.totals(first, last, _TOLD)
    kinds = body.scan.kinds
    if not sum([kinds[i] for i in _OF_COMPANY]):
        return Named("unknown", 0.5, ())
    gain = STAGE_GAIN / count**0.5
    bonus = body.book.tables["roles"]["stage"]
    said = [
        bonus.get(name, 0.0) * len({c.statement for c in body.cues.get(sign, ())})
        + (bonus["said"] if outright in body.cues else 0.0)
        for name, sign, outright in _STAGE_CUES
    ]
    bias = _bias()[first:last]
    odds = _softmax([value * gain + base + more for value, base, more in zip(sums, bias, said, strict=True)])
    score = max(odds)
    name = terms.STAGES[odds.index(score)]
    if name == "unknown":
        return Named(name, score, ())
    spans = tuple((c.start, c.end) for c in body.cues.get(f"stage/{name}", ())[:_EVIDENCE])
    return Named(name, score, spans or body.scan.peaks(first + odds.index(score), _TOLD, _EVIDENCE))


def lifecycle(body: Body, told: Signals) -> dict[str, tuple[Span, ...]]:
    """The stages of a production system that the duties make this person work on, with the duties that say so most."""
    shown: dict[str, dict[str, Any]] = body.book.tables["roles"]["lifecycle"]
    judged = judgements("lifecycle")
    out = {}
    for name in terms.LIFECYCLE:
        if judged[name].likelihood(told) < judged[name].least:
            continue
        likely = body.scan.odds(*columns(tuple(shown[name]["strands"])), WORKED)
        if likely:
            floor = min(shown[name]["shown"], max(likely)[0])
            out[name] = tuple([(s.start, s.end) for odd, i in likely if odd >= floor for s in (body.statements[i],)])
    return out


def strands(body: Body) -> dict[str, float]:
    """The share of each strand in duties and hard requirements, by characters; the first strand of a line weighs 1,
    each further one half; shares add up to 1, the largest first.
    """
    sums, _ = body.scan.shares(_ASKED)
    whole = sum(sums)
    shares = sorted([(-value, name) for value, name in zip(sums, terms.STRANDS, strict=True) if value])
    return {name: round(-value / whole, 3) for value, name in shares}


def jobs(body: Body) -> int:
    """How many full-time jobs the duties add up to, 1 to 4: groups of strands with a real share of them."""
    table: dict[str, Any] = body.book.tables["roles"]["jobs"]
    _, firsts = body.scan.shares(_DUTIES)
    duties = sum(firsts)
    if duties < 4:
        return 1
    counts = dict(zip(terms.STRANDS, firsts, strict=True))
    held = sum([sum([counts[name] for name in group]) >= table["share"] * duties for group in table["groups"]])
    return max(1, min(4, int(held) - 2))


def use_case(body: Body, text: str) -> tuple[str, Span] | None:
    """The statement that says which product, feature or decision the work is for, the summary's before a duty's."""
    best: tuple[int, int] | None = None
    hits: dict[int, int] = {}
    for cue in body.cues.get("product_thing", ()):
        hits[cue.statement] = hits.get(cue.statement, 0) + 1
    for statement, count in hits.items():
        kind = body.statements[statement].kinds[0]
        if kind not in {"role", "duty"}:
            continue
        rank = (count + (2 if kind == "role" else 0), -statement)
        if best is None or rank > best:
            best = rank
    if best is None:
        return None
    s = body.statements[-best[1]]
    return text[s.start : s.end], (s.start, s.end)

"""Posting-wide judgements: families, level, stage, lifecycle, strands, jobs, use case. Sums over statements.

Each keeps the spans of the statements that produced it; without a span nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rolewright.knowledge import packing
from rolewright.knowledge.normal import key
from rolewright.model import terms
from rolewright.model.reading import Cue, Named, Requirement, Span, Statement, Title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.kinds import Judged

FAMILY_GAIN = 10.0
TITLE_SHARE = 0.15
"""As in training: weights of the body are a mean over statements, the title's words count this much each."""
_MOST = 1500
"""Statements that are added up at most, so that no field of a packed sum can overflow."""
_EVIDENCE = 3
_FAMILIES = slice(len(terms.KINDS) + len(terms.STRANDS), len(packing.COLUMNS))


class Body(NamedTuple):
    """What the judgements are made of."""

    book: Book
    statements: Sequence[Statement]
    judged: Sequence[Judged]
    requirements: Sequence[Requirement]
    cues: dict[str, tuple[Cue, ...]]
    title: Title | None


def families(body: Body) -> tuple[Named, ...]:
    """All families by score (softmax over trained sums of the work's words and the title's), the likeliest first."""
    from math import exp

    work = [(s, j) for s, j in zip(body.statements, body.judged, strict=True) if s.kinds[0] in {"duty", "must", "role", "nice"}]
    work = work[:_MOST]
    if not work and body.title is None:
        return ()
    total = sum(j.total * (1 if s.kinds[0] == "nice" else 2) for s, j in work)
    zero = packing.zero()
    gain = FAMILY_GAIN / packing.SCALE / (2 * max(1, len(work)))
    sums = [(value - zero) * gain for value in packing.unpack(total)[_FAMILIES]]
    title = packing.unpack(_title_sum(body))[_FAMILIES]
    bias = packing.unpack(body.book.weights.get("bias", 0))[_FAMILIES]
    for i, (named, base) in enumerate(zip(title, bias, strict=True)):
        sums[i] += ((named - zero) * TITLE_SHARE * FAMILY_GAIN + base - zero) / packing.SCALE
    top = max(sums)
    odds = [exp(value - top) for value in sums]
    whole = sum(odds)
    ranked = sorted(((odd / whole, name, i) for i, (odd, name) in enumerate(zip(odds, terms.FAMILIES, strict=True))), reverse=True)
    return tuple(
        Named(name, score, _witnesses(work, _FAMILIES.start + i) if rank < _EVIDENCE else ())
        for rank, (score, name, i) in enumerate(ranked)
    )


def _title_sum(body: Body) -> int:
    if body.title is None:
        return 0
    get = body.book.weights.get
    words = key(body.title.text).split()
    names = [*words, *(f"{a} {b}" for a, b in zip(words, words[1:], strict=False)), *(f"^ {w}" for w in words[:1])]
    return sum(get(f"t:{name}", 0) for name in names)


def _witnesses(work: Sequence[tuple[Statement, Judged]], field: int) -> tuple[Span, ...]:
    """The spans of the statements that spoke most for one field."""
    zero = packing.zero()
    best = sorted(work, key=lambda pair: -(pair[1].fields[field] - zero) / pair[1].scale)[:_EVIDENCE]
    return tuple((s.start, s.end) for s, _ in best)


def level(body: Body) -> Named:
    """From the title, the years asked for and the scope of the duties together."""
    years = [r.years for r in body.requirements if r.years is not None and r.strength == "must" and r.years.min is not None]
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
    if title == "senior" and by_years == "lead" and years is not None and years >= 12:
        return Named("lead", 0.5, (*named, *asked))
    return Named(title, 0.9 if by_years in {title, "unknown"} else 0.75, (*named, *asked))


def _by_scope(body: Body) -> Named:
    """Without a word in the title or a year: from what the duties say of autonomy and influence."""
    senior = (*body.cues.get("level/lead", ()), *body.cues.get("level/senior", ()))
    if len(senior) >= 4:
        return Named("senior", 0.5, tuple((c.start, c.end) for c in senior[:_EVIDENCE]))
    duties = [s for s in body.statements if s.kinds[0] in {"duty", "must"}]
    if len(duties) >= 3:
        return Named("mid", 0.4, tuple((s.start, s.end) for s in duties[:1]))
    return Named("unknown", 0.5, ())


def stage(body: Body) -> Named:
    """The stage of the company with the most points of cues; each phrase counts once."""
    table: dict[str, Any] = body.book.tables["roles"]["stage"]
    best, found, hits = 0.0, "unknown", ()
    total = 0.0
    for name in terms.STAGES[:-1]:
        cues = body.cues.get(f"stage/{name}", ())
        seen: dict[int, Cue] = {}
        for cue in cues:
            seen.setdefault(cue.statement, cue)
        points = table[name] * len(seen)
        total += points
        if points > best:
            best, found, hits = points, name, tuple(seen.values())
    if best < table["least"]:
        return Named("unknown", 0.5, ())
    return Named(found, best / total, tuple((c.start, c.end) for c in hits[:_EVIDENCE]))


def lifecycle(body: Body) -> dict[str, tuple[Span, ...]]:
    """The stages of a production system that the duties make this person work on, with those duties."""
    table: dict[str, list[str]] = body.book.tables["roles"]["lifecycle"]
    out = {}
    for name in terms.LIFECYCLE:
        strands = table[name]
        spans = tuple((s.start, s.end) for s in body.statements if s.kinds[0] in {"duty", "role"} and any(t in strands for t in s.strands))
        if spans:
            out[name] = spans
    return out


def strands(statements: Sequence[Statement]) -> dict[str, float]:
    """The share of each strand in duties and hard requirements, by characters; the first strand of a line weighs 1,
    each further one half; shares add up to 1, the largest first.
    """
    sums: dict[str, float] = {}
    for s in statements:
        if s.kinds[0] in {"duty", "must"}:
            weight = float(s.end - s.start)
            for name in s.strands:
                sums[name] = sums.get(name, 0.0) + weight
                weight /= 2
    whole = sum(sums.values())
    return {name: round(value / whole, 3) for name, value in sorted(sums.items(), key=lambda kv: (-kv[1], kv[0]))}


def jobs(body: Body) -> int:
    """How many full-time jobs the duties add up to, 1 to 4: groups of strands with a real share of them."""
    table: dict[str, Any] = body.book.tables["roles"]["jobs"]
    duties = [s for s in body.statements if s.kinds[0] == "duty" and s.strands]
    if len(duties) < 4:
        return 1
    counts: dict[str, int] = {}
    for s in duties:
        counts[s.strands[0]] = counts.get(s.strands[0], 0) + 1
    held = sum(sum(counts.get(name, 0) for name in group) >= table["share"] * len(duties) for group in table["groups"])
    return max(1, min(4, held - 2))


def use_case(body: Body, text: str) -> tuple[str, Span] | None:
    """The statement that says which product, feature or decision the work is for, the summary's before a duty's."""
    best: tuple[int, int] | None = None
    hits: dict[int, int] = {}
    for cue in body.cues.get("product_thing", ()):
        hits[cue.statement] = hits.get(cue.statement, 0) + 1
    for index, count in hits.items():
        kind = body.statements[index].kinds[0]
        if kind not in {"role", "duty"}:
            continue
        rank = (count + (2 if kind == "role" else 0), -index)
        if best is None or rank > best:
            best = rank
    if best is None:
        return None
    s = body.statements[-best[1]]
    return text[s.start : s.end], (s.start, s.end)

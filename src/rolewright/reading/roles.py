"""Posting-wide judgements: families, level, stage, lifecycle, strands, jobs, use case. Sums over statements.

Each keeps the spans of the statements that produced it; without a span nothing is said.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from rolewright._kernel import softmax
from rolewright.knowledge.index import COLUMN
from rolewright.knowledge.loader import book
from rolewright.knowledge.normal import key
from rolewright.model import terms
from rolewright.model.reading import Cue, Named, Requirement, Span, Statement, Title
from rolewright.model.record import NamedTuple
from rolewright.reading.features import word_features
from rolewright.reading.scan import index
from rolewright.reading.signals import ABOUT_COMPANY, TOLD, WORKED, columns, judged, of_others

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.knowledge.loader import Book
    from rolewright.reading.signals import Signals

FAMILY_GAIN = 10.0
TITLE_SHARE = 0.3
"""As in training: weights of the body are a mean over statements, the title's words count this much each."""
_EVIDENCE = 3
_FAMILIES = (COLUMN["f.data-analyst"], COLUMN["g.startup"])
_FACTORS = terms.by_kind(duty=2.0, must=2.0, role=2.0, nice=1.0)
"""How much a statement's words say of the family."""
_ASKED = terms.by_kind(duty=1.0, must=1.0)
_DUTIES = terms.by_kind(duty=1.0)
_DUTY = terms.KINDS.index("duty")


_OF_COMPANY = tuple(i for i, kind in enumerate(terms.KINDS) if kind in ABOUT_COMPANY and kind != "heading")


class Body(NamedTuple):
    """What the judgements are made of; `scan` holds the sums of every statement."""

    text: str
    book: Book
    scan: Any
    statements: tuple[Statement, ...]
    requirements: tuple[Requirement, ...]
    cues: dict[str, tuple[Cue, ...]]
    title: Title | None


def families(body: Body) -> tuple[Named, ...]:
    """All families by score (softmax over trained sums of the work's words and the title's), the likeliest first."""
    first, last = _FAMILIES
    count, sums = body.scan.totals(first, last, _FACTORS)
    if not count and body.title is None:
        return ()
    gain = FAMILY_GAIN / (2 * max(1, count))
    given = (
        _bias()[first:last] if body.title is None else _of_title(body.title.text, body.title.family, body.book.version)
    )
    shares = softmax([value * gain + base for value, base in zip(sums, given, strict=True)])
    ranked = sorted(zip(shares, _COLUMNS, terms.FAMILIES, strict=True), reverse=True)
    shown = [body.scan.peaks(at, _FACTORS, _EVIDENCE) for _, at, _ in ranked[:2]]
    spans = (*shown, *_NO_SPANS)
    return tuple([_named((name, share, span)) for (share, _, name), span in zip(ranked, spans, strict=True)])


_named = Named._make
_COLUMNS = range(*_FAMILIES)
_NO_SPANS = ((),) * (len(_COLUMNS) - 2)


@cache
def _bias() -> tuple[float, ...]:
    return tuple(index().weights(["bias"]))


@lru_cache(maxsize=4096)
def _of_title(title: str, family: str, version: str) -> tuple[float, ...]:
    """What a title says of each family, by its words and by the family that it names, over what any posting has."""
    del version
    first, last = _FAMILIES
    words = index().weights([f"t:{name}" for name in word_features(key(title).split())])[first:last]
    named = float(book().tables["roles"]["family"]["title"])
    return tuple([
        base + value * TITLE_SHARE * FAMILY_GAIN + named * (name == family != "other")
        for base, value, name in zip(_bias()[first:last], words, terms.FAMILIES, strict=True)
    ])  # fmt: skip


def level(body: Body, told: Signals) -> Named:
    """From the title; where it names none, from the years asked for; without those from the scope of the duties."""
    most = max((r for r in body.requirements if r.strength == "must" and r.years is not None), key=_least, default=None)
    asked = () if most is None or most.years is None else ((most.years.start, most.years.end),)
    title = body.title.level if body.title is not None else "unknown"
    named = () if body.title is None or body.title.span is None else (body.title.span,)
    if title != "unknown":
        return _titled(title, None if most is None else _least(most), named, asked)
    if most is not None:
        return Named(_by_years(body, _least(most)), 0.7, asked)
    if "level/mid" in body.cues:
        return Named("mid", 0.7, _spans(body.cues["level/mid"]))
    likely, name = _likeliest("level", told)
    signs = _spans(body.cues.get(f"level/{name}", ()))
    if name == "unknown" or signs:
        return Named(name, likely, () if name == "unknown" else signs)
    duties = [(s.start, s.end) for s in body.statements if s.kinds[0] in {"duty", "must", "role"}]
    return Named(name, likely, tuple(duties[:1])) if duties else Named("unknown", likely, ())


def _by_years(body: Body, years: int) -> str:
    """The level that so many years suit."""
    return str([name for least, name in body.book.tables["roles"]["level"]["years"] if least <= years][-1])


def _least(asked: Requirement) -> int:
    return asked.years.min or 0 if asked.years is not None else 0


def _likeliest(kind: str, told: Signals) -> tuple[float, str]:
    made = judged().choices[kind]
    return max(zip(made.likelihoods(told), made.ids, strict=True))


def _titled(title: str, years: int | None, named: tuple[Span, ...], asked: tuple[Span, ...]) -> Named:
    """A title's level holds unless the years are far from it."""
    if title == "junior" and years is not None and years >= _NO_JUNIOR:
        return Named("mid", 0.5, (*named, *asked))
    if title == "senior" and years is not None and years <= _NO_SENIOR:
        return Named("mid", 0.4, (*named, *asked))
    return Named(title, 0.9, named)


_NO_JUNIOR, _NO_SENIOR = 4, 1
"""Years from which on a junior's title, and up to which a senior's, is not believed."""


_SAID = tuple((name, f"stage_said/{name}") for name in terms.STAGES)
_OUTRIGHT = 0.8
"""How often the stage that a company gives itself is the one that a reader gives it (48 of 61 labelled postings)."""


def _spans(cues: Sequence[Cue]) -> tuple[Span, ...]:
    return tuple((c.start, c.end) for c in cues[:_EVIDENCE])


def stage(body: Body, told: Signals) -> Named:
    """The stage of the company, from the trained words of everything that isn't the work, and from cues: the evidence."""
    kinds = body.scan.kinds
    if not sum([kinds[i] for i in _OF_COMPANY]):
        return Named("unknown", 0.5, ())
    outright = [(name, said) for name, said in _SAID if said in body.cues]
    if len(outright) == 1:
        return Named(outright[0][0], _OUTRIGHT, _spans(body.cues[outright[0][1]]))
    score, name = _likeliest("stage", told)
    if name == "unknown":
        return Named(name, score, ())
    spans = _spans(body.cues.get(f"stage/{name}", ()))
    return Named(name, score, spans or body.scan.peaks(COLUMN[f"g.{name}"], TOLD, _EVIDENCE))


def lifecycle(body: Body, told: Signals) -> dict[str, tuple[Span, ...]]:
    """The stages of a production system that the duties make this person work on, with the duties that say so most."""
    shown: dict[str, Any] = body.book.tables["roles"]["lifecycle"]
    judgements = judged().judgements["lifecycle"]
    few = body.scan.kinds[_DUTY] <= shown["few"]
    others = of_others(body)
    out = {}
    for name in terms.LIFECYCLE:
        holds = judgements[name].likelihood(told) >= judgements[name].least
        if not (holds or few):
            continue
        asked = columns(tuple(shown[name]["strands"]))
        likely = body.scan.odds(*asked, WORKED, others, shown[name]["shown"])
        if likely and (holds or max(likely)[0] >= shown["outright"]):
            out[name] = tuple([body.statements[i][:2] for _, i in likely])
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
    _, firsts = body.scan.shares(_DUTIES)
    duties = sum(firsts)
    if duties < _FEW_DUTIES:
        return 1
    groups, share = _groups(body.book.version)
    least = share * duties
    held = [sum([firsts[at] for at in group]) >= least for group in groups].count(True)
    return max(1, min(4, held - 2))


_FEW_DUTIES = 4


@cache
def _groups(version: str) -> tuple[list[tuple[int, ...]], float]:
    """The strands that one person's job holds together, by number; the share of the duties that makes one a job."""
    del version
    table: dict[str, Any] = book().tables["roles"]["jobs"]
    return [tuple(terms.STRANDS.index(name) for name in group) for group in table["groups"]], float(table["share"])


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

"""The posting's flags: what a careful hiring engineer would shake their head at, each with its spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.reading import Named, Span
from rolewright.reading.signals import NAMES, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.reading.roles import Body
    from rolewright.reading.signals import Signals

_JOBS = NAMES.index("jobs")
_RANKS = {"intern": 0, "junior": 1, "mid": 2, "senior": 3, "lead": 4, "manager": 4}


def flags(body: Body, told: Signals, families: Sequence[Named]) -> tuple[Named, ...]:
    """All flags that hold, in the codebook's order, each with how likely it is."""
    limits = body.book.limits
    judgements = judged().judgements["flags"]
    likely = {name: by.likelihood(told) for name, by in judgements.items()}
    holds = {name for name, value in likely.items() if value >= judgements[name].least}
    asked = tuple((body.statements[i].start, body.statements[i].end) for i in told.technical)
    wish = asked or tuple(told.tools.values())
    spans = {
        "title_mismatch": _title_mismatch(body, families, limits["flags.title_margin"]),
        "level_mismatch": _level_mismatch(body),
        "impossible_hire": asked[:5] if told.values[_JOBS] >= limits["flags.impossible_jobs"] and "wish_list" in holds else None,
        "vague_use_case": _vague(body) if "vague_use_case" in holds else None,
        "no_ownership": () if "no_ownership" in holds else None,
        "wish_list": wish if "wish_list" in holds else None,
        "keyword_soup": tuple(told.tools.values()) if len(told.tools) > limits["flags.soup_tools"] else None,
        "research_for_engineering": _research(body, families),
    }  # fmt: skip
    return tuple(Named(name, likely.get(name, 1.0), found) for name, found in spans.items() if found is not None)


def _title_mismatch(body: Body, families: Sequence[Named], margin: float) -> tuple[Span, ...] | None:
    if body.title is None or not families or body.title.family == families[0].id:
        return None
    score = next((f.score for f in families if f.id == body.title.family), 0.0)
    if families[0].score - score < margin or body.title.family == "other":
        return None
    return families[0].evidence


def _level_mismatch(body: Body) -> tuple[Span, ...] | None:
    title = body.title.level if body.title is not None else "unknown"
    asked = [
        r.years for r in body.requirements if r.years is not None and r.strength == "must" and r.years.min is not None
    ]
    most = max(asked, key=lambda y: y.min or 0, default=None)
    if most is None or most.min is None or title not in _RANKS:
        return None
    low = title in {"intern", "junior"} and most.min >= 3
    high = most.min <= body.book.limits.get(f"flags.few_years_{title}", -1)
    return ((most.start, most.end),) if low or high else None


def _vague(body: Body) -> tuple[Span, ...]:
    """The statement that should have said what the work is for."""
    first = next((s for s in body.statements if s.kinds[0] in {"role", "duty"}), None)
    return () if first is None else ((first.start, first.end),)


def _research(body: Body, families: Sequence[Named]) -> tuple[Span, ...] | None:
    if not families or not families[0].id.endswith("engineer"):
        return None
    spans = [(r.degree.start, r.degree.end) for r in body.requirements
             if r.strength == "must" and r.degree is not None and r.degree.level == "doctorate" and not r.degree.or_equivalent]  # fmt: skip
    if not spans:  # publications alone are an example of proof: readers flagged 1 of 10 such postings
        return None
    spans += [
        (c.start, c.end) for c in body.cues.get("publications", ()) if body.statements[c.statement].kinds[0] == "must"
    ]
    return tuple(spans)

"""The posting's flags: what a careful hiring engineer would shake their head at, each with its spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.reading import Named, Skill, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.reading.roles import Body

_TECHNICAL = frozenset({"research", "model", "llm", "data", "analytics", "software", "deploy", "operate", "platform"})
_TOOLS = frozenset(
    {"language", "framework", "library", "platform", "service", "database", "vector-store", "tool", "model"}
)
_RANKS = {"intern": 0, "junior": 1, "mid": 2, "senior": 3, "lead": 4, "manager": 4}


def flags(body: Body, skills: Sequence[Skill], families: Sequence[Named], level: Named, jobs: int) -> tuple[Named, ...]:
    """All flags that hold, in the codebook's order."""
    limits = body.book.limits
    found: list[Named] = []
    technical = [
        r for r in body.requirements if r.strength == "must" and _TECHNICAL & set(body.statements[r.statement].strands)
    ]
    tools = {s.id: (s.start, s.end) for s in skills if s.strength == "must" and s.kind in _TOOLS}
    spans = tuple((r.start, r.end) for r in technical)
    wish = len(technical) > limits["flags.wish_list"] or len(tools) > limits["flags.wish_list_tools"]
    _add(found, "title_mismatch", _title_mismatch(body, families, limits["flags.title_margin"]))
    _add(found, "level_mismatch", _level_mismatch(body, level))
    if jobs >= limits["flags.impossible_jobs"] and wish:
        _add(found, "impossible_hire", spans[:5])
    _add(found, "vague_use_case", _vague(body, limits["flags.use_case_cues"]))
    _add(found, "no_ownership", _unowned(body, limits["flags.ownership_cues"]))
    if wish:
        _add(found, "wish_list", spans or tuple(tools.values()))
    if len(tools) > limits["flags.soup_tools"]:
        _add(found, "keyword_soup", tuple(tools.values()))
    _add(found, "research_for_engineering", _research(body, families))
    return tuple(found)


def _add(found: list[Named], name: str, spans: tuple[Span, ...] | None) -> None:
    if spans is not None:
        found.append(Named(name, 1.0, spans))


def _title_mismatch(body: Body, families: Sequence[Named], margin: float) -> tuple[Span, ...] | None:
    if body.title is None or not families or body.title.family == families[0].id:
        return None
    score = next((f.score for f in families if f.id == body.title.family), 0.0)
    if families[0].score - score < margin or body.title.family == "other":
        return None
    return families[0].evidence


def _level_mismatch(body: Body, level: Named) -> tuple[Span, ...] | None:
    title = body.title.level if body.title is not None else "unknown"
    asked = [
        r.years for r in body.requirements if r.years is not None and r.strength == "must" and r.years.min is not None
    ]
    most = max(asked, key=lambda y: y.min or 0, default=None)
    del level
    if most is None or most.min is None or title not in _RANKS:
        return None
    low = title in {"intern", "junior"} and most.min >= 3
    high = (title == "senior" and most.min <= 1) or (title == "lead" and most.min <= 2)
    return ((most.start, most.end),) if low or high else None


def _vague(body: Body, least: float) -> tuple[Span, ...] | None:
    said = [c for c in body.cues.get("product_thing", ()) if body.statements[c.statement].kinds[0] in {"duty", "role"}]
    if len(said) >= least:
        return None
    first = next((s for s in body.statements if s.kinds[0] in {"role", "duty"}), None)
    return () if first is None else ((first.start, first.end),)


def _unowned(body: Body, least: float) -> tuple[Span, ...] | None:
    if len(body.cues.get("ownership", ())) >= least or "success_measures" in body.cues:
        return None
    return ()


def _research(body: Body, families: Sequence[Named]) -> tuple[Span, ...] | None:
    if not families or families[0].id in {"research-scientist", "other"}:
        return None
    spans = [(r.degree.start, r.degree.end) for r in body.requirements
             if r.strength == "must" and r.degree is not None and r.degree.level == "doctorate" and not r.degree.or_equivalent]  # fmt: skip
    spans += [
        (c.start, c.end) for c in body.cues.get("publications", ()) if body.statements[c.statement].kinds[0] == "must"
    ]
    return tuple(spans) or None

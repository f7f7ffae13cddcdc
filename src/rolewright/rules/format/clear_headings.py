"""Headings that readers and boards can find their way by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import columns, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


_WORK = frozenset({"duty", "role"})
_NEEDS = frozenset({"must", "nice"})


def _check(case: Case) -> Iterable[Hit]:
    there = columns(case).kinds
    least = case.limits["format.headings_good"]
    if there.count("heading") < least or _WORK.isdisjoint(there) or _NEEDS.isdisjoint(there):
        return
    title = case.reading.title.span if case.reading.title is not None else None
    apart = [s for s in of_kind(case, "heading") if (s.start, s.end) != title]
    if len(apart) >= least:
        yield Hit(apart[0].start, apart[0].end, f"{len(apart)} headings to find one's way by")


RULE = Rule(
    code="RC802",
    name="clear-headings",
    topic="format",
    severity="credit",
    since="0.1",
    evidence="field practice",
    sources=("domain.md 6: headings and lists are what feeds keep",),
    why="Readers jump; boards keep headings and lists and drop other styling.",
    advice="Keep them on lines of their own.",
    bad=(
        "ML Engineer\n\nAbout the role\nYou run the ranking service.\n\nResponsibilities\n- Build it.\n\nRequirements\n- Python.\n\nNice to have\n- Go.\n\nBenefits\n- Pension.\n",
    ),
    good=("ML Engineer\n\nRequirements\n- Python.\n",),
    check=_check,
    points=2,
    most=2,
)

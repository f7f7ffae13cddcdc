"""A list that nobody reads to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.posting import Line
from rolewright.model.rule import Case, Rule
from rolewright.rules._views import bullets, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    most = case.limits["format.list_items"]
    lines = case.posting.lines
    if len(bullets(case)) <= most:
        return
    heads = {s.start for s in of_kind(case, "heading")}
    run: list[tuple[int, int]] = []
    for start, end, hint in (*lines, Line(0, 0)):
        if hint == "bullet" and start not in heads:
            run.append((start, end))
        else:
            if len(run) > most:
                yield Hit(*run[int(most)], f"a list of {len(run)} items; readers stop before the end")
            run = []


RULE = Rule(
    code="RW817",
    name="endless-list",
    topic="format",
    severity="note",
    since="0.1",
    evidence="house style",
    sources=("house style; 15 is the 95th percentile of the longest list of 2,563 real postings",),
    why="Nineteen of twenty real postings have no list of more than 15 items. What stands at the end of one is read by few and remembered by none. House style; no study was found.",
    advice="Five to eight items a list; merge, cut, or part them under two headings.",
    bad=(
        "ML Engineer\n\nResponsibilities\n"
        + "".join(f"- Build and run service number {n} of the shop.\n" for n in range(18)),
    ),
    good=(
        "ML Engineer\n\nResponsibilities\n"
        + "".join(f"- Build and run service number {n} of the shop.\n" for n in range(8)),
    ),
    check=_check,
    points=-1,
    most=-1,
)

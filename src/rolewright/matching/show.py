"""A matching as data (JSON) and as rows of words for pages and text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.matching import years
from rolewright.matching.dates import month_name
from rolewright.matching.match import figure
from rolewright.model.match import NEAR, NONE, VERSION, Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.match import Match, Matching, Row
    from rolewright.model.profile import Shown

NOTHING = "no evidence in the document"


def as_data(made: Matching) -> dict[str, Any]:
    """The overview as plain data; each match in full is `match_data`."""
    return {
        "version": VERSION, "rolewright": made.version, "title": made.title, "day": made.day,
        "rows": [row._asdict() for row in made.rows],
        "matches": [
            {"profile": one.profile, "points": one.points / 100, "of": one.of / 100, "not_counted": len(one.tricks),
             "verdicts": [cell.verdict for cell in one.cells]}
            for one in made.matches
        ],
    }  # fmt: skip


def slim(one: Match) -> Match:
    """A match as the overview needs it, without its evidence."""
    cells = tuple([Cell(cell.row, cell.verdict, points=cell.points) for cell in one.cells])
    return one._replace(cells=cells, troubles=(), jobs=())


def match_data(one: Match, rows: Sequence[Row]) -> dict[str, Any]:
    """One match as plain data."""
    return {
        "profile": one.profile, "points": one.points / 100, "of": one.of / 100,
        "cells": [cell_data(cell, row) for cell, row in zip(one.cells, rows, strict=True)],
        "found_and_not_counted": [trick._asdict() for trick in one.tricks], "troubles": list(one.troubles), "jobs": list(one.jobs),
        "language": one.language,
    }  # fmt: skip


def cell_data(cell: Cell, row: Row) -> dict[str, Any]:
    """A cell as plain data: dates as `2020-03`, points as they stand on the page."""
    return {
        "row": cell.row, "kind": row.kind, "text": row.text, "verdict": cell.verdict, "depth": cell.depth,
        "relation": cell.relation, "months": list(cell.months), "last": month_name(cell.last) if cell.last else "",
        "points": cell.points / 100, "sum": cell.sum, "ask": cell.ask, "vetted": [one._asdict() for one in cell.vetted],
        "evidence": [{"quote": e.quote, "where": e.where, "start": e.start, "end": e.end, "depth": e.depth, "job": e.job} for e in cell.evidence],
    }  # fmt: skip


def verdict(cell: Cell, row: Row) -> str:
    """What was found, in words: `owned, in dated work of 2.5 years, last 2026-11`."""
    if row.note:
        return row.note
    if cell.verdict == NONE:
        return NOTHING
    span = years.said(cell.months)
    said = [
        cell.depth,
        span and f"in dated work of {span}",
        f"last {month_name(cell.last)}" if cell.last else "undated",
    ]
    if row.years and cell.months[1]:
        said.append(_asked(row.years, cell.months))
    words = ", ".join(part for part in said if part)
    return f"near: {cell.relation}; {words}" if cell.verdict == NEAR else words


def _asked(asked: int, months: tuple[int, int]) -> str:
    """The role's years beside those computed."""
    if months[0] >= 12 * asked:
        return f"{asked} asked"
    return (
        f"{asked} asked: the dates leave it open" if months[1] >= 12 * asked else f"{asked} asked: the dates show fewer"
    )


def quote(one: Shown, jobs: Sequence[str] = ()) -> str:
    """A piece of evidence with the job that it is from and its place."""
    job = f"{jobs[one.job]}; " if 0 <= one.job < len(jobs) else ""
    return f"“{one.quote}” ({job}{one.where})"


def ranks(made: Matching) -> list[tuple[str, Match]]:
    """The matches by points, ties sharing a rank: `1`, `2=`, `2=`, `4`. Within a tie by id, which means nothing."""
    ordered = sorted(made.matches, key=lambda one: (-one.points, one.profile))
    points = [one.points for one in ordered]
    return [(f"{points.index(one.points) + 1}{'=' * (points.count(one.points) > 1)}", one) for one in ordered]


def total(one: Match) -> str:
    """The sum, written out: `3.2 + 0.64 + 0 = 3.84 of 21`."""
    return f"{' + '.join(figure(cell.points) for cell in one.cells)} = {figure(one.points)} of {figure(one.of)}"

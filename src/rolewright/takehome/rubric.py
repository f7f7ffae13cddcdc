"""The grade: a row's points times the weighted mean of its checks' shares; what people mark stays open until two have marked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.grade import SKIP, Assignment, Check, Grade, GradedRow, Mark, RubricRow

if TYPE_CHECKING:
    from collections.abc import Sequence

REVIEWERS = 2
APART = 0.25
"""Two marks further apart than this share of a row's points are talked about before they count."""


def add_up(assignment: Assignment, submission: str, checks: Sequence[Check], marks: Sequence[Mark] = (), *,
           notes: Sequence[str] = (), seconds: float = 0.0) -> Grade:  # fmt: skip
    """The grade of some checks and marks. Rows without a verdict yet count neither way: `of` says how many points are settled."""
    rows = tuple(_row(row, checks, marks) for row in assignment.rubric)
    settled = [row for row in rows if row.earned is not None]
    points = round(sum(row.earned or 0.0 for row in settled), 1)
    of = sum(row.row.points for row in settled)
    rest = tuple(check for check in checks if not check.row)
    return Grade(assignment.id, submission, rows, points, of, rest, tuple(notes), round(seconds, 1))


def _row(row: RubricRow, checks: Sequence[Check], marks: Sequence[Mark]) -> GradedRow:
    own = tuple(check for check in checks if check.row == row.id)
    mine = tuple(mark for mark in marks if mark.row == row.id)
    earned, told = _by_machine(row, own) if row.by == "machine" else _by_people(row, mine)
    return GradedRow(row, earned, told, own, mine)


def _by_machine(row: RubricRow, checks: Sequence[Check]) -> tuple[float | None, str]:
    tried = [check for check in checks if check.verdict != SKIP]
    whole = sum(check.weight for check in tried)
    if not whole:
        return None, "nothing could be tried"
    held = sum(check.weight * check.share for check in tried)
    earned = round(row.points * held / whole, 1)
    parts = " + ".join(f"{check.weight:g}×{check.share:g}" for check in tried)
    return earned, f"{row.points} × ({parts}) / {whole:g} = {earned:g}"


def _by_people(row: RubricRow, marks: Sequence[Mark]) -> tuple[float | None, str]:
    last = {mark.reviewer: mark.points for mark in marks}
    if len(last) < REVIEWERS:
        return None, f"open: {len(last)} of {REVIEWERS} people have marked it"
    points = sorted(last.values())
    if points[-1] - points[0] > APART * row.points:
        return None, f"open: marks of {points[0]:g} and {points[-1]:g} are far apart; talk, and mark again"
    earned = round(sum(points) / len(points), 1)
    return earned, f"({' + '.join(f'{one:g}' for one in points)}) / {len(points)} = {earned:g}"

"""Marks of people: each sees the submission and the guide, not the other's marks, until both have marked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rolewright.errors import GradeError
from rolewright.model.grade import Grade, Mark
from rolewright.takehome import issue, record, rubric

if TYPE_CHECKING:
    from pathlib import Path

    from rolewright.model.grade import Assignment

_WORDS = 3
"""Words that what was seen has to have at least."""


def load(path: Path, folder: Path) -> Grade:
    """The grade in a file, added up again with the assignment's rubric. Raises GradeError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise GradeError("it can't be read as a grade", str(path), "name the grade.json of a report") from error
    return _again(issue.load(folder), data, str(path))


def mark(path: Path, folder: Path, row: str, reviewer: str, points: float, evidence: str) -> Grade:
    """Add a person's points for a row, with what they saw; a second mark of theirs replaces the first. Writes the file.

    Raises GradeError for a row that a machine grades, points outside the row, or no evidence.
    """
    made = load(path, folder)
    of = record.row_of(made, row)
    if of.by != "person":
        raise GradeError(f"{row} is graded by checks", str(path), "mark a row that people mark")
    if not 0 <= points <= of.points:
        raise GradeError(f"{points:g} points don't fit", str(path), f"{row} has 0 to {of.points}")
    if len(evidence.split()) < _WORDS or not reviewer.strip():
        raise GradeError("a mark needs who gives it and what they saw", str(path), "write what you saw, in a sentence")
    data = json.loads(path.read_text(encoding="utf-8"))
    own = next(one for one in data["rows"] if one["id"] == row)
    own["marks"] = [one for one in own["marks"] if one["reviewer"] != reviewer]
    own["marks"].append(Mark(row, reviewer.strip(), points, evidence.strip())._asdict())
    again = _again(issue.load(folder), data, str(path))
    _write(path, record.as_dict(again))
    return again


def blind(made: Grade, reviewer: str) -> Grade:
    """The grade as a reviewer may see it: another's marks of a row only once their own is there."""
    rows = tuple(
        row if not row.marks or any(one.reviewer == reviewer for one in row.marks)
        else row._replace(marks=(), earned=None, sum=f"{len(row.marks)} marked it; you see how once you have")
        for row in made.rows
    )  # fmt: skip
    return made._replace(rows=rows)


def _again(assignment: Assignment, data: Any, where: str) -> Grade:
    head, checks, marks = record.from_dict(data, where)
    if head["assignment"] != assignment.id:
        raise GradeError(
            f"it is a grade of another assignment, {head['assignment']}", where, f"this one is {assignment.id}"
        )
    return rubric.add_up(assignment, head["submission"], checks, marks, notes=head["notes"], seconds=head["seconds"])


def _write(path: Path, data: dict[str, Any]) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)

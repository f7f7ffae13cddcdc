"""A grade as plain data, for files and programs; read again, it is the same grade."""

from __future__ import annotations

from typing import Any

from rolewright.errors import GradeError
from rolewright.model.grade import Check, Evidence, Grade, GradedRow, Mark, RubricRow

VERSION = 1


def as_dict(grade: Grade) -> dict[str, Any]:
    """Version 1 of the grade's JSON."""
    return {
        "version": VERSION, "assignment": grade.assignment, "submission": grade.submission, "points": grade.points, "of": grade.of,
        "seconds": grade.seconds, "rows": [_row(row) for row in grade.rows],
        "information": [_check(check) for check in grade.information], "notes": list(grade.notes),
    }  # fmt: skip


def _row(graded: GradedRow) -> dict[str, Any]:
    row = graded.row
    return {
        "id": row.id, "title": row.title, "points": row.points, "by": row.by, "earned": graded.earned, "sum": graded.sum,
        "checks": [_check(check) for check in graded.checks], "marks": [mark._asdict() for mark in graded.marks],
    }  # fmt: skip


def _check(check: Check) -> dict[str, Any]:
    return {**check._asdict(), "evidence": [one._asdict() for one in check.evidence]}


def from_dict(data: Any, where: str = "") -> tuple[dict[str, Any], list[Check], list[Mark]]:
    """(the head, all checks, all marks) of a grade's JSON. Raises GradeError for anything else."""
    try:
        if data["version"] != VERSION:
            raise GradeError("it is a grade of another version", where, "grade the submission again")
        checks = [_read(check) for row in data["rows"] for check in row["checks"]] + [
            _read(c) for c in data["information"]
        ]
        marks = [Mark(**mark) for row in data["rows"] for mark in row["marks"]]
        head = {name: data[name] for name in ("assignment", "submission", "seconds", "notes")}
    except (KeyError, TypeError, ValueError) as error:
        raise GradeError("it is no grade", where, "make one: rolewright takehome grade") from error
    return head, checks, marks


def _read(check: dict[str, Any]) -> Check:
    return Check(**{**check, "evidence": tuple(Evidence(**one) for one in check["evidence"])})


def row_of(grade: Grade, name: str) -> RubricRow:
    """A row by its id. Raises GradeError."""
    found = next((row.row for row in grade.rows if row.row.id == name), None)
    if found is None:
        raise GradeError(f"there is no row {name!r}", "", f"rows are {', '.join(row.row.id for row in grade.rows)}")
    return found

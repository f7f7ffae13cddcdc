"""The take-home of the library: set it, grade it. Part of `rolewright.api`, which hands these functions on.

Each imports what it needs when it is called, so that `check` loads none of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rolewright.model.grade import Assignment, Grade
    from rolewright.model.role import Role

__all__ = [
    "compare_takehomes",
    "grade_takehome",
    "load_takehome",
    "mark_takehome",
    "new_takehome",
    "show_takehome",
    "takehome_report",
]


def new_takehome(role: Role, folder: str, *, kind: str = "", level: str = "", seed: int = 0) -> Assignment:
    """Write the assignment of a role into a new folder: what the candidate gets, and what the grader keeps.

    `kind` is classification, ranking, forecasting or text, by default what suits the use case; `level` junior, mid, senior or
    lead, by default the role's. Raises GradeError, and RoleError for a role without a level.
    """
    from rolewright.takehome.issue import issue

    return issue(role, Path(folder), kind=kind, level=level, seed=seed)


def load_takehome(folder: str) -> Assignment:
    """The assignment in a folder. Raises GradeError if there is none."""
    from rolewright.takehome.issue import load

    return load(Path(folder))


def grade_takehome(
    submission: str,
    assignment: str,
    *,
    quick: bool = False,
    sandbox: str = "auto",
    image: str = "",
    progress: Callable[[str], None] | None = None,
) -> Grade:
    """Run a submission (folder, zip, tarball, git bundle) in a sandbox and grade it. See `takehome.grade.grade`.

    `sandbox` is auto, bubblewrap, podman, docker or none; `image` the containers' own. Raises GradeError.
    """
    from rolewright.takehome.grade import grade

    return grade(Path(submission), Path(assignment), quick=quick, kind=sandbox, image=image, progress=progress)


def takehome_report(made: Grade, *, pdf: bool = False) -> dict[str, bytes]:
    """The files of a report: grade.json, report.md and report.html (report.pdf) for the team, letter.md for the candidate.

    Raises MissingExtraError for a PDF without typst.
    """
    import json

    from rolewright.takehome import record, report

    texts = {
        "grade.json": json.dumps(record.as_dict(made), indent=1, ensure_ascii=False) + "\n", "report.md": report.markdown(made),
        "report.html": report.html(made), "letter.md": report.letter(made),
    }  # fmt: skip
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    if pdf:
        from rolewright.takehome.file_pdf import render

        files["report.pdf"] = render(made)
    return files


def mark_takehome(grade: str, assignment: str, *, row: str, by: str, points: float, evidence: str) -> Grade:
    """Add a person's points for a row to a `grade.json`. Raises GradeError."""
    from rolewright.takehome.review import mark

    return mark(Path(grade), Path(assignment), row, by, points, evidence)


def show_takehome(grade: str, assignment: str, by: str = "") -> Grade:
    """The grade in a `grade.json`; with `by`, as that reviewer may see it. Raises GradeError."""
    from rolewright.takehome import review

    made = review.load(Path(grade), Path(assignment))
    return review.blind(made, by) if by else made


def compare_takehomes(grades: Sequence[Grade]) -> str:
    """Graded submissions to one assignment as a table (Markdown)."""
    from rolewright.takehome.report import side_by_side

    return side_by_side(grades)

"""The take-home of the library: set it, grade it. Part of `rolewright.api`, which hands these functions on.

Each imports what it needs when it is called, so that `check` loads none of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.model.grade import Assignment
    from rolewright.model.role import Role

__all__ = ["load_takehome", "new_takehome"]


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

"""The take-home: what is set, what is seen when a submission runs, and the grade that it adds up to."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

KINDS = ("classification", "ranking", "forecasting", "text")
"""What the given model does."""
LEVELS = ("junior", "mid", "senior", "lead")
PASS, PART, FAIL, SKIP = "pass", "part", "fail", "skipped"
"""Verdicts. What is skipped couldn't be tried: it counts neither way, and says why."""


class Evidence(NamedTuple):
    """What was sent and what came back, cut to a readable length and free of control characters."""

    asked: str
    got: str
    seconds: float = 0.0


class Check(NamedTuple):
    """One thing that was tried. `row` is the rubric's row that it counts for, "" if it only informs.

    `share` is how much of the check holds, 0 to 1; `weight` how much it counts among the checks of its row; `said` is one
    sentence for the candidate.
    """

    id: str
    row: str
    verdict: str
    said: str
    share: float = 0.0
    weight: float = 1.0
    evidence: tuple[Evidence, ...] = ()


class RubricRow(NamedTuple):
    """What is graded: `points` of 100; `by` is `machine` or `person`; `anchors` what none, half and all of them look like."""

    id: str
    title: str
    points: int
    by: str
    anchors: tuple[str, str, str]
    guide: str = ""


class Assignment(NamedTuple):
    """What was set. `fields` describe the rows that the model takes, `outputs` what it gives; `held_out` are pairs of a row
    and the right prediction that only the grader has.
    """

    id: str
    kind: str
    level: str
    seed: int
    role: str
    title: str
    minutes: int
    most_rows: int
    rubric: tuple[RubricRow, ...]
    folder: str


class Mark(NamedTuple):
    """A person's points for a row, with what they saw. `reviewer` is a name or initials."""

    row: str
    reviewer: str
    points: float
    evidence: str


class GradedRow(NamedTuple):
    """A row with what it earned; None while a person's marks are missing. `sum` shows how the figure came about."""

    row: RubricRow
    earned: float | None
    sum: str
    checks: tuple[Check, ...] = ()
    marks: tuple[Mark, ...] = ()


class Grade(NamedTuple):
    """A graded submission. `points` add up the rows that are settled, `of` what those rows can give; 100 when all are.

    `information` are checks that give no points; `notes` what the grader itself must say (a skipped sandbox, a time-out).
    """

    assignment: str
    submission: str
    rows: tuple[GradedRow, ...]
    points: float
    of: int
    information: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

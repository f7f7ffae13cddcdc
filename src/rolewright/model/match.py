"""A match: a role's rows, and beside each the evidence of one profile, with the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.profile import Shown, Trick

VERSION = 1
"""Of the JSON that a match is written as."""
KINDS = ("must-have", "nice-to-have", "stage", "level")
SHOWN, NEAR, NONE = "shown", "adjacent", "none"
"""Verdicts. `NONE` is "no evidence in the document", which is not "can't"."""


class Row(NamedTuple):
    """What is looked for. `skills` (any will do) or `topics` of work show it, at `least` this deep, or a statement with all of
    its `words` (beginnings); none of these: any work does.

    `weight` is what the row can give; 0 for a row that no document can show, with the reason in `note`. `years` are shown
    beside the years computed and count for nothing. `id` is that of the interview kit's element.
    """

    id: str
    kind: str
    text: str
    skills: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    least: str = ""
    weight: int = 0
    years: int | None = None
    note: str = ""
    words: tuple[str, ...] = ()


class Vetted(NamedTuple):
    """Evidence that somebody saw: a rating of 1 (weak) to 5 (strong) for a row, what it rests on, by whom, when (ISO date).

    `kind` is scorecard, take-home or reference; `profile` the profile's id or its file's name.
    """

    profile: str
    row: str
    kind: str
    rating: int
    says: str
    by: str
    date: str
    source: str = ""


class Confirmed(NamedTuple):
    """A relation that a person confirmed: a statement (normalised words) is near what a row asks, says `by`."""

    row: str
    quote: str
    by: str


class Cell(NamedTuple):
    """A row's evidence. `points` are hundredths; `sum` says how they came about; `relation` what near evidence has to do
    with the row; `months` are (least, most) that dated work shows, overlaps once; `last` the latest of them, since year 0.

    `ask` is the question or exercise that would settle a gap.
    """

    row: str
    verdict: str
    depth: str = ""
    evidence: tuple[Shown, ...] = ()
    relation: str = ""
    months: tuple[int, int] = (0, 0)
    last: int | None = None
    points: int = 0
    sum: str = ""
    vetted: tuple[Vetted, ...] = ()
    ask: str = ""


class Match(NamedTuple):
    """One profile beside one role. `points` and `of` are hundredths and add up the cells'; they decide nothing.

    `jobs` are titles with dates, as `Shown.job` counts them.
    """

    profile: str
    cells: tuple[Cell, ...]
    points: int
    of: int
    tricks: tuple[Trick, ...] = ()
    troubles: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    language: str = ""


class Matching(NamedTuple):
    """A role's rows and every profile's match, in the order of their ids. `day` is what “present” means (ISO).

    `notes` are what the user should know: vetted evidence that fits no document. `relations` is the digest of those confirmed.
    """

    title: str
    day: str
    rows: tuple[Row, ...]
    matches: tuple[Match, ...]
    version: str = ""
    notes: tuple[str, ...] = ()
    relations: str = ""

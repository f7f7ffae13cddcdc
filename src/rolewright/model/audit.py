"""Adverse impact: selection rates and impact ratios of groups, with how sure they are."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

Interval = tuple[float, float]


class Group(NamedTuple):
    """A group and its figures. `ratio` is None where nobody was selected or the group is left out (`excluded`).

    `p` is Fisher's exact test against the group with the highest rate; `notes` say how to take the ratio.
    """

    values: tuple[str, ...]
    people: int
    selected: int
    rate: float
    rate_interval: Interval
    ratio: float | None = None
    ratio_interval: Interval | None = None
    p: float | None = None
    excluded: bool = False
    notes: tuple[str, ...] = ()


class Grouping(NamedTuple):
    """The groups by one attribute or by several at once; `unknown` are people whose attribute isn't known."""

    by: tuple[str, ...]
    groups: tuple[Group, ...]
    unknown: int
    unknown_selected: int


class Audit(NamedTuple):
    """All groupings of some outcomes. `median` is that of the scores if selection is a score above it, else None."""

    people: int
    selected: int
    groupings: tuple[Grouping, ...]
    median: float | None = None

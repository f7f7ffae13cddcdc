"""A role ready to have profiles laid beside it: its rows, the questions for gaps, the evidence that people saw."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError, RoleError, suggest
from rolewright.interview.bank import bank
from rolewright.interview.build import build
from rolewright.interview.elements import elements
from rolewright.matching.dates import iso
from rolewright.matching.match import match
from rolewright.matching.rows import rows, weighed
from rolewright.model.match import Confirmed, Match, Matching, Row, Vetted
from rolewright.model.terms import LIFECYCLE
from rolewright.people import questions, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rolewright.model.profile import Profile
    from rolewright.model.role import Role

_DAY = len("2026-11-23")


class Beside:
    """One role. `day` is ISO; without one, the day that the role was posted. Raises ConfigError."""

    def __init__(
        self,
        role: Role,
        day: str = "",
        weights: Mapping[str, int] | None = None,
        vetted: Sequence[Vetted] = (),
        adjacent: Sequence[Confirmed] = (),
    ) -> None:
        self.role, self.day = role, day or role.application.posted
        self.today = month_of(self.day)
        self.rows = role_rows(role, weights or {})
        self.vetted: dict[str, list[Vetted]] = {}
        self.used: set[str] = set()
        known = {row.id for row in self.rows}
        self.confirmed = relations.by_row(adjacent, known)
        for one in vetted:
            if one.row not in known:
                do = suggest(one.row, known, f"rows are {', '.join(sorted(known))}")
                raise ConfigError(f"there is no row {one.row!r}", f"vetted evidence for {one.profile}", do)
            self.vetted.setdefault(one.profile, []).append(one)

    @cached_property
    def asks(self) -> dict[str, str]:
        """The questions for gaps; the desk needs none."""
        return gap_questions(self.role, self.rows)

    def match(self, profile: Profile, name: str = "") -> Match:
        """A profile beside the role; `name` is its file's, by which vetted evidence may call it."""
        seen = [one for key in {profile.id, os.path.basename(name)} & self.vetted.keys() for one in self.vetted[key]]
        self.used.update(one.profile for one in seen)
        return match(
            profile,
            self.rows,
            self.today,
            sorted(seen, key=lambda one: (one.date, one.by, one.row)),
            self.asks,
            self.confirmed,
        )

    def matching(self, matches: Iterable[Match]) -> Matching:
        """Matches in the order of their ids, which means nothing."""
        from rolewright import __version__

        ordered = tuple(sorted(matches, key=lambda one: one.profile))
        notes = tuple(f"vetted evidence for {one} fits no document" for one in sorted(self.vetted.keys() - self.used))
        return Matching(
            self.role.title, self.day, self.rows, ordered, __version__, notes, relations.digest(self.confirmed)
        )


def month_of(day: str) -> int:
    """The month of an ISO day, since year 0. Raises ConfigError for anything else."""
    month = iso(day)
    if month is None or len(day) != _DAY:
        what = f"{day!r} is no day" if day else "what day is it? “present” in a resume depends on it"
        raise ConfigError(what, "day", "add --day 2026-11-23, or `posted` to [application] of the role file")
    return month[0]


def role_rows(role: Role, weights: Mapping[str, int]) -> tuple[Row, ...]:
    """The rows of a role's matrix, with the user's weights."""
    topics = {stage: [one.id for one in bank().topics.values() if one.stage == stage] for stage in LIFECYCLE}
    return weighed(rows(role, elements(role), topics), weights)


def gap_questions(role: Role, made: Sequence[Row]) -> dict[str, str]:
    """Row id → the interview question or take-home row that would settle it; nothing for a role that has no kit."""
    try:
        kit = build(role)
    except RoleError:
        return {}
    return {row.id: said for row in made if (said := questions.ask(kit, row, role))}

"""The matching desk: many roles, many profiles, and the conditions that rule a pair out."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

FITS, NOT, UNSAID = "fits", "doesn't", "not said"
"""What a condition says of a pair. Only `NOT` rules one out; what nobody said has to be asked."""


class Person(NamedTuple):
    """What somebody said of their terms. `available` is ISO, `countries` are codes (`DE`, `US-CO`), `rate` the least they
    take in `currency` an `interval`, `permits` where they may work, `zone` a name of the time-zone database.
    """

    profile: str
    available: str = ""
    countries: tuple[str, ...] = ()
    zone: str = ""
    rate: float | None = None
    currency: str = ""
    interval: str = ""
    permits: tuple[str, ...] = ()


class Terms(NamedTuple):
    """The hard filters that the user sets for a role: start by a day, from which countries, so many hours of the working day
    together, a rate of at most, a permit for a place. What isn't set filters nothing.
    """

    role: str
    start_by: str = ""
    countries: tuple[str, ...] = ()
    zone: str = ""
    overlap: float | None = None
    rate_at_most: float | None = None
    currency: str = ""
    interval: str = ""
    permit: str = ""


class Check(NamedTuple):
    """One condition of a pair, with its words."""

    name: str
    verdict: str
    words: str


class Pair(NamedTuple):
    """One profile and one role: points in hundredths, a letter for each row (`s`hown, `a`djacent, `n`one), the conditions."""

    profile: str
    role: str
    points: int
    of: int
    verdicts: str
    checks: tuple[Check, ...] = ()

    @property
    def ruled_out(self) -> bool:
        """Whether a condition that the user set doesn't hold."""
        return any(check.verdict == NOT for check in self.checks)

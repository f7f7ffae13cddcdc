"""Hard conditions of a pair: availability, place, hours together, rate, permit. Set by the user, shown, never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rolewright.errors import ConfigError
from rolewright.model.desk import FITS, NOT, UNSAID, Check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.desk import Person, Terms

_BEGINS, _ENDS = 9, 17
"""The local working day, in hours."""


def checks(person: Person | None, terms: Terms | None, day: str) -> tuple[Check, ...]:
    """What each condition that is set says; `day` (ISO) decides about daylight saving."""
    if terms is None:
        return ()
    made = (
        _start(person, terms), _place("place", terms.countries, person.countries if person else ()),
        _hours(person, terms, day), _rate(person, terms),
        _place("permit", (terms.permit,) if terms.permit else (), person.permits if person else ()),
    )  # fmt: skip
    return tuple(check for check in made if check is not None)


def _start(person: Person | None, terms: Terms) -> Check | None:
    if not terms.start_by:
        return None
    if person is None or not person.available:
        return Check("start", UNSAID, f"wanted by {terms.start_by}")
    fits = person.available <= terms.start_by
    return Check("start", FITS if fits else NOT, f"free from {person.available}, wanted by {terms.start_by}")


def _place(name: str, wanted: tuple[str, ...], said: tuple[str, ...]) -> Check | None:
    """A code fits itself and what it is part of: `US-CO` fits `US`."""
    if not wanted:
        return None
    if not said:
        return Check(name, UNSAID, f"wanted {_list(wanted)}")
    fits = any(one == other or one.startswith(f"{other}-") for one in said for other in wanted)
    return Check(name, FITS if fits else NOT, f"has {_list(said)}, wanted {_list(wanted)}")


def _hours(person: Person | None, terms: Terms, day: str) -> Check | None:
    if terms.overlap is None or not terms.zone:
        return None
    if person is None or not person.zone:
        return Check("hours together", UNSAID, f"wanted {terms.overlap:g} with {terms.zone}")
    found = overlap(person.zone, terms.zone, day)
    words = f"{found:g} of the working day, wanted {terms.overlap:g} ({person.zone} and {terms.zone})"
    return Check("hours together", FITS if found >= terms.overlap else NOT, words)


@cache
def overlap(one: str, other: str, day: str) -> float:
    """Hours that the working days of two time zones have together on a day, the neighbouring days' included."""
    first, second = _day(one, day, 0), [_day(other, day, shift) for shift in (-1, 0, 1)]
    together = [(min(first[1], end) - max(first[0], start)).total_seconds() / 3600 for start, end in second]
    return max(0.0, *together)


def _day(zone: str, day: str, shift: int) -> tuple[datetime, datetime]:
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(f"there is no time zone {zone!r}", "zone", "write one like Europe/Berlin") from error
    on = date.fromisoformat(day) + timedelta(days=shift)
    begins, ends = (datetime.combine(on, time(hour), place).astimezone(UTC) for hour in (_BEGINS, _ENDS))
    return begins, ends


def _rate(person: Person | None, terms: Terms) -> Check | None:
    if terms.rate_at_most is None:
        return None
    wanted = f"at most {terms.rate_at_most:,.0f} {terms.currency} a {terms.interval}"
    if person is None or person.rate is None:
        return Check("rate", UNSAID, wanted)
    said = f"{person.rate:,.0f} {person.currency} a {person.interval}, {wanted}"
    if (person.currency, person.interval) != (terms.currency, terms.interval):
        return Check("rate", UNSAID, f"{said}: can't be compared")
    return Check("rate", FITS if person.rate <= terms.rate_at_most else NOT, said)


def _list(codes: Iterable[str]) -> str:
    return " or ".join(codes)

"""Time that dated work adds up to, every month once; a period that is written in years alone gives a least and a most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.profile import When


def months(periods: Iterable[When], today: int) -> tuple[int, int]:
    """(least, most) months that some periods cover together; `today` is the month that “present” means."""
    found = list(periods)
    least = [(one.start[1], _end(one, today)[0]) for one in found]
    most = [(one.start[0], _end(one, today)[1]) for one in found]
    low, high = _union(least), _union(most)
    return (max(low, 1) if high else 0), high


def last(periods: Iterable[When], today: int) -> int | None:
    """The latest month that some periods reach."""
    return max((_end(one, today)[1] for one in periods), default=None)


def said(span: tuple[int, int]) -> str:
    """`2.5 years`, `1 to 3 years`, `5 months`."""
    low, high = span
    if not high:
        return ""
    if high < 12:
        return f"{high} month{'s' * (high > 1)}" if low == high else f"{low} to {high} months"
    short, long = _figure(low), _figure(high)
    return f"{long} year{'s' * (long != '1')}" if short == long else f"{short} to {long} years"


def _figure(number: int) -> str:
    return f"{round(number / 12, 1):g}"


def _end(one: When, today: int) -> tuple[int, int]:
    """A period's end, which is never after today."""
    return (today, today) if one.end is None else (min(one.end[0], today), min(one.end[1], today))


def _union(spans: list[tuple[int, int]]) -> int:
    """Months in any of some inclusive spans."""
    total, reached = 0, -1
    for start, end in sorted(spans):
        first = max(start, reached + 1)
        if end >= first:
            total += end - first + 1
            reached = end
    return total

"""Dates and periods in a line, in the ways that resumes write them; only as exact as the words are."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from rolewright.matching.words import table
from rolewright.model.record import NamedTuple

Month = tuple[int, int]
"""(earliest, latest) month that some words allow, since year 0."""


class Period(NamedTuple):
    """A period where the text has it. `end` is None for what still goes on."""

    start: Month
    end: Month | None
    at: int
    to: int


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    """The expression for a period, the one for a point in time, and month words by number."""
    known = table("profile")
    months = {name: int(number) for number, names in known["months"].items() for name in names}
    dates = known["dates"]
    month = "|".join(sorted(map(re.escape, months), key=lambda m: (-len(m), m)))
    season = "|".join(dates["seasons"])
    year = r"(?:19|20)\d\d"
    point = (
        rf"(?:(?P<d{{n}}>\d{{{{1,2}}}})[./ -]{{{{1,2}}}})?(?P<m{{n}}>{month})[.,]?[ \u00a0/-]{{{{0,2}}}}(?:(?P<y{{n}}>{year})|['’](?P<s{{n}}>\d\d))"
        rf"|(?P<a{{n}}>{year})[-/.](?P<b{{n}}>0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\d|3[01]))?(?!\d)"
        rf"|(?:(?:0?[1-9]|[12]\d|3[01])[./])?(?P<p{{n}}>0?[1-9]|1[0-2])[./](?P<q{{n}}>{year})"
        rf"|(?:(?:{season}|q[1-4])[ ,]{{{{0,2}}}})?(?P<w{{n}}>{year})"
    )
    to = "|".join(
        sorted(
            (re.escape(t) if not t.isalpha() else rf"(?<=\s){t}(?=\s)" for t in dates["to"]), key=lambda t: (-len(t), t)
        )
    )
    now = "|".join(sorted(map(re.escape, dates["now"]), key=lambda t: (-len(t), t)))
    since = "|".join(dates["since"])
    one, two = point.format(n=1), point.format(n=2)
    lone = rf"(?P<lone>{month})[.]?(?=\s{{0,2}}(?:-|–|—|to\b)\s{{0,2}}(?:(?:{month})[.]?\s{{0,2}}){year})"
    period = (
        rf"(?<![\w/.-])(?:(?P<since>{since})\s+)?(?:{one}|{lone})\s{{0,3}}(?:(?:{to})\s{{0,3}}"
        rf"(?:(?P<now>{now})(?!\w)|{two}|(?P<z>\d\d)(?!\d))(?![\w/])|(?<=\d)(?P<point>)(?![\w/]))"
    )
    return re.compile(period, re.IGNORECASE), re.compile(rf"(?:{two})", re.IGNORECASE), months


def periods(text: str) -> list[Period]:
    """Every period of a line, in order: ranges, “since 2019”, and single months or years."""
    pattern, _, months = _grammar()
    limits = table("profile")["limits"]
    made = []
    for found in pattern.finditer(text):
        period = _period(found, months)
        if period is None or not all(limits["first_year"] <= m // 12 <= limits["last_year"] for m in period.start):
            continue
        made.append(period)
    return made


def is_range(text: str, period: Period) -> bool:
    """Whether a period is more than one point in time."""
    return (
        period.end is None or period.end != period.start or len(re.findall(r"\d{4}", text[period.at : period.to])) > 1
    )


def _period(found: re.Match[str], months: dict[str, int]) -> Period | None:
    at, to = found.span()
    end = _point(found, "2", months)
    if found["lone"]:
        if end is None:
            return None
        number = months[found["lone"].casefold()]
        first = end[1] // 12 * 12 + number - 1
        start: Month | None = (first, first)
    else:
        start = _point(found, "1", months)
    if start is None:
        return None
    if found["now"]:
        return Period(start, None, at, to)
    if found["z"]:
        year = start[0] // 12 // 100 * 100 + int(found["z"])
        end = (year * 12, year * 12 + 11)
    if end is None:
        return Period(start, None if found["since"] and _open(found["since"]) else start, at, to)
    return Period(start, end, at, to) if end[1] >= start[0] else None


def _open(word: str) -> bool:
    """Whether a word before a date says that it goes on: `since`; `from` alone doesn't."""
    return word.casefold() != str(table("profile")["dates"]["since"][-1])


def _point(found: re.Match[str], n: str, months: dict[str, int]) -> Month | None:
    """The months that one date allows."""
    group: Any = found.group
    if group(f"m{n}"):
        year = int(group(f"y{n}")) if group(f"y{n}") else _century(int(group(f"s{n}")))
        return _month(year, months[group(f"m{n}").casefold()])
    if group(f"a{n}"):
        return _month(int(group(f"a{n}")), int(group(f"b{n}")))
    if group(f"q{n}"):
        return _month(int(group(f"q{n}")), int(group(f"p{n}")))
    if group(f"w{n}"):
        year = int(group(f"w{n}"))
        return year * 12, year * 12 + 11
    return None


def _month(year: int, month: int) -> Month:
    return year * 12 + month - 1, year * 12 + month - 1


def _century(short: int) -> int:
    """The year of two digits: 70 to 99 are of the last century."""
    return 1900 + short if short >= 70 else 2000 + short


def iso(text: object) -> Month | None:
    """The months of an ISO date, a month or a year (`2013-12-01`, `2013-12`, `2013`); None for anything else."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-\d{1,2})?)?", str(text).strip())
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return None
    year = int(found[1])
    limits = table("profile")["limits"]
    if not limits["first_year"] <= year <= limits["last_year"]:
        return None
    return _month(year, int(found[2])) if found[2] else (year * 12, year * 12 + 11)


def month_name(month: int) -> str:
    """`2020-03`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"

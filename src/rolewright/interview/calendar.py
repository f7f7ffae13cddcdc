"""The loop as calendar files (RFC 5545): one for each interview, the interviews of a day one after the other with a break.

Times are written in UTC, which every calendar shows in its owner's own zone; the text names the local time too. A local
time that doesn't exist, or exists twice, as clocks change, is refused.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError
from rolewright.interview.bank import table
from rolewright.interview.page import clean
from rolewright.interview.stamp import digest

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rolewright.model.kit import Interview, Kit

_WIDTH = 75
"""Octets of a line at most."""
_STAMP = "20000101T000000Z"
"""DTSTAMP has to be there; a clock would make each file another one. SEQUENCE tells a changed file from an older one."""


def calendars(kit: Kit, start: str, zone: str) -> dict[str, str]:
    """File name → its text. `start` is the local time of the first interview (2026-12-01T09:00), `zone` an IANA name.

    Raises ConfigError for a time or zone that isn't one.
    """
    place = _zone(zone)
    begin = _local(start, place)
    made = {}
    for number, one in enumerate(kit.interviews, 1):
        made[f"{number}-{one.id}.ics"] = _file(kit, one, begin, zone)
        pause = timedelta(minutes=one.minutes + _break(number))
        begin = (begin.astimezone(UTC) + pause).astimezone(place)
    return made


def _break(number: int) -> int:
    """Minutes after the interview of this number."""
    limits = table("plan")["limits"]
    return int(limits["break"] if number % limits["long_after"] else limits["long_break"])


def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise ConfigError(
            f"{name!r} is no time zone that is known here", "--zone", "write one like America/Denver"
        ) from error


def _local(written: str, zone: ZoneInfo) -> datetime:
    """The moment of a local time that exists once."""
    try:
        plain = datetime.fromisoformat(written)
    except ValueError as error:
        raise ConfigError(f"{written!r} is no date and time", "--start", "write it like 2026-12-01T09:00") from error
    if plain.tzinfo is not None:
        return plain.astimezone(zone)
    first, second = plain.replace(tzinfo=zone), plain.replace(tzinfo=zone, fold=1)
    if first.utcoffset() != second.utcoffset():
        gap = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != plain
        raise ConfigError(
            f"{written} {'does not exist' if gap else 'comes twice'} in {zone.key}: clocks change then", "--start",
            "choose another time, or add the offset: 2026-12-01T09:00-07:00",
        )  # fmt: skip
    return first


def _file(kit: Kit, one: Interview, begin: datetime, zone: str) -> str:
    end = begin.astimezone(UTC) + timedelta(minutes=one.minutes)
    about = f"{begin:%Y-%m-%d %H:%M} in {zone}, {one.minutes} minutes, with {clean(one.who)}. {one.purpose}"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rolewright//Interview kit//EN", "CALSCALE:GREGORIAN", "BEGIN:VEVENT",
        f"UID:{digest([kit.stamp, one.id, begin.isoformat()])[:32]}@rolewright", f"DTSTAMP:{_STAMP}", "SEQUENCE:0",
        f"DTSTART:{begin.astimezone(UTC):%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{_text(f'{one.name}: {kit.title}, {kit.company}')}", f"DESCRIPTION:{_text(about)}",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(_fold(line) + "\r\n" for line in lines)


def _text(words: str) -> str:
    """Text with what has a meaning in the format escaped."""
    return clean(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _fold(line: str) -> str:
    """A long line over several, none longer than 75 octets, no character cut."""
    out: list[bytes] = []
    row = b""
    for letter in line:
        octets = letter.encode()
        if len(row) + len(octets) > _WIDTH - bool(out):
            out.append(row)
            row = b""
        row += octets
    return "\r\n ".join(part.decode() for part in [*out, row])

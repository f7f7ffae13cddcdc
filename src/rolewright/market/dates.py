"""The dates of boards and data sets as ISO: `2026-01-28T…`, milliseconds since 1970, `2017-Apr`, `3/5/2021`."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from rolewright.engine.run import iso
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple


class When(NamedTuple):
    """A day (ISO), or a month where that is all that is said."""

    date: str
    year: int
    month: str


@lru_cache(maxsize=4096)
def when(written: str | None) -> When | None:
    """What a date says, or None for what isn't one, or lies outside the years of `knowledge/corpus/reading.toml`."""
    written = (written or "").strip()
    found = iso(written) or _epoch(written) or _named(written)
    limits = shelf("corpus/reading")["dates"]
    if not found or not limits["earliest"] <= int(found[:4]) <= limits["latest"]:
        return None
    return When(found, int(found[:4]), found[:7])


def _epoch(written: str) -> str:
    """Seconds or milliseconds since 1970."""
    whole = written.removesuffix(".0")
    if not whole.isascii() or not whole.isdigit() or len(whole) not in {10, 13}:
        return ""
    return datetime.fromtimestamp(int(whole[:10]), UTC).date().isoformat()


def _named(written: str) -> str:
    for form in shelf("corpus/reading")["dates"]["formats"] if len(written) < 30 else ():
        try:
            day = datetime.strptime(written, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return day.date().isoformat() if "%d" in form else day.strftime("%Y-%m")
    return ""

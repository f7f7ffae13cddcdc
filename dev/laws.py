"""Fail when an entry of `laws.toml` was verified more than a year ago, or says so in the future.

`python dev/laws.py [--date 2026-11-23] [--table FILE]`; the date is today's unless given.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parent.parent / "src/rolewright/knowledge/laws.toml"
YEAR = timedelta(days=365)
NEEDED = ("id", "name", "places", "since", "who", "says", "source", "basis", "verified")


def main(words: Sequence[str] | None = None) -> int:
    """Print what is stale or incomplete; 1 if anything is."""
    parser = argparse.ArgumentParser(description="Fail when an entry of laws.toml is stale.")
    parser.add_argument("--date", type=date.fromisoformat, default=None, help="the day to judge by (today)")
    parser.add_argument("--table", type=Path, default=TABLE, help="the table (laws.toml)")
    args = parser.parse_args(words)
    laws = tomllib.loads(args.table.read_text(encoding="utf-8"))
    wrong = list(faults(laws, args.date or datetime.now(UTC).date()))
    for line in wrong:
        print(f"{args.table.name}: {line}", file=sys.stderr)
    if not wrong:
        print(f"{sum(1 for _ in entries(laws))} laws, all verified within a year")
    return 1 if wrong else 0


def entries(laws: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry with the table it stands in."""
    for table, rows in laws.items():
        if isinstance(rows, list):
            yield from ((table, row) for row in rows)


def faults(laws: dict[str, Any], today: date) -> Iterator[str]:
    """What is wrong with each entry, and what to do."""
    seen: set[str] = set()
    for table, row in entries(laws):
        name = row.get("id", f"an entry of {table}")
        missing = [key for key in NEEDED if key not in row]
        if missing:
            yield f"{name}: {', '.join(missing)} missing; add {'it' if len(missing) == 1 else 'them'}"
            continue
        if name in seen:
            yield f"{name}: this id is used twice; choose another"
        seen.add(name)
        verified = date.fromisoformat(row["verified"])
        date.fromisoformat(row["since"])
        if verified > today:
            yield f"{name}: verified {verified}, after {today}; write the day on which the source was read"
        elif today - verified > YEAR:
            yield f"{name}: verified {verified}, over a year before {today}; read its source again ({row['source']})"


if __name__ == "__main__":
    sys.exit(main())

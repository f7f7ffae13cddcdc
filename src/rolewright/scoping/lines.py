"""Where a field stands in the text of a role file; TOML's own reader doesn't tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\")\s*[.=]")


def line_of(text: str, path: str) -> int:
    """The line (from 1) of a path like `must_haves[2].duty`: of the field, else of the nearest table; 0 if none is there.

    An entry of a list within a table is found by its table's line.
    """
    parts = re.sub(r"\[\d+\]", "", path).split(".")
    wanted = re.match(r"([^\[.]+)\[(\d+)\]", path)
    best, depth = 0, 0
    counts: dict[str, int] = {}
    table: list[str] = []
    inside = True
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if header:
            table = [part.strip("\"' ") for part in header[2].split(".")]
            counts[header[2]] = counts.get(header[2], 0) + 1
            inside = wanted is None or table[0] != wanted[1] or counts[header[2]] == int(wanted[2])
            here = table
        else:
            key = _KEY.match(line)
            here = [*table, key[1].strip('"')] if key else []
        same = len(here) if inside and here and here == parts[: len(here)] else 0
        if same > depth:
            best, depth = number, same
    return best

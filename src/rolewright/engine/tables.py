"""The laws and the thresholds as plain data, with their sources, for pages that show them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from rolewright.knowledge.loader import FOLDER, book

_LAW = ("id", "name", "since", "who", "says", "source", "basis", "verified")


@cache
def laws() -> tuple[dict[str, Any], ...]:
    """Each law: its `duty` in words, where it holds, since when, whom it binds, what it says, when its source was read, `checked` by."""
    table: dict[str, Any] = book().tables["laws"]
    names = {one["code"]: one["name"] for one in _toml("places.toml")["place"]}
    return tuple(
        {
            "duty": title, **{name: row[name] for name in _LAW}, "penalty": row.get("penalty", ""), "later": row.get("when") == "interview",
            "where": [_named(place, names, table["groups"]) for place in row["places"]], "checked": list(table["checked"][duty]),
        }
        for duty, title in table["duties"].items() for row in table[duty]
    )  # fmt: skip


@cache
def thresholds() -> tuple[dict[str, Any], ...]:
    """Each threshold that a team may set: its `name` (`format.words_note`), `value` and `source`."""
    return tuple(
        {"name": f"{topic}.{name}", "value": one["value"], "source": one["source"]}
        for topic, table in _toml("limits.toml").items() for name, one in table.items()
    )  # fmt: skip


def _named(place: str, names: dict[str, str], groups: dict[str, list[str]]) -> str:
    """A place of a law in words: `US*` is the whole country, `@EU` the group."""
    if place.startswith("@"):
        return f"all of the {place[1:]} ({len(groups[place[1:]]) - 1} states)"
    return f"all of {names[place[:-1]]}" if place.endswith("*") else names[place]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(FOLDER) / name).read_text(encoding="utf-8"))

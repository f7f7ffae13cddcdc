"""The table of laws by duty."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pages import NOTE
from rolewright.knowledge.loader import FOLDER, book
from rolewright.model.rule import Rule

LAW_NOTE = """What the law wants of a posting's text, as far as Rolewright looks at it. This is not legal advice: a table can be wrong,
incomplete or late. Each entry names its source and the day it was last verified; `make check` fails when that is more
than a year ago. An undated posting is held against the law of {as_of}. What nobody has read a source for is marked, and
no finding that rests on it alone is an error. A remote job falls under the law of each place it is open to."""


def laws(rules: Sequence[Rule]) -> str:
    """The table of laws by duty, with the rules that look at each."""
    table: dict[str, Any] = book().tables["laws"]
    names = {place["code"]: place["name"] for place in places()}
    lines = [NOTE, "# Laws\n", LAW_NOTE.format(as_of=table["as_of"])]
    for duty, title in table["duties"].items():
        found = ", ".join(
            f"[{rule.code}](rules/{rule.code}.md)" for rule in rules if rule.code in table["checked"][duty]
        )
        lines += [
            f"\n## {title}\n",
            f"Looked at by {found}.\n",
            "| law | where | since | whom | what | source |",
            "|" + "---|" * 6,
        ]
        for row in table[duty]:
            where = ", ".join(named(place, names, table["groups"]) for place in row["places"])
            read = "read" if row["basis"] == "read" else "known, source not read"
            fine = f"; {row['penalty']}" if "penalty" in row else ""
            early = " (owed later, not in the ad)" if row.get("when") == "interview" else ""
            lines.append(f"| {row['name']} | {where} | {row['since']} | {row['who']} | {row['says']}{early}{fine} "
                         f"| {row['source']} ({read}; {row['verified']}) |")  # fmt: skip
    return "\n".join(lines) + "\n"


def named(place: str, names: dict[str, str], groups: dict[str, list[str]]) -> str:
    """A place of a law in words: `US*` is the whole country, `@EU` the group."""
    if place.startswith("@"):
        return f"all of the {place[1:]} ({len(groups[place[1:]]) - 1} states)"
    return f"all of {names[place[:-1]]}" if place.endswith("*") else names[place]


def places() -> list[dict[str, str]]:
    """The entries of the table of places."""
    found: list[dict[str, str]] = tomllib.loads((Path(FOLDER) / "places.toml").read_text(encoding="utf-8"))["place"]
    return found

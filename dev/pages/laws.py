"""The table of laws by duty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pages import NOTE
from rolewright import api
from rolewright.knowledge.loader import book
from rolewright.model.rule import Rule

LAW_NOTE = """What the law wants of a posting's text, as far as Rolewright looks at it. This is not legal advice: a table can be wrong,
incomplete or late. Each entry names its source and the day it was last verified; `make check` fails when that is more
than a year ago. An undated posting is held against the law of {as_of}. What nobody has read a source for is marked, and
no finding that rests on it alone is an error. A remote job falls under the law of each place it is open to."""


def laws(rules: Sequence[Rule]) -> str:
    """The table of laws by duty, with the rules that look at each."""
    lines = [NOTE, "# Laws\n", LAW_NOTE.format(as_of=book().tables["laws"]["as_of"])]
    for duty, rows in groupby(api.laws(), key=lambda row: row["duty"]):
        entries = list(rows)
        found = ", ".join(
            f"[{rule.code}](rules/{rule.code}.md)" for rule in rules if rule.code in entries[0]["checked"]
        )
        lines += [
            f"\n## {duty}\n",
            f"Looked at by {found}.\n",
            "| law | where | since | whom | what | source |",
            "|" + "---|" * 6,
        ]
        lines += [_line(row) for row in entries]
    return "\n".join(lines) + "\n"


def _line(row: dict[str, Any]) -> str:
    read = "read" if row["basis"] == "read" else "known, source not read"
    fine = f"; {row['penalty']}" if row["penalty"] else ""
    early = " (owed later, not in the ad)" if row["later"] else ""
    return (f"| {row['name']} | {', '.join(row['where'])} | {row['since']} | {row['who']} | {row['says']}{early}{fine} "
            f"| {row['source']} ({read}; {row['verified']}) |")  # fmt: skip

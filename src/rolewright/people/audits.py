"""An audit as text, JSON, CSV and a page."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError, suggest
from rolewright.interview.page import Block, Page, clean, heading, quiet, sentence, table, text
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.audit import Audit, Group, Grouping

_LIMIT = 256 * 1024 * 1024
_HEAD = ("Group", "People", "Selected", "Rate", "95 %", "Impact ratio", "95 %", "p", "")


def load(path: str, by: Sequence[str], column: str) -> list[dict[str, str]]:
    """The rows of a CSV file. Raises ConfigError if it can't be read or lacks a column."""
    from rolewright.documents.decode import decode
    from rolewright.engine.files import read_bytes

    try:
        data = read_bytes(path, _LIMIT)
    except OSError as error:
        raise ConfigError(f"can't be read ({error.strerror})", path, "check the path") from error
    if data is None:
        raise ConfigError("is larger than 256 MB", path, "give the columns of the audit alone")
    reader = csv.DictReader(io.StringIO(decode(data).text))
    known = [name for name in reader.fieldnames or () if name]
    for name in (*by, column):
        if name not in known:
            raise ConfigError(
                f"there is no column {name!r}", path, suggest(name, known, f"columns are {', '.join(known)}")
            )
    rows = [row for row in reader if any(row.values())]
    short = next((i for i, row in enumerate(rows, 2) if any(row[name] is None for name in (*by, column))), 0)
    if short:
        raise ConfigError("has fewer columns than the head", f"{path}:{short}", "mend the line")
    return rows


def page(made: Audit) -> Page:
    """The page: a table for each grouping."""
    words, limits = shelf("matching/audit")["pages"], shelf("matching/audit")["limits"]
    score = "" if made.median is None else words["score"].format(median=made.median)
    blocks = [
        heading(1, words["title"]), text(words["about"].format(rows=made.people, selected=made.selected, score=score)),
        text(words["caution"].format(few=limits["few"])),
    ]  # fmt: skip
    for one in made.groupings:
        blocks += _grouping(one)
    return Page("audit", words["title"], tuple(blocks))


def _grouping(one: Grouping) -> list[Block]:
    rows = [_HEAD, *(_row(group) for group in one.groups)]
    blocks = [heading(2, sentence(" and ".join(one.by))), table(*rows)]
    if one.unknown:
        blocks.append(quiet(f"Not known of {one.unknown:,} people, of whom {one.unknown_selected:,} were selected."))
    return blocks


def _row(group: Group) -> tuple[str, ...]:
    low, high = group.rate_interval
    around = "–" if group.ratio_interval is None else f"{group.ratio_interval[0]:.2f} to {group.ratio_interval[1]:.2f}"
    return (
        clean(", ".join(group.values)), f"{group.people:,}", f"{group.selected:,}", f"{group.rate:.3f}", f"{low:.3f} to {high:.3f}",
        "–" if group.ratio is None else f"{group.ratio:.3f}", around, "–" if group.p is None else f"{group.p:.3g}", "; ".join(group.notes),
    )  # fmt: skip


def as_data(made: Audit) -> dict[str, Any]:
    """The audit as plain data."""
    return {
        "people": made.people, "selected": made.selected, "median": made.median,
        "groupings": [
            {"by": list(one.by), "unknown": one.unknown, "unknown_selected": one.unknown_selected,
             "groups": [group._asdict() for group in one.groups]}
            for one in made.groupings
        ],
    }  # fmt: skip


def as_csv(made: Audit) -> str:
    """The tables as one CSV, in the columns of Local Law 144's summary; a cell that a spreadsheet would run gets a quote."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\n")
    writer.writerow(("by", "group", "people", "selected", "selection rate", "impact ratio", "p", "notes"))
    for one in made.groupings:
        for group in one.groups:
            ratio = "" if group.ratio is None else f"{group.ratio:.6f}"
            p = "" if group.p is None else f"{group.p:.6g}"
            writer.writerow((_safe(" × ".join(one.by)), _safe(", ".join(group.values)), group.people, group.selected,
                             f"{group.rate:.6f}", ratio, p, "; ".join(group.notes)))  # fmt: skip
        if one.unknown:
            writer.writerow((_safe(" × ".join(one.by)), "not known", one.unknown, one.unknown_selected, "", "", "", ""))
    return kept.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell

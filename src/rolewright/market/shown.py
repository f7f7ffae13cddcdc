"""A table as text for a screen, CSV, JSON or Parquet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import orjson

from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.market.table import Table

FORMATS = ("text", "csv", "json", "parquet")
_SHARES = frozenset({"share", "low", "high", "stated", "stated_low", "stated_high", "before", "after", "difference"})


def shown(table: Table, form: str, width: int = 100, most: int | None = None) -> bytes:
    """The table in a format; `text` shows the first rows (of each group), the others all."""
    if form == "json":
        return orjson.dumps(as_dict(table), option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY) + b"\n"
    if form == "csv":
        return _csv(table)
    if form == "parquet":
        return _parquet(table)
    return text(table, width, most).encode()


def as_dict(table: Table) -> dict[str, Any]:
    """The table as plain data."""
    return {
        "of": table.of, "about": table.about, "by": list(table.by), "postings": table.total.rows,
        "weight": table.total.weight, "hidden": table.hidden, "notes": list(table.notes), "rows": list(table.rows),
    }  # fmt: skip


def text(table: Table, width: int = 100, most: int | None = None) -> str:
    """Columns of fixed width, the denominator and filters below, evidence as `id@start-end`."""
    limit = int(shelf("corpus/tables")["statistics"]["rows"]) if most is None else most
    chosen = _first(table, limit)
    lines = [f"{table.of}: {table.about}", ""]
    if chosen:
        names = [name for name in chosen[0] if name != "evidence"]
        cells = [[_cell(name, row[name], table) for name in names] for row in chosen]
        wide = [max(len(name), *(len(row[i]) for row in cells)) for i, name in enumerate(names)]
        left = {*table.by, table.of, "currency"}
        for row, words in [(None, names), *zip(chosen, cells, strict=True)]:
            line = "  ".join(_aligned(word, wide[i], right=names[i] not in left) for i, word in enumerate(words))
            lines.append(f"{line}  {_evidence(row, width - len(line) - 2)}".rstrip())
    else:
        lines.append("no row has enough postings")
    left_out = len(table.rows) - len(chosen)
    lines += [
        "",
        f"postings: {table.total.rows:,}"
        + (f", weight {table.total.weight:,.1f}" if table.total.weight != table.total.rows else ""),
    ]
    lines += table.notes
    if table.hidden:
        lines.append(f"hidden: {table.hidden:,} cells; --least 0 shows them")
    if left_out:
        lines.append(f"further rows: {left_out:,}; --rows 0 or --format csv shows them")
    return "\n".join(lines) + "\n"


def _first(table: Table, most: int) -> list[dict[str, Any]]:
    """The first rows of each group."""
    if not most:
        return list(table.rows)
    seen: dict[Any, int] = {}
    chosen = []
    for row in table.rows:
        group = tuple(row.get(name) for name in table.by)
        seen[group] = seen.get(group, 0) + 1
        if seen[group] <= most:
            chosen.append(row)
    return chosen


def _aligned(word: str, width: int, *, right: bool) -> str:
    return word.rjust(width) if right else word.ljust(width)


def _cell(name: str, value: Any, table: Table) -> str:
    if value is None:
        return "–"
    number = "median" in (table.rows[0] if table.rows else ()) and name in {"median", "low", "high", "p10", "p90"}
    if isinstance(value, float):
        if name in _SHARES and not number:
            return f"{100 * value:.1f} %" if name != "difference" else f"{100 * value:+.1f}"
        return f"{value:,.2f}" if name == "lift" or abs(value) < 10 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) and name != "year" else str(value)


def _evidence(row: dict[str, Any] | None, room: int) -> str:
    """The first piece of evidence, if there is room for it."""
    if row is None or not row.get("evidence"):
        return ""
    one = row["evidence"][0]
    written = f"{one['id']}@{one['start']}-{one['end']}" if one["start"] is not None else str(one["id"])
    return written if len(written) <= room else ""


def flat(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their evidence as words."""
    out = []
    for row in rows:
        spans = [
            f"{e['id']}@{e['start']}-{e['end']}" if e["start"] is not None else str(e["id"])
            for e in row.get("evidence", ())
        ]
        out.append({**{k: v for k, v in row.items() if k != "evidence"}, "evidence": " ".join(spans)})
    return out


def _csv(table: Table) -> bytes:
    import csv

    out = io.StringIO(newline="")
    rows = flat(table.rows)
    writer = csv.DictWriter(out, [*rows[0]] if rows else [table.of], lineterminator="\n")
    writer.writeheader()
    writer.writerows(_safe(row) for row in rows)
    return out.getvalue().encode()


def _safe(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose words no spreadsheet takes for a formula."""
    return {k: f"'{v}" if isinstance(v, str) and v[:1] in "=+-@\t\r" and v else v for k, v in row.items()}


def _parquet(table: Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = pa.BufferOutputStream()
    made = pa.Table.from_pylist(flat(table.rows)).replace_schema_metadata({"rolewright": "; ".join(table.notes)})
    pq.write_table(made, out)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]

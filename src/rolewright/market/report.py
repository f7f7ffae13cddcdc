"""A page of figures: charts (Vega-Lite, made with Altair, its library inlined), each with its table; works offline.

Beside the page stand all figures as CSV, JSON and Parquet.
"""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, Any

import orjson

from rolewright.engine.files import write_whole
from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf
from rolewright.market import charts
from rolewright.market.page import PAGE, STYLE, figure_html
from rolewright.market.table import Table, known, table
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Figure(NamedTuple):
    """A table with its name, its title and how it is drawn; `rows` are those that the chart shows."""

    id: str
    title: str
    table: Table
    rows: tuple[dict[str, Any], ...]
    trend: bool = False


def report(
    path: str, output: str, where: Sequence[str] = (), *, title: str = "", least: int | None = None,
    weights: str = "kept", rates: Mapping[str, float] | None = None,
) -> list[str]:  # fmt: skip
    """Write the page and its figures; the files. Raises ConfigError if they can't be written, and what `table` raises."""
    made = figures(path, where, least=least, weights=weights, rates=rates)
    if not made:
        raise ConfigError("has too few postings for any figure", path, "read more, or give --least 0")
    stem = output.removesuffix(".html")
    flat = long(made)
    files = {
        output: page(made, title or "What postings ask", path).encode(),
        f"{stem}.figures.json": orjson.dumps(flat, option=orjson.OPT_INDENT_2) + b"\n",
        f"{stem}.figures.csv": _csv(flat),
        f"{stem}.figures.parquet": _parquet(flat),
    }
    try:
        for name, data in files.items():
            write_whole(name, data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", output, "choose another place") from error
    return list(files)


def figures(
    path: str,
    where: Sequence[str] = (),
    *,
    least: int | None = None,
    weights: str = "kept",
    rates: Mapping[str, float] | None = None,
) -> list[Figure]:
    """The figures of `knowledge/corpus/report.toml` that have rows."""
    out = []
    for one in shelf("corpus/report")["figure"]:
        try:
            made = table(
                path, one["of"], [one["by"]] if "by" in one else [], where, strength=one.get("strength", ""), least=least,
                weights=weights, rates=rates, spans=False,
            )  # fmt: skip
        except ConfigError:
            if one["of"] != "finding":
                raise
            continue
        rows = _chosen(made, one["rows"])
        if rows and not (one.get("trend") and len({row["month"] for row in rows} - {None}) < 3):
            out.append(Figure(one["id"], one["title"], made, tuple(rows), bool(one.get("trend"))))
    return out


def _chosen(made: Table, most: int) -> list[dict[str, Any]]:
    """The rows of a chart: the first ones, or by group those of the words that are the most frequent over all groups."""
    if not made.by or made.of not in (made.rows[0] if made.rows else ()):
        return list(made.rows[:most])
    weight: dict[str, float] = {}
    for row in made.rows:
        weight[row[made.of]] = weight.get(row[made.of], 0) + row["n"]
    top = sorted(weight, key=lambda word: (-weight[word], word))[:most]
    return [row for row in made.rows if row[made.of] in top]


def page(made: Sequence[Figure], title: str, source: str) -> str:
    """The page as HTML: one file, no address in it is fetched."""
    import vl_convert

    specs = {figure.id: charts.chart(figure) for figure in made}
    library: Any = vl_convert.javascript_bundle
    bundle = library().replace("</script", "<\\/script")
    first = made[0].table
    return PAGE.format(
        title=escape(title), style=STYLE, bundle=bundle, specs=_embedded(specs), count=f"{first.total.rows:,}",
        source=escape(os.path.basename(source)), notes="".join(f"<li>{escape(note)}</li>" for note in first.notes),
        contents="".join(f'<li><a href="#{f.id}">{escape(f.title)}</a></li>' for f in made),
        figures="".join(figure_html(f, charts.explained(f)) for f in made),
    )  # fmt: skip


def _embedded(specs: Any) -> str:
    """JSON that no HTML parser takes for the end of the script."""
    return (
        orjson.dumps(specs).decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def long(made: Sequence[Figure]) -> list[dict[str, Any]]:
    """Every figure of every table as a row: figure, group, item, measure, its value and interval, n and of."""
    rows = []
    for figure in made:
        of, by = figure.table.of, figure.table.by
        for row in figure.table.rows:
            kind = "share" if "share" in row else "median"
            head = {"figure": figure.id, "of": of, "group": ", ".join(f"{name}={row[name]}" for name in by),
                    "item": str(row.get(of, row.get("currency", "")))}  # fmt: skip
            spread = {name: row.get(name) for name in ("stated", "stated_low", "stated_high", "p10", "p90", "lift")}
            rows.append({**head, "measure": kind, "value": row[kind], "low": row["low"], "high": row["high"],
                         "n": row["n"], "postings": row["of"], **spread})  # fmt: skip
    return rows


def about(of: str) -> str:
    """What a thing is, for the page."""
    return str(known()[of]["about"])


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*rows[0]], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _parquet(rows: Sequence[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(list(rows)), out)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]
